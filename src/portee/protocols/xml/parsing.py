"""expat as the cutting uses it: the places and names of tags, nothing expanded, nothing fetched."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from xml.parsers import expat
from xml.sax.saxutils import quoteattr

from portee.protocols.records import Remark, UnusableFileError
from portee.protocols.xml.charset import Charset

# Attribute normalisation turns a line break into a space, so that no namespace holds one.
_SEPARATOR = "\n"


class ElementName(NamedTuple):
    """The name of an element: namespace (empty: none) and local name."""

    namespace: str
    local: str


Declaration = tuple[str, str]
"""A prefix (empty: the default namespace) and its namespace."""


@dataclass(frozen=True, slots=True)
class Frame:
    """An open element around the records: its name as written and the namespaces it declares (prefix, address)."""

    tag: str
    declarations: tuple[Declaration, ...] = ()


def split_name(name: str) -> tuple[ElementName, str]:
    """Give the name that expat reports as an ElementName, and the tag as written (`mxc:record`)."""
    parts = name.split(_SEPARATOR)
    if len(parts) == 1:
        return ElementName("", name), name
    tag = f"{parts[2]}:{parts[1]}" if len(parts) == 3 else parts[1]
    return ElementName(parts[0], parts[1]), tag


def in_scope(frames: Sequence[Frame], own: Sequence[Declaration] = ()) -> str:
    """Write the declarations that hold inside these frames, as attributes, but those that an element makes itself."""
    scope: dict[str, str] = {}
    for frame in frames:
        scope.update(frame.declarations)
    for prefix, _ in own:
        scope.pop(prefix, None)
    return "".join(
        f" xmlns{':' if prefix else ''}{prefix}={quoteattr(address)}"
        for prefix, address in scope.items()
        if address
    )


class Parsing:
    """One run of expat over a file from a given place, with the elements open there."""

    def __init__(self, charset: Charset, place: int, frames: Sequence[Frame] = ()) -> None:
        names = {"utf-16-le": "utf-16le", "utf-16-be": "utf-16be"}
        self._parser = expat.ParserCreate(names.get(charset.name, charset.name), _SEPARATOR)
        self._parser.namespace_prefixes = True
        self._parser.ordered_attributes = True
        # An entity without declaration is skipped, not fatal: `mending` knows those of HTML.
        self._parser.UseForeignDTD(True)  # noqa: FBT003  expat takes no name
        self._parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_ALWAYS)
        self._parser.ExternalEntityRefHandler = lambda *_: 1
        self._parser.EntityDeclHandler = _refuse_entities
        opening = "".join(f"<{frame.tag}{in_scope([frame])}>" for frame in frames)
        written = charset.encode(opening)
        if written:
            self._parser.Parse(written)
        self._shift = place - len(written)
        self.start = place
        self.fed = place

    def listen(
        self,
        on_start: Callable[[str, list[str]], None],
        on_end: Callable[[str], None],
        on_namespace: Callable[[str | None, str | None], None] | None,
    ) -> None:
        """Choose who is told of tags from now on, even from inside one of these functions."""
        self._parser.StartElementHandler = on_start
        self._parser.EndElementHandler = on_end
        self._parser.StartNamespaceDeclHandler = on_namespace

    def on_skipped_entity(self, told: Callable[[str, bool], None]) -> None:
        """Choose who is told of entities that nothing declares."""
        self._parser.SkippedEntityHandler = told

    def feed(self, data: bytes, *, is_last: bool = False) -> None:
        """Read on. Raises: ExpatError where the file is not well formed; what the listeners raise."""
        self.fed += len(data)
        self._parser.Parse(data, is_last)

    @property
    def place(self) -> int:
        """Where the current tag begins, or the token still waiting for its end, in the whole file."""
        return max(self.start, self._parser.CurrentByteIndex + self._shift)


def _refuse_entities(*_: object) -> None:
    raise UnusableFileError(Remark("entities-forbidden"))
