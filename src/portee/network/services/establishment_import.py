"""Bringing a list of establishments into the network, as often as one likes.

A list is read whole before anything is written, then written in batches: a run that is cut is run again. What a person
changed since the last import is left alone (`EstablishmentIdentifier.imported_values`).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from copy import deepcopy
from datetime import datetime
from itertools import islice
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from portee.kernel.ordering import search_key
from portee.kernel.transactions import retrying
from portee.network.adapters.commune_groups import CommuneMembership
from portee.network.adapters.establishment_list import (
    ImportedEstablishment,
    ListedLine,
    RejectedLine,
    SkippedLine,
)
from portee.network.errors import EstablishmentRefusedError, UnusableFileError
from portee.network.models import (
    Establishment,
    EstablishmentIdentifier,
    EstablishmentKind,
    IdentifierScheme,
)
from portee.network.services.establishment import change_establishment, create_establishment
from portee.network.services.establishment_code import code_of_group, code_of_place, taken_codes
from portee.network.services.import_report import ImportReport

BATCH_ROWS = 200
"""Rows per transaction: about a second, so that other writers hardly wait."""
MAX_ROWS = 200_000
"""Twenty-five times the national list."""

Memberships = Mapping[tuple[str, str], CommuneMembership]
BatchWriter = Callable[[list[ImportedEstablishment]], None]


def import_establishments(
    *,
    lines: Iterable[ListedLine],
    under_id: int | None,
    memberships: Memberships,
    departement: str,
    is_dry_run: bool,
    at: datetime,
    on_progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> ImportReport:
    """Create what is new under a node, update what the list changed, leave the rest.

    `departement` keeps the lines of one département only, when given; `memberships` places each establishment under
    its group of communes, created when missing. A dry run does everything, then takes it back.

    Raises: UnusableFileError when the list is far too long, or breaks while it is read; nothing was written then.
    """
    report = ImportReport()
    wanted = list(_sorted_out(lines, departement=departement, report=report))
    run = _Run(under_id=under_id, memberships=memberships, at=at, report=report)
    if is_dry_run:
        with transaction.atomic():
            run.write(wanted, on_progress=on_progress, whole=transaction.atomic)
            transaction.set_rollback(True)
    else:
        run.write(wanted, on_progress=on_progress, whole=retrying())
    return run.report


def _sorted_out(
    lines: Iterable[ListedLine], *, departement: str, report: ImportReport
) -> Iterator[ImportedEstablishment]:
    """The establishments to import; the rest goes to the report."""
    seen: dict[tuple[str, str], int] = {}
    for count, line in enumerate(lines, start=1):
        if count > MAX_ROWS:
            raise UnusableFileError(_("The file has more lines than any list of establishments."))
        report.read = count
        if isinstance(line, RejectedLine):
            report.errors.append((line.line, line.reason))
        elif departement and line.departement != departement:
            continue
        elif isinstance(line, SkippedLine):
            report.skips.append((line.line, line.reason))
        elif first := seen.get(key := (line.scheme, line.identifier or line.code)):
            reason = _("Already read at line %(line)d.") % {"line": first}
            report.errors.append((line.line, reason))
        else:
            seen[key] = line.line
            yield line


class _Run:
    """One import: the nodes and codes it has met so far."""

    def __init__(
        self, *, under_id: int | None, memberships: Memberships, at: datetime, report: ImportReport
    ) -> None:
        self._under_id = under_id
        self._memberships = memberships
        self._at = at
        self.report = report
        self._codes = taken_codes()
        self._group_ids: dict[str, int] = {}

    def write(
        self,
        wanted: list[ImportedEstablishment],
        *,
        on_progress: Callable[[int, int], None],
        whole: Callable[[BatchWriter], BatchWriter],
    ) -> None:
        """Write in batches; `whole` runs each in a transaction."""
        remaining = iter(wanted)
        done = 0
        while batch := list(islice(remaining, BATCH_ROWS)):
            whole(self._write_batch)(batch)
            done += len(batch)
            on_progress(done, len(wanted))

    def _write_batch(self, batch: list[ImportedEstablishment]) -> None:
        """Write one batch; run again after a deadlock, it must forget what the lost attempt believed."""
        before = (set(self._codes), dict(self._group_ids), self.report)
        self.report = deepcopy(self.report)
        try:
            for line in batch:
                self._write_one(line)
        except BaseException:
            self._codes, self._group_ids, self.report = before
            raise

    def _write_one(self, line: ImportedEstablishment) -> None:
        try:
            known = self._known(line)
            if known is None:
                self._create(line)
                self.report.created += 1
            elif self._update(known, line):
                self.report.updated += 1
            else:
                self.report.unchanged += 1
        except EstablishmentRefusedError as error:
            self.report.errors.append((line.line, str(error)))
            return
        self.report.repaired += len(line.repaired)

    def _known(self, line: ImportedEstablishment) -> Establishment | None:
        rows = Establishment.objects.all()
        if line.identifier:
            return rows.filter(
                identifiers__scheme=line.scheme, identifiers__value=line.identifier
            ).first()
        return rows.filter(code=line.code).first()

    def _create(self, line: ImportedEstablishment) -> None:
        membership = self._membership(line)
        facts = dict(line.facts)
        if membership:
            facts["insee_code"] = membership.insee_code
        establishment = create_establishment(
            code=line.code
            or code_of_place(
                name=line.facts["name"],
                commune=line.facts.get("commune", ""),
                identifier=line.identifier,
                taken=self._codes,
            ),
            parent_id=self._parent_id(line, membership),
            at=self._at,
            **facts,  # type: ignore[arg-type]
        )
        self._codes.add(establishment.code)
        if line.identifier:
            EstablishmentIdentifier.objects.create(
                establishment=establishment,
                scheme=line.scheme,
                value=line.identifier,
                imported_values=_plain(line.facts),
            )

    def _update(self, known: Establishment, line: ImportedEstablishment) -> bool:
        """Write what the list changed since its last import; what a person changed is hers."""
        facts: Mapping[str, Any] = line.facts
        if line.identifier:
            identifier = known.identifiers.get(scheme=line.scheme, value=line.identifier)
            last = identifier.imported_values
            if last == _plain(facts):
                return False
            facts = {
                key: value
                for key, value in facts.items()
                if key not in last or last[key] == _plain({key: getattr(known, key)})[key]
            }
            identifier.imported_values = _plain(line.facts)
            identifier.save(update_fields=["imported_values"])
        changed = change_establishment(establishment_id=known.pk, at=self._at, **facts)
        return changed.changed_at == self._at

    def _membership(self, line: ImportedEstablishment) -> CommuneMembership | None:
        commune = search_key(line.facts.get("commune", ""))
        return self._memberships.get((line.departement, commune))

    def _parent_id(
        self, line: ImportedEstablishment, membership: CommuneMembership | None
    ) -> int | None:
        if line.parent_code:
            parent = Establishment.objects.filter(code=line.parent_code).first()
            if parent is None:
                raise EstablishmentRefusedError(
                    _("No establishment bears the code “%(code)s”.") % {"code": line.parent_code}
                )
            return parent.pk
        return self._group_id(membership) if membership else self._under_id

    def _group_id(self, membership: CommuneMembership) -> int:
        """The node of a group of communes, created the first time one of its communes is met."""
        siren = membership.group_siren
        if siren not in self._group_ids:
            found = EstablishmentIdentifier.objects.filter(
                scheme=IdentifierScheme.SIREN, value=siren
            ).first()
            self._group_ids[siren] = (
                found.establishment_id if found else self._new_group(membership)
            )
        return self._group_ids[siren]

    def _new_group(self, membership: CommuneMembership) -> int:
        group = create_establishment(
            code=code_of_group(membership.group_name, taken=self._codes),
            parent_id=self._under_id,
            at=self._at,
            name=membership.group_name,
            kind=EstablishmentKind.COMMUNE_GROUP,
        )
        self._codes.add(group.code)
        EstablishmentIdentifier.objects.create(
            establishment=group, scheme=IdentifierScheme.SIREN, value=membership.group_siren
        )
        return group.pk


def _plain(facts: Mapping[str, Any]) -> dict[str, Any]:
    """The facts as JSON gives them back."""
    return {key: str(value) if isinstance(value, str) else value for key, value in facts.items()}
