"""What both dialects say of music in the same way: incipits in parts, clocks, numbers of players."""

from collections.abc import Callable, Mapping

from portee.protocols.description import Incipit
from portee.protocols.drafting.draft import Draft
from portee.protocols.drafting.text import tidy
from portee.protocols.marc import DataField

NOTHING = " |#-"


PLAINE_AND_EASIE = "pe"
"""The code of the only notation that incipits are read in."""


def incipit_reader(names: Mapping[str, str]) -> Callable[[DataField, Draft], None]:
    """Make the reader of a field of incipits from the words that its subfields are for `Incipit`.

    Numbers of work, movement and incipit ($a $b $c) make one (`1.1.2`); several texts are joined. Nothing is trimmed:
    the stroke of `c/` is music.
    """

    def read(field: DataField, draft: Draft) -> None:
        numbers: list[str] = []
        said: dict[str, str] = {}
        for code, raw in field.subfields:
            text = tidy(raw)
            if not text:
                continue
            if code in "abc":
                numbers.append(text)
            elif (name := names.get(code)) is not None:
                said[name] = f"{said[name]} ; {text}" if name in said else text
            elif code == "2" and text.lower() != PLAINE_AND_EASIE:
                draft.leave(f"{field.tag}$2", text)
        if said or numbers:
            draft.incipits.append(Incipit(**said, number=".".join(numbers)))

    return read


def seconds_of_clock(clock: str) -> int:
    """Read hhmmss as seconds; 0 when it is no duration."""
    digits = clock.strip(NOTHING)
    if len(digits) != 6 or not digits.isascii() or not digits.isdecimal():
        return 0
    return int(digits[:2]) * 3600 + int(digits[2:4]) * 60 + int(digits[4:])


def duration(field: DataField, draft: Draft) -> None:
    """Read clocks in $a."""
    for text in field.all("a"):
        if length := seconds_of_clock(text):
            draft.durations_seconds.append(length)
        else:
            draft.leave(f"{field.tag}$a", text)


def count(digits: str) -> int | None:
    """Read how many; zeros, blanks and letters do not say."""
    digits = digits.strip(NOTHING)
    if digits.isascii() and digits.isdecimal() and len(digits) < 6:
        return int(digits) or None
    return None
