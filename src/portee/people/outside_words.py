"""What somebody reads when a provider does not let her in; what staff read when its settings do not work."""

from django.utils.translation import gettext as _

from portee.people.card_words import Refusal
from portee.people.ports import Outcome


def refusal_of(outcome: Outcome, *, name: str) -> Refusal:
    """The words for whoever comes back without an identity."""
    if outcome == Outcome.WRONG:
        return Refusal(
            _("You did not sign in"),
            _("You came back from %(name)s without signing in there. Nothing has changed.")
            % {"name": name},
            kind="info",
        )
    return Refusal(
        _("This sign-in does not work for the moment"),
        _(
            "%(name)s does not answer, or not as it should. It is not your doing: try again in a few minutes, or sign "
            "in another way."
        )
        % {"name": name},
    )


def came_too_late() -> Refusal:
    """The words for a journey that nobody remembers: too long, begun elsewhere, or come back from twice."""
    return Refusal(
        _("Start again from here"),
        _(
            "This sign-in took more than ten minutes, was begun in another window, or has already served. Cookies must "
            "be allowed for the time of signing in."
        ),
    )


def reason_sentence(reason: str, *, return_url: str) -> str:
    """What is wrong with the settings, and what to do; `reason` is the code of a try, empty when all is right."""
    if not reason:
        return _("All is right: the provider describes itself as it should, and knows us.")
    name, _colon, detail = reason.partition(":")
    known = {
        "timeout": _("The provider did not answer in time."),
        "circuit_open": _("It failed five times in a row: it is left alone for a minute."),
        "busy": _("Too many questions are waiting for this provider."),
        "unknown_host": _("No server bears this name: check the address."),
        "ConnectError": _("No connection: the port is closed, or the certificate is not trusted."),
        "too_large": _("The answer is far too long."),
        "settings": _("The secret is lost: give it again."),
        "description.status": _(
            "There is no description at this address (answer %(detail)s). The address is the one that the provider "
            "calls “issuer”, without “/.well-known/openid-configuration”."
        ),
        "description.no_json": _("What is at this address is no description of a provider."),
        "description.issuer": _(
            "The provider calls itself “%(detail)s”. Copy this address word for word, final “/” included."
        ),
        "description.host": _(
            "It uses another server, “%(detail)s”. If it is really one of its own, add it to “its other servers”."
        ),
        "description.scheme": _("One of its addresses is not encrypted (%(detail)s)."),
        "description.address": _("One of its addresses is missing or cannot be read (%(detail)s)."),
        "description.keys": _("Its public keys cannot be read."),
        "description.pkce": _("It does not take PKCE by S256, without which we sign nobody in."),
        "client.invalid_client": _(
            "It does not know this client identifier, or the secret is not the right one."
        ),
        "client.unauthorized_client": _("It knows us, but does not let us use the code flow."),
        "client.invalid_request": _(
            "It refuses the request. Check that this return address is declared there: %(return_url)s"
        ),
    }
    if name in {"private_address", "port", "scheme", "host"}:
        return _(
            "This address is not called: it is on a private network or an odd port. Whoever runs the installation can "
            "name it in PORTEE_OUTBOUND_PRIVATE_HOSTS."
        )
    sentence = known.get(name) or _("The answer cannot be believed.")
    return sentence % {"detail": detail, "return_url": return_url} if "%(" in sentence else sentence
