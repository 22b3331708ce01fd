"""How a block of fields says which tags it reads, and how."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from portee.protocols.drafting.draft import Draft
from portee.protocols.marc import DataField


@dataclass(frozen=True, slots=True)
class Block:
    """What reads the fields of one tag; a subfield outside `known` stays unmapped.

    A reader that finds no place for a field sets `draft.has_no_place`: all of it is unmapped then.
    """

    read: Callable[[DataField, Draft], None]
    known: frozenset[str]


def block(read: Callable[[DataField, Draft], None], known: str) -> Block:
    """Make a block of a function and the codes of the subfields that it reads."""
    return Block(read, frozenset(known))


def gathered(*blocks: Mapping[str, Block]) -> dict[str, Block]:
    """Give the blocks of several groups of fields in one table."""
    return {tag: one for group in blocks for tag, one in group.items()}
