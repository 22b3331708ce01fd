"""What access keeps of people, declared in the register of personal data (docs/adr/0037)."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portee.access.models import Meter, MeterScope
from portee.access.services.retention import MONTHS, forget_launches, launches_due
from portee.kernel.actor import Actor
from portee.kernel.personal_data import (
    Declaration,
    Erased,
    LegalBasis,
    Person,
    Purpose,
    RetentionRule,
    declare,
    exempt,
    register_purpose,
    register_rule,
)

_NOBODY = _("Nobody.")


def register_personal_data() -> None:
    """Tell the purposes, the tables under each, and the rules that delete or cut."""
    for purpose in _PURPOSES:
        register_purpose(purpose)
    declare(*_DECLARATIONS)
    for model, reason in _EXEMPT.items():
        exempt(model, reason=reason)
    for rule in _RULES:
        register_rule(rule)


def _of_account(person: Person) -> Q:
    return Q(account_id=person.account_id)


def _counted(person: Person) -> Q:
    return Q(scope=MeterScope.PERSON_MONTH, subject_id=person.account_id)


def _erase_counts(people: Sequence[Person]) -> int:
    """Delete the counts of persons, which no link of the database ties to them."""
    ids = [person.account_id for person in people]
    return Meter.objects.filter(scope=MeterScope.PERSON_MONTH, subject_id__in=ids).delete()[0]


_PURPOSES: Final = (
    Purpose(
        code="supplier-contacts",
        title=_("Who to ask at a supplier"),
        data=_("The name, the address and the telephone of somebody who answers for a platform."),
        reason=_("To have a platform that does not open mended."),
        basis=LegalBasis.PUBLIC_TASK,
        kept=_("As long as the network works with this supplier."),
        recipients=_("Those who buy on-line resources."),
        stays=_("They are changed or emptied by the network when it is asked to."),
        order=82,
    ),
    Purpose(
        code="launches",
        title=_("The on-line resources you open"),
        data=_(
            "Which resource, on which day, at which establishment. What does not open to you is not noted. What a "
            "platform receives is said on the page of each resource."
        ),
        reason=_("To keep within what your library pays for, and to count what is of use."),
        basis=LegalBasis.PUBLIC_TASK,
        kept=_(
            "Four months, then the link with you is cut: the counts stay, without anything that names you."
        ),
        recipients=_NOBODY,
        stays=_("Openings stay counted, without anything that says whose they were."),
        order=48,
    ),
)

_DECLARATIONS: Final = (
    Declaration(
        model="access.Supplier",
        purpose="supplier-contacts",
        fields=("name", "contact_name", "contact_email", "contact_phone", "help_text", "hosts"),
        erased=Erased.BY_TIME,
        note="somebody of a company, who has no account here: staff change it when they are told",
    ),
    Declaration(
        model="access.Launch",
        purpose="launches",
        fields=("offer", "establishment", "at", "is_on_site"),
        owned_by=_of_account,
        erased=Erased.NAMELESS,
        note="the database empties the link with the account; the opening stays counted",
    ),
    Declaration(
        model="access.Seat",
        purpose="launches",
        fields=("offer", "expires_at"),
        owned_by=_of_account,
        erased=Erased.WITH_ACCOUNT,
    ),
    Declaration(
        model="access.Meter",
        purpose="launches",
        fields=("offer", "period", "count"),
        owned_by=_counted,
        erased=Erased.APART,
        erase=_erase_counts,
    ),
)
_EXEMPT: Final = {
    "access.SupplierSheet": "how a supplier is told who comes, in the words of a protocol",
    "access.Offer": "what was bought, described for the public",
    "access.OfferChange": "what changed of an offer, in codes and figures",
    "access.Entitlement": "whose members may open an offer: roles and communes, nobody by name",
}


def _cut_launches(at: datetime, actor: Actor) -> int:
    del actor
    return forget_launches(at=at)


_RULES: Final = (
    RetentionRule(
        code="access.launches",
        what=_("The link between an opening and you"),
        delay=timedelta(days=30 * MONTHS),
        purpose="launches",
        count=lambda at: launches_due(at).count(),
        apply=_cut_launches,
    ),
)
