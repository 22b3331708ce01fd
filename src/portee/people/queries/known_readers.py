"""Those whom the rows of a list may be: the readers of the establishment, and whoever signs in with an address."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from django.db.models import Max
from django.db.models.functions import Lower

from portee.kernel.actor import RoleKind
from portee.kernel.ordering import search_key
from portee.people.models import (
    Account,
    Membership,
    ReaderCard,
    Registration,
    RegistrationState,
    Role,
)
from portee.people.reader_lists.matching import COMPARED, Known, KnownReaders

AT_ONCE: Final = 500


def load_known(*, establishment_id: int, emails: Iterable[str]) -> KnownReaders:
    """Everybody known there, by all that tells them apart. Four queries, and one for each five hundred addresses."""
    here = _readers(establishment_id)
    by_identity: dict[tuple[str, int | None], list[Known]] = defaultdict(list)
    for known in here.values():
        year = known.facts.get("birth_year")
        by_identity[search_key(known.display_name), year].append(known)
    return KnownReaders(
        by_email=_by_email(sorted({email.lower() for email in emails if email}), here),
        by_card={
            number: known for known in here.values() if (number := known.facts.get("card_number"))
        },
        by_identity=by_identity,
        **_waiting(establishment_id),
    )


def find_known(*, establishment_id: int, account_ids: Iterable[int]) -> dict[int, Known]:
    """These readers of the establishment, by account. Three queries."""
    wanted = set(account_ids)
    return {pk: known for pk, known in _readers(establishment_id, wanted).items() if pk in wanted}


def absent_readers(
    known: KnownReaders,
    *,
    present: set[int],
    role_kind: RoleKind,
    classes: set[str],
    establishment_id: int,
    on: date,
) -> list[Known]:
    """Those registered there whom a list leaves out: of its classes, for pupils; of the whole place, for readers."""
    registered = [
        one
        for ones in known.by_identity.values()
        for one in ones
        if one.account_id not in present and one.end_date is not None and one.end_date >= on
    ]
    if role_kind is RoleKind.PUPIL:
        pupils = set(
            Role.objects.filter(establishment_id=establishment_id, kind=RoleKind.PUPIL)
            .in_force(on=on)
            .values_list("account_id", flat=True)
        )
        registered = [
            one
            for one in registered
            if one.account_id in pupils and one.facts.get("class_name", "") in classes
        ]
    return sorted(registered, key=lambda one: (search_key(one.display_name), one.account_id))


def _readers(establishment_id: int, account_ids: Iterable[int] | None = None) -> dict[int, Known]:
    members = Membership.objects.filter(establishment_id=establishment_id)
    cards = ReaderCard.objects.filter(establishment_id=establishment_id)
    asked = Registration.objects.filter(
        establishment_id=establishment_id, state=RegistrationState.ACCEPTED
    )
    if account_ids is not None:
        ids = list(account_ids)
        members, cards = members.filter(account__in=ids), cards.filter(account__in=ids)
        asked = asked.filter(account__in=ids)
    person = ("account_id", "account__display_name", "account__email", "account__is_active")
    found = {
        pk: Known(pk, name, email, is_active, end_date=end)
        for pk, name, email, is_active, end in members.values_list(*person)
        .annotate(last=Max("end_date"))
        .order_by()
    }
    facts: dict[int, dict[str, Any]] = defaultdict(dict)
    for pk, year, commune in asked.values_list("account_id", "birth_year", "commune"):
        facts[pk or 0] = {"birth_year": year, "commune": commune}
    rows = cards.values_list(*person, "is_vouched", *COMPARED)
    for pk, name, email, is_active, is_vouched, *said in rows:
        known = found.setdefault(pk, Known(pk, name, email, is_active))
        found[pk] = replace(known, is_card_vouched=is_vouched)
        stated = {key: value for key, value in zip(COMPARED, said, strict=True) if value}
        facts[pk] = {**facts.get(pk, {}), **stated}
    return {pk: replace(known, facts=facts.get(pk, {})) for pk, known in found.items()}


def _by_email(emails: Sequence[str], here: dict[int, Known]) -> dict[str, Known]:
    found: dict[str, Known] = {}
    for start in range(0, len(emails), AT_ONCE):
        some = emails[start : start + AT_ONCE]
        rows = Account.objects.annotate(address=Lower("email")).filter(address__in=some)
        for pk, name, email, is_active in rows.values_list(
            "pk", "display_name", "email", "is_active"
        ):
            stranger = Known(pk, name, email, is_active, is_in_reach=False)
            found[email.lower()] = here.get(pk, stranger)
    return found


def _waiting(establishment_id: int) -> dict[str, Any]:
    """Whose guardian is asked already, and with which addresses a request waits."""
    rows = list(
        Registration.objects.open()
        .filter(establishment_id=establishment_id)
        .values_list("display_name", "birth_year", "needs_guardian", "email")
    )
    return {
        "waiting": frozenset(
            (search_key(name), year) for name, year, is_child, _email in rows if is_child
        ),
        "asking": frozenset(email.lower() for _name, _year, _is_child, email in rows if email),
    }
