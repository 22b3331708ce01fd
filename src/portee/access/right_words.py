"""The terms of a right, in words for readers and staff."""

from collections.abc import Iterator

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portee.access.models import Entitlement, Holder, PlaceTerm
from portee.kernel.actor import RoleKind
from portee.people.api import role_label


def terms_in_words(right: Entitlement) -> list[str]:
    """Who, of what age, living where, from where, how often, until when; what asks for nothing is left out."""
    return [*_who(right), *_age(right), *_where(right), *_how_much(right)]


def _who(right: Entitlement) -> Iterator[str]:
    roles = ", ".join(role_label(RoleKind(one)).lower() for one in right.roles)
    if right.holder == Holder.EVERYBODY:
        yield _("everybody, without an account")
    elif right.holder == Holder.ROLES:
        yield _("whoever is: %(roles)s") % {"roles": roles}
    elif roles:
        yield _("people registered who are: %(roles)s") % {"roles": roles}
    else:
        yield _("people registered")


def _age(right: Entitlement) -> Iterator[str]:
    if right.min_age is not None and right.max_age is not None:
        yield _("from %(first)d to %(last)d years old") % {
            "first": right.min_age,
            "last": right.max_age,
        }
    elif right.min_age is not None:
        yield _("from %(age)d years old") % {"age": right.min_age}
    elif right.max_age is not None:
        yield _("up to %(age)d years old") % {"age": right.max_age}


def _where(right: Entitlement) -> Iterator[str]:
    communes = [line.strip() for line in right.communes.splitlines() if line.strip()]
    if communes:
        yield _("living in %(communes)s") % {"communes": ", ".join(communes)}
    if right.place == PlaceTerm.ON_SITE:
        yield _("on the computers of the establishment")
    elif right.place == PlaceTerm.REMOTE:
        yield _("from home")


def _how_much(right: Entitlement) -> Iterator[str]:
    if right.person_month_cap is not None:
        yield ngettext(
            "%(count)d opening a month", "%(count)d openings a month", right.person_month_cap
        ) % {"count": right.person_month_cap}
    if right.end_date:
        yield _("until %(day)s") % {"day": date_format(right.end_date)}
