"""The character set of a record is told by its bytes, whatever it declares."""

import pytest

from portee.protocols.marc import parse_iso2709
from portee.protocols.records import Remark
from tests.protocols.marc.building import LEADER, MARC21_LEADER, iso2709

CODED = b"  \x1fa20240101d2024    m  y0frey%s    ba"
TITLE = "L'été à Liège : fêtes, œuvres & façons"
IN_ISO5426 = b"L'\xc2et\xc2e \xc1a Li\xc1ege : f\xc3etes, \xfauvres & fa\xd0cons"
IN_MARC8 = b"L'\xe2et\xe2e \xe1a Li\xe1ege : f\xe3etes, \xb6uvres & fa\xf0cons"


def title_of(
    title: bytes, *, declared: bytes = b"    ", charset: str | None = None
) -> tuple[str, tuple[Remark, ...]]:
    """Read the title of a UNIMARC record that declares these four characters in 100 $a/26-29."""
    content = iso2709(("100", CODED % declared), ("200", b"1 \x1fa" + title))
    record, remarks = parse_iso2709(content, dialect="unimarc", charset=charset)
    return record.data("200")[0].first("a"), remarks


def marc21_title_of(
    title: bytes, leader: str = MARC21_LEADER, language: bytes = b"fre"
) -> tuple[str, tuple[Remark, ...]]:
    """Read the title of a MARC21 record in that language."""
    fixed = b"240101s2024    fr            000 0 " + language + b" d"
    content = iso2709(("008", fixed), ("245", b"10\x1fa" + title), leader=leader)
    record, remarks = parse_iso2709(content, dialect="marc21")
    return record.data("245")[0].first("a"), remarks


@pytest.mark.parametrize("declared", [b"50  ", b"    "])
def test_unimarc_in_utf8_is_read_under_a_blank_leader(declared: bytes) -> None:
    assert LEADER[9] == " "
    assert title_of(TITLE.encode(), declared=declared) == (TITLE, ())


def test_utf8_declared_as_iso_5426_is_read_and_said() -> None:
    assert title_of(TITLE.encode(), declared=b"0103") == (
        TITLE,
        (Remark("charset-declared-otherwise", values=("iso5426", "utf-8")),),
    )


def test_iso_5426_is_read_as_declared() -> None:
    assert title_of(IN_ISO5426, declared=b"0103") == (TITLE, ())


def test_iso_5426_undeclared_is_guessed_and_said() -> None:
    assert title_of(IN_ISO5426) == (TITLE, (Remark("charset-guessed", values=("iso5426",)),))


@pytest.mark.parametrize("declared", [b"    ", b"0103", b"50  "])
def test_latin_1_is_told_from_iso_5426(declared: bytes) -> None:
    title, remarks = title_of(TITLE.encode("cp1252"), declared=declared)
    assert title == TITLE
    assert [remark.values[-1] for remark in remarks] == ["latin-1"]


def test_marc_8_in_a_unimarc_record_is_told() -> None:
    title, remarks = title_of(IN_MARC8, declared=b"0103")
    assert title == TITLE
    assert remarks == (Remark("charset-declared-otherwise", values=("iso5426", "marc-8")),)


def test_marc_8_is_read_as_a_blank_leader_declares() -> None:
    assert marc21_title_of(IN_MARC8) == (TITLE, ())


def test_marc21_in_utf8_under_a_blank_leader_is_read_and_said() -> None:
    assert marc21_title_of(TITLE.encode()) == (
        TITLE,
        (Remark("charset-declared-otherwise", values=("marc-8", "utf-8")),),
    )


def test_marc_8_under_a_leader_that_says_utf8_is_read_and_said() -> None:
    leader = MARC21_LEADER[:9] + "a" + MARC21_LEADER[10:]
    assert marc21_title_of(IN_MARC8, leader) == (
        TITLE,
        (Remark("charset-declared-otherwise", values=("utf-8", "marc-8")),),
    )


