"""A reader system that speaks SIP2, over TLS or a private line."""

from datetime import datetime, timedelta

from django.utils import timezone

from portee.kernel.outbound import Conversation, StreamAddress, StreamClient
from portee.people.adapters.guarded_directory import GuardedDirectory, Misanswered, judged
from portee.people.ports import Outcome, PatronAnswer, PatronFacts
from portee.protocols.sip2 import (
    MAX_FRAME_BYTES,
    Dialect,
    Patron,
    Sip2Refusal,
    find_frame_end,
    frame_in,
    read_login,
    read_patron,
    read_system_status,
    write_login,
    write_patron_request,
    write_status_request,
)

MAX_BYTES = 4 * MAX_FRAME_BYTES
_LOGIN, _STATUS, _PATRON = 0, 1, 2
"""The sequence numbers of the three questions of a conversation."""


class Sip2Directory(GuardedDirectory):
    """Asks by one short conversation: login, status where the dialect asks for it, the reader."""

    def __init__(
        self,
        *,
        address: StreamAddress,
        dialect: Dialect,
        user: str,
        password: str,
        timeout: timedelta,
        client: StreamClient,
    ) -> None:
        self._address = address
        self._dialect = dialect
        self._user = user
        self._password = password
        self._timeout = timeout
        self._client = client

    def ask(self, *, card_number: str, secret: str, at: datetime, heard: list[str]) -> PatronAnswer:
        """Raises OutboundError, Misanswered."""
        try:
            question = write_patron_request(
                card_number=card_number,
                secret=secret,
                at=timezone.localtime(at),
                dialect=self._dialect,
                sequence=_PATRON,
            )
        except Sip2Refusal:
            # A bar or a letter that the system cannot write is in nobody's card and in nobody's secret.
            return PatronAnswer(Outcome.WRONG)
        try:
            patron = self._converse(question, card_number, heard)
        except Sip2Refusal as refusal:
            raise Misanswered(f"sip2.{refusal}") from None
        if not (patron.is_known and patron.has_right_secret):
            return PatronAnswer(Outcome.WRONG)
        facts = PatronFacts(
            card_number=patron.card_number,
            name=patron.name,
            email=patron.email,
            expiry_date=patron.expiry_date,
            establishment_code=patron.establishment,
            asked_card_number=card_number if card_number != patron.card_number else "",
        )
        return judged(facts, at=at, blocks=patron.flags & set(self._dialect.blocked_by))

    def _converse(self, question: bytes, card_number: str, heard: list[str]) -> Patron:
        dialect = self._dialect
        with self._client.open(
            self._address, seconds=self._timeout.total_seconds(), max_bytes=MAX_BYTES
        ) as line:
            if dialect.login == "message":
                login = write_login(
                    user=self._user, password=self._password, dialect=dialect, sequence=_LOGIN
                )
                frame = self._exchange(line, login, heard)
                if not read_login(frame, dialect=dialect, sequence=_LOGIN):
                    raise Misanswered("sip2.login_refused")
            if dialect.status_first:
                asked = write_status_request(dialect=dialect, sequence=_STATUS)
                frame = self._exchange(line, asked, heard)
                if not read_system_status(frame, dialect=dialect, sequence=_STATUS).is_online:
                    raise Misanswered("sip2.off_line")
            frame = self._exchange(line, question, heard)
            return read_patron(frame, card_number=card_number, dialect=dialect, sequence=_PATRON)

    def _exchange(self, line: Conversation, question: bytes, heard: list[str]) -> bytes:
        line.send(question)
        received = line.receive(
            lambda content: (
                len(content) > MAX_FRAME_BYTES or find_frame_end(content, self._dialect) is not None
            )
        )
        heard.append(received[:MAX_FRAME_BYTES].decode(self._dialect.charset, "replace").strip())
        return frame_in(received, self._dialect)
