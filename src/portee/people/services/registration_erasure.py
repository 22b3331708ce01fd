"""Erasing what requests hold of people: their own, and their name on those of children."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q

from portee.kernel.personal_data import Person
from portee.people.models import Registration, RegistrationDraft
from portee.people.services.registration_proof import forget_proofs_of


def asked_by(person: Person) -> Q:
    """The requests of a person: those that became her account, and those made with her address that became none."""
    return Q(account_id=person.account_id) | (Q(account=None) & person.known_by("email"))


def drafted_by(person: Person) -> Q:
    """The answers given with her address, as her own or as a guardian's, and not sent."""
    return person.known_by("email") | person.known_by("guardian_email")


def proved_by(person: Person) -> Q:
    """The proofs of her requests, and of the answers that were not sent."""
    return (
        Q(registration__account_id=person.account_id)
        | (Q(registration__account=None) & person.known_by("registration__email"))
        | person.known_by("draft__email")
        | person.known_by("draft__guardian_email")
    )


def erase_proofs(people: Sequence[Person]) -> int:
    """Delete the files joined to their requests and to the answers that were not sent."""
    requests = Registration.objects.filter(_any_of(people, asked_by))
    drafts = RegistrationDraft.objects.filter(_any_of(people, drafted_by))
    return forget_proofs_of(
        registrations=requests.values_list("pk", flat=True),
        drafts=drafts.values_list("pk", flat=True),
    )


def erase_registrations(people: Sequence[Person]) -> int:
    """Delete their requests, with those they were handed over from; take their addresses off those of others.

    A child's request that waits for the consent of one of them is deleted: nobody is left to give it.
    """
    count = 0
    guarded = _any_of(people, lambda person: person.known_by("guardian_email"))
    waiting = guarded & Q(account=None, guardian_consented_at=None)
    rows = Registration.objects.filter(_any_of(people, asked_by) | waiting)
    ids = set(rows.values_list("pk", flat=True))
    ids |= _origins_of(ids)
    count += len(ids)
    forget_proofs_of(registrations=ids)
    Registration.objects.filter(pk__in=ids).delete()
    count += Registration.objects.filter(guarded).update(guardian_email="")
    named = _any_of(people, lambda person: person.known_by("email"))
    count += Registration.objects.filter(named).update(email="")
    return count


def erase_drafts(people: Sequence[Person]) -> int:
    """Delete the answers that were not sent."""
    deleted, _rows = RegistrationDraft.objects.filter(_any_of(people, drafted_by)).delete()
    return deleted


def _origins_of(ids: set[int]) -> set[int]:
    """The requests from which these were handed over, however often: they still hold the name of the person."""
    found: set[int] = set()
    edge = ids
    while edge:
        origins = Registration.objects.filter(pk__in=edge).values_list("origin_id", flat=True)
        edge = {pk for pk in origins if pk is not None} - found
        found |= edge
    return found


def _any_of(people: Sequence[Person], rows_of: Any) -> Q:
    wanted = Q(pk__in=[])
    for person in people:
        wanted |= rows_of(person)
    return wanted
