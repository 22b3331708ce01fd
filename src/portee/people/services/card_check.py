"""Asking the reader system of an establishment about a card, for whoever signs in with it."""

from datetime import datetime

from portee.kernel.outbound import StreamClient
from portee.people.models import ASKED_KINDS, ReaderDirectory
from portee.people.ports import Outcome, PatronAnswer
from portee.people.services.reader_directory import open_directory


def check_card(
    *, directory_id: int, card_number: str, secret: str, at: datetime, client: StreamClient
) -> PatronAnswer:
    """What the system says, without its own words, which only whoever sets it up may see.

    Outside any transaction: a slow system holds no lock. A directory removed meanwhile is « unknown ».
    """
    row = ReaderDirectory.objects.filter(pk=directory_id, kind__in=ASKED_KINDS).first()
    if row is None:
        return PatronAnswer(Outcome.UNKNOWN, "settings")
    answer = open_directory(row, client=client).check(card_number=card_number, secret=secret, at=at)
    return PatronAnswer(answer.outcome, answer.reason, answer.facts)
