"""Title lists say, row by row, what a person reading them wrote down."""

import gzip
import io
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.protocols.kbart import cut, read
from portee.protocols.records import (
    STANDARD_SHEET,
    Limits,
    RawRecord,
    ReadRecord,
    Remark,
    UnreadableRecordError,
    UnusableFileError,
)
from tests.protocols.described import expectations, lines

HERE = Path(__file__).parent
EXPECTED = expectations(HERE / "expected")
SAMPLE = (HERE / "samples" / "phase2.txt").read_bytes()
HEADER = "publication_title\ttitle_id\tpublisher_name\n"


def records(content: bytes) -> list[ReadRecord]:
    found = cut(io.BytesIO(content), Limits())
    return [read(one.content, STANDARD_SHEET) for one in found if isinstance(one, RawRecord)]


@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_row_says_what_a_reader_wrote_down(place: int) -> None:
    record = records(SAMPLE)[place]
    assert lines(record.description) == EXPECTED[record.identifier]


def test_the_same_title_in_two_runs_has_two_identifiers() -> None:
    assert [record.identifier for record in records(SAMPLE)] == [
        "revue-musique|2007|1|1|F",
        "revue-musique|2016-01-01|10|1|P",
        "essai/12",
    ]


@pytest.mark.parametrize("charset", ["cp1252", "mac_roman", "utf-16", "utf-8-sig", "cp850"])
def test_a_list_in_another_character_set_is_read_by_evidence(charset: str) -> None:
    text = HEADER + "Été à la forêt, où ça gèle\tete\tPresses de l’été\n"
    (record,) = records(text.replace("’", "'").encode(charset))
    assert record.description.titles[0].text == "Été à la forêt, où ça gèle"
    is_wrong = charset not in ("utf-16", "utf-8-sig")
    assert record.remarks == ((Remark("wrong-charset", values=(charset,)),) if is_wrong else ())


@pytest.mark.parametrize(
    "header",
    ["Publication Title\tTitle ID\tPublisher", "\ufeffPUBLICATION_TITLE\ttitle_id\tpublisher_name"],
)
def test_the_names_of_columns_vary(header: str) -> None:
    (record,) = records(f"{header}\nValses\tv1\tPlon\n".encode())
    assert (record.identifier, record.description.publications[0].name) == ("v1", "Plon")


def test_rows_above_the_names_of_columns_are_passed() -> None:
    assert len(records(f"Liste 2026\n\n{HEADER}Valses\tv1\n".encode())) == 1


def test_a_file_without_the_columns_is_refused() -> None:
    with pytest.raises(UnusableFileError) as refusal:
        records(b"titre\tauteur\nValses\tX\n")
    assert refusal.value.remark.code == "unknown-columns"


def test_a_row_without_title_is_refused() -> None:
    with pytest.raises(UnreadableRecordError) as refusal:
        records(f"{HEADER}\tv1\tPlon\n".encode())
    assert (refusal.value.remark.code, refusal.value.identifier) == ("no-title", "v1")


@pytest.mark.parametrize(
    ("name", "count"),
    [
        # Lines of each file less its header, as `wc -l` counts them.
        ("CAIRN_GLOBAL_ALLJOURNALS_2026-03-23.txt.gz", 768),
        ("CLASSIQUESGARNIER_GLOBAL_ALLTITLES_2024-08-28.txt.gz", 7144),
        ("CYBERLIBRIS_GLOBAL_ALLTITLES_2024-07-17.txt.gz", 3582),
        ("EUROPRESSE_GLOBAL_BIBESR_2026-03-18.txt.gz", 4251),
        ("OE_All_Books_kbart_2021-03-15.txt.gz", 5529),
        ("assimil_AllTitles_2015-10-16.txt", 34),
        ("cabi_ebooks_2017-04-12.txt.gz", 817),
        ("cairn_ebooks_2016-12-19.txt.gz", 3281),
        ("persee_2014-02-13.txt", 148),
    ],
)
def test_every_row_of_a_real_list_is_read(shared_data: Path, name: str, count: int) -> None:
    path = shared_data / "06-kbart" / name
    content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    told = records(content)
    assert len(told) == len({record.identifier for record in told}) == count
    assert "\ufffd" not in "".join(record.description.titles[0].text for record in told)


def test_a_list_that_is_not_in_utf_8_keeps_its_accents(shared_data: Path) -> None:
    path = shared_data / "06-kbart" / "cabi_ebooks_2017-04-12.txt.gz"
    told = [one for one in records(gzip.decompress(path.read_bytes())) if one.remarks]
    assert [record.remarks[0].values for record in told] == [("cp1252",)]


@pytest.mark.parametrize(
    ("name", "identifier"),
    [
        ("CYBERLIBRIS_GLOBAL_ALLTITLES_2024-07-17.txt.gz", "88881385"),
        ("EUROPRESSE_GLOBAL_BIBESR_2026-03-18.txt.gz", "GEAEA|2010-09-01|||P"),
    ],
)
def test_a_row_of_a_real_list_says_what_a_reader_wrote_down(
    shared_data: Path, name: str, identifier: str
) -> None:
    with gzip.open(shared_data / "06-kbart" / name) as file:
        head = b"".join(file.readline() for _ in range(5))
    record = next(one for one in records(head) if one.identifier == identifier)
    assert lines(record.description) == EXPECTED[identifier]


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(SAMPLE) - 1), st.binary(max_size=4), st.integers(0, 40))
def test_no_damage_raises_anything_but_a_refusal(place: int, put: bytes, taken: int) -> None:
    with suppress(UnusableFileError, UnreadableRecordError):
        records(SAMPLE[:place] + put + SAMPLE[place + taken :])
