"""What a record says is mapped or kept as unmapped: what is read past is listed, with a reason."""

from collections import Counter
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import NamedTuple

import pytest

from portee.protocols import marc21, unimarc
from portee.protocols.container import unpack
from portee.protocols.drafting import Block, Technical
from portee.protocols.marc import (
    ControlField,
    DataField,
    Dialect,
    MarcRecord,
    cut_iso2709,
    cut_marcxml,
    parse_iso2709,
    parse_marcxml,
)
from portee.protocols.marc21.reading import BLOCKS as MARC21_BLOCKS
from portee.protocols.marc21.technical import TECHNICAL as MARC21_TECHNICAL
from portee.protocols.records import STANDARD_SHEET, Limits, RawRecord, UnreadableRecordError
from portee.protocols.unimarc.reading import BLOCKS as UNIMARC_BLOCKS
from portee.protocols.unimarc.technical import TECHNICAL as UNIMARC_TECHNICAL
from tests.protocols.handmade import LEADER
from tests.protocols.keeping import Describe, passed_over

HERE = Path(__file__).parent


class Way(NamedTuple):
    """How the records of one dialect are read."""

    dialect: Dialect
    describe: Describe
    blocks: dict[str, Block]
    technical: Technical


UNIMARC = Way("unimarc", unimarc.describe, UNIMARC_BLOCKS, UNIMARC_TECHNICAL)
MARC21 = Way("marc21", marc21.describe, MARC21_BLOCKS, MARC21_TECHNICAL)
FIELDS = [
    pytest.param(way, tag, id=f"{way.dialect} {tag}")
    for way in (UNIMARC, MARC21)
    for tag in way.blocks
]
CODED = {
    "unimarc": {
        *("100$a", "102$a", "105$a", "106$a", "110$a", "115$a", "116$a", "124$b", "125$a", "125$b"),
        *("125$c", "126$a", "128$a", "128$b", "128$c", "128$d", "135$a", "145$b", "145$c", "145$d"),
        *("146$b", "146$c", "146$d", "146$e", "146$f", "181$a", "182$a", "183$a"),
    },
    "marc21": {"044$c", "048$a", "048$b"},
}
"""Fields of codes, read by position: words say nothing there. Their own tests are made of codes."""
WORD = "qwzxq"
BESIDE = {"a": "Premier", "b": "Second", "t": "Titre", "u": "https://example.org/"}


def is_read(way: Way, place: str) -> bool:
    """Whether words may stand there: the tag of an embedded field ($1) is none, a list ($2) only names others."""
    is_embedded = way is UNIMARC and place[3:] == "$1" and place[0] in "46"
    return place not in CODED[way.dialect] and not is_embedded


def fields_with(way: Way, code: str, tag: str) -> Iterator[tuple[ControlField | DataField, ...]]:
    """Make fields of that tag that say a word in that subfield, alone and after others."""
    for others, indicators in product(("", "a", "abtu"), ("  ", "12", "70")):
        if code == "2" and not others:
            continue
        beside = [(other, BESIDE[other]) for other in others if other != code]
        field = DataField(tag, indicators, [*beside, (code, WORD)])
        yield (field,)
        if way is MARC21:
            yield ControlField("003", "RISM"), field


@pytest.mark.parametrize(("way", "tag"), FIELDS)
def test_each_subfield_that_a_block_may_meet_is_told_or_kept(way: Way, tag: str) -> None:
    technical = way.technical.codes(tag)
    lost = [
        (code, fields)
        for code in sorted(way.blocks[tag].known - technical)
        if is_read(way, f"{tag}${code}")
        for fields in fields_with(way, code, tag)
        if WORD not in str(way.describe(MarcRecord(LEADER, list(fields)), STANDARD_SHEET)[1])
    ]
    assert lost == []


