"""A reader system without a wire, for tests of what is above the port; the contract holds it to what others do."""

from datetime import date, datetime

from portee.people.adapters.guarded_directory import GuardedDirectory, judged
from portee.people.ports import Outcome, PatronAnswer, PatronFacts
from tests.people.directories.readers import SECRET, reader_of


class FakeDirectory(GuardedDirectory):
    """Knows the readers of `ils.py`."""

    def ask(self, *, card_number: str, secret: str, at: datetime, heard: list[str]) -> PatronAnswer:
        heard.append("fake")
        reader = reader_of(card_number)
        if reader is None or secret != SECRET:
            return PatronAnswer(Outcome.WRONG)
        facts = PatronFacts(
            card_number=reader.card,
            name=reader.name,
            email=reader.email or None,
            expiry_date=date.fromisoformat(reader.expiry),
            asked_card_number=card_number if card_number != reader.card else "",
        )
        return judged(facts, at=at, blocks={"card_lost"} if reader.is_lost else set())
