"""A network's own colours: a dozen custom properties, refused when people could not read them.

The file `theme.json` of the data folder (PORTEE_THEME_FILE) holds `{"light": {…}, "dark": {…}}`; `dark` may be
left out, and pages then keep our own dark theme. The high-contrast themes are never a network's to change.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from pathlib import Path
from typing import Final, Self

from django.conf import settings
from django.utils.translation import gettext as _

from portee.kernel.errors import DomainError
from portee.ui.colour import contrast, is_colour

PROPERTIES: Final = (
    "paper",
    "surface",
    "ink",
    "ink-soft",
    "line",
    "line-strong",
    "accent",
    "accent-hover",
    "accent-ink",
    "accent-soft",
    "focus",
    "sunken",
)

TEXT_RATIO: Final = 4.5
"""Source: WCAG 2.2, 1.4.3 (AA), text of ordinary size."""
SHAPE_RATIO: Final = 3.0
"""Source: WCAG 2.2, 1.4.11 (AA), edges of controls and focus marks."""

TEXT_PAIRS: Final = (
    *product(("ink", "ink-soft", "accent"), ("paper", "surface", "sunken", "accent-soft")),
    ("accent-ink", "accent"),
    ("accent-ink", "accent-hover"),
)
SHAPE_PAIRS: Final = tuple(product(("line-strong", "focus"), ("paper", "surface", "sunken")))


class ThemeRefused(DomainError):  # noqa: N818 - a refusal, as the domain says
    """The colours of a network cannot be used; the message says which, and what would do."""

    code = "ui.theme_refused"


@dataclass(frozen=True, slots=True)
class Palette:
    """The dozen colours of one theme, each `#rrggbb`, every pair of which can be read."""

    colours: Mapping[str, str]

    @classmethod
    def validated(cls, name: str, colours: object) -> Self:
        """Accept a palette.

        Raises: ThemeRefused when a property is missing, unknown, no colour, or when contrast fails AA.
        """
        if not isinstance(colours, dict):
            raise ThemeRefused(
                _("The theme “%(name)s” must be a list of colours.") % {"name": name}
            )
        for wrong in sorted(set(PROPERTIES) ^ set(colours)):
            raise ThemeRefused(
                _(
                    "The theme “%(name)s” must give exactly these properties: %(list)s. See “%(wrong)s”."
                )
                % {"name": name, "list": ", ".join(PROPERTIES), "wrong": wrong}
            )
        for key, value in colours.items():
            if not isinstance(value, str) or not is_colour(value):
                raise ThemeRefused(
                    _("In the theme “%(name)s”, “%(key)s” must be a colour written like #7a1e3a.")
                    % {"name": name, "key": key}
                )
        _refuse_poor_contrast(name, colours)
        return cls(colours=dict(colours))

    def declarations(self) -> str:
        """The custom properties, as CSS declarations."""
        return "".join(f"--{key}:{self.colours[key]};" for key in PROPERTIES)


def _refuse_poor_contrast(name: str, colours: Mapping[str, str]) -> None:
    for pairs, wanted in ((TEXT_PAIRS, TEXT_RATIO), (SHAPE_PAIRS, SHAPE_RATIO)):
        for first, second in pairs:
            ratio = contrast(colours[first], colours[second])
            if ratio < wanted:
                raise ThemeRefused(
                    _(
                        "In the theme “%(name)s”, “%(first)s” on “%(second)s” has a contrast of "
                        "%(ratio).2f; at least %(wanted).1f is needed."
                    )
                    % {
                        "name": name,
                        "first": first,
                        "second": second,
                        "ratio": ratio,
                        "wanted": wanted,
                    }
                )


@dataclass(frozen=True, slots=True)
class NetworkTheme:
    """A network's palettes: the light one, and the dark one when it drew it."""

    light: Palette
    dark: Palette | None = None

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read the JSON text of a theme.

        Raises: ThemeRefused when it is no theme, or one that people could not read.
        """
        try:
            data = json.loads(text)
        except ValueError as error:
            raise ThemeRefused(_("The theme is not written in JSON.")) from error
        if not isinstance(data, dict) or "light" not in data or set(data) - {"light", "dark"}:
            raise ThemeRefused(_("A theme holds “light” and, if wanted, “dark”, nothing else."))
        dark = data.get("dark")
        return cls(
            light=Palette.validated("light", data["light"]),
            dark=None if dark is None else Palette.validated("dark", dark),
        )

    def stylesheet(self) -> str:
        """The stylesheet that follows ours, in the same cascade layer."""
        light = self.light.declarations()
        rules = [
            f"@media (prefers-color-scheme:light){{:root:not([data-theme]){{{light}}}}}",
            f":root[data-theme=light]{{{light}}}",
        ]
        if self.dark is not None:
            dark = self.dark.declarations()
            rules += [
                f"@media (prefers-color-scheme:dark){{:root:not([data-theme]){{{dark}}}}}",
                f":root[data-theme=dark]{{{dark}}}",
            ]
        rules_outside_contrast = "".join(rules)
        return (
            "@layer tokens{@media (prefers-contrast:no-preference){"
            + rules_outside_contrast
            + "}}\n"
        )


def network_theme() -> NetworkTheme | None:
    """The theme of this installation, read again when its file changes; None without a file.

    Raises: ThemeRefused when the file holds a theme that cannot be used.
    """
    path = Path(settings.PORTEE_THEME_FILE)
    try:
        changed_at_ns = path.stat().st_mtime_ns
    except OSError:
        return None
    return _read(path, changed_at_ns)


@lru_cache(maxsize=4)
def _read(path: Path, _changed_at_ns: int) -> NetworkTheme:
    return NetworkTheme.parse(path.read_text(encoding="utf-8"))


def has_network_theme() -> bool:
    """Whether pages should link the network's stylesheet; a refused theme leaves ours in place."""
    try:
        return network_theme() is not None
    except ThemeRefused:
        return False
