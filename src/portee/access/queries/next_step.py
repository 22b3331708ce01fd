"""Where the next step of a refusal leads."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from portee.access.models import Offer
from portee.access.viewer import Viewer
from portee.access.wording import NextStep


@dataclass(frozen=True, slots=True)
class NextLink:
    """A button: what it says, where it leads."""

    label: str
    url: str


def next_link(then: NextStep, *, viewer: Viewer, offer: Offer, sign_in_url: str) -> NextLink:
    """The button of the next step; whoever can ask a library writes to it, the others look for theirs."""
    offers = reverse("access:offer_list")
    known = {
        NextStep.SIGN_IN: NextLink(_("Sign in"), sign_in_url),
        NextStep.REGISTER: NextLink(_("Ask to be registered"), reverse("people:registration")),
        NextStep.ASK: NextLink(_("Ask my library"), reverse("access:help", args=[offer.code])),
        NextStep.OTHERS: NextLink(_("See what opens to me"), f"{offers}?pour_moi=on"),
        NextStep.LATER: NextLink(_("Try again"), reverse("access:offer", args=[offer.code])),
    }
    strangers = {
        NextStep.ASK: NextLink(_("Find a library"), reverse("network:establishment_list")),
        NextStep.OTHERS: NextLink(_("See the other resources"), offers),
    }
    return known[then] if viewer.is_known else strangers.get(then, known[then])
