"""Somebody without a mouse: every action goes through keys, and every step shows where the focus is."""

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import ConsoleMessage, Page

MAX_TABS = 200
"""More than the longest page needs: beyond it the person is lost or trapped."""

DESCRIBE = """() => {
  let element = document.activeElement;
  while (element && element.shadowRoot && element.shadowRoot.activeElement) {
    element = element.shadowRoot.activeElement;
  }
  if (!element || element === document.body || element === document.documentElement) return null;
  const name = element.getAttribute("aria-label")
    || (element.labels && element.labels.length ? element.labels[0].innerText : "")
    || element.innerText || element.value || element.getAttribute("title") || "";
  return {
    tag: element.localName, name: name.replace(/\\s+/g, " ").trim(), id: element.id || "",
    field: element.getAttribute("name") || "", href: element.getAttribute("href") || "",
    type: element.getAttribute("type") || "",
    value: element.value === undefined ? "" : String(element.value),
    within: (element.closest("main, body > header, body > footer") || {localName: ""}).localName,
    place: [...document.querySelectorAll("*")].indexOf(document.activeElement),
  };
}"""


@dataclass(frozen=True)
class Focused:
    """The element that has the focus, as a person would name it."""

    tag: str
    name: str
    id: str
    field: str
    href: str
    type: str
    value: str
    within: str
    """The landmark around it: header, main, footer, or nothing."""
    place: int
    """Which element of the document it is, in reading order."""


class MouseUsedError(AssertionError):
    """A keyboard journey touched the mouse."""


