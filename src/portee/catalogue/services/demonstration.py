"""Filling the catalogue with the records of the demonstration. Real installations never run this.

The files of `demo/` are imported as any library's are: a source with its mapping sheet, a run, a report. Run again, it
changes nothing, and what was already read is not even opened.
"""

import csv
import tomllib
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path

from portee.catalogue.models import ImportRun, Record, RunState, Source, Verdict
from portee.catalogue.services.file_content import fingerprint_of
from portee.catalogue.services.import_loop import Moment
from portee.catalogue.services.import_run import RunOptions, carry_out, start_run
from portee.catalogue.services.match_decision import decide_match
from portee.catalogue.services.missing import count_missing, delete_missing
from portee.catalogue.services.remap import apply_remap
from portee.catalogue.services.source import SourceFacts, change_source, create_source
from portee.catalogue.sheet import sheet_from_json, sheet_to_json
from portee.catalogue.sheet_text import parse_sheet
from portee.network.api import list_establishments
from portee.protocols.records import MappingSheet

LIST = "sources.toml"
DECISIONS = "decisions.csv"
"""Under the codes of two sources, the keys of records that describe one resource though no number says so."""

OnSource = Callable[[str], None]
"""Told the name of each source whose file is about to be read."""


@dataclass(frozen=True, slots=True)
class DemonstrationSource:
    """One source of the demonstration and its one file; `establishment` holds what names nobody."""

    code: str
    name: str
    licence: str
    sheet: MappingSheet
    path: Path
    establishment: str
    establishment_id: int | None

    @property
    def options(self) -> RunOptions:
        """What its import is told."""
        return RunOptions(file_name=self.path.name, establishment_id=self.establishment_id)


def demonstration_sources(folder: Path) -> list[DemonstrationSource]:
    """The sources that `folder` lists, in the order in which they are imported."""
    said = tomllib.loads((folder / LIST).read_text(encoding="utf-8"))
    establishments = {one.code: one.id for one in list_establishments()}
    return [
        DemonstrationSource(
            code=one["code"],
            name=one["name"],
            licence=one["licence"],
            sheet=parse_sheet(one.get("sheet", "")),
            path=folder / one["file"],
            establishment=one["establishment"],
            establishment_id=establishments.get(one["establishment"]),
        )
        for one in said["source"]
    ]


def is_demonstration_filled(folder: Path) -> bool:
    """Whether every file of the demonstration has been imported, as it is now: a few milliseconds, two queries."""
    return not _to_import(demonstration_sources(folder))


def fill_demonstration(
    *,
    folder: Path,
    holder: str,
    moment: Moment,
    only: Collection[str] | None = None,
    on_source: OnSource = lambda _name: None,
) -> int:
    """Import the files that have not been imported as they are now; how many there were.

    `only` are the codes of the sources to fill, when not all are. `holder` is a name that no other process has.
    Raises: LookupError when the network of the demonstration is not there yet; FileRefusedError, RunTakenOverError.
    """
    sources = demonstration_sources(folder)
    waiting = _to_import([one for one in sources if only is None or one.code in only])
    for one in waiting:
        if one.establishment and one.establishment_id is None:
            raise LookupError(one.establishment)
        on_source(one.name)
        source = _settled_source(one, moment=moment)
        run = start_run(source=source, path=one.path, options=one.options, at=moment())
        run = carry_out(run_id=run.pk, path=one.path, holder=holder, moment=moment)
        missing = count_missing(run_id=run.pk).records
        if missing:
            delete_missing(run_id=run.pk, expected=missing, moment=moment)
    if waiting:
        _bring_together(folder / DECISIONS, moment=moment)
    return len(waiting)


def _bring_together(path: Path, *, moment: Moment) -> None:
    """Decide, as staff would, what the rules cannot know; what stands together already is left alone."""
    with path.open(encoding="utf-8", newline="") as file:
        codes, *pairs = csv.reader(file, delimiter=";")
    living = Record.objects.filter(source__code__in=codes, deleted_at=None)
    known = {
        (code, key): (pk, resource_id)
        for code, key, pk, resource_id in living.values_list(
            "source__code", "key", "pk", "resource_id"
        )
    }
    for keys in pairs:
        found = [known[name] for name in zip(codes, keys, strict=True) if name in known]
        if len({resource_id for _pk, resource_id in found}) > 1:
            decide_match(
                first_id=found[0][0],
                second_id=found[1][0],
                verdict=Verdict.TOGETHER,
                account_id=None,
                at=moment(),
            )


def _settled_source(wanted: DemonstrationSource, *, moment: Moment) -> Source:
    """The source as the list says it; what it gave before is read again when its sheet has changed."""
    known = Source.objects.filter(code=wanted.code).first()
    facts = SourceFacts(name=wanted.name, licence=wanted.licence, sheet=sheet_to_json(wanted.sheet))
    if known is None:
        return create_source(code=wanted.code, at=moment(), **facts)
    has_same_sheet = sheet_from_json(known.sheet) == wanted.sheet
    source = change_source(source_id=known.pk, at=moment(), **facts)
    if not has_same_sheet:
        apply_remap(source=source, moment=moment)
    return source


def _to_import(sources: list[DemonstrationSource]) -> list[DemonstrationSource]:
    """Those whose file was not the last one read, or was read with another sheet or for somebody else."""
    finished = ImportRun.objects.filter(
        source__code__in=[one.code for one in sources], state=RunState.FINISHED
    )
    last = {run.source.code: run for run in finished.select_related("source").order_by("pk")}
    return [one for one in sources if not _is_read(one, last.get(one.code))]


def _is_read(wanted: DemonstrationSource, run: ImportRun | None) -> bool:
    return (
        run is not None
        and sheet_from_json(run.sheet) == wanted.sheet
        and run.establishment_id == wanted.establishment_id
        and run.file_fingerprint == fingerprint_of(wanted.path)
    )
