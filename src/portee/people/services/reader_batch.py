"""Some lines of a list, written together: accounts, memberships, roles, cards, requests to guardians, one entry."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import Max, Model
from django.db.models.functions import Lower
from django.utils import timezone

from portee.kernel import events
from portee.kernel.actor import Actor, RoleKind
from portee.people import sign_in_name
from portee.people.events import AccountCreated, MembershipStarted
from portee.people.models import (
    Account,
    AuditAction,
    LineOutcome,
    Membership,
    ReaderCard,
    ReaderLine,
    ReaderList,
    Registration,
    Role,
)
from portee.people.reader_lists.matching import COMPARED, RENEWABLE
from portee.people.services import registration_letter as letters
from portee.people.services.audit_entry import append_entry
from portee.people.services.membership import last_day_of_a_year
from portee.people.services.reader_outdated import refuse_outdated
from portee.people.services.registration import CONSENT_VERSION, USUAL_DELAY_DAYS


@dataclass(frozen=True, slots=True)
class Batch:
    """A list and some of its lines that write something."""

    reader_list: ReaderList
    lines: list[ReaderLine]

    def of(self, *outcomes: LineOutcome) -> list[ReaderLine]:
        """The lines that do one of these and are not refused meanwhile."""
        return [line for line in self.lines if line.outcome in outcomes]


def enrol_batch(batch: Batch, *, actor: Actor, at: datetime) -> None:
    """Write what the lines change, in the caller's transaction; what is no longer true since they were read is refused.

    Passwords are chosen by the people themselves: the accounts have none.
    """
    refuse_outdated(batch.reader_list, batch.lines)
    _open_accounts(batch, at=at)
    started = _start_memberships(batch, on=timezone.localdate(at))
    _write_cards(batch, at=at)
    _ask_guardians(batch, at=at)
    _record(batch, started, actor=actor, at=at)
    for line in batch.lines:
        line.is_applied = True
    write_over(
        batch.lines,
        ["outcome", "reason_code", "reason_values", "account", "is_account_new", "is_applied"],
    )


def write_over(rows: Collection[Model], fields: list[str]) -> None:
    """Change these fields of rows that exist, in one statement: `bulk_update` builds a case for each cell of each row.

    Measured on 4,000 lines: seven tenths of the whole import were spent in it.
    """
    for model in {type(row) for row in rows}:
        model._default_manager.bulk_create(
            rows, update_conflicts=True, unique_fields=["id"], update_fields=fields
        )


def _open_accounts(batch: Batch, *, at: datetime) -> None:
    fresh = [line for line in batch.of(LineOutcome.NEW) if line.account_id is None]
    names = iter(_free_names([line for line in fresh if not line.email]))
    accounts = []
    for line in fresh:
        account = Account(
            email=line.email or next(names),
            display_name=line.display_name,
            language=settings.LANGUAGE_CODE,
            created_at=at,
            groups_derived_on=timezone.localdate(at),
        )
        account.set_unusable_password()
        accounts.append(account)
    for line, account in zip(fresh, Account.objects.bulk_create(accounts), strict=True):
        line.account, line.is_account_new = account, True
        events.publish(AccountCreated(account_id=account.pk, at=at))


def _free_names(lines: list[ReaderLine]) -> list[str]:
    """A name to sign in with for each of those without an address, that nobody has, here or in this very batch."""
    given: set[str] = set()
    drawn = [_draw(line, given.__contains__, given) for line in lines]
    taken = set(
        Account.objects.annotate(address=Lower("email"))
        .filter(address__in=drawn)
        .values_list("address", flat=True)
    )
    return [
        _draw(line, lambda name: name in given or _is_taken(name), given) if name in taken else name
        for line, name in zip(lines, drawn, strict=True)
    ]


def _draw(line: ReaderLine, is_taken: Callable[[str], bool], given: set[str]) -> str:
    name = sign_in_name.make_stored_name(line.display_name, is_taken=is_taken)
    given.add(name)
    return name


def _is_taken(address: str) -> bool:
    return Account.objects.filter(email__iexact=address).exists()


def _start_memberships(batch: Batch, *, on: date) -> list[Membership]:
    """A year for each, from the day after the present one; whoever was renewed meanwhile keeps what she has."""
    lines = batch.of(LineOutcome.NEW, LineOutcome.RENEWED)
    place, kind = batch.reader_list.establishment_id, RoleKind(batch.reader_list.role_kind)
    ids = [line.account_id for line in lines if line.account_id is not None]
    ends = dict(
        Membership.objects.filter(establishment_id=place, account__in=ids)
        .values_list("account_id")
        .annotate(last=Max("end_date"))
        .order_by()
    )
    memberships = []
    for account_id in ids:
        last = ends.get(account_id)
        if last is not None and last > on + RENEWABLE:
            continue
        start = on if last is None or last < on else last + timedelta(days=1)
        memberships.append(
            Membership(
                account_id=account_id,
                establishment_id=place,
                start_date=start,
                end_date=last_day_of_a_year(start),
            )
        )
    created = Membership.objects.bulk_create(memberships)
    _give_roles(created, kind=kind, establishment_id=place)
    return created


def _give_roles(
    memberships: Iterable[Membership], *, kind: RoleKind, establishment_id: int
) -> None:
    """Make each a reader for the same days; a role given by hand that overlaps stays as it is."""
    years = {one.account_id: one for one in memberships}
    held = Role.objects.filter(
        establishment_id=establishment_id, kind=kind.value, account__in=years
    ).values_list("account_id", "end_date")
    overlapped = {
        account_id for account_id, end in held if end is None or end >= years[account_id].start_date
    }
    Role.objects.bulk_create(
        Role(
            account_id=account_id,
            establishment_id=establishment_id,
            kind=kind.value,
            start_date=one.start_date,
            end_date=one.end_date,
        )
        for account_id, one in years.items()
        if account_id not in overlapped
    )


def _write_cards(batch: Batch, *, at: datetime) -> None:
    """Keep what the lines say of each; what a line leaves empty stays, and so does a number that is vouched for."""
    place = batch.reader_list.establishment_id
    lines = batch.of(LineOutcome.NEW, LineOutcome.RENEWED, LineOutcome.CHANGED)
    cards = {
        card.account_id: card
        for card in ReaderCard.objects.filter(
            establishment_id=place, account__in=[line.account_id for line in lines]
        )
    }
    fresh = []
    for line in lines:
        account_id = line.account_id or 0
        card = cards.get(account_id)
        if card is None:
            card = ReaderCard(account_id=account_id, establishment_id=place)
            fresh.append(card)
        for name in COMPARED:
            if not (name == "card_number" and card.is_vouched):
                setattr(card, name, getattr(line, name) or getattr(card, name))
        card.changed_at = at
    ReaderCard.objects.bulk_create(fresh)
    write_over(cards.values(), [*COMPARED, "changed_at"])


def _ask_guardians(batch: Batch, *, at: datetime) -> None:
    """Make a request of each child whose guardian must agree first; the establishment then decides it as any other."""
    place = batch.reader_list.establishment
    delay = timedelta(days=place.registration_delay_days or USUAL_DELAY_DAYS)
    asked = Registration.objects.bulk_create(
        Registration(
            establishment=place,
            display_name=line.display_name,
            email=line.email,
            birth_year=line.birth_year or 0,
            commune=line.commune or place.commune,
            language=settings.LANGUAGE_CODE,
            consent_version=CONSENT_VERSION,
            consented_at=at,
            needs_guardian=True,
            guardian_email=line.guardian_email,
            submitted_at=at,
            due_at=at + delay,
        )
        for line in batch.of(LineOutcome.CONSENT)
    )
    for registration in asked:
        letters.write(letters.consent_asked, registration)


def _record(batch: Batch, memberships: list[Membership], *, actor: Actor, at: datetime) -> None:
    """One entry for the batch, with whom it enrolled and whom it changed: ids, never a name."""
    changed = [line.account_id for line in batch.of(LineOutcome.CHANGED)]
    if memberships or changed:
        append_entry(
            actor=actor,
            action=AuditAction.READERS_ENROLLED,
            account_id=None,
            at=at,
            list=batch.reader_list.pk,
            establishment=batch.reader_list.establishment.code,
            role=batch.reader_list.role_kind,
            accounts=[one.account_id for one in memberships],
            changed=changed,
        )
    for one in memberships:
        events.publish(
            MembershipStarted(
                membership_id=one.pk,
                account_id=one.account_id,
                establishment_id=one.establishment_id,
                at=at,
            )
        )
