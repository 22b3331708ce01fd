"""Where a resource opens on line: addresses of the web that a browser may follow, and no other."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portee.catalogue.queries.resource_wording import families_of
from portee.protocols.description import Location

LONGEST_ADDRESS: Final = 2_000

_VERBS: Final[tuple[tuple[str, str | Promise], ...]] = (
    ("score", _("Open the score")),
    ("sound-recording", _("Listen")),
    ("video", _("Watch")),
    ("image", _("See the image")),
    ("map", _("See the map")),
    ("course", _("Open the course")),
    ("platform", _("Open the platform")),
    ("website", _("Open the site")),
    ("book", _("Read on line")),
    ("periodical", _("Read on line")),
    ("article", _("Read on line")),
    ("thesis", _("Read on line")),
)
_KINDS: Final[dict[str, str | Promise]] = {
    "part": _("Open an extract"),
    "table-of-contents": _("See the table of contents"),
    "related": _("See a related page"),
}


@dataclass(frozen=True, slots=True)
class OnlineAccess:
    """One address: `verb` is what the link does, `host` is who answers there; `is_whole` opens the resource itself."""

    url: str
    verb: str | Promise
    host: str
    label: str
    note: str
    is_whole: bool


def accesses_of(locations: Iterable[Location], *, kind: str) -> list[OnlineAccess]:
    """The addresses to open, the whole resource first; pictures of covers are none."""
    found = {one.url: one for one in reversed(list(locations)) if one.kind != "cover"}
    lines = [
        OnlineAccess(
            url=url,
            verb=_KINDS.get(one.kind) or _verb(kind),
            host=host,
            label=one.label,
            note=one.access_note,
            is_whole=one.kind not in _KINDS,
        )
        for url, one in reversed(found.items())
        if (host := web_host(url))
    ]
    return sorted(lines, key=lambda line: not line.is_whole)


def web_host(url: str) -> str:
    """The host of an address of http or https; empty for whatever else a record may hold (`javascript:`…)."""
    if len(url) > LONGEST_ADDRESS or any(char <= " " for char in url):
        return ""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return ""
    # A name before `@` passes for the host in the eyes of a reader.
    return host if parts.scheme in {"http", "https"} and parts.username is None else ""


def _verb(kind: str) -> str | Promise:
    families = families_of(kind)
    return next((verb for family, verb in _VERBS if family in families), _("Open it"))
