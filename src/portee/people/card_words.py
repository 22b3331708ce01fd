"""What a reader reads when her card does not let her in: what it is, and the next step."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portee.people.ports import Outcome


@dataclass(frozen=True, slots=True)
class Refusal:
    """A title, a sentence that says what to do, and whether it is a fault of hers (else of nobody's)."""

    title: str
    text: str
    kind: str = "warning"


def refusal_of(outcome: Outcome) -> Refusal:
    """The words for each outcome but a valid one."""
    return {
        Outcome.EXPIRED: lambda: Refusal(
            _("Your card has expired"),
            _(
                "Your library says that your registration there is over. Renew it with your library, then come back: "
                "the same card will open."
            ),
        ),
        Outcome.BLOCKED: lambda: Refusal(
            _("Your card is blocked"),
            _(
                "Your library’s system holds it back, without telling us why. Ask your library: it can lift this."
            ),
        ),
        Outcome.WRONG: lambda: Refusal(
            _("This number and this code do not go together"),
            _(
                "Check your establishment, the number, then the code: it is the one of your library’s own site. "
                "Forgotten? Your library gives you another one."
            ),
            kind="error",
        ),
        Outcome.UNKNOWN: lambda: Refusal(
            _("Your library’s system does not answer"),
            _(
                "Nobody can check your card for the moment. It is not your doing, and this try is not counted: try "
                "again in a few minutes, or sign in another way."
            ),
        ),
    }[outcome]()


def too_many_tries(wait: timedelta) -> Refusal:
    """The words for a try that comes too soon."""
    minutes = max(1, -(-int(wait.total_seconds()) // 60))
    text = ngettext(
        "Wait %(count)d minute before the next try. Code forgotten? Your library gives you another one.",
        "Wait %(count)d minutes before the next try. Code forgotten? Your library gives you another one.",
        minutes,
    )
    return Refusal(_("Too many wrong codes for this card"), text % {"count": minutes}, kind="error")
