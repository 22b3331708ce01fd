"""axe-core in a page: which rules are asked, what it found, what it left to a person.

The script enters by Playwright's own channel before the page's: the site's content security policy
stays in force, and is tested apart.
"""

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page

from tests.browser.installation import ROOT

SCRIPT = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ("RGAAv4", "wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
"""Every rule of these sets that axe-core 4.14 knows, colour contrast included."""

RUN = """async (tags) => {
  const found = await axe.run(document, {
    runOnly: {type: "tag", values: tags},
    rules: {"target-size": {enabled: true}},
    resultTypes: ["violations", "incomplete"],
  });
  const short = (rules) => rules.flatMap((rule) => rule.nodes.map((node) => ({
    rule: rule.id,
    reason: [...node.any, ...node.all, ...node.none]
      .map((check) => (check.data && check.data.messageKey) || check.id)[0] || "",
    target: node.target.flat().join(" "),
    summary: (node.failureSummary || "").replace(/\\s+/g, " ").slice(0, 300),
  })));
  return {violations: short(found.violations), incomplete: short(found.incomplete)};
}"""


@dataclass(frozen=True)
class Finding:
    """One element that a rule refuses, or leaves to a person (`reason` says why)."""

    rule: str
    reason: str
    target: str
    summary: str

    @property
    def kind(self) -> str:
        """What a review is about: the rule and why it could not decide."""
        return f"{self.rule}: {self.reason}"

    def __str__(self) -> str:
        return f"{self.rule} at {self.target} ({self.summary})"


@dataclass(frozen=True)
class Findings:
    """What one run of axe-core says of one page."""

    violations: list[Finding]
    incomplete: list[Finding]


def examine(page: Page) -> Findings:
    """Run axe-core on the page as it stands, in its present state, and give what it found."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(SCRIPT.read_text(encoding="utf-8"))
    found: dict[str, list[dict[str, Any]]] = page.evaluate(RUN, list(TAGS))
    return Findings(
        violations=[Finding(**each) for each in found["violations"]],
        incomplete=[Finding(**each) for each in found["incomplete"]],
    )


def assert_accessible(page: Page) -> None:
    """Fail with the list of refused elements, if there is one."""
    violations = examine(page).violations
    assert not violations, "\n".join(str(each) for each in violations)
