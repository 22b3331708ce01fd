"""What resources say of one another, as codes that the other side awaits."""

import pytest

from portee.catalogue.matching.kinship import (
    LONGEST_CODE,
    MOST_CODES,
    REVERSED,
    codes_awaited,
    codes_said,
)
from portee.protocols.description import Identifier, Relation

ISBN = Identifier("isbn", "978-2-07-061275-8")


@pytest.mark.parametrize("kind", REVERSED)
def test_what_is_said_on_one_side_is_awaited_on_the_other(kind: str) -> None:
    for said in REVERSED[kind]:
        codes = codes_said([Relation(said, identifiers=(ISBN,))], sources=())
        assert set(codes) <= set(codes_awaited(kind, [ISBN], []))
        assert codes


def test_the_number_of_a_source_is_told_with_its_source() -> None:
    above = Relation("part-of", identifiers=(Identifier("local", "12"),))
    assert codes_said([above], sources=["bnf"]) == ("part-of:bnf/12",)
    assert "part-of:bnf/12" in codes_awaited("has-part", [], [("bnf", "12")])
    assert "part-of:bnf/12" not in codes_awaited("has-part", [], [("sudoc", "12")])


def test_a_relation_without_an_identifier_or_of_a_vague_kind_gives_no_code() -> None:
    said = [Relation("part-of", "Œuvres"), Relation("related", identifiers=(ISBN,))]
    assert codes_said(said, sources=["bnf"]) == ()


def test_codes_are_bounded() -> None:
    many = [Relation("part-of", identifiers=(Identifier("local", str(n)),)) for n in range(999)]
    assert len(codes_said(many, sources=["bnf"])) == MOST_CODES
    long = Relation("part-of", identifiers=(Identifier("local", "9" * LONGEST_CODE),))
    assert codes_said([long], sources=["bnf"]) == ()