def records_of(path: Path, way: Way) -> Iterator[MarcRecord]:
    """Give the records of a file, but for those that cannot be read."""
    is_xml = ".xml" in path.name
    with path.open("rb") as stream:
        for raw in (cut_marcxml if is_xml else cut_iso2709)(unpack(stream, Limits()), Limits()):
            if not isinstance(raw, RawRecord):
                continue
            try:
                if is_xml:
                    yield parse_marcxml(raw.content)[0]
                else:
                    yield parse_iso2709(raw.content, dialect=way.dialect)[0]
            except UnreadableRecordError:
                continue


def passed_over_in(paths: list[Path], way: Way, most: int) -> tuple[Counter[str], set[str]]:
    """Give how many subfields of each place were looked at, and the places of those that nobody hears."""
    seen: Counter[str] = Counter()
    unheard: set[str] = set()
    for path in paths:
        for record in records_of(path, way):
            found = passed_over(record, way.describe, way.technical, seen, most)
            unheard |= {place for place, _ in found}
    return seen, unheard


HEARD_ELSEWHERE = {
    "183$2": "names RDA, which a carrier is from unless it says otherwise",
    "225$a": "the series, which a link names under its established title",
    "225$e": "the series, which a link names under its established title",
    "225$h": "the series, which a link names under its established title",
    "225$i": "the series, which a link names under its established title",
    "225$v": "the number that a link to the series bears too",
    "225$x": "the ISSN that a link to the series bears too",
    "604$1": "begins an embedded field, whose subfields are read",
    "930$b": "who owns the copy, whose number begins with the same",
    "031$2": "Plaine & Easie, the only notation read",
    "490$a": "the series, which 8XX names under its established title",
    "490$v": "the number that 8XX bears too",
    "490$x": "the ISSN that 8XX bears too",
}
"""What could be taken out of some record because another of its fields says the same."""


@pytest.mark.parametrize("way", [UNIMARC, MARC21], ids=["unimarc", "marc21"])
def test_each_subfield_of_the_open_records_is_told_kept_or_technical(way: Way) -> None:
    samples = sorted((HERE / way.dialect / "samples").iterdir())
    paths = [path for path in samples if path.suffix in (".xml", ".mrc")]
    seen, unheard = passed_over_in(paths, way, most=1000)
    assert seen.total() > 500
    assert unheard - HEARD_ELSEWHERE.keys() == set()


EXPORTS = [
    *(
        (UNIMARC, f"01-unimarc/{name}")
        for name in ("roubaix_biblio_2024.mrc", "roubaix_biblio_2022.mrc")
    ),
    *((UNIMARC, f"01-unimarc/{name}") for name in ("moccam_harrypotter.pan", "sbn_it_data.mrc")),
    (UNIMARC, "01-unimarc/bnf_sru_unimarcxchange.xml"),
    *(
        (MARC21, f"02-marc21/{name}")
        for name in ("laurentienne_fre.mrc", "evergreen_jazz.mrc", "uva.mrc")
    ),
    *((MARC21, f"02-marc21/{name}") for name in ("rism_sources.xml.gz", "rero_suisse.xml.gz")),
    *(
        (MARC21, f"02-marc21/{name}")
        for name in ("lc_british_library.xml.gz", "evergreen_concerto.xml")
    ),
]


@pytest.mark.parametrize(("way", "name"), EXPORTS, ids=[name for _, name in EXPORTS])
def test_each_subfield_of_an_export_is_told_kept_or_technical(
    shared_data: Path, way: Way, name: str
) -> None:
    seen, unheard = passed_over_in([shared_data / name], way, most=6)
    assert seen.total() > 100
    assert unheard - HEARD_ELSEWHERE.keys() == set()


@pytest.mark.parametrize("way", [UNIMARC, MARC21], ids=["unimarc", "marc21"])
def test_what_is_read_past_is_listed_with_a_reason(way: Way) -> None:
    reasons = {**way.technical.everywhere, **way.technical.places}
    assert all(len(reason) > 10 for reason in reasons.values())
    assert all(place[:3] in way.blocks for place in way.technical.places)
