"""Which parts of a finding aid are records.

A component is worth a record when it has a title and is something that one asks for: a leaf of the tree, or a part with
a call number, a description of its contents or digital objects of its own, or a level that archivists describe for
itself. A mere heading between them is in the path of what lies under it, and is no record.
"""

import re
from collections.abc import Iterator
from typing import BinaryIO

from portee.protocols.records import Limits, RawRecord, RefusedRecord
from portee.protocols.xml import ElementName
from portee.protocols.xml.components import Element, Plan, cut_components

COMPONENTS = frozenset(("c", "archdesc", *(f"c{number:02}" for number in range(1, 13))))
"""The elements that are components, the highest (`archdesc`) with them."""
INHERITED = frozenset(
    (
        "unittitle",
        "unitid",
        "unitdate",
        "unitdatestructured",
        "repository",
        "langmaterial",
        "physloc",
    )
)
"""What a component hands down out of its `did`."""
_INHERITED_OUTSIDE_DID = frozenset(("accessrestrict", "userestrict"))
_OF_THE_HEADER = frozenset(("eadid", "recordid", "agencycode"))
_LEVELS = frozenset(
    ("fonds", "collection", "recordgrp", "series", "subfonds", "subseries", "file", "item")
)
_OWN_CONTENTS = frozenset(("unitid", "scopecontent", "dao", "daogrp", "daoset"))
_MARKS = re.compile(rb"<[^>]*>|[\s\x00]+")


def _is_component(name: ElementName) -> bool:
    return name.local in COMPONENTS


def _is_inherited(path: tuple[str, ...]) -> bool:
    if path[-1] in _OF_THE_HEADER:
        return path[0] in ("eadheader", "control")
    if len(path) == 2:
        return path[0] == "did" and path[1] in INHERITED
    return len(path) == 1 and path[0] in _INHERITED_OUTSIDE_DID


def _is_worth(element: Element) -> bool:
    titles = [content for name, content in element.handed_down if name == "unittitle"]
    if not any(_MARKS.sub(b"", content) for content in titles):
        return False
    if element.name.local == "archdesc" or not element.has_components:
        return True
    return not _OWN_CONTENTS.isdisjoint(element.names) or element.attributes.get("level") in _LEVELS


_PLAN = Plan("ead", _is_component, _is_inherited, _is_worth)


def cut(stream: BinaryIO, limits: Limits) -> Iterator[RawRecord | RefusedRecord]:
    """Give each component worth a record; see `portee.protocols.xml.components` for what is refused."""
    return cut_components(stream, limits, _PLAN)
