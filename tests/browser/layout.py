"""What a page looks like to somebody who enlarges it: what spills over, is cut, overlaps or is too small.

Each function looks at the page as it stands and gives a list of sentences, empty when all is well.
"""

from playwright.sync_api import Page

NAME = """
  const name = (e) => {
    const classes = [...e.classList].map((each) => "." + each).join("");
    const text = (e.innerText || e.value || "").replace(/\\s+/g, " ").trim().slice(0, 40);
    return `<${e.localName}${e.id ? "#" + e.id : ""}${classes}> « ${text} »`;
  };
  const shown = (e) => {
    if (!e.checkVisibility({visibilityProperty: true, opacityProperty: true})) return false;
    const box = e.getBoundingClientRect();
    return box.width > 2 && box.height > 2 && box.right > 0 && box.bottom + scrollY > 0;
  };
"""

SIDEWAYS = (
    "() => {"
    + NAME
    + """
  const width = document.documentElement.clientWidth;
  const problems = [];
  const scrolls = (e) => ["auto", "scroll"].includes(getComputedStyle(e).overflowX);
  const insideScroller = (e) => {
    for (let up = e.parentElement; up && up !== document.body; up = up.parentElement) if (scrolls(up)) return true;
    return false;
  };
  if (document.documentElement.scrollWidth > width) {
    const wide = [...document.body.querySelectorAll("*")].filter((e) => shown(e)
      && e.getBoundingClientRect().right > width + 1 && !insideScroller(e));
    const deepest = wide.filter((e) => !wide.some((other) => other !== e && e.contains(other)));
    problems.push(`scrolls sideways: ${document.documentElement.scrollWidth} px in ${width}; `
      + deepest.slice(0, 6).map(name).join(", "));
  }
  for (const e of document.body.querySelectorAll("*")) {
    if (!shown(e) || !scrolls(e) || e.scrollWidth <= e.clientWidth + 1) continue;
    if (e.localName === "textarea" || e.localName === "select") continue;
    if (e.tabIndex < 0 && !e.querySelector("a[href], button, input, select, [tabindex='0']")) {
      problems.push(`scrolls but takes no focus: ${name(e)}`);
    }
  }
  return problems;
}"""
)

CUT = (
    "() => {"
    + NAME
    + """
  const problems = [];
  const hides = (value) => value === "hidden" || value === "clip";
  for (const e of document.body.querySelectorAll("*")) {
    if (!shown(e) || !e.innerText || !e.innerText.trim()) continue;
    const style = getComputedStyle(e);
    const down = hides(style.overflowY) && e.scrollHeight > e.clientHeight + 2;
    const across = hides(style.overflowX) && e.scrollWidth > e.clientWidth + 2;
    if (e.clientWidth > 2 && (down || across)) problems.push(`cut: ${name(e)}`);
  }
  for (const e of document.body.querySelectorAll("button, a, summary, label, th, td, .badge")) {
    if (!shown(e) || getComputedStyle(e).display === "inline") continue;
    if (e.scrollWidth > e.clientWidth + 2 && e.clientWidth > 0
      && !["auto", "scroll"].includes(getComputedStyle(e).overflowX)) {
      problems.push(`spills over its box: ${name(e)}`);
    }
  }
  return problems;
}"""
)

OVERLAPPING = (
    "() => {"
    + NAME
    + """
  const texts = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (!node.data.trim() || !parent || !shown(parent) || parent.closest("svg, [aria-hidden=true]")) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const rect of range.getClientRects()) {
      // What ink can cover: the box of a line also holds the room above capitals and below the baseline.
      const box = {left: rect.left, right: rect.right,
        top: rect.top + 0.2 * rect.height, bottom: rect.bottom - 0.2 * rect.height};
      if (rect.width > 2 && rect.height > 2) texts.push({box, parent});
    }
  }
  texts.sort((a, b) => a.box.top - b.box.top);
  const problems = new Set();
  texts.forEach((one, index) => {
    for (let next = index + 1; next < texts.length; next += 1) {
      const other = texts[next];
      if (other.box.top >= one.box.bottom) break;
      if (other.parent === one.parent) continue;
      const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
      const down = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
      const least = Math.min(one.box.bottom - one.box.top, other.box.bottom - other.box.top);
      if (across > 3 && down > 0.2 * least) {
        problems.add(`overlap: ${name(one.parent)} and ${name(other.parent)}`);
      }
    }
  });
  return [...problems];
}"""
)

TARGETS = (
    "(least) => {"
    + NAME
    + """
  const wanted = "a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button], [tabindex='0']";
  return [...document.body.querySelectorAll(wanted)].filter((e) => {
    if (!shown(e) || e.closest("[aria-hidden=true]")) return false;
    // A link inside a sentence is as tall as its line: WCAG 2.5.8 leaves it out.
    if (e.localName === "a" && getComputedStyle(e).display === "inline") return false;
    const boxes = [e, ...(e.labels || [])].map((each) => each.getBoundingClientRect());
    return !boxes.some((box) => box.width >= least - 0.5 && box.height >= least - 0.5);
  }).map((e) => {
    const box = e.getBoundingClientRect();
    return `${Math.round(box.width)} × ${Math.round(box.height)} px: ${name(e)}`;
  });
}"""
)

ADOPT = """(rules) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(rules);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}"""

RELEASE = "() => { document.adoptedStyleSheets = document.adoptedStyleSheets.slice(0, -1); }"

TEXT_SPACING = """
  * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
  p { margin-block-end: 2em !important; }
"""
"""WCAG 1.4.12: what a reader may impose on any page."""

TEXT_TWICE = "html { font-size: 200% !important; }"
"""WCAG 1.4.4: text alone at twice its size."""


def impose(page: Page, rules: str) -> None:
    """Add a reader's own style sheet to the page (constructed, so the site's policy stays in force)."""
    page.evaluate(ADOPT, rules)


def broken_under(page: Page, rules: str) -> list[str]:
    """Say what a reader's own style sheet does to the page, and take it away again."""
    impose(page, rules)
    try:
        return broken(page)
    finally:
        page.evaluate(RELEASE)


def sideways(page: Page) -> list[str]:
    """Say what makes the page scroll sideways, and which scrolling regions the keyboard cannot reach."""
    return list(page.evaluate(SIDEWAYS))


def cut(page: Page) -> list[str]:
    """Say which texts are cut by their box or spill out of it."""
    return list(page.evaluate(CUT))


def overlapping(page: Page) -> list[str]:
    """Say which texts lie over one another."""
    return list(page.evaluate(OVERLAPPING))


def targets_below(page: Page, least: int) -> list[str]:
    """List the targets smaller than `least` CSS pixels in one direction, links inside sentences left out."""
    return list(page.evaluate(TARGETS, least))


def broken(page: Page) -> list[str]:
    """Say everything that enlarging did to the page."""
    return [*sideways(page), *cut(page), *overlapping(page)]
