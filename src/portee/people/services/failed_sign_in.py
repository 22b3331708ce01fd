"""Counting wrong passwords, so that guessing is slow and nobody is locked out."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import ip_address, ip_network
from typing import Final

from django.db import transaction
from django.db.models import F
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from portee.kernel.errors import DomainError
from portee.people.models import FailedSignIn
from portee.people.patience import FOR_ACCOUNT, FOR_DEVICE, FOR_PLACE, Patience

HOME_PREFIX: Final = 64
"""An IPv6 subscriber holds a whole /64: within it addresses are free, so they count as one."""
FORGOTTEN_AFTER: Final = max(rule.forgotten_after for rule in (FOR_ACCOUNT, FOR_DEVICE, FOR_PLACE))


class TooManyTriesError(DomainError):
    """The next try may come after `wait`, and not before."""

    code = "people.too_many_tries"

    def __init__(self, wait: timedelta) -> None:
        super().__init__(_("Too many tries."))
        self.wait = wait


@dataclass(frozen=True, slots=True)
class SignInTry:
    """A try, counted as a failure before it is known to be one: many at once gain nothing."""

    counted: tuple[str, ...]
    device: str = ""


def begin_try(*, login: str, address: str, device: str, at: datetime) -> SignInTry:
    """Count a try on an account from an address of the network, or from a device the account knows.

    A known device is counted alone: neither its neighbours nor a stranger who tries the account slow it down.
    Raises `TooManyTriesError`, and then counts nothing.
    """
    if device:
        key = _key("device", device)
        _count([(key, FOR_DEVICE)], at=at)
        return SignInTry(counted=(), device=key)
    account, place = _key("account", login.lower()), _key("place", place_of(address))
    _count([(account, FOR_ACCOUNT), (place, FOR_PLACE)], at=at)
    return SignInTry(counted=(account, place))


def forgive_try(tried: SignInTry) -> None:
    """Take back a try whose password was right.

    Earlier failures stay, except those of a known device: a stranger's do not end because the owner came by.
    """
    FailedSignIn.objects.filter(key__in=tried.counted, failures__gt=0).update(
        failures=F("failures") - 1
    )
    if tried.device:
        FailedSignIn.objects.filter(key=tried.device).delete()


def place_of(address: str) -> str:
    """What counts as one place: an IPv4 address, or the /64 of an IPv6 one."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    return str(found if found.version == 4 else ip_network(f"{found}/{HOME_PREFIX}", strict=False))


@transaction.atomic
def _count(limits: list[tuple[str, Patience]], *, at: datetime) -> None:
    """Add one to each count, once all of them allow it.

    Rows are created before they are locked, always in the order account then place: two tries never wait for one
    another crosswise.
    """
    rows = []
    for key, patience in limits:
        FailedSignIn.objects.get_or_create(key=key, defaults={"last_failed_at": at})
        row = FailedSignIn.objects.select_for_update().get(key=key)
        if at - row.last_failed_at >= patience.forgotten_after:
            row.failures = 0
        wait = patience.wait_after(row.failures)
        if wait and row.last_failed_at + wait > at:
            raise TooManyTriesError(row.last_failed_at + wait - at)
        rows.append(row)
    for row in rows:
        row.failures += 1
        row.last_failed_at = at
        row.save(update_fields=["failures", "last_failed_at"])


def _key(kind: str, what: str) -> str:
    return salted_hmac("people.failed-sign-in", f"{kind}:{what}", algorithm="sha256").hexdigest()
