"""Memberships by how they stand, and several renewed together."""

from typing import Any, ClassVar

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.filters import WagtailFilterSet

from portee.kernel import clock
from portee.kernel.actor import Actor
from portee.people.models import Membership
from portee.people.services.membership import renew_membership
from portee.people.services.membership_reminder import REMINDED
from portee.ui.backoffice.views.many import ManyColumn, ScopedManyView

STANDINGS = (
    ("en-cours", _("Under way")),
    ("bientot-finies", _("Ending within thirty days")),
    ("finies", _("Over")),
)


class MembershipFilterSet(WagtailFilterSet):
    """How a membership stands today."""

    standing = django_filters.ChoiceFilter(
        label=_("Standing"), choices=STANDINGS, method="filter_standing"
    )

    class Meta:
        model = Membership
        fields: ClassVar[list[str]] = []

    def filter_standing(
        self, rows: QuerySet[Membership], name: str, value: str
    ) -> QuerySet[Membership]:
        """Those under way, ending soon, or over."""
        del name
        today = clock.today()
        if value == "finies":
            return rows.filter(end_date__lt=today)
        under_way = rows.filter(start_date__lte=today, end_date__gte=today)
        if value == "bientot-finies":
            return under_way.filter(end_date__lte=today + REMINDED)
        return under_way


class RenewableColumn(ManyColumn):
    """A box beside what was not renewed yet (`was_renewed`, annotated by the list)."""

    def is_open_to(self, instance: Any) -> bool:
        """Whether it may still be renewed."""
        return not instance.was_renewed


class RenewManyView(ScopedManyView):
    """Renew those that were ticked."""

    def act(self, row: Membership, actor: Actor) -> None:
        """Register the person for another year."""
        renew_membership(membership_id=row.pk, actor=actor, at=clock.now())

    def said(self, count: int) -> str:
        """How many were renewed."""
        return ngettext(
            "%(count)d membership renewed for one year.",
            "%(count)d memberships renewed for one year.",
            count,
        ) % {"count": count}
