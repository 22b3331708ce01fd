"""Warning the people in charge before a budget is eaten: once for each threshold, by mail."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from portee.access.events import BudgetReached
from portee.access.models import BudgetWarning, MeterScope, Offer
from portee.access.queries.budget import Budget, budgets_of
from portee.access.queries.usage import token_period
from portee.kernel import events
from portee.people.api import Correspondent, Letter, people_in_charge, send_letter

USUAL_PERCENTS = (80, 95, 100)


def thresholds_of(offer: Offer) -> list[int]:
    """The percents at which the offer warns, ascending; the usual ones where it says none."""
    return sorted(set(offer.alert_percents or USUAL_PERCENTS))


def reaches_threshold(
    offer: Offer, *, counted: Mapping[tuple[str, int, str], int], at: datetime
) -> bool:
    """Whether the launch that was just counted is the one whose count reaches a threshold of a budget."""
    year = f"{timezone.localdate(at):%Y}"
    caps = (
        (MeterScope.NETWORK_YEAR, year, offer.network_year_cap),
        (MeterScope.TOKENS, token_period(offer), offer.token_count),
    )
    return any(
        cap and counted.get((str(scope), 0, period)) == -(-cap * percent // 100)
        for scope, period, cap in caps
        for percent in thresholds_of(offer)
    )


def warn_of_budgets(*, offer_id: int, at: datetime) -> int:
    """Tell, of each budget of an offer, the highest threshold reached that nobody was told of; how many were told."""
    offer = Offer.objects.select_related("establishment", "supplier").filter(pk=offer_id).first()
    if offer is None:
        return 0
    return sum(_warn(offer, budget, at=at) for budget in budgets_of(offer, at=at))


@transaction.atomic
def _warn(offer: Offer, budget: Budget, *, at: datetime) -> bool:
    reached = [one for one in thresholds_of(offer) if budget.percent >= one]
    if not reached:
        return False
    told = False
    for percent in reached:
        _row, is_new = BudgetWarning.objects.get_or_create(
            offer=offer,
            scope=budget.scope,
            period=budget.period,
            percent=percent,
            defaults={"at": at},
        )
        told = is_new and percent == reached[-1]
    if told:
        for person in people_in_charge(path=offer.establishment.path, on=timezone.localdate(at)):
            _write(offer, budget, person)
        events.publish(BudgetReached(offer_id=offer.pk, percent=reached[-1], at=at))
    return told


def _write(offer: Offer, budget: Budget, person: Correspondent) -> None:
    with translation.override(person.language):
        said = _("%(count)d of the %(cap)d openings of “%(offer)s” are used: %(percent)d %%.") % {
            "count": budget.count,
            "cap": budget.cap,
            "offer": offer.title,
            "percent": budget.percent,
        }
        if budget.is_spent:
            then = _(
                "It opens to nobody any more: readers are told why, and sent to their library."
            )
        elif budget.end_date:
            then = _("At the pace of the last four weeks it ends on %(day)s.") % {
                "day": date_format(budget.end_date)
            }
        else:
            then = _("At the pace of the last four weeks it lasts until the end of its period.")
        letter = Letter(
            subject=_("%(offer)s: %(percent)d %% of the budget is used")
            % {"offer": offer.title, "percent": budget.percent},
            name=person.name,
            paragraphs=(said, then),
            link_label=_("See the figures, or change the budget:"),
            path=reverse("offres:inspect", args=[offer.pk]),
        )
        send_letter(letter, to=person.email)
