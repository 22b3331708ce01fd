"""What may pass for somebody's name: a name is repeated in letters, so it must not carry a message or an address."""

import re
from typing import Final

LONGEST: Final = 100

_WORDS = re.compile(r"[^\W\d_](?:[^\W\d_]|[ '’\-]|\.(?= |$))*")


def is_person_name(text: str) -> bool:
    """Whether the text is made of letters, spaces, hyphens, apostrophes, and dots that end a word."""
    return len(text) <= LONGEST and _WORDS.fullmatch(text.strip()) is not None
