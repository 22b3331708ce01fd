"""Dates of publication as cataloguers write and code them become years, or nothing."""

import pytest

from portee.protocols.description import Years
from portee.protocols.drafting import DateKind, years_of_codes, years_of_text


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("1978", Years(1978, 1978)),
        ("cop. 1987", Years(1987, 1987)),
        ("c1984", Years(1984, 1984)),
        ("P 2008", Years(2008, 2008)),
        ("DL 2005", Years(2005, 2005)),
        ("[1988 (DL)]", Years(1988, 1988)),
        ("[ca 1890]", Years(1890, 1890, "approximate")),
        ("[vers 1890]", Years(1890, 1890, "approximate")),
        ("[1890?]", Years(1890, 1890, "doubtful")),
        ("[ca 194-?]", Years(1940, 1949, "doubtful")),
        ("[188.]", Years(1880, 1889, "approximate")),
        ("19..", Years(1900, 1999, "approximate")),
        ("[19--?]", Years(1900, 1999, "doubtful")),
        ("[199-]-", Years(1990, None, "approximate")),
        ("[2000]-", Years(2000, None)),
        ("1993-", Years(1993, None)),
        ("1946->", Years(1946, None)),
        ("1989-....", Years(1989, None)),
        ("1785-1790", Years(1785, 1790)),
        ("c1981-c1983", Years(1981, 1983)),
        ("1988-91", Years(1988, 1991)),
        ("[entre 1890 et 1900]", Years(1890, 1900, "approximate")),
        ("[between 1890 and 1900]", Years(1890, 1900, "approximate")),
        ("1856 [i.e. 1865]", Years(1865, 1865)),
        ("2003, c2002", Years(2003, 2003)),
        ("5744 [1984]", Years(1984, 1984)),
        ("M.DCC.LI.", Years(1751, 1751)),
        ("[s.d.]", None),
        ("", None),
        ("0000", None),
        ("9999", None),
        ("24 cm", None),
    ],
)
def test_a_statement_gives_the_years_it_says(text: str, years: Years | None) -> None:
    assert years_of_text(text) == years


@pytest.mark.parametrize(
    ("kind", "first", "second", "years"),
    [
        (DateKind.SINGLE, "1990", "1972", Years(1990, 1990)),
        (DateKind.SINGLE, "195u", "    ", Years(1950, 1959, "approximate")),
        (DateKind.SINGLE, "19  ", "    ", Years(1900, 1999, "approximate")),
        (DateKind.SINGLE, "1uuu", "    ", None),
        (DateKind.SINGLE, "    ", "    ", None),
        (DateKind.SINGLE, "0199", "    ", None),
        (DateKind.SINGLE, "19²0", "    ", None),
        (DateKind.OPEN, "2009", "9999", Years(2009, None)),
        (DateKind.RANGE, "1989", "2012", Years(1989, 2012)),
        (DateKind.RANGE, "2009", "201 ", Years(2009, 2019, "approximate")),
        (DateKind.RANGE, "1990", "    ", Years(1990, None)),
        (DateKind.RANGE, "1990", "1970", None),
        (DateKind.BETWEEN, "1890", "1900", Years(1890, 1900, "approximate")),
        (DateKind.BETWEEN, "1890", "    ", Years(1890, 1890, "approximate")),
    ],
)
def test_two_coded_dates_give_years_by_their_kind(
    kind: DateKind, first: str, second: str, years: Years | None
) -> None:
    assert years_of_codes(kind, first, second) == years
