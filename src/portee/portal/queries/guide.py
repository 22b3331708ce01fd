"""The pages of the guide, read from `docs/guide/`: French at its root, English under `en/`, easy to read under `easy/`.

`docs/guide/guide.toml` gives their order and whom each is for. The files belong to the release, so a page is rendered
once per process.
"""

import struct
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from django.utils.safestring import SafeString

from portee.portal.queries.markdown import Picture, Section, render_document


@dataclass(frozen=True, slots=True)
class GuidePage:
    """One page in one language. `audience` is `everyone`, `staff` or `operators`."""

    slug: str
    audience: str
    title: str
    summary: str
    html: SafeString
    sections: tuple[Section, ...]
    has_easy_version: bool
    source: str


def list_guide_pages(*, language: str) -> tuple[GuidePage, ...]:
    """Every page of the guide in that language, in the order of the guide."""
    return tuple(_read(slug, language, easy=False) for slug in _entries())


def list_easy_pages(*, language: str) -> tuple[GuidePage, ...]:
    """The pages that exist in easy-to-read language, in the order of the guide."""
    return tuple(
        _read(slug, language, easy=True)
        for slug in _entries()
        if _file(slug, language, easy=True).exists()
    )


def find_guide_page(slug: str, *, language: str, easy: bool = False) -> GuidePage | None:
    """One page, or nothing when the guide has no such page in that form."""
    if slug not in _entries() or not _file(slug, language, easy=easy).exists():
        return None
    return _read(slug, language, easy=easy)


def guide_folder() -> Path:
    """Where the sources of the guide are."""
    return Path(settings.BASE_DIR) / "docs" / "guide"


@cache
def _entries() -> dict[str, str]:
    """Slug to audience, in order."""
    table = tomllib.loads((guide_folder() / "guide.toml").read_text(encoding="utf-8"))
    return {page["slug"]: page["audience"] for page in table["page"]}


def _file(slug: str, language: str, *, easy: bool) -> Path:
    folder = guide_folder() / ("en" if language == "en" else "") / ("easy" if easy else "")
    return folder / f"{slug}.md"


@cache
def _read(slug: str, language: str, *, easy: bool) -> GuidePage:
    source = _file(slug, language, easy=easy).read_text(encoding="utf-8")
    with translation.override(language):
        document = render_document(source, link_to=_address, picture_at=_picture)
    return GuidePage(
        slug=slug,
        audience=_entries()[slug],
        title=document.title,
        summary=document.summary,
        html=document.html,
        sections=document.sections,
        has_easy_version=_file(slug, language, easy=True).exists(),
        source=source,
    )


def _address(written: str) -> str:
    """Where a link of the guide leads, in the active language."""
    target, mark, anchor = written.partition("#")
    if target.endswith(".md") and "://" not in target:
        return reverse("portal:guide_page", args=[Path(target).stem]) + mark + anchor
    if target.startswith("/") and not target.startswith("//"):
        home = reverse("portal:home")
        return home + target.removeprefix("/") + mark + anchor
    return written


def _picture(written: str) -> Picture | None:
    """A PNG of `docs/images/`, by its path from a page of the guide; None when it cannot be served.

    Source: PNG (RFC 2083), 4.1.1: the width and the height are the first eight bytes of the first chunk.
    """
    path = guide_folder().parent / "images" / Path(written).name
    if not path.is_file():
        return None
    with path.open("rb") as opened:
        width, height = struct.unpack(">II", opened.read(24)[16:])
    try:
        url = static(f"images/{path.name}")
    except ValueError:
        # Taken since this server gathered its static files: its next start serves it.
        return None
    return Picture(url, width, height)
