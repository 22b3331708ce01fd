"""A directory that speaks LDAP, over TLS or a private line: look for the card, then bind as whoever bears it."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from portee.kernel.outbound import Conversation, StreamAddress, StreamClient
from portee.people.adapters.guarded_directory import GuardedDirectory, Misanswered, judged
from portee.people.ports import Outcome, PatronAnswer, PatronFacts
from portee.protocols.ldap import (
    BOUND,
    INVALID_CREDENTIALS,
    SEARCHED,
    SUCCESS,
    Done,
    Entry,
    LdapRefusal,
    LdapSheet,
    Reference,
    is_whole,
    read_messages,
    write_bind,
    write_search,
)

MAX_BYTES = 256 * 1024
_EPOCH = date(1970, 1, 1)


class LdapDirectory(GuardedDirectory):
    """Asks by one short conversation: bind as the service, search, bind as the reader."""

    def __init__(
        self,
        *,
        address: StreamAddress,
        sheet: LdapSheet,
        user: str,
        password: str,
        timeout: timedelta,
        client: StreamClient,
    ) -> None:
        self._address = address
        self._sheet = sheet
        self._user = user
        self._password = password
        self._timeout = timeout
        self._client = client

    def ask(self, *, card_number: str, secret: str, at: datetime, heard: list[str]) -> PatronAnswer:
        """Raises OutboundError, Misanswered."""
        seconds = self._timeout.total_seconds()
        try:
            with self._client.open(self._address, seconds=seconds, max_bytes=MAX_BYTES) as line:
                return self._converse(line, card_number, secret, at, heard)
        except LdapRefusal as refusal:
            raise Misanswered(f"ldap.{refusal.reason}") from None

    def _converse(
        self, line: Conversation, card_number: str, secret: str, at: datetime, heard: list[str]
    ) -> PatronAnswer:
        if self._user and self._bind(line, 1, self._user, self._password, heard) != SUCCESS:
            raise Misanswered("ldap.bind_refused")
        entry = self._entry(line, card_number, heard)
        if entry is None:
            return PatronAnswer(Outcome.WRONG)
        code = self._bind(line, 3, entry.name, secret, heard)
        if code == INVALID_CREDENTIALS:
            return PatronAnswer(Outcome.WRONG)
        if code != SUCCESS:
            raise Misanswered(f"ldap.code_{code}")
        return self._answer(entry, card_number, at)

    def _bind(
        self, line: Conversation, message_id: int, name: str, password: str, heard: list[str]
    ) -> int:
        content = write_bind(message_id=message_id, name=name, password=password)
        done, found = _exchange(line, content, message_id, BOUND, heard)
        if found:
            raise Misanswered("ldap.other_message")
        return done.code

    def _entry(self, line: Conversation, card_number: str, heard: list[str]) -> Entry | None:
        """The one entry that bears this card; two are a fault of the directory, not of the reader."""
        content = write_search(
            message_id=2,
            base=self._sheet.base,
            attribute=self._sheet.card_attribute,
            value=card_number,
            wanted=self._sheet.wanted(),
            seconds=int(self._timeout.total_seconds()),
        )
        done, found = _exchange(line, content, 2, SEARCHED, heard)
        if done.code != SUCCESS:
            raise Misanswered(f"ldap.code_{done.code}")
        entries = [message for message in found if isinstance(message, Entry)]
        if len(entries) > 1:
            raise Misanswered("ldap.ambiguous")
        if entries and not entries[0].name:
            # Bound without a name, anybody would be let in.
            raise Misanswered("ldap.nameless")
        return entries[0] if entries else None

    def _answer(self, entry: Entry, card_number: str, at: datetime) -> PatronAnswer:
        sheet = self._sheet
        cards = _values(entry, sheet.card_attribute)
        if card_number.casefold() not in {card.casefold() for card in cards}:
            raise Misanswered("ldap.other_card")
        name = _first(entry, sheet.name_attribute)
        if not name:
            raise Misanswered("ldap.no_name")
        expiry = _first(entry, sheet.expiry_attribute)
        facts = PatronFacts(
            card_number=cards[0],
            name=name,
            email=_first(entry, sheet.email_attribute) or None,
            expiry_date=_day(expiry, sheet.expiry_format) if expiry else None,
            establishment_code=_first(entry, sheet.establishment_attribute),
            asked_card_number=card_number if card_number != cards[0] else "",
        )
        blocks = set(_values(entry, sheet.blocked_attribute)) & set(sheet.blocked_values)
        return judged(facts, at=at, blocks=blocks)


def _exchange(
    line: Conversation, content: bytes, message_id: int, operation: str, heard: list[str]
) -> tuple[Done, list[Done | Entry | Reference]]:
    """One request: how it ended, and what came before; each answer must bear its number."""
    line.send(content)
    found = read_messages(line.receive(is_whole))
    heard.extend(_said(message) for message in found)
    if any(message.message_id != message_id for message in found):
        raise Misanswered("ldap.sequence")
    done = found[-1]
    if not isinstance(done, Done) or done.operation != operation:
        raise Misanswered("ldap.other_message")
    return done, found[:-1]


def _said(message: Done | Entry | Reference) -> str:
    if isinstance(message, Entry):
        attributes = "; ".join(f"{name}: {', '.join(v)}" for name, v in message.attributes.items())
        return f"{message.name} ({attributes})"
    return f"{message.message_id}: {message.code if isinstance(message, Done) else '→'}"


def _values(entry: Entry, attribute: str) -> Sequence[str]:
    return entry.attributes.get(attribute.lower(), ()) if attribute else ()


def _first(entry: Entry, attribute: str) -> str:
    return next(iter(_values(entry, attribute)), "")


def _day(text: str, shape: str) -> date:
    try:
        if shape == "days":
            return _EPOCH + timedelta(days=int(text))
        if shape == "generalized":
            return datetime.strptime(text[:8], "%Y%m%d").replace(tzinfo=UTC).date()
        return datetime.strptime(text, shape).replace(tzinfo=UTC).date()
    except (ValueError, OverflowError):
        raise Misanswered("ldap.date") from None
