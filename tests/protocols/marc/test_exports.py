"""Every real export is read to the last record, with exact counts; no accent is lost on the way."""

import re
import shutil
import subprocess
import unicodedata
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree

from portee.protocols.marc import (
    ControlField,
    DataField,
    Dialect,
    MarcRecord,
    cut_iso2709,
    parse_iso2709,
)
from portee.protocols.records import Limits, RawRecord, Remark
from tests.protocols.marc.exports import EXPORTS, Export, outcomes

# What a wrong character set leaves behind: a lead byte of UTF-8 seen as a letter, a diacritic before its letter, a
# control, a mark that joined nothing.
MOJIBAKE = re.compile(
    "[\ufffd\x80-\x97\x99-\x9b\x9d-\x9f]|[ÂÃ][\x80-\xbf€‚„…‡‰‹•–—™›œ]|â€|[áâãè][AEIOU]|âe|ð[cC]"
    "|(?<=[a-z])[ÁÂÃÈ][aeiou]|(?<=[a-z])[ŁØŒ]|[\u0300-\u0308\u030a-\u030c]"
)


def values_of(record: MarcRecord) -> Iterator[str]:
    """Give every text of a record."""
    for field in record.fields:
        if isinstance(field, ControlField):
            yield field.value
        else:
            yield from (text for _, text in field.subfields)


@pytest.mark.parametrize("export", EXPORTS, ids=lambda export: export.path)
def test_an_export_is_read_with_exact_counts(shared_data: Path, export: Export) -> None:
    found = list(outcomes(shared_data, export.path))
    refused = {place: one.code for place, one in enumerate(found, 1) if isinstance(one, Remark)}
    read = [one for one in found if not isinstance(one, Remark)]
    assert refused == export.refused
    assert len(read) == export.read
    assert sum(1 for _, remarks in read if remarks) == export.repaired


def test_every_export_of_the_three_folders_is_counted(shared_data: Path) -> None:
    there = {
        str(path.relative_to(shared_data))
        for folder in ("01-unimarc", "02-marc21", "03-malformed")
        for path in (shared_data / folder).rglob("*")
        if path.is_file()
    }
    assert there == {export.path for export in EXPORTS}


@pytest.mark.parametrize(
    "path",
    [
        "01-unimarc/roubaix_biblio_2022.mrc",
        "01-unimarc/moccam_harrypotter.pan",
        "01-unimarc/roubaix_auth_2024.mrc",
        "01-unimarc/bnf_sru_unimarcxchange.xml",
        "02-marc21/laurentienne_fre.mrc",
    ],
)
def test_not_one_accent_is_broken(shared_data: Path, path: str) -> None:
    texts = [
        text
        for one in outcomes(shared_data, path)
        if not isinstance(one, Remark)
        for text in values_of(one[0])
    ]
    assert any("é" in text for text in texts)
    assert [text for text in texts if MOJIBAKE.search(text)] == []
    assert all(unicodedata.is_normalized("NFC", text) for text in texts)


@pytest.mark.parametrize(
    ("path", "otherwise"),
    [
        ("01-unimarc/roubaix_biblio_2022.mrc", {}),
        ("01-unimarc/moccam_harrypotter.pan", {}),
        ("02-marc21/laurentienne_fre.mrc", {}),
        ("02-marc21/uva.mrc", {}),
        # An apostrophe became a byte that no set has there (« It\xe1s »).
        ("02-marc21/evergreen_jazz.mrc", {("marc-8", "latin-1"): 2}),
        ("02-marc21/boston_university_ccby.mrc", {("marc-8", "utf-8"): 8}),
    ],
)
def test_the_character_set_found_is_the_true_one(
    shared_data: Path, path: str, otherwise: dict[tuple[str, str], int]
) -> None:
    found = Counter(
        remark.values
        for one in outcomes(shared_data, path)
        if not isinstance(one, Remark)
        for remark in one[1]
        if remark.code.startswith("charset-")
    )
    assert found == otherwise


def test_names_in_marc_8_are_spelt_right(shared_data: Path) -> None:
    names = {
        text
        for path in ("02-marc21/uva.mrc", "02-marc21/evergreen_jazz.mrc")
        for one in outcomes(shared_data, path)
        if not isinstance(one, Remark)
        for text in one[0].texts("100", "a")
    }
    assert {"Bolívar, Simón,", "Čizmić, Ivan."} <= names


def fields_by_yaz(path: Path, charset: str) -> list[list[tuple[str, object]]]:
    """Read an export as the program of Index Data does."""
    if not shutil.which("yaz-marcdump"):
        pytest.skip("yaz-marcdump is not installed")
    command = ["yaz-marcdump", "-f", charset, "-t", "utf-8", "-o", "marcxml", str(path)]
    written = subprocess.run(command, capture_output=True, check=True).stdout
    tree = etree.fromstring(written, etree.XMLParser(recover=True, huge_tree=True))
    return [
        [_field(field) for field in record.iterfind("{*}*") if not field.tag.endswith("leader")]
        for record in tree.iterfind("{*}record")
    ]


def _field(field: etree._Element) -> tuple[str, object]:
    tag = field.get("tag") or ""
    if field.tag.endswith("controlfield"):
        return tag, _composed(field.text)
    return tag, [(part.get("code"), _composed(part.text)) for part in field.iterfind("{*}subfield")]


def _composed(text: str | None) -> str:
    return unicodedata.normalize("NFC", text or "")


@pytest.mark.peers
@pytest.mark.parametrize(
    ("path", "charset"),
    [
        ("01-unimarc/roubaix_biblio_2024.mrc", "utf-8"),
        ("01-unimarc/roubaix_biblio_2022.mrc", "utf-8"),
        ("01-unimarc/roubaix_auth_2024.mrc", "utf-8"),
        ("01-unimarc/moccam_harrypotter.pan", "utf-8"),
        ("02-marc21/laurentienne_fre.mrc", "marc8"),
        ("02-marc21/evergreen_jazz.mrc", "marc8"),
        ("02-marc21/uva.mrc", "marc8"),
    ],
)
def test_yaz_marcdump_agrees_on_what_needs_no_mending(
    shared_data: Path, path: str, charset: str
) -> None:
    dialect: Dialect = "unimarc" if path.startswith("01") else "marc21"
    theirs = fields_by_yaz(shared_data / path, charset)
    ours = [
        parse_iso2709(raw.content, dialect=dialect)
        for raw in cut_iso2709(BytesIO((shared_data / path).read_bytes()), Limits())
        if isinstance(raw, RawRecord)
    ]
    assert len(ours) == len(theirs)
    for (record, remarks), expected in zip(ours, theirs, strict=True):
        if not remarks:
            assert [_as_yaz(field) for field in record.fields] == expected


def _as_yaz(field: ControlField | DataField) -> tuple[str, object]:
    """Give a field in the form of `_field`; yaz writes one tie where the tables of pymarc have two halves."""
    if isinstance(field, ControlField):
        return field.tag, field.value
    halves = str.maketrans({"\ufe20": "\u0361", "\ufe21": ""})
    return field.tag, [(code, text.translate(halves)) for code, text in field.subfields]
