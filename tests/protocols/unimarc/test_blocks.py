"""Each block of UNIMARC fields, on fields and records made by hand."""

from pathlib import Path
from typing import Any

import pytest

from portee.protocols.records import STANDARD_SHEET
from portee.protocols.unimarc import describe
from tests.protocols.described import cases, lines
from tests.protocols.handmade import LEADER, record


def said(field: str, *written: str) -> Any:
    """Tell what a record of these lines says of one field of the description."""
    return lines(describe(record(*written), STANDARD_SHEET)[1]).get(field)


@pytest.mark.parametrize(
    ("field", "written", "expected"), cases(Path(__file__).parent / "blocks.toml")
)
def test_a_field_says_what_the_standard_gives_it_to_say(
    field: str, written: str, expected: Any
) -> None:
    assert said(field, written) == (expected or None)


def test_the_record_is_named_by_001_else_by_the_ark_of_003() -> None:
    ark = "003 http://catalogue.bnf.fr/ark:/12148/cb1"
    assert describe(record("001 42", ark), STANDARD_SHEET)[0] == "42"
    assert describe(record(ark), STANDARD_SHEET)[0] == "ark:/12148/cb1"
    assert describe(record(), STANDARD_SHEET)[0] == ""


def test_an_impossible_date_is_remarked_and_the_statement_believed() -> None:
    data = record("100 ## $a20170418d0199    m  y0frey50", "210 ## $aParis$d[vers 1900]")
    _, description, remarks = describe(data, STANDARD_SHEET)
    assert lines(description)["years"] == "1900-1900 approximate"
    assert [(remark.code, remark.place, remark.values) for remark in remarks] == [
        ("impossible-date", "100$a/9-16", ("0199    ",))
    ]


def test_a_date_coded_without_its_kind_gives_way_to_the_statement() -> None:
    coded = "100 ## $a19       1975    k  y0frey5003    ba"
    assert said("years", coded, "210 ## $d[ca 1975]") == "1975-1975 approximate"
    assert said("years", coded, "210 ## $d[s.d.]") == "1975-1975 exact"


def test_coded_fields_hint_at_the_type_of_document() -> None:
    written = (
        *("105 ## $aa   m   000a|", "106 ## $ad", "110 ## $aajh", "115 ## $ac090baiz"),
        *("116 ## $ai|||||||||||||||ad", "124 ## $bd", "125 ## $aab$bab$cc", "126 ## $aagux"),
        *("135 ## $adr||", "181 #0 $ad $baxxe", "181 ## $cntm$2rdacontent", "182 #0 $an"),
        *("183 #1 $aceb$2rdacarrier", "200 1# $aT$bMusique imprimée", "328 #0 $bThèse"),
        "008 Mgx3",
    )
    assert said("types", *written) == [
        *("unimarc-leader: am", "unimarc-105: m", "unimarc-106: d", "unimarc-110: a"),
        *("unimarc-115: c", "unimarc-116: i", "unimarc-116-function: ad", "unimarc-124: d"),
        *("unimarc-125: a", "unimarc-125-parts: b", "unimarc-125-text: a", "unimarc-125-text: b"),
        *("unimarc-125: c", "unimarc-126: a", "unimarc-135: d", "isbd-content: d"),
        *(
            "isbd-qualification: axxe",
            "rdacontent: ntm",
            "isbd-media: n",
            "rdacarrier: ceb",
            "words: Musique imprimée",
        ),
        *("words: Thèse", "sudoc-008: Mgx3"),
    ]


def test_what_sorting_skips_is_counted_and_its_marks_are_gone() -> None:
    written = "200 1# $a\x98Les \x9cNoces$e\x98la \x9csuite$a\x98L'\x9cété"
    assert said("titles", written) == [
        "proper: Les Noces | remainder=la suite | nonsorting=4",
        "proper: L'été | nonsorting=2",
    ]


def test_statements_of_responsibility_edition_extent_and_presentation() -> None:
    written = (
        *("200 1# $aT$fMozart$gDa Ponte", "205 ## $aNouv. éd.$brev.", "208 ## $aPartition$dScore"),
        *("215 ## $a1 partition (27 p.)$cill.$d31 cm$e1 CD", "215 ## $a2 parties$d30 cm"),
    )
    assert said("notes", *written) == ["responsibility: Mozart ; Da Ponte"]
    assert said("edition", *written) == "Nouv. éd., rev."
    assert said("music_presentation", *written) == "Partition = Score"
    assert (
        said("extent", *written) == "1 partition (27 p.) : ill. ; 31 cm + 1 CD + 2 parties ; 30 cm"
    )


def test_a_series_is_told_once_by_its_link_with_its_issn() -> None:
    stated = "225 0# $aMus. Brit.$v29$x0580-2954"
    assert said("relations", stated, "410 #0 $tMusica Britannica$v29") == [
        "series: Musica Britannica | number=29 | identifiers=issn: 0580-2954"
    ]


def test_publications_told_in_210_and_214_count_once() -> None:
    assert said("publications", "210 ## $aParis$cX$d2017", "214 #0 $aParis$cX$d2017") == [
        "publication: Paris | name=X | date=2017"
    ]


def test_an_analytic_record_lies_in_its_piece() -> None:
    analytic = record("463 ## $tLe disque", leader=f"{LEADER[:7]}a{LEADER[8:]}")
    told = lines(describe(analytic, STANDARD_SHEET)[1])
    assert told["relations"] == ["part-of: Le disque"]


def test_fields_that_share_a_copy_number_make_one_copy() -> None:
    shared = (
        *("915 ## $5751:1$b0605", "930 ## $5751:1$b751$aS 24$jb"),
        *("930 ## $5759:2$aK 1", "955 ## $5751:1$rno. 1", "955 ## $5751:1$rno. 2"),
    )
    assert said("items", *shared) == [
        "751: S 24 | barcode=0605 | statement=no. 1 ; no. 2 | loan=b",
        "759: K 1",
    ]


def test_the_original_agency_comes_before_those_that_passed_the_record_on() -> None:
    written = ("801 #3 $aFR$bAbes", "801 #0 $aFR$bFR-751131015")
    assert said("cataloguing_agency", *written) == "FR-751131015"


def test_a_person_of_the_sudoc_is_known_by_idref() -> None:
    written = ("003 http://www.sudoc.fr/088884074", "700 #1 $3088884090$aHajduk$bAngéla")
    assert said("contributions", *written) == [
        "main: Hajduk, Angéla | identifiers=idref: 088884090"
    ]
    assert said("identifiers", *written) == ["ppn: 088884074"]