@pytest.mark.parametrize(
    ("written", "language", "title"),
    [
        (b"\xe2Etudes", b"fre", "Études"),
        (b"K\xe9cs 20 radni\xe9ckog \xe9zivota", b"scr", "Kčs 20 radničkog života"),
        (b"Istori\xebi\xeca Rossi\xe6i", b"rus", "Istorii︠a︡ Rossiĭ"),
        (b"Dvo\xe9r\xe2ak", b"fre", "Dvořák"),
        (b"Fran\xf0cois Andr\xe2e Philidor", b"fre", "François André Philidor"),
        ("Récit d'été à l'école".encode("cp1252"), b"fre", "Récit d'été à l'école"),
        ("Frédéric Chopin".encode("cp1252"), b"fre", "Frédéric Chopin"),
    ],
)
def test_few_letters_are_enough_to_tell_marc_8_from_latin_1(
    written: bytes, language: bytes, title: str
) -> None:
    assert marc21_title_of(written, language=language)[0] == title


def test_a_field_pasted_from_elsewhere_into_a_record_in_utf8_is_read_apart() -> None:
    content = iso2709(
        ("200", b"1 \x1fa" + "Les fêtes galantes de l'été".encode()),
        ("330", b"  \x1fa" + "Un récit à l'ancienne".encode("cp1252")),
    )
    record, remarks = parse_iso2709(content, dialect="unimarc")
    assert list(record.texts("330", "a")) == ["Un récit à l'ancienne"]
    assert remarks == (Remark("mixed-charsets"),)


def test_a_byte_that_no_set_explains_is_replaced_and_counted() -> None:
    title, remarks = title_of(
        "Les fêtes galantes de l'été à Liè".encode() + b"\xff\xfege", declared=b"50  "
    )
    assert title.startswith("Les fêtes galantes de l'été à Liè\ufffd")
    assert remarks[-1].code == "undecodable-bytes"


def test_characters_lost_before_the_export_are_counted_as_such() -> None:
    title, remarks = title_of("Livres anim\ufffdes".encode(), declared=b"50  ")
    assert title == "Livres anim\ufffdes"
    assert remarks == (Remark("lost-characters", values=("1",)),)


def test_decomposed_accents_are_composed_and_said() -> None:
    title, remarks = title_of("e\u0301te\u0301".encode(), declared=b"50  ")
    assert (title, remarks) == ("été", (Remark("decomposed"),))


def test_a_mark_never_joins_the_code_of_its_subfield() -> None:
    content = iso2709(("200", b"1 \x1fa" + "\u0301Etude".encode()))
    record, _ = parse_iso2709(content, dialect="unimarc")
    assert record.data("200")[0].subfields == [("a", "Etude")]


@pytest.mark.timeout(10)
@pytest.mark.parametrize(
    ("title", "charset"),
    [
        (b"a" + "\u0301\u0323".encode() * 200_000, None),
        (b"a" + b"\xc2" * 800_000, "iso5426"),
        (b"a" + b"\xe2" * 800_000, "marc-8"),
    ],
)
def test_marks_without_end_do_not_hang_the_reader(title: bytes, charset: str | None) -> None:
    assert len(title_of(title, charset=charset)[0]) > 100_000


@pytest.mark.parametrize(
    "title",
    [
        b"\xc2\x88Les \xc2\x89f\xc3\xaates",
        b"\xc2\x98Les \xc2\x9cf\xc3\xaates",
        b"\xc2\xacLes \xc2\xacf\xc3\xaates",
        b"\x88Les \x89f\xc3etes",
        b"\x88Les \x89f\xeates",
        b"\x98Les \x9cf\xeates",
    ],
)
def test_what_sorting_skips_has_one_pair_of_marks(title: bytes) -> None:
    assert title_of(title)[0] == "\x98Les \x9cfêtes"


def test_a_lone_end_of_non_sorting_is_a_ligature_of_windows() -> None:
    assert title_of("c\x9cur".encode())[0] == "cœur"


def test_the_character_set_can_be_settled_by_whoever_knows_it() -> None:
    assert title_of(b"\xc2e", charset="iso5426") == ("é", ())
    assert title_of("é".encode(), charset="latin-1")[0] == "é"


def test_the_code_of_a_subfield_is_no_letter_of_its_first_word() -> None:
    assert title_of("Áurea, Œuvres, Øystein".encode())[0] == "Áurea, Œuvres, Øystein"
    assert title_of("Études".encode("cp1252"))[0] == "Études"
    assert title_of("ÂEtudes".encode())[0] == "Études"
