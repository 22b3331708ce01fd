"""What the settings say of the site: address, mode, mail, names of variables."""

from collections.abc import Iterator
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from portee.kernel.doctor.diagnosis import Diagnosis, Severity

_LOOPBACK = {"127.0.0.1", "localhost", "::1"}


def examine_site(_now: datetime) -> Iterator[Diagnosis]:
    """What is wrong with the settings; values that cannot be read have stopped the command before."""
    address = urlsplit(settings.BASE_URL)
    is_public = address.hostname not in _LOOPBACK
    for name in settings.UNKNOWN_VARIABLES:
        yield Diagnosis(
            "unknown_variable",
            Severity.WARNING,
            _("The environment holds %(name)s, which Portée does not know.") % {"name": name},
            _("Look for a slip of the pen: the reference lists every variable."),
        )
    if is_public and address.scheme != "https":
        yield Diagnosis(
            "plain_http",
            Severity.ERROR,
            _("The site is public and its address is not in https: passwords travel in clear."),
            _("Put it behind a server that speaks https, and set PORTEE_BASE_URL=https://…"),
        )
    if settings.DEBUG:
        yield Diagnosis(
            "debug",
            Severity.ERROR if is_public else Severity.WARNING,
            _("Development mode is on: errors show the inside of the program."),
            _("Remove PORTEE_DEBUG from the environment."),
        )
    if address.scheme == "https" and not settings.TRUSTED_PROXIES:
        yield Diagnosis(
            "trusted_proxies",
            Severity.WARNING,
            _("The site is in https but no proxy is trusted: Portée believes that it is in http."),
            _("Name the server that speaks https: PORTEE_TRUSTED_PROXIES=127.0.0.1"),
        )
    if is_public and settings.EMAIL_URL.startswith("console:"):
        yield Diagnosis(
            "mail",
            Severity.WARNING,
            _("Mails are written on the screen and sent to nobody."),
            _("Set PORTEE_EMAIL_URL to your mail server: smtp+tls://account:password@host:587"),
        )
