"""Each component of the gallery, in each appearance and language: axe-core, reflow, targets, focus, stillness."""

import pytest

from portee.ui.comfort import Comfort
from portee.ui.specimens import SPECIMENS
from tests.browser.axe import examine
from tests.browser.themes import THEMES, Theme
from tests.ui.browser.conftest import OpenGallery

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("path", ["/composants/", "/en/composants/"])
@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_no_component_refuses_anybody(path: str, theme: Theme, open_gallery: OpenGallery) -> None:
    page = open_gallery(path, theme)
    assert page.locator("section.specimen").count() == len(SPECIMENS)
    violations = examine(page).violations
    assert not violations, "\n".join(map(str, violations))


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize("width", [320, 1280])
def test_no_component_needs_sideways_scrolling(
    width: int, theme: Theme, open_gallery: OpenGallery
) -> None:
    page = open_gallery(theme=theme, viewport={"width": width, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    wide = page.evaluate(
        """() => [...document.querySelectorAll('main *')]
          .filter((e) => e.checkVisibility() && !e.closest('.table-scroll, .visually-hidden, svg'))
          .filter((e) => e.getBoundingClientRect().right > innerWidth + 1 && e.getBoundingClientRect().width > 1)
          .map((e) => e.outerHTML.slice(0, 120))"""
    )
    assert wide == []


def test_targets_are_wide_enough_for_a_finger(open_gallery: OpenGallery) -> None:
    page = open_gallery(viewport={"width": 320, "height": 900})
    small = page.evaluate(
        """() => [...document.querySelectorAll('button, summary, select, input:not([type=hidden]), .button, .chip,'
            + ' .masthead a, .foot a, .pagination a, [role=tab], .choices label')]
          .filter((e) => e.checkVisibility() && !e.matches('input[type=radio], input[type=checkbox], .skip'))
          .filter((e) => e.getBoundingClientRect().height < 43.5)
          .map((e) => e.outerHTML.slice(0, 120))"""
    )
    assert small == []


def test_the_focus_is_seen_on_every_component(open_gallery: OpenGallery) -> None:
    page = open_gallery()
    unseen = page.evaluate(
        """() => {
          const unseen = [];
          const focusable = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]';
          for (const element of document.querySelectorAll('main ' + focusable.split(', ').join(', main '))) {
            if (!element.checkVisibility() || element.disabled) continue;
            element.focus({focusVisible: true});
            const marks = [element, element.closest('.search')].filter(Boolean);
            const seen = marks.some((mark) => {
              const style = getComputedStyle(mark);
              return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 3;
            });
            if (!seen) unseen.push(element.outerHTML.slice(0, 120));
          }
          return unseen;
        }"""
    )
    assert unseen == []


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_nothing_moves_by_itself(motion: str, open_gallery: OpenGallery) -> None:
    page = open_gallery(reduced_motion=motion)
    # A transition of the first drawing may be ending; what moves by itself would never let this come true.
    # A function: a string would be compiled in the page, which its policy refuses.
    page.wait_for_function("() => document.getAnimations().length === 0", timeout=2_000)


@pytest.mark.parametrize(
    ("comfort", "motion"), [(Comfort(motion="calm"), "no-preference"), (Comfort(), "reduce")]
)
def test_a_calm_page_has_no_transition(
    comfort: Comfort, motion: str, open_gallery: OpenGallery
) -> None:
    page = open_gallery(theme=Theme("calm", comfort), reduced_motion=motion)
    longest = page.evaluate(
        """() => Math.max(...[...document.querySelectorAll('*')]
          .flatMap((e) => getComputedStyle(e).transitionDuration.split(',').map(parseFloat)))"""
    )
    assert longest < 0.001
