"""Cutting a file of XML whose records lie inside one another, as the components of a finding aid do.

    cut_components(stream, limits, plan) -> RawRecord, RefusedRecord …, each component after those inside it

A component is given without the components inside it, and with what the ones around it hand down: their start tags and
the few elements that the plan says are inherited. That is enough to read it alone, and a leaf costs what it is worth,
not the weight of its whole tree.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from portee.protocols.records import (
    Limits,
    RawRecord,
    RefusedRecord,
    Remark,
    UnusableFileError,
)
from portee.protocols.xml.parsing import Declaration, ElementName, Frame, split_name
from portee.protocols.xml.scanning import REFUSED_BYTES, DamageError, Scanning, remark_of


@dataclass(slots=True)
class Element:
    """An element that is open, or a component that just ended.

    `start_tag` is written only when a component begins inside it; `handed_down` are the inherited elements it holds, by
    name; `own` are the bytes of a component outside the components inside it; `names` the elements among them.
    """

    name: ElementName
    tag: str
    attributes: dict[str, str]
    declarations: tuple[Declaration, ...]
    start: int
    is_component: bool = False
    start_tag: bytes = b""
    handed_down: list[tuple[str, bytes]] = field(default_factory=list)
    own: list[bytes] = field(default_factory=list)
    own_bytes: int = 0
    names: set[str] = field(default_factory=set)
    elements: int = 0
    has_components: bool = False
    is_bare: bool = True


@dataclass(frozen=True, slots=True)
class Plan:
    """What the format knows: the local name of its root, which elements are components, which are handed down by the
    component or root that holds them (asked by their path of local names inside it), which components are worth a
    record.
    """

    root: str
    is_component: Callable[[ElementName], bool]
    is_inherited: Callable[[tuple[str, ...]], bool]
    is_worth: Callable[[Element], bool]


def cut_components(
    stream: BinaryIO, limits: Limits, plan: Plan
) -> Iterator[RawRecord | RefusedRecord]:
    """Give each component worth a record.

    Where the file is not well formed, the innermost component is refused and reading goes on at the next one of the
    same name. Raises: UnusableFileError, as `cut_elements`.
    """
    yield from _Cutting(stream, limits, plan).records()


class _Cutting(Scanning):
    def __init__(self, stream: BinaryIO, limits: Limits, plan: Plan) -> None:
        super().__init__(stream, limits)
        self._plan = plan
        self._open: list[Element] = []
        self._components: list[Element] = []
        self._declared: list[Declaration] = []
        # Everything before this place has been given to a component, or belongs to none.
        self._resume = 0
        self._found = 0

    def records(self) -> Iterator[RawRecord | RefusedRecord]:
        self._resume = self.open()
        self._listen(self._resume)
        yield from self.found()

    def _listen(self, place: int) -> None:
        self.begin(place, [Frame(one.tag, one.declarations) for one in self._open])
        self._declared = []
        self.parsing.listen(self._on_start, self._on_end, self._on_namespace)

    def _advance(self) -> bool:
        if not self.feed():
            return False
        waiting = self.parsing.place - self._resume
        if waiting > self.limits.record_bytes:
            if not self._components:
                raise UnusableFileError(Remark("too-long"))
            # The component is past its limit: what it says is dropped, and its end refuses it.
            self._components[-1].own_bytes += waiting
            self._resume = self.parsing.place
        if self.parsing.fed - self.parsing.place > self.limits.record_bytes:
            raise DamageError("too-long", self.parsing.place)
        self.window.forget_before(self._resume)
        return True

    # Tags

    def _on_namespace(self, prefix: str | None, address: str | None) -> None:
        self._declared.append((prefix or "", address or ""))

    def _on_start(self, name: str, attributes: list[str]) -> None:
        if len(self._open) >= self.limits.depth:
            raise UnusableFileError(Remark("too-deep"))
        known, tag = split_name(name)
        declared, self._declared = tuple(self._declared), []
        pairs = dict(zip(attributes[::2], attributes[1::2], strict=True))
        element = Element(known, tag, pairs, declared, self.parsing.place)
        if self._open:
            self._open[-1].is_bare = False
        if self._plan.is_component(known):
            self._on_component(element)
        elif self._components:
            self._components[-1].elements += 1
        self._open.append(element)

    def _on_component(self, element: Element) -> None:
        """Close what the component around has said so far, and keep the start tags of all that is open."""
        if self._components:
            self._components[-1].has_components = True
        for outer in self._open:
            if not outer.start_tag:
                end = self.end_of_tag(outer.start)
                outer.start_tag = self.window.slice(outer.start, end)
        self._give_to_component(element.start)
        element.is_component = True
        self._components.append(element)

    def _give_to_component(self, place: int) -> None:
        if self._components:
            component = self._components[-1]
            component.own_bytes += place - self._resume
            if component.own_bytes <= self.limits.record_bytes:
                component.own.append(self.window.slice(self._resume, place))
            else:
                # Enough for a person to see which it is.
                component.own = component.own or [
                    self.window.slice(self._resume, self._resume + REFUSED_BYTES)
                ]
        self._resume = place

    def _on_end(self, _: str) -> None:
        element = self._open.pop()
        place = self.parsing.place
        if element.is_component:
            end = self.end_of_element(element.start, place, is_bare=element.is_bare)
            if element.start < self.window.start:
                end = self.end_of_tag(place)
            self._give_to_component(end)
            self._components.pop()
            self._found += 1
            if self._plan.is_worth(element):
                self._give(element)
            return
        self._hand_down(element, place)

    def _hand_down(self, element: Element, place: int) -> None:
        """Keep an element for the components to come, on the component or the root that holds it."""
        path = [element.name.local]
        holder = None
        for outer in reversed(self._open):
            if outer.is_component or (not self._components and outer.name.local == self._plan.root):
                holder = outer
                break
            path.append(outer.name.local)
        if holder is None:
            return
        local = tuple(reversed(path))
        holder.names.add(element.name.local)
        if self._plan.is_inherited(local) and element.start >= self.window.start:
            end = self.end_of_element(element.start, place, is_bare=element.is_bare)
            holder.handed_down.append((element.name.local, self.window.slice(element.start, end)))

    # Records

    def _give(self, element: Element) -> None:
        """Give a component between the start and end tags of all that is around it."""
        if element.own_bytes > self.limits.record_bytes:
            self.refuse(Remark("too-long"), element.start, element.start, b"".join(element.own))
        elif element.elements > self.limits.fields:
            self.refuse(
                Remark("too-many-elements"), element.start, element.start, b"".join(element.own)
            )
        else:
            parts = [self.charset.prologue()]
            for outer in self._open:
                parts.append(outer.start_tag)
                parts.extend(content for _, content in outer.handed_down)
            parts += element.own
            parts += [self.charset.encode(f"</{outer.tag}>") for outer in reversed(self._open)]
            self.keep(element.start, b"".join(parts))

    def _recover(self, error: Exception) -> bool:
        """Refuse the innermost component and begin again at the next one of the same name, inside the same ones."""
        place = self.place_of(error)
        if not self._components and not self._found:
            raise UnusableFileError(remark_of(error))
        if not self._components:
            is_cut_off = place >= self.window.end
            self.refuse(
                Remark("truncated") if is_cut_off else remark_of(error), place, self.window.end
            )
            return False
        broken = self._components.pop()
        while self._open.pop() is not broken:
            pass
        unit = self.charset.unit_bytes
        first = max(self._resume, self.window.start)
        after = max(broken.start + unit, place - 2 * unit, self.parsing.start + unit)
        end, _ = self.seek(broken.tag, after, first, with_end=False)
        is_cut_off = end >= self.window.end and self.window.is_over
        self.refuse(Remark("truncated") if is_cut_off else remark_of(error), first, end)
        self._resume = end
        if end >= self.window.end and not self.window.grow():
            return False
        self._listen(end)
        return True
