"""Telling people that their registration ends soon, once each; telling managers which requests are late."""

from collections import Counter
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portee.kernel.actor import RoleKind
from portee.people.models import Account, Membership, Registration, Role
from portee.people.services.letter import Letter, send_letter

REMINDED: Final = timedelta(days=30)
"""How long before its end a membership is recalled to its holder."""


def remind_members(*, at: datetime) -> int:
    """Write to those whose membership ends within thirty days and was not renewed; how many were reminded."""
    today = timezone.localdate(at)
    later = Membership.objects.filter(
        account=OuterRef("account"),
        establishment=OuterRef("establishment"),
        start_date__gt=OuterRef("start_date"),
    )
    ending = (
        Membership.objects.in_force(on=today)
        .filter(end_date__lte=today + REMINDED, reminded_at=None, account__is_active=True)
        .exclude(Exists(later))
        .select_related("account", "establishment")
    )
    count = 0
    for membership in ending.iterator():
        # Marked first: a run that is cut short and begins again writes to nobody twice.
        if Membership.objects.filter(pk=membership.pk, reminded_at=None).update(reminded_at=at):
            _write_ending(membership)
            count += 1
    return count


def report_late_requests(*, at: datetime) -> int:
    """Tell each network manager how many requests became late below her node, without a name; how many are new."""
    late = list(
        Registration.objects.all()
        .late(at=at)
        .filter(late_reported_at=None)
        .select_related("establishment")
    )
    if not late:
        return 0
    Registration.objects.filter(pk__in=[one.pk for one in late]).update(late_reported_at=at)
    reported = Role.objects.filter(kind=RoleKind.NETWORK_MANAGER.value, account__is_active=True)
    for role in reported.in_force(on=timezone.localdate(at)).select_related(
        "account", "establishment"
    ):
        below = [one for one in late if one.establishment.path.startswith(role.establishment.path)]
        if below:
            _write_late(role.account, Counter(one.establishment.full_name for one in below))
    return len(late)


def _write_ending(membership: Membership) -> None:
    with translation.override(membership.account.language):
        send_letter(ending(membership), to=membership.account.email)


def _write_late(account: Account, counts: Counter[str]) -> None:
    with translation.override(account.language):
        send_letter(late(account, counts), to=account.email)


def ending(membership: Membership) -> Letter:
    """To whoever is registered for a few weeks more."""
    return Letter(
        subject=_("Your registration ends soon"),
        name=str(membership.account),
        paragraphs=(
            _("Your registration at %(establishment)s ends on %(day)s.")
            % {
                "establishment": membership.establishment.full_name,
                "day": date_format(membership.end_date),
            },
            _("To go on, ask your establishment, or ask again here: it takes two minutes."),
        ),
        link_label=_("Ask to be registered again:"),
        path=f"{reverse('people:registration')}?etablissement={membership.establishment.code}",
        closing=_(
            "Without a registration, your account is deleted one year after that day, with all it holds."
        ),
    )


def late(account: Account, counts: Counter[str]) -> Letter:
    """To the manager of a node: how many requests are late, establishment by establishment."""
    lines = [
        ngettext(
            "%(establishment)s: %(count)d request",
            "%(establishment)s: %(count)d requests",
            count,
        )
        % {"establishment": name, "count": count}
        for name, count in sorted(counts.items())
    ]
    return Letter(
        subject=_("Requests for registration are late"),
        name=str(account),
        paragraphs=(_("These requests have had no answer within the promised delay:"), *lines),
        link_label=_("See the late requests:"),
        path=f"{reverse('inscriptions:index')}?part=en-retard",
    )
