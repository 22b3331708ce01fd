"""The pictures that the guide and the README show: which part of which page, in which language."""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, expect

from scripts.screenshots.camera import Camera, part_of_page
from scripts.screenshots.pages import repaired_run
from tests.browser.demo_site import MANAGER
from tests.browser.pages import PageType
from tests.browser.preparations import first_hit

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "images"
COLOURS = 64
"""Enough for interfaces and their drawn covers; a picture then weighs a third."""
HEAVIEST_BYTES = 60_000
WIDTH = 1024


@dataclass(frozen=True)
class Figure:
    """A part of a page: what to open, what the picture must hold (CSS selectors), where it is cut in pixels."""

    name: str
    subject: PageType
    parts: tuple[str, ...]
    width: int = WIDTH
    height: int = 760
    margin: int = 16
    languages: tuple[str, ...] = ("fr", "en")

    def path(self, language: str) -> Path:
        """Give the file of the picture in a language."""
        mark = f".{language}" if len(self.languages) > 1 else ""
        return FOLDER / f"{self.name}{mark}.png"


def _typing(words: str) -> Callable[[Page], None]:
    def prepare(page: Page) -> None:
        page.locator("main input[name=q]").press_sequentially(words)
        expect(page.get_by_role("option").first).to_be_visible()

    return prepare


def _found(query: str) -> str:
    return f"/recherche?{query}"


FIGURES = (
    Figure("home", PageType("home", "/"), ("body",), height=1144, margin=0, languages=("fr",)),
    Figure(
        "search-suggestions",
        PageType("suggestions", "/recherche", prepare=_typing("guit")),
        ("main form.search", "main [role=listbox]"),
        height=320,
    ),
    Figure("search-results", PageType("results", _found("q=violoncelle")), (".results-page",)),
    Figure(
        "search-filters",
        PageType("filters", _found("q=violoncelle&type=score&level=cycle-2")),
        (".results-head",),
    ),
    Figure(
        "search-facets",
        PageType("facets", _found("q=sonate&instrument=strings&open=instrument:strings")),
        ("form.facets",),
    ),
    Figure(
        "resource-holders",
        PageType("resource", _found("q=Dotzauer+études"), prepare=first_hit),
        ("#where", ".holders"),
    ),
    Figure(
        "import-report",
        PageType("report", "/gestion/importations/", persona=MANAGER, prepare=repaired_run),
        (".bo-facts >> nth=1", "#report", ".bo-scroll"),
        languages=("fr",),
    ),
)


def take(figure: Figure, camera: Camera) -> list[Path]:
    """Write a figure in each of its languages, and give the files."""
    written = []
    for language in figure.languages:
        with camera.open(figure.subject, width=figure.width, language=language) as page:
            picture = part_of_page(page, figure.parts, margin=figure.margin, height=figure.height)
        path = figure.path(language)
        path.write_bytes(light(picture))
        written.append(path)
    return written


def light(picture: bytes) -> bytes:
    """Write a picture again with few colours and nothing but the picture; raise ValueError if it is still heavy."""
    with Image.open(BytesIO(picture)) as opened:
        reduced = opened.convert("RGB").quantize(colors=COLOURS, dither=Image.Dither.NONE)
    written = BytesIO()
    reduced.save(written, format="PNG", optimize=True)
    if written.tell() > HEAVIEST_BYTES:
        message = (
            f"A picture of {written.tell()} bytes is heavier than {HEAVIEST_BYTES}: show less."
        )
        raise ValueError(message)
    return written.getvalue()
