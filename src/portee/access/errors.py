"""What access refuses, in words a person can read."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portee.access.decision import Decision
from portee.kernel.errors import DomainError


class LaunchRefusedError(DomainError):
    """The offer does not open for this person now; `decision` says why."""

    code = "access.launch_refused"

    def __init__(self, decision: Decision, message: str | Promise = "") -> None:
        super().__init__(message or _("This resource does not open for you now."))
        self.decision = decision


class HandoverFailedError(DomainError):
    """The person may, but cannot be handed over: the sheet of the supplier is missing or does not fit."""

    code = "access.handover_failed"


class OfferNotAllowedError(DomainError):
    """The actor may not change this offer."""

    code = "access.offer_not_allowed"


class OfferRefusedError(DomainError):
    """The offer, or the right, cannot be as it is written."""

    code = "access.offer_refused"


class ConsentMissingError(DomainError):
    """The person was never asked whether the supplier may be told what its sheet asks for.

    `establishment_id` is the one whose right would open.
    """

    code = "access.consent_missing"

    def __init__(self, establishment_id: int | None) -> None:
        super().__init__(_("You have not said yet what this platform may be told of you."))
        self.establishment_id = establishment_id


class SheetRefusedError(DomainError):
    """The sheet cannot be as it is written."""

    code = "access.sheet_refused"
