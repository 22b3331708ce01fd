"""Real exports brought to our vocabularies: what is known of them was counted from the files, and read by eye."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from portee.catalogue.vocabularies import Classification, classify
from portee.protocols.container import unpack
from portee.protocols.description import Description, Format
from portee.protocols.formats import FORMATS
from portee.protocols.records import (
    STANDARD_SHEET,
    FieldRule,
    Limits,
    MappingSheet,
    RawRecord,
    UnreadableRecordError,
)


@dataclass(frozen=True)
class Export:
    """A file, its format, and what must come out: the least number of each type, instruments, genres."""

    path: str
    format: Format
    records: int
    untyped: int = 0
    types: dict[str, int] = field(default_factory=dict)
    instruments: dict[str, int] = field(default_factory=dict)
    genres: dict[str, int] = field(default_factory=dict)


ROUBAIX_TYPES = MappingSheet(
    (
        FieldRule(
            "099$t",
            "type",
            (
                ("LI", "Livre"),
                ("DC", "Disque compact"),
                ("DV", "Disque vinyle"),
                ("VD", "DVD"),
                ("PE", "Périodique"),
            ),
        ),
    )
)

EXPORTS = [
    Export(
        "01-unimarc/roubaix_biblio_2024.mrc",
        Format.UNIMARC,
        1192,
        1,
        {
            "book": 750,
            "comic": 75,
            "music-recording": 220,
            "video": 68,
            "periodical": 24,
            "score": 15,
        },
        {"piano": 6, "trumpet": 3},
        {"novel": 47, "picture-book": 36, "rock": 18},
    ),
    Export(
        "01-unimarc/roubaix_biblio_2022.mrc",
        Format.UNIMARC,
        449,
        3,
        {"book": 330, "comic": 38, "video": 51, "music-recording": 8},
    ),
    Export(
        "01-unimarc/bnf_sru_unimarcxchange.xml",
        Format.UNIMARCXML,
        25,
        0,
        {"book": 10, "score": 7, "music-recording": 2, "video": 1, "print": 2, "image": 3},
    ),
    Export(
        "02-marc21/rism_sources.xml.gz",
        Format.MARCXML,
        500,
        0,
        {"score": 290, "music-manuscript": 200},
        {"choir-bass": 180, "piano": 140, "organ": 100, "violin": 80},
        {"part-song": 172, "lied": 62, "mass": 23},
    ),
    Export(
        "02-marc21/evergreen_jazz.mrc",
        Format.MARC21,
        500,
        0,
        {"music-recording": 288, "score": 115, "video": 8},
        {"jazz-ensemble": 120, "piano": 40, "saxophone": 40},
        {"jazz": 210},
    ),
    Export(
        "02-marc21/rero_suisse.xml.gz",
        Format.MARCXML,
        221,
        0,
        {"periodical": 50, "article": 22, "music-recording": 5},
    ),
    Export(
        "02-marc21/uva.mrc", Format.MARC21, 500, 0, {"book": 460, "periodical": 20, "thesis": 9}
    ),
    Export(
        "04-oai-pmh/gallica_ListRecords_100.xml.gz",
        Format.OAI_DC,
        100,
        1,
        {"book": 63, "periodical": 17, "photograph": 10, "map": 4, "drawing": 4},
    ),
]


def descriptions(
    path: Path, kind: Format, sheet: MappingSheet = STANDARD_SHEET
) -> Iterator[Description]:
    reader = FORMATS[kind]
    limits = Limits()
    with path.open("rb") as stream:
        for raw in reader.cut(unpack(stream, limits), limits):
            if isinstance(raw, RawRecord):
                try:
                    yield reader.read(raw.content, sheet).description
                except UnreadableRecordError:
                    continue


def enough(found: Counter[str], least: dict[str, int]) -> bool:
    return all(found[code] >= number for code, number in least.items())


@pytest.mark.parametrize("export", EXPORTS, ids=lambda export: Path(export.path).name)
def test_real_records_have_a_type_and_what_their_fields_say(
    export: Export, shared_data: Path
) -> None:
    found: list[Classification] = [
        classify(one) for one in descriptions(shared_data / export.path, export.format)
    ]
    types = Counter(one.type for one in found)
    assert len(found) == export.records
    assert types["other"] <= export.untyped
    assert enough(types, export.types), types
    assert enough(Counter(code for one in found for code, _ in one.instruments), export.instruments)
    assert enough(Counter(code for one in found for code in one.genres), export.genres)


def test_nearly_every_medium_of_performance_is_understood(shared_data: Path) -> None:
    said = understood = 0
    for export in EXPORTS:
        for one in descriptions(shared_data / export.path, export.format):
            if one.performers:
                said += 1
                unknown = classify(one).unmapped
                understood += all(vocabulary != "instrument" for vocabulary, _ in unknown)
    assert said >= 500
    assert understood / said > 0.99


def test_a_sheet_that_names_local_types_agrees_with_the_coded_fields(shared_data: Path) -> None:
    path = shared_data / "01-unimarc" / "roubaix_biblio_2024.mrc"
    plain = [classify(one).type for one in descriptions(path, Format.UNIMARC)]
    told = [classify(one).type for one in descriptions(path, Format.UNIMARC, ROUBAIX_TYPES)]
    assert sum(one == other for one, other in zip(plain, told, strict=True)) > 0.95 * len(plain)


def test_the_unmapped_values_of_a_real_export_are_few_and_kept(shared_data: Path) -> None:
    path = shared_data / "01-unimarc" / "roubaix_biblio_2024.mrc"
    unmapped = Counter(
        value for one in descriptions(path, Format.UNIMARC) for value in classify(one).unmapped
    )
    assert unmapped["genre", "édition commerciale"] == 4
    assert unmapped["language", "iso639-2b frd"] == 4
    assert sum(unmapped.values()) < 40
