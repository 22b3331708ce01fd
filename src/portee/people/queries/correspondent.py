"""Who is written to: those who answer for a node of the network, and readers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from portee.kernel.actor import RoleKind
from portee.people import sign_in_name
from portee.people.models import Account, Role


@dataclass(frozen=True, slots=True)
class Correspondent:
    """Somebody to write to, in the language of her account; `email` is empty for whoever receives no mail."""

    name: str
    email: str
    language: str


def people_in_charge(*, path: str, on: date) -> Sequence[Correspondent]:
    """The network managers of a node, or of those above it, in force on that day; each once."""
    above = [path[:end] for end in range(1, len(path) + 1)]
    roles = (
        Role.objects.filter(
            kind=RoleKind.NETWORK_MANAGER.value,
            account__is_active=True,
            establishment__path__in=above,
        )
        .in_force(on=on)
        .select_related("account")
        .order_by("account_id")
    )
    found = {role.account_id: role.account for role in roles}
    return [_correspondent(account) for account in found.values()]


def find_correspondent(account_id: int) -> Correspondent | None:
    """A person by the account; none once it is deleted."""
    account = Account.objects.filter(pk=account_id).first()
    return _correspondent(account) if account else None


def _correspondent(account: Account) -> Correspondent:
    email = "" if sign_in_name.is_stored_name(account.email) else account.email
    return Correspondent(str(account), email, account.language)
