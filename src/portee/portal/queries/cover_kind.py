"""Which drawing stands for a document that has no picture, and the words set on it."""

import re
from collections.abc import Collection, Mapping
from typing import Final

KINDS: Final[Mapping[str, str]] = {
    "score": "score",
    "dance-notation": "dance",
    "sound-recording": "recording",
    "video": "film",
    "play-text": "theatre",
    "book": "book",
    "thesis": "book",
    "periodical": "press",
    "article": "press",
    "manuscript": "archive",
    "archive-fonds": "archive",
    "image": "image",
    "programme": "press",
    "map": "map",
    "musical-instrument": "instrument",
    "costume": "theatre",
    "object": "kit",
    "kit": "kit",
    "game": "game",
    "exhibition": "exhibition",
    "course": "course",
    "platform": "course",
    "website": "course",
    "software": "course",
}
"""The drawing of each family of types; whatever is not here is drawn as an archive box."""

STAGES: Final = ("dance", "theatre", "mime")
"""Disciplines that a film is drawn by."""


LONGEST_WORDS: Final = 42
"""Characters of a title on a cover: four lines of the narrowest one."""

_PAUSE: Final = re.compile(r"\s*[,:;/(\[=]\s|\s[-–—]\s|\.\s")
"""Where a title takes breath: what follows is a subtitle, a number, a name."""


def cover_title(title: str) -> str:
    """The first words of a title, as a cover bears them; cut between words when there is no earlier pause."""
    first = _PAUSE.split(title.strip(), maxsplit=1)[0].strip(" .,;:/")
    if len(first) <= LONGEST_WORDS:
        return first
    cut = first[:LONGEST_WORDS].rsplit(" ", 1)[0]
    return f"{cut.rstrip(' ,;:')}…"


def cover_kind(types: Collection[str], disciplines: Collection[str] = ()) -> str:
    """The drawing for a type and its families, the nearest first; a film of dance is drawn as dance."""
    found = next((KINDS[code] for code in types if code in KINDS), "archive")
    if found == "film":
        return next((stage for stage in STAGES if stage in disciplines), found)
    return found
