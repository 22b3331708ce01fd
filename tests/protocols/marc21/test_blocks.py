"""Each block of MARC21 fields, on fields and records made by hand."""

from pathlib import Path
from typing import Any

import pytest

from portee.protocols.marc21 import describe
from portee.protocols.records import STANDARD_SHEET
from tests.protocols.described import cases, lines
from tests.protocols.handmade import LEADER, record

RISM = "003 RISM"


def said(field: str, *written: str, kind: str = "am") -> Any:
    """Tell what a record of these lines says of one field of the description."""
    made = record(*written, leader=f"{LEADER[:6]}{kind}{LEADER[8:]}")
    return lines(describe(made, STANDARD_SHEET)[1]).get(field)


@pytest.mark.parametrize(
    ("field", "written", "expected"), cases(Path(__file__).parent / "blocks.toml")
)
def test_a_field_says_what_the_standard_gives_it_to_say(
    field: str, written: str, expected: Any
) -> None:
    assert said(field, written) == (expected or None)


def test_the_record_is_named_by_001() -> None:
    assert describe(record("001 42", "003 SIRSI"), STANDARD_SHEET)[0] == "42"
    assert said("identifiers", "001 42", "003 SIRSI") is None
    assert said("identifiers", "001 ocm42", "003 OCoLC") == ["oclc: 42"]
    assert said("identifiers", "001 400006537", RISM) == ["rism: 400006537"]


def test_008_is_read_by_the_type_of_the_record() -> None:
    music = "008 840508s1983    nyusnazj            zxx d"
    assert said("types", music, kind="cm") == [
        "marc21-leader: cm",
        "marc21-008-20: a",
        "marc21-008-21-music: z",
    ]
    assert said("genres", music, kind="cm") == ["marc-genre: sn"]
    assert said("audiences", music, kind="cm") == ["marc21-audience: j"]
    film = "008 840508s1983    nyu090 j         |vleng d"
    assert said("durations_seconds", film, kind="gm") == ["5400"]
    assert said("types", film, kind="gm") == ["marc21-leader: gm", "marc21-008-33-visual: v"]
    serial = "008 060106c20069999enkmr pss     0   a0eng c"
    assert said("years", serial, kind="as") == "2006- exact"
    assert said("types", serial, kind="as") == [
        "marc21-leader: as",
        "marc21-008-21: p",
        "marc21-008-23: s",
    ]


def test_006_007_and_the_three_forms_hint_at_the_type() -> None:
    written = (
        *("006 jsn   s           ", "007 sd fsngnnmmned", "245 00 $aT$h[sound recording] /"),
        *("336 ## $aperformed music$bprm$2rdacontent", "337 ## $aaudio", "338 ## $bsd$2rdacarrier"),
        *("348 ## $afull score", "502 ## $bM.A."),
    )
    assert said("types", *written) == [
        *("marc21-leader: am", "marc21-006: j", "marc21-008-23: s", "marc21-007: sd"),
        *("words: sound recording", "rdacontent: prm", "words: audio", "rdacarrier: sd"),
        *("words: full score", "words: M.A."),
    ]
    assert said("genres", *written) == ["marc-genre: sn"]


def test_a_short_008_is_remarked() -> None:
    short = record("008 970701s1964 nyu u000 0 eng ")
    remarks = describe(short, STANDARD_SHEET)[2]
    assert [(remark.code, remark.place) for remark in remarks] == [("wrong-length", "008")]


def test_an_impossible_date_is_remarked_and_the_statement_believed() -> None:
    data = record("008 840508d19841980nyu|||||||||||||||||eng d", "260 ## $c1984.")
    _, description, remarks = describe(data, STANDARD_SHEET)
    assert lines(description)["years"] == "1984-1984 exact"
    assert [(remark.code, remark.values) for remark in remarks] == [
        ("impossible-date", ("19841980",))
    ]


def test_a_source_of_rism_says_its_scoring_its_key_and_its_material() -> None:
    written = (
        *(RISM, "008 100322|||||||||gw |||||||||||||||||ger|d", "240 10 $aTe Deum$mV (4)$rE|b"),
        *(
            "590 ## $avl 1, 2",
            "593 ## $amanuscript",
            "594 ## $aS (2), Coro B (X), vl 1, b, bc: org",
        ),
        *(
            "650 00 $aHymns",
            "657 #7 $aCorpus Christi",
            "773 0# $a400014630",
            "852 ## $aCH-Bu$ckr IV",
        ),
        "762 0# $w403006105",
    )
    assert said("performers", *written) == [
        *("rism-mop: S | text=S (2) | count=2", "rism-mop: Coro B | text=Coro B (X)"),
        *("rism-mop: vl | text=vl 1", "rism-mop: b | text=b", "rism-mop: bc: org | text=bc: org"),
    ]
    assert said("keys", *written) == ["rism-key: E|b"]
    assert said("countries", *written) is None
    assert said("genres", *written) == ["words: Hymns"]
    assert said("subjects", *written) == [
        "topic: Hymns | scheme=rism",
        "topic: Corpus Christi | scheme=rism",
    ]
    assert said("relations", *written) == [
        "part-of:  | identifiers=rism: 400014630",
        "has-part:  | identifiers=rism: 403006105",
    ]
    assert said("items", *written) == ["CH-Bu: kr IV"]
    assert said("notes", *written) == ["general: vl 1, 2"]


def test_a_traced_series_is_told_once_with_its_issn() -> None:
    written = ("490 1# $aAbh. der Klasse,$x0002-2985 ;$v3", "830 #0 $aAbhandlungen der Klasse ;$v3")
    assert said("relations", *written) == [
        "series: Abhandlungen der Klasse | number=3 | identifiers=issn: 0002-2985"
    ]


def test_a_composer_of_several_works_is_named_once() -> None:
    written = ("100 0# $aJosquin,$cdes Prez.", "700 02 $aJosquin,$cdes Prez.$tMille regretz")
    assert said("contributions", *written) == ["main: Josquin | qualifier=des Prez"]


def test_holdings_in_words_complete_the_place_before_them() -> None:
    written = ("852 ## $bALDERMAN$cSTACKS", "866 #0 $avyp.12-13", "866 #0 $avyp.15")
    assert said("items", *written) == [
        "ALDERMAN:  | location=STACKS | statement=vyp.12-13 ; vyp.15"
    ]
    assert said("items", "866 #0 $a1-95") == [":  | statement=1-95"]


def test_marks_of_sorting_count_before_the_indicator() -> None:
    assert said("titles", "245 00 $a\x98Les \x9cNoces /") == ["proper: Les Noces | nonsorting=4"]