class Keyboard:
    """Moves through a page by Tab, Shift+Tab, arrows, Space, Enter and typing; nothing else."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._pointer_events: list[str] = []
        page.on("console", self._note_pointer)
        page.add_init_script(POINTER)

    def _note_pointer(self, message: ConsoleMessage) -> None:
        if message.text.startswith(POINTER_USED):
            self._pointer_events.append(message.text)

    def open(self, path: str) -> None:
        """Type an address and wait for the page."""
        self.page.goto(path)

    def press(self, key: str) -> None:
        """Press one key or chord."""
        self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        """Type into the focused field, replacing what it holds."""
        self.press("Control+a")
        self.page.keyboard.type(text)

    def focused(self) -> Focused | None:
        """Say what has the focus, or None when it is on the page itself."""
        found: dict[str, Any] | None = self.page.evaluate(DESCRIBE)
        return Focused(**found) if found else None

    def tab(self, *, back: bool = False) -> Focused | None:
        """Go one step, and check that the step can be seen and that no pointer helped."""
        if self._pointer_events:
            raise MouseUsedError(f"a keyboard journey used the mouse: {self._pointer_events}")
        self.press("Shift+Tab" if back else "Tab")
        # Both at once: a walk through the site asks thousands of times.
        seen: dict[str, Any] = self.page.evaluate(ARRIVED)
        if seen["here"] is None:
            return None
        here = Focused(**seen["here"])
        self.assert_focus_is_visible(here, problem=seen["problem"])
        return here

    def tab_to(
        self,
        *,
        name: str = "",
        href: str = "",
        field: str = "",
        kind: str = "",
        tag: str = "",
        within: str = "",
    ) -> Focused:
        """Press Tab until the wanted element has the focus.

        It is told by its visible name (case apart), the beginning of its link, its field name, the type of
        its input, its tag, and the landmark around it; what is not given is not looked at.
        """
        met: list[str] = []
        for _ in range(MAX_TABS):
            here = self.tab()
            if here is None:
                continue
            met.append(here.name or here.field or here.href)
            if (
                here.name.casefold().startswith(name.casefold())
                and here.href.startswith(href)
                and field in ("", here.field)
                and kind in ("", here.type)
                and tag in ("", here.tag)
                and within in ("", here.within)
            ):
                return here
        wanted = " ".join(filter(None, (name, href, field, kind, tag, within)))
        raise AssertionError(f"« {wanted} » was not reached in {MAX_TABS} Tabs; met: {met[:60]}")

    def choose(self, *, field: str, value: str) -> Focused:
        """Reach a group of radio buttons, and press Down until the wanted one is chosen."""
        here = self.tab_to(field=field)
        first = here.value
        while here.value != value:
            self.press("ArrowDown")
            moved = self.focused()
            assert moved, f"the focus left the choices of « {field} »"
            assert moved.value != first, f"« {field} » offers no « {value} »"
            here = moved
        return here

    def submit_form(self) -> None:
        """Go on to the button that sends the form of the focused field, and press it."""
        for _ in range(MAX_TABS):
            here = self.tab()
            if here and here.tag == "button" and here.type in ("", "submit"):
                self.enter()
                return
        raise AssertionError("no button sends the form")

    def enter(self) -> None:
        """Press Enter on a link or button and wait for the page that follows."""
        with self.page.expect_navigation():
            self.press("Enter")

    def assert_focus_is_visible(self, here: Focused, *, problem: str) -> None:
        """Fail if the focused element shows no mark, or lies hidden under something or outside the window.

        `problem` is what was seen on arrival.
        """
        if problem:
            # A page that scrolls smoothly to the focus needs a moment to arrive.
            self.page.wait_for_timeout(500)
            problem = self.page.evaluate(VISIBLE)
        assert not problem, f"focus on « {here.name or here.field} » ({here.tag}): {problem}"


VISIBLE = """() => {
  const element = document.activeElement;
  const outlined = (e) => {
    const style = getComputedStyle(e);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  };
  // Where the mark is not an outline of the element: something drawn in or around it changes with the focus.
  const drawn = () => [element, element.parentElement, element.closest("[role=search]"), element.nextElementSibling,
    ...(element.labels || []), ...element.querySelectorAll("*")].filter(Boolean).map((e) => {
    const style = getComputedStyle(e);
    return [style.outline, style.boxShadow, style.borderColor, style.backgroundColor, style.stroke,
      style.strokeWidth, style.fill].join();
  }).join();
  const changes = () => {
    const focused = drawn();
    element.blur();
    const blurred = drawn();
    element.focus({focusVisible: true, preventScroll: true});
    return focused !== blurred;
  };
  if (!outlined(element) && !changes()) return "no visible mark";
  const box = element.getBoundingClientRect();
  if (box.width === 0 || box.height === 0) return "has no size";
  if (box.bottom <= 0 || box.right <= 0 || box.top >= innerHeight || box.left >= innerWidth) {
    return `is outside the window (${Math.round(box.left)}, ${Math.round(box.top)})`;
  }
  const within = (v, low, high) => Math.min(Math.max(v, low), high);
  const rects = [...element.getClientRects()];
  const shown = rects.some((r) => [0.1, 0.5, 0.9].some((share) => {
    const x = within(r.left + r.width * share, 1, innerWidth - 2);
    const y = within(r.top + r.height / 2, 1, innerHeight - 2);
    const top = document.elementFromPoint(x, y);
    return top && (element.contains(top) || top.contains(element)
      || [...(element.labels || [])].some((label) => label.contains(top)));
  }));
  return shown ? "" : "is hidden under another element";
}"""


ARRIVED = f"""() => {{
  const here = ({DESCRIBE})();
  return {{here, problem: here ? ({VISIBLE})() : ""}};
}}"""

POINTER_USED = "a pointer was used:"
# A browser without windows places its pointer in the corner of each new page: a move that goes nowhere.
POINTER = """
  for (const kind of ["pointerdown", "pointermove", "wheel"]) {
    addEventListener(kind, (event) => {
      const placed = kind === "pointermove" && event.clientX === 0 && event.clientY === 0;
      if (event.isTrusted && !placed) console.debug("SAID", kind);
    }, true);
  }
""".replace("SAID", POINTER_USED)
