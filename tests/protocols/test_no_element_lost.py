"""What the elements of Dublin Core, MODS and EAD say is told, kept as unmapped, or read past for a stated reason."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from lxml import etree

from portee.protocols.description import Format
from portee.protocols.ead.tree import READ_PAST, component_of
from portee.protocols.formats import FORMATS
from portee.protocols.records import STANDARD_SHEET, Limits, RawRecord, UnreadableRecordError

HERE = Path(__file__).parent
SAMPLES = {
    Format.OAI_DC: ("dublin_core", ("oai_dc.xml", "qualified.xml")),
    Format.MODS: ("mods", ("*.xml",)),
    Format.EAD: ("ead", ("fonds.xml", "ead3.xml")),
}
FILES = [
    pytest.param(name, path, id=f"{name} {path.name}")
    for name, (folder, patterns) in SAMPLES.items()
    for pattern in patterns
    for path in sorted((HERE / folder / "samples").glob(pattern))
]
ABOUT_THE_RECORD = frozenset(("header", "about", "recordInfo", "extension"))
"""Elements that speak of the record and not of the resource."""
CODED = frozenset(("language", "languageTerm", "langmaterial", "scriptTerm", "typeOfResource"))
"""Elements whose words become codes of a list; their own tests say which."""
LABELS = frozenset(("Appartient", "Collection", "Titre"))
"""Words before a colon that say of what kind a statement is, which its place in the description says."""
_WORD = re.compile(r"[^\W_]{4,}")


def described(root: etree._Element, *, is_finding_aid: bool) -> Iterator[etree._Element]:
    """Give the elements that a record describes its resource with, those kept for staff left out."""
    element = root
    if is_finding_aid:
        component = component_of(root)
        assert component is not None
        element = component.element
    skipped: set[etree._Element] = set()
    for one in element.iter(etree.Element):
        name = etree.QName(one).localname
        is_skipped = one.getparent() in skipped or name in ABOUT_THE_RECORD | CODED
        if is_skipped or one.get("audience") == "internal":
            skipped.add(one)
        else:
            yield one


@pytest.mark.parametrize(("name", "path"), FILES)
def test_each_word_of_an_element_is_told_or_kept(name: Format, path: Path) -> None:
    lost: set[tuple[str, str]] = set()
    read = 0
    with path.open("rb") as stream:
        for raw in FORMATS[name].cut(stream, Limits()):
            assert isinstance(raw, RawRecord)
            try:
                said = str(FORMATS[name].read(raw.content, STANDARD_SHEET).description)
            except UnreadableRecordError:
                continue
            read += 1
            for one in described(etree.fromstring(raw.content), is_finding_aid=name is Format.EAD):
                lost |= {
                    (etree.QName(one).localname, word)
                    for word in _WORD.findall(unescape(one.text or ""))
                    if word.lower() not in said.lower() and word not in LABELS
                }
    assert read
    assert lost == set()


def test_what_a_finding_aid_keeps_for_staff_is_read_past_for_a_stated_reason() -> None:
    assert all(len(reason) > 10 for reason in READ_PAST.values())
    sample = (HERE / "ead" / "samples" / "fonds.xml").read_bytes()
    assert 'audience="internal"' in sample.decode()
    with (HERE / "ead" / "samples" / "fonds.xml").open("rb") as stream:
        records = list(FORMATS[Format.EAD].cut(stream, Limits()))
    texts = [
        str(FORMATS[Format.EAD].read(one.content, STANDARD_SHEET).description)
        for one in records
        if isinstance(one, RawRecord)
    ]
    assert not any("À restaurer" in text for text in texts)
