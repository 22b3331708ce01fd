"""Why a call did not bring an answer; `reason` is a stable code for logs and tests."""

from django.utils.translation import gettext_lazy as _

from portee.kernel.errors import DomainError


class OutboundError(DomainError):
    """A call to another server failed."""

    code = "kernel.outbound"
    sentence = _("The call to the other server failed.")

    def __init__(self, reason: str) -> None:
        super().__init__(self.sentence)
        self.reason = reason


class AddressRefused(OutboundError):  # noqa: N818 - it names what happened, as domain errors do
    """The address is one that Portée does not call: private network, odd port, odd form, credentials."""

    code = "kernel.outbound.address_refused"
    sentence = _("This address cannot be called.")


class TargetUnavailable(OutboundError):  # noqa: N818
    """The other server cannot be reached, is too slow, or has failed too often lately."""

    code = "kernel.outbound.target_unavailable"
    sentence = _("The other server does not answer for the moment.")


class AnswerRefused(OutboundError):  # noqa: N818
    """The other server answered something that cannot be used: too large, broken, too many redirects."""

    code = "kernel.outbound.answer_refused"
    sentence = _("The other server’s answer cannot be used.")
