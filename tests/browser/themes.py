"""The appearances that every page is examined in, as choices of the reading-comfort panel."""

from dataclasses import dataclass

from portee.ui.comfort import COOKIE_NAME, Comfort


@dataclass(frozen=True)
class Theme:
    """One appearance, by its name in test reports."""

    name: str
    comfort: Comfort

    def cookies(self) -> list[dict[str, str]]:
        """Give the cookie of a reader who made this choice on an earlier visit."""
        return [{"name": COOKIE_NAME, "value": self.comfort.serialise()}]


LIGHT = Theme("light", Comfort(theme="light"))
DARK = Theme("dark", Comfort(theme="dark"))
CONTRAST = Theme("contrast", Comfort(theme="contrast"))
DYSLEXIA = Theme("dyslexia", Comfort(theme="light", font="dyslexia", spacing="wide"))
LARGE = Theme("text 200 %", Comfort(theme="light", size=200))
THEMES = (LIGHT, DARK, CONTRAST, DYSLEXIA, LARGE)
