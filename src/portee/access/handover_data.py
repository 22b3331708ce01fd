"""What is kept of people so that suppliers let them in: their names there, their answers, their sessions."""

from collections.abc import Sequence
from typing import Final

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portee.access.models import SupplierSession
from portee.access.tasks import end_supplier_sessions
from portee.kernel.jobs import enqueue
from portee.kernel.personal_data import (
    Declaration,
    Erased,
    LegalBasis,
    Person,
    Purpose,
    declare,
    register_purpose,
)


def register_handover_data() -> None:
    """Tell of both purposes, declare their tables."""
    for purpose in _PURPOSES:
        register_purpose(purpose)
    declare(*_TABLES)


def _of_account(person: Person) -> Q:
    return Q(account_id=person.account_id)


def _leave_without_a_name(people: Sequence[Person]) -> int:
    """Cut what ties sessions at suppliers to them, and have the suppliers told of their end; rows live a day."""
    theirs = SupplierSession.objects.filter(account__in=[person.account_id for person in people])
    count = theirs.update(account=None)
    if count:
        enqueue(end_supplier_sessions, account_id=None)
    return count


_PURPOSES: Final = (
    Purpose(
        code="supplier-names",
        title=_("How on-line platforms know you"),
        data=_(
            "For each platform that you opened, an identifier made for it alone; for a few minutes the proof that it "
            "was you, and for a day that you are inside, so that it is told when you sign out."
        ),
        reason=_("To let you in without another password, and without telling who you are."),
        basis=LegalBasis.PUBLIC_TASK,
        kept=_("The identifier as long as your account exists, the rest a day at most."),
        recipients=_("The platform that you open receives its own identifier, and no other."),
        stays=_(
            "For a day at most, that platforms are to be told of your leaving, without your name."
        ),
        order=61,
    ),
    Purpose(
        code="supplier-sharing",
        title=_("What you agree to tell on-line platforms"),
        data=_("Your answer to each platform that asks for more than the identifier."),
        reason=_("To ask you once, and to tell nothing that you do not want told."),
        basis=LegalBasis.CONSENT,
        kept=_("Until you take it back, from “My account”."),
        recipients=_(
            "The platform receives what you agreed to, each time you open it. Nobody sees your answers."
        ),
        order=62,
    ),
)
_TABLES: Final = (
    Declaration(
        model="access.SupplierIdentifier",
        purpose="supplier-names",
        fields=("supplier", "value", "created_at"),
        owned_by=_of_account,
        erased=Erased.WITH_ACCOUNT,
    ),
    Declaration(
        model="access.Ticket",
        purpose="supplier-names",
        fields=("supplier", "service", "proxies", "data", "created_at"),
        withheld=("proxies", "data"),
        owned_by=_of_account,
        erased=Erased.WITH_ACCOUNT,
    ),
    Declaration(
        model="access.SupplierSession",
        purpose="supplier-names",
        fields=("supplier", "reference", "opened_at", "ended_at"),
        withheld=("reference",),
        owned_by=_of_account,
        erased=Erased.APART,
        erase=_leave_without_a_name,
    ),
    Declaration(
        model="access.SharingConsent",
        purpose="supplier-sharing",
        fields=("supplier", "facts", "is_given", "decided_at"),
        owned_by=_of_account,
        erased=Erased.WITH_ACCOUNT,
    ),
)
