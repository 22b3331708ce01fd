"""What is true of every page: axe-core, structure, reflow, targets, stillness, preferences, paper, discretion.

Three visits see it all: a wide window in each language, a narrow one. The tests share what the visits saw.
"""

from collections import Counter
from collections.abc import Callable
from functools import partial

import pytest
from playwright.sync_api import Page, ViewportSize

from tests.browser.axe import Findings, examine
from tests.browser.fixtures import NewReader
from tests.browser.layout import (
    TEXT_SPACING,
    TEXT_TWICE,
    broken,
    broken_under,
    targets_below,
)
from tests.browser.pages import ALL_PAGES, PUBLIC_PAGES, SITE_PAGES
from tests.browser.preferences import (
    faded_in_forced_colours,
    in_theme,
    in_window,
    moving_in_spite,
)
from tests.browser.structure import badly_printed, kept_links, moving, structure_problems
from tests.browser.survey import Look, Seen, Survey, Visit
from tests.browser.themes import DYSLEXIA, LARGE
from tests.journeys.reviews import judge

pytestmark = pytest.mark.browser

SITE = frozenset(SITE_PAGES)
NARROW = {"width": 320, "height": 720}
ZOOMED_400: ViewportSize = {"width": 320, "height": 256}
"""What is left, in CSS pixels, of a window of 1280 × 1024 at 400 %."""
LEAST_TARGET = 24
WISHED_TARGET = 44


def _title(page: Page) -> list[str]:
    return [page.title()]


def _axe(page: Page) -> list[Findings]:
    return [examine(page)]


def _everything(language: str) -> tuple[Look, ...]:
    return (
        Look("moving", moving, SITE),
        Look("title", _title, SITE),
        Look("structure", partial(structure_problems, language=language), SITE),
        Look("kept links", kept_links, SITE),
        # The back office has one appearance and one language.
        Look("axe", _axe, frozenset(ALL_PAGES)),
    )


ENLARGED = (
    Look("small targets", partial(targets_below, least=LEAST_TARGET), SITE),
    Look("targets", partial(targets_below, least=WISHED_TARGET), SITE),
    Look("text twice", partial(broken_under, rules=TEXT_TWICE), SITE),
    Look("own spacing", partial(broken_under, rules=TEXT_SPACING), SITE),
)
PREFERRED = (
    Look("forced colours", faded_in_forced_colours, SITE),
    Look("stillness", moving_in_spite, SITE),
)
BROKEN = (
    Look("broken", broken, SITE),
    Look("broken at 400 %", partial(in_window, size=ZOOMED_400, see=broken), SITE),
    *(
        Look(f"broken, {theme.name}", partial(in_theme, theme=theme, see=broken), SITE)
        for theme in (DYSLEXIA, LARGE)
    ),
)
PRINTED = Look("printed", badly_printed, frozenset(PUBLIC_PAGES))
WIDE = Visit("wide", "fr", ALL_PAGES, (*_everything("fr"), *PREFERRED, *ENLARGED, PRINTED))
WIDE_ENGLISH = Visit("wide, English", "en", ALL_PAGES, _everything("en"))
NARROW_VISIT = Visit(
    "narrow",
    "fr",
    SITE_PAGES,
    (*BROKEN, *ENLARGED),
    options={"viewport": NARROW},
)
LANGUAGES = [pytest.param(WIDE, id="fr"), pytest.param(WIDE_ENGLISH, id="en")]
WINDOWS = [pytest.param(WIDE, id="wide"), pytest.param(NARROW_VISIT, id="narrow")]

See = Callable[[Visit], Seen]


@pytest.fixture(scope="module")
def survey() -> Survey:
    """Keep what the visits of this module saw."""
    return Survey()


@pytest.fixture
def see(survey: Survey, new_reader: NewReader) -> See:
    """Give a function that tells what a visit saw."""
    return lambda visit: survey.of(visit, new_reader)


@pytest.mark.parametrize("visit", LANGUAGES)
def test_no_page_breaks_a_rule_of_axe(visit: Visit, see: See, note: Callable[[str], None]) -> None:
    judge({name: found[0] for name, found in see(visit).said["axe"].items()}, note)


def test_each_page_has_a_title_of_its_own(see: See) -> None:
    titles = {
        name: found[0]
        for visit in (WIDE, WIDE_ENGLISH)
        for name, found in see(visit).said["title"].items()
    }
    counted = Counter(titles.values())
    shared = {name: title for name, title in titles.items() if counted[title] > 1}
    # A few titles are the same word in both languages; no two pages of one language share one.
    same_page = {name.rsplit(" (", 1)[0] for name in shared}
    assert len(shared) <= 2 * len(same_page), shared
    assert all(title.endswith("Portée") for title in titles.values()), titles


@pytest.mark.parametrize("visit", LANGUAGES)
def test_headings_and_landmarks_say_how_each_page_is_made(visit: Visit, see: See) -> None:
    problems = see(visit).lines("structure")
    assert not problems, "\n".join(problems)


def test_menus_search_and_help_stand_at_the_same_place_on_every_page(see: See) -> None:
    places: dict[str, set[str]] = {}
    for name, links in see(WIDE).said["kept links"].items():
        places.setdefault(" ".join(links), set()).add(name)
    assert len(places) == 1, places


def test_nothing_moves_by_itself_on_any_page(see: See) -> None:
    problems = see(WIDE).lines("moving")
    assert not problems, "\n".join(problems)


def test_printed_pages_keep_their_content_and_leave_out_the_menus(see: See) -> None:
    problems = see(WIDE).lines("printed")
    assert not problems, "\n".join(problems)


@pytest.mark.parametrize("look", [look.name for look in BROKEN])
def test_a_narrow_window_breaks_no_page(look: str, see: See) -> None:
    problems = see(NARROW_VISIT).lines(look)
    assert not problems, "\n".join(problems)


@pytest.mark.parametrize("look", [look.name for look in PREFERRED])
def test_what_a_reader_asks_of_the_system_is_honoured(look: str, see: See) -> None:
    problems = see(WIDE).lines(look)
    assert not problems, "\n".join(problems)


@pytest.mark.parametrize("look", ["text twice", "own spacing"])
@pytest.mark.parametrize("visit", WINDOWS)
def test_text_enlarged_or_spread_by_the_reader_is_never_cut(
    visit: Visit, look: str, see: See
) -> None:
    problems = see(visit).lines(look)
    assert not problems, "\n".join(problems)


@pytest.mark.parametrize("visit", WINDOWS)
def test_targets_are_large_enough_for_an_unsteady_hand(
    visit: Visit, see: See, note: Callable[[str], None]
) -> None:
    seen = see(visit)
    small = seen.lines("small targets")
    for name, below in seen.said["targets"].items():
        if below:
            note(f"targets below {WISHED_TARGET} px on {name}: {len(below)}, first {below[0]}")
    assert not small, "\n".join(small)


@pytest.mark.parametrize("visit", LANGUAGES)
def test_no_page_asks_anything_of_another_host_nor_complains(visit: Visit, see: See) -> None:
    seen = see(visit)
    assert not seen.foreign, seen.foreign
    assert not seen.complaints, "\n".join(seen.complaints)
