"""What is deleted by itself: the rules, how much is due tonight, and what the last runs deleted."""

from dataclasses import dataclass
from typing import Any, Final

from django.urls import path
from django.utils.translation import gettext_lazy as _

from portee.kernel import clock
from portee.kernel.actor import Actor
from portee.kernel.personal_data import purposes, rules
from portee.kernel.personal_data.retention import RetentionRule, count_due, last_runs
from portee.portal.staff.reach import looks_after_machinery
from portee.ui.backoffice.screen import Screen, ScreenView

SHOWN: Final = 30


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A rule, the purpose it serves, how many rows the next run deletes."""

    rule: RetentionRule
    purpose: str
    due: int


class RetentionView(ScreenView):
    """The rules and the last thirty runs."""

    template_name = "portal/staff/retention.html"
    page_title = _("Retention")
    header_icon = "bin"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the rules with what is due now, and the runs with what each rule deleted."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        due = count_due(at=clock.now())
        titles = {purpose.code: str(purpose.title) for purpose in purposes()}
        lines = [RuleLine(rule, titles.get(rule.purpose, ""), due[rule.code]) for rule in rules()]
        return {**context, "lines": lines, "runs": last_runs(SHOWN)}


class RetentionScreen(Screen):
    """`/gestion/conservation/`."""

    name = "conservation"
    menu_label = _("Retention")
    menu_order = 920
    icon = "bin"

    def allows(self, actor: Actor) -> bool:
        """Managers of the whole network."""
        return looks_after_machinery(actor)

    def get_urlpatterns(self) -> list[Any]:
        """One page."""
        return [path("", self.view(RetentionView), name="index")]
