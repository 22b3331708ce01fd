"""docs/reference/mapping-sheet.md lists the targets that readers accept, all of them and no other."""

import re
from io import BytesIO

import pytest

from portee.protocols import tabular
from portee.protocols.description import Description
from portee.protocols.records import FieldRule, Limits, MappingSheet, RawRecord, Target
from portee.protocols.unimarc import read_xml
from tests.architecture import source

PAGE = source.ROOT / "docs" / "reference" / "mapping-sheet.md"
ROW = re.compile(r"^\| `([a-z_]+)` \| [^|]+ \| [^|]*\|$", re.M)
FIELD = """<record xmlns="info:lc/xmlns/marcxchange-v2"><leader>00000nam a2200000   450 </leader>
<datafield tag="999" ind1=" " ind2=" "><subfield code="x">{value}</subfield></datafield></record>"""

SENSIBLE = {Target.DURATION: "12:30", Target.URL: "https://example.org/", Target.DATE: "1998"}
"""Values that mean something to a target; any other takes words."""


def listed_targets() -> list[str]:
    """The targets of the page, in its order."""
    return ROW.findall(source.text_of(PAGE))


def field_read(target: str) -> Description:
    content = FIELD.format(value=SENSIBLE.get(Target(target), "Une valeur")).encode()
    return read_xml(content, MappingSheet((FieldRule("999$x", target),))).description


def column_read(target: str) -> Description:
    content = f"Colonne,Titre\n{SENSIBLE.get(Target(target), 'Une valeur')},Carmen\n".encode()
    (row,) = tabular.cut(BytesIO(content), Limits())
    assert isinstance(row, RawRecord)
    sheet = MappingSheet((FieldRule("Colonne", target), FieldRule("Titre", "title")))
    return tabular.read(row.content, sheet).description


def test_the_page_lists_each_target_once() -> None:
    assert sorted(listed_targets()) == sorted(Target)


@pytest.mark.parametrize("target", list(Target))
def test_a_field_accepts_every_target(target: Target) -> None:
    assert [place for place, _ in field_read(target).unmapped if place == "999$x"] == []


@pytest.mark.parametrize("target", list(Target))
def test_a_column_accepts_every_target(target: Target) -> None:
    assert [place for place, _ in column_read(target).unmapped if place == "Colonne"] == []


def test_a_target_of_another_name_leaves_its_value_unmapped() -> None:
    content = FIELD.format(value="Une valeur").encode()
    described = read_xml(content, MappingSheet((FieldRule("999$x", "colour"),))).description
    assert ("999$x", "Une valeur") in described.unmapped
