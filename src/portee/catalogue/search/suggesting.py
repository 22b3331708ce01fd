"""What is offered while typing, the same for every engine: headings of documents, and their order."""

from collections.abc import Iterable
from typing import Final, NamedTuple

from portee.catalogue.search.port import Document, Suggestion, SuggestionKind

LEAST_CORRECTED: Final = 4
"""Letters that a word needs before another letter is tried in it."""

CORRECTIONS: Final = 8
"""Words tried in the place of one letter wrong, the most frequent of those that are one edit away."""

LEAST_TITLED: Final = 3
"""Letters of a beginning that is sought in titles: fewer begin words of almost every one."""

RESOURCES_AMONG: Final = 2
"""Resources take at most one place in so many while there are headings: a heading opens a whole list."""


class Heading(NamedTuple):
    """A person, a subject or an instrument, as it is shown."""

    kind: SuggestionKind
    text: str

    @property
    def key(self) -> str:
        """What tells the heading from all others."""
        return f"{self.kind}:{self.text}"

    @classmethod
    def of_key(cls, key: str) -> "Heading":
        """The heading that a key tells."""
        kind, _, text = key.partition(":")
        return cls(SuggestionKind(kind), text)


def headings(document: Document) -> list[Heading]:
    """The headings of a document."""
    return [
        *[Heading(SuggestionKind.PERSON, text) for text in document.people],
        *[Heading(SuggestionKind.SUBJECT, text) for text in document.subjects],
        *[Heading(SuggestionKind.INSTRUMENT, text) for text in document.instruments],
    ]


def heading_keys(document: Document) -> list[str]:
    """The keys of the headings of a document, each once."""
    keys = [_PERSON + text for text in document.people]
    keys += [_SUBJECT + text for text in document.subjects]
    keys += [_INSTRUMENT + text for text in document.instruments]
    return list(dict.fromkeys(keys))


_PERSON: Final = Heading(SuggestionKind.PERSON, "").key
_SUBJECT: Final = Heading(SuggestionKind.SUBJECT, "").key
_INSTRUMENT: Final = Heading(SuggestionKind.INSTRUMENT, "").key
"""What keys of each kind begin with, written once: to write the name of a kind takes longer than all the rest."""


def arranged(
    found: Iterable[Suggestion], guessed: Iterable[Suggestion], limit: int
) -> tuple[Suggestion, ...]:
    """What has the words typed, then what has a word one edit away.

    Headings come first, those of most documents before the others; resources take the room left, half of it at least.
    """
    several = list(dict.fromkeys((*_by_count(found), *_by_count(guessed))))
    named = [one for one in several if one.id is None]
    titled = [one for one in several if one.id is not None]
    room = min(len(titled), max(limit - len(named), limit // RESOURCES_AMONG))
    return (*named[: limit - room], *titled[:room])


def _by_count(found: Iterable[Suggestion]) -> list[Suggestion]:
    return sorted(found, key=lambda one: (-one.count, one.text, one.kind))
