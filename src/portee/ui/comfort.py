"""Reading comfort: how a reader asked pages to be shown, and the cookie that remembers it.

A pure value and its written form; setting the cookie belongs to the view, applying the choice to the stylesheet.
"""

from dataclasses import dataclass
from typing import Final, Self

COOKIE_NAME: Final = "portee_comfort"
COOKIE_AGE_SECONDS: Final = 365 * 24 * 3600

THEMES: Final = ("auto", "light", "dark", "contrast")
TEXT_SIZES_PERCENT: Final = (100, 110, 125, 150, 175, 200)
FONTS: Final = ("standard", "dyslexia")
SPACINGS: Final = ("normal", "wide")
MOTIONS: Final = ("normal", "calm")


@dataclass(frozen=True, slots=True)
class Comfort:
    """What a reader chose; the defaults are what everybody else sees.

    `size` is a percentage of the browser's own text size, one of `TEXT_SIZES_PERCENT`.
    """

    theme: str = "auto"
    size: int = 100
    font: str = "standard"
    spacing: str = "normal"
    motion: str = "normal"

    @classmethod
    def parse(cls, raw: str | None) -> Self:
        """Read the cookie's five words; anything else is the default, never an error."""
        words = (raw or "").split(".")
        if len(words) != 5 or words[1] not in map(str, TEXT_SIZES_PERCENT):
            return cls()
        theme, size, font, spacing, motion = words
        if (
            theme not in THEMES
            or font not in FONTS
            or spacing not in SPACINGS
            or motion not in MOTIONS
        ):
            return cls()
        return cls(theme=theme, size=int(size), font=font, spacing=spacing, motion=motion)

    def serialise(self) -> str:
        """Write the five words of the cookie, the same choice always the same way."""
        return f"{self.theme}.{self.size}.{self.font}.{self.spacing}.{self.motion}"

    @property
    def is_default(self) -> bool:
        """Whether there is nothing to remember."""
        return self == type(self)()


def normalise_cookie(raw: str) -> str:
    """One key per distinct appearance, for the page cache: an empty string for the default one.

    Garbage falls on the default, so nobody can fill the cache with invented cookies.
    """
    comfort = Comfort.parse(raw)
    return "" if comfort.is_default else comfort.serialise()
