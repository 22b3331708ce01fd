"""Which drawing stands for a document that has no picture."""

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
    "image": "archive",
    "programme": "archive",
    "map": "place",
    "musical-instrument": "score",
    "exhibition": "place",
    "course": "course",
    "platform": "course",
    "website": "course",
    "software": "course",
}
"""The drawing of each family of types; whatever is not here is drawn as an archive box."""

STAGES: Final = ("dance", "theatre", "mime")
"""Disciplines that a film is drawn by."""


def cover_kind(types: Collection[str], disciplines: Collection[str] = ()) -> str:
    """The drawing for a type and its families, the nearest first; a film of dance is drawn as dance."""
    found = next((KINDS[code] for code in types if code in KINDS), "archive")
    if found == "film":
        return next((stage for stage in STAGES if stage in disciplines), found)
    return found
