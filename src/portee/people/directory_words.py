"""What a reader system answered, in words for whoever sets it up. Readers are never told this much."""

from django.utils.translation import gettext as _

from portee.people.ports import Outcome


def outcome_label(outcome: Outcome) -> str:
    """What the answer means for the person at the door."""
    return {
        Outcome.VALID: _("Valid: this reader would be let in."),
        Outcome.EXPIRED: _("Expired: the reader is known, her membership is over."),
        Outcome.BLOCKED: _("Blocked: the reader is known, and the system says she may not."),
        Outcome.WRONG: _("Wrong: unknown card, or wrong secret. A stranger is answered the same."),
        Outcome.UNKNOWN: _("Unknown: the system could not say. Nobody is let in, nor locked out."),
    }[outcome]


def reason_sentence(reason: str, *, address: str) -> str:
    """Why nobody could say, and what to do about it; `reason` is the code of a port's answer."""
    name = reason.partition(":")[0]
    if name == "not_listed":
        return _(
            "Portée calls only the servers that whoever runs the installation has named. Ask them to add “%(address)s” "
            "to PORTEE_OUTBOUND_PRIVATE_HOSTS."
        ) % {"address": address}
    known = {
        "timeout": _("The system did not answer in time."),
        "circuit_open": _("It failed five times in a row: it is left alone for a minute."),
        "busy": _("Too many questions are waiting for this system."),
        "unknown_host": _("No server bears this name."),
        "private_address": _("This name leads to an address that is never called."),
        "ConnectError": _("No connection: the port is closed, or the certificate is not trusted."),
        "certificate_unreadable": _("The certificate to trust cannot be read."),
        "cut_short": _("The system hung up in the middle of its answer."),
        "too_large": _("The answer is far too long."),
        "settings": _("The secret or the sheet of this directory is lost: set them again."),
        "sip2.login_refused": _("The system refused our own sign-in."),
        "ldap.bind_refused": _("The system refused our own sign-in."),
        "sip2.off_line": _("The system says that it is off line."),
        "sip2.charset": _("The answer is in another character set than the sheet says."),
        "sip2.institution": _("The answer is about another institution than the sheet says."),
        "sip2.card": _("The answer is about another card."),
        "ldap.ambiguous": _("Several entries bear this card number."),
    }
    return known.get(name) or _("The answer cannot be believed.")
