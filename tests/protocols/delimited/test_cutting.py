"""Rows are cut out of any text, each with the header it needs, past lone quotes and floods."""

import io
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.protocols.delimited import cut_rows, join_cells, read_row, split_cells
from portee.protocols.records import Limits, RawRecord, RefusedRecord, Remark, UnusableFileError

LIMITS = Limits()


class Dribble(io.BytesIO):
    """A stream that gives a few bytes at a time, as a slow line does."""

    def __init__(self, content: bytes, step: int) -> None:
        super().__init__(content)
        self._step = step

    def read(self, size: int | None = -1) -> bytes:
        return super().read(self._step)


def cut(
    content: bytes, limits: Limits = LIMITS, step: int = 65536
) -> list[RawRecord | RefusedRecord]:
    return list(cut_rows(Dribble(content, step), limits))


def cells(content: bytes, limits: Limits = LIMITS) -> list[list[str] | str]:
    """Give the cells of each row, the code of each refusal."""
    return [
        read_row(one.content).cells if isinstance(one, RawRecord) else f"!{one.remark.code}"
        for one in cut(content, limits)
    ]


@pytest.mark.parametrize("step", [1, 7, 65536])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_row_is_kept_with_its_header(step: int, end: str) -> None:
    text = end.join(("titre;auteur", "Valses;Chopin", "", ";", "Été;Bizet", ""))
    found = cut(text.encode(), step=step)
    assert [one.content.decode() for one in found] == [
        "titre;auteur\nValses;Chopin",
        "titre;auteur\nÉté;Bizet",
    ]
    for one in found:
        row = one.content.partition(b"\n")[2]
        assert text.encode()[one.offset_bytes :].startswith(row)


@pytest.mark.parametrize("charset", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("step", [3, 65536])
def test_wide_characters_and_marks_are_read(charset: str, step: int) -> None:
    text = 'titre;auteur\r\nŒuvre;"Č\nx"\r\nFin;y\r\n'
    found = cut(text.encode(charset), step=step)
    assert [read_row(one.content).cells for one in found] == [["Œuvre", "Č\nx"], ["Fin", "y"]]


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_the_delimiter_is_told_by_the_lines(delimiter: str) -> None:
    lines = ("titre propre", "auteur", "cote"), ("Valses", "Chopin, F.", "P 1"), ("A; b", "C", "")
    content = "\n".join(join_cells(list(line), delimiter) for line in lines)
    assert cells(content.encode())[0] == ["Valses", "Chopin, F.", "P 1"]


def test_excel_may_say_the_delimiter() -> None:
    assert cells(b"sep=|\na|b\n1|2\n") == [["1", "2"]]


@pytest.mark.parametrize("told", [b"sep=\xff", "sep=ÿ".encode()])
def test_a_first_line_that_tells_no_delimiter_is_a_line_like_others(told: bytes) -> None:
    assert len(cells(told + b"\na;b\n1;2\n")) >= 1


def test_a_delimiter_that_the_header_does_not_show_is_kept_with_the_row() -> None:
    content = b"titre, complet;auteur, principal\nA;B\nC;D\n"
    assert cells(content) == [["A", "B"], ["C", "D"]]


def test_titles_above_the_header_are_passed() -> None:
    content = b"Catalogue 2026;;\n;;\ntitre;auteur;cote\nA;B;C\n"
    assert cells(content) == [["A", "B", "C"]]


def test_a_quoted_cell_may_hold_line_breaks_delimiters_and_quotes() -> None:
    content = b'a;b\n"un; ""deux""\ntrois";x\ny;"fin\nde note"\n'
    assert cells(content) == [['un; "deux"\ntrois', "x"], ["y", "fin\nde note"]]


def test_a_lone_quote_does_not_swallow_the_rows_after_it() -> None:
    content = b'a;b\n"Faust;x\nDisque 12" rare;y\nz;t\n'
    assert cells(content) == [['"Faust', "x"], ['Disque 12" rare', "y"], ["z", "t"]]
    assert cut(content)[0].remarks == (Remark("lone-quote"),)  # type: ignore[union-attr]


def test_two_lone_quotes_are_two_rows() -> None:
    assert cells(b'a;b\n"Faust;x\n"Carmen;y\nz;t\n')[:2] == [['"Faust', "x"], ['"Carmen', "y"]]


def test_a_ragged_row_is_read_and_remarked_on() -> None:
    long, short, half = (one.content for one in cut(b"a;b;c;d\n1;2;3;4;5\n1\n1;2\n"))
    assert read_row(long).cells == ["1", "2", "3", "4", "5"]
    assert read_row(long).remarks == (Remark("ragged-row", values=("5", "4")),)
    assert read_row(short).remarks == (Remark("ragged-row", values=("1", "4")),)
    assert (read_row(half).cells, read_row(half).remarks) == (["1", "2", "", ""], ())


def test_control_characters_are_taken_out_and_remarked_on() -> None:
    (one,) = cut(b"a;b\nx\x00y;\x1bz\n")
    row = read_row(one.content)
    assert row.cells == ["xy", "z"]
    assert row.remarks == (Remark("control-character"),)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty-file"),
        (b" \r\n", "empty-file"),
        (b";;;\n;;;\n", "empty-file"),
        (b"titre;auteur\n", "no-record"),
        (b"a;" * 2000 + b"\n1;2\n", "too-many-columns"),
        (b";".join([b"x"] * 5_000_000), "too-many-columns"),
        (b"\x7fELF" + bytes(9000), "binary-file"),
        (b"a\n" * 30, "too-many-rows"),
    ],
)
def test_a_file_that_cannot_be_used_says_why(content: bytes, code: str) -> None:
    with pytest.raises(UnusableFileError) as refusal:
        cut(content, Limits(rows=20))
    assert refusal.value.remark.code == code


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (b"x" * 10_000_000, "too-long"),
        (b"x" * 150_000, "cell-too-long"),
        (b"x;" * 1500, "too-many-columns"),
        (b";".join([b"x"] * 5_000_000), "too-long"),
    ],
)
def test_a_flood_is_refused_alone(row: bytes, code: str) -> None:
    assert cells(b"a;b\n1;2\n" + row + b"\n3;4\n") == [["1", "2"], f"!{code}", ["3", "4"]]


@given(st.lists(st.text(), min_size=1, max_size=5), st.sampled_from(";,\t|"))
def test_cells_are_read_as_they_were_written(row: list[str], delimiter: str) -> None:
    assert split_cells(join_cells(row, delimiter), delimiter) == row


GOOD = 'titre;auteur;cote\n"Valse, n° 1";Chopin;P 1\nÉté;"Bizet ""G.""";P 2\n'.encode() * 2


@settings(max_examples=150, deadline=None)
@given(
    st.integers(0, len(GOOD) - 1),
    st.binary(max_size=4),
    st.integers(0, 20),
    st.sampled_from([1, 65536]),
)
def test_no_damage_raises_anything_but_the_refusal_of_the_file(
    place: int, put: bytes, taken: int, step: int
) -> None:
    try:
        found = cut(GOOD[:place] + put + GOOD[place + taken :], step=step)
    except UnusableFileError:
        return
    assert [one.position for one in found] == list(range(1, len(found) + 1))
    assert all(one.offset_bytes < two.offset_bytes for one, two in pairwise(found))
    for one in found:
        if isinstance(one, RawRecord):
            read_row(one.content)
