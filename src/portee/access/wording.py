"""What a reason is to the reader, in a sentence, with the next step; never more than she may know of others."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portee.access.rules import Reason


class NextStep(StrEnum):
    """Where the next step leads."""

    SIGN_IN = "sign_in"
    REGISTER = "register"
    ASK = "ask"
    OTHERS = "others"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Advice:
    """Why not, and what to do; `then` is where the button leads."""

    why: str | Promise
    what: str | Promise
    then: NextStep


_ASK_LIBRARY: Final = _("Ask your library: it can tell you more, or register you for it.")
_OTHERS: Final = _("Other resources open to you: see the list.")

_ADVICE: Final[dict[Reason, Advice]] = {
    Reason.NOT_OFFERED: Advice(
        _("This resource is not offered at the moment."), _OTHERS, NextStep.OTHERS
    ),
    Reason.NOT_STARTED: Advice(
        _("This resource is not open yet."),
        _("Come back on its first day; meanwhile, see what opens already."),
        NextStep.OTHERS,
    ),
    Reason.ENDED: Advice(_("The network does not offer this any more."), _OTHERS, NextStep.OTHERS),
    Reason.SIGN_IN: Advice(
        _("This resource opens to people who are registered at a library that takes part."),
        _("Sign in, and it opens without another password."),
        NextStep.SIGN_IN,
    ),
    Reason.ACCOUNT_CLOSED: Advice(_("Your account is closed."), _ASK_LIBRARY, NextStep.ASK),
    Reason.NOT_REGISTERED: Advice(
        _("You are signed in, but not registered at a library yet."),
        _("Ask to be registered: your library answers within a few days."),
        NextStep.REGISTER,
    ),
    Reason.NOT_TAKING_PART: Advice(
        _("Your library does not take part in this offer."),
        _("Tell your library that you would like it; see also what it opens to you."),
        NextStep.ASK,
    ),
    Reason.RIGHT_NOT_STARTED: Advice(
        _("Your library opens this resource soon, not yet."), _ASK_LIBRARY, NextStep.ASK
    ),
    Reason.RIGHT_ENDED: Advice(
        _("Your library does not open this resource any more."), _OTHERS, NextStep.OTHERS
    ),
    Reason.ROLE: Advice(
        _("This resource is kept for some readers: teachers, pupils, professionals…"),
        _ASK_LIBRARY,
        NextStep.ASK,
    ),
    Reason.MEMBERSHIP_ENDED: Advice(
        _("Your registration has ended."),
        _("Ask for another year: it takes two minutes."),
        NextStep.REGISTER,
    ),
    Reason.MEMBERSHIP_TO_COME: Advice(
        _("Your registration has not begun yet."),
        _("This resource opens on its first day."),
        NextStep.LATER,
    ),
    Reason.CARD_EXPIRED: Advice(
        _("Your library says that your card has expired."),
        _("Renew it at your library, then come back."),
        NextStep.ASK,
    ),
    Reason.CARD_BLOCKED: Advice(
        _("Your library asks you to come by before you go on."),
        _("It will tell you what is needed: it is often a small thing."),
        NextStep.ASK,
    ),
    Reason.CARD_UNKNOWN: Advice(
        _("We could not ask your library whether your registration is in force."),
        _("It is no fault of yours. Try again in a few minutes; if it lasts, tell your library."),
        NextStep.LATER,
    ),
    Reason.AGE_UNKNOWN: Advice(
        _("This resource is for some ages, and your year of birth is not known to us."),
        _("Your library can write it down."),
        NextStep.ASK,
    ),
    Reason.TOO_YOUNG: Advice(
        _("This resource is for older readers."),
        _("Other resources are made for you: see the list."),
        NextStep.OTHERS,
    ),
    Reason.TOO_OLD: Advice(
        _("This resource is for younger readers."),
        _("Other resources are made for you: see the list."),
        NextStep.OTHERS,
    ),
    Reason.AGE_UNSURE: Advice(
        _("We keep your year of birth alone, and you may not be of the right age before its end."),
        _("On 31 December at the latest we know. Your library can answer you before."),
        NextStep.ASK,
    ),
    Reason.COMMUNE: Advice(
        _("This resource is kept for those who live in some communes."), _ASK_LIBRARY, NextStep.ASK
    ),
    Reason.ON_SITE_ONLY: Advice(
        _("This resource opens on the computers of the library only."),
        _("Come by: see where, and at what hours."),
        NextStep.ASK,
    ),
    Reason.REMOTE_ONLY: Advice(
        _("This resource opens from home only, not from the library."),
        _("Try again from home."),
        NextStep.LATER,
    ),
    Reason.METER_UNKNOWN: Advice(
        _("We cannot tell what is left of this resource right now."),
        _("Try again in a few minutes."),
        NextStep.LATER,
    ),
    Reason.ESTABLISHMENT_CAP: Advice(
        _("Your library has used up its openings of the year."),
        _("Tell it that you would have liked to go on: it counts such requests."),
        NextStep.ASK,
    ),
    Reason.YEAR_CAP: Advice(
        _("The openings of the year are used up for the whole network."),
        _("They begin again on 1 January."),
        NextStep.OTHERS,
    ),
    Reason.TOKENS_SPENT: Advice(
        _("All that the network had bought is used up."),
        _("The network’s team was told. See what else opens to you."),
        NextStep.OTHERS,
    ),
    Reason.MONTH_CAP: Advice(
        _("The openings of the month are used up for the whole network."),
        _("They begin again on the first of next month."),
        NextStep.OTHERS,
    ),
    Reason.PERSON_CAP: Advice(
        _("You have used your openings of the month."),
        _("You have new ones on the first of next month."),
        NextStep.OTHERS,
    ),
    Reason.SEATS_TAKEN: Advice(
        _("All the seats are taken right now."),
        _("One is free again within the hour, as a rule: try again soon."),
        NextStep.LATER,
    ),
    Reason.YES: Advice(_("This resource opens to you."), _("Open it."), NextStep.LATER),
}


def advice_for(reason: Reason) -> Advice:
    """What to tell the reader."""
    return _ADVICE[reason]


def sentence_of(reason: Reason) -> str | Promise:
    """Why not, in one sentence."""
    return _ADVICE[reason].why
