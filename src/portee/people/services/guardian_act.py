"""What a guardian does for a child who is not fifteen: withdraw the consent, take away or erase what is kept of her."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portee.kernel import events
from portee.kernel.actor import Actor
from portee.kernel.personal_data import obstacles
from portee.people.enrolled_kind import ENROLLED_KINDS
from portee.people.events import AccountErased, GuardianConsentWithdrawn
from portee.people.models import Account, AuditAction, GuardianLink, Membership, Registration, Role
from portee.people.queries.guardian_link import requests_of
from portee.people.queries.own_data import people_of
from portee.people.services import guardian_letter as letters
from portee.people.services.account_erasure import ErasureRefusedError, erase_people
from portee.people.services.audit_entry import append_entry
from portee.people.services.group import derive_groups
from portee.people.services.guardian_link import GuardianNotAllowedError, take_link
from portee.people.services.registration_proof import forget_proofs_of


@transaction.atomic
def withdraw_consent(*, link_id: int, actor: Actor, at: datetime) -> None:
    """End every registration of the child, and the roles of a reader that it gave; tell the establishments.

    At once, but for a registration of this very day, which ends with it: without any, the account would be taken for
    one that time never deletes. What was asked and not decided is deleted; the account stays, and opens nothing paid.
    Raises `GuardianNotAllowedError`.
    """
    link = take_link(link_id, actor=actor, at=at)
    if link.withdrawn_at is not None:
        raise GuardianNotAllowedError(_("You have withdrawn your consent already."))
    today = timezone.localdate(at)
    told = _end_memberships(link.child_id, on=today)
    # Those that a registration, or a list, gives: a guardian ends no other.
    kinds = [kind.value for kind in ENROLLED_KINDS]
    given = Role.objects.filter(account=link.child, kind__in=kinds)
    roles = given.not_ended(on=today)
    roles.filter(start_date__gte=today).delete()
    roles.update(end_date=today - timedelta(days=1))
    derive_groups(link.child, on=today)
    _delete_open_requests(link.child_id)
    GuardianLink.objects.filter(pk=link.pk).update(withdrawn_at=at)
    append_entry(
        actor=actor,
        action=AuditAction.CONSENT_WITHDRAWN,
        account_id=link.child_id,
        at=at,
        establishments=sorted(one.code for one in told),
    )
    letters.write_withdrawn(link, establishments=told, on=today)
    events.publish(GuardianConsentWithdrawn(account_id=link.child_id, at=at))


@transaction.atomic
def erase_child(*, link_id: int, actor: Actor, at: datetime) -> None:
    """Erase the child's account and all that is kept of her.

    Raises `GuardianNotAllowedError`, `ErasureRefusedError` with the sentence to show.
    """
    link = take_link(link_id, actor=actor, at=at)
    child = Account.objects.select_for_update().get(pk=link.child_id)
    [person] = people_of([child])
    if reasons := obstacles(person, on=timezone.localdate(at)):
        raise ErasureRefusedError(" ".join(reasons))
    erase_people([child], at=at)
    append_entry(
        actor=actor, action=AuditAction.ERASED_BY_GUARDIAN, account_id=person.account_id, at=at
    )
    events.publish(AccountErased(account_id=person.account_id, at=at))


def record_child_download(*, link_id: int, actor: Actor, at: datetime) -> Account:
    """Seal that the guardian takes a copy; whose it is. Raises `GuardianNotAllowedError`."""
    with transaction.atomic():
        link = take_link(link_id, actor=actor, at=at)
        append_entry(
            actor=actor, action=AuditAction.DATA_DOWNLOADED, account_id=link.child_id, at=at
        )
        return link.child


def _delete_open_requests(child_id: int) -> None:
    """Delete what was asked for the child, by whichever guardian, and not decided."""
    links = GuardianLink.objects.filter(child=child_id)
    found = requests_of(list(links.select_related("child", "guardian", "registration")))
    waiting = [one.pk for _child_id, one in found if one.is_open]
    forget_proofs_of(registrations=waiting)
    Registration.objects.filter(pk__in=waiting).delete()


def _end_memberships(child_id: int, *, on: date) -> list[Any]:
    """End those that are not over; where they were."""
    open_ones = Membership.objects.filter(account=child_id, end_date__gte=on)
    places = {
        one.establishment_id: one.establishment for one in open_ones.select_related("establishment")
    }
    open_ones.filter(start_date__gt=on).delete()
    open_ones.filter(start_date=on).update(end_date=on)
    open_ones.filter(start_date__lt=on).update(end_date=on - timedelta(days=1))
    return list(places.values())
