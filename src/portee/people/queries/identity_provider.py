"""The providers that sign people in, and those who sign in by them."""

from dataclasses import dataclass
from datetime import datetime

from portee.people.models import IdentityProvider, OutsideIdentity


@dataclass(frozen=True, slots=True)
class OfferedProvider:
    """One way to sign in; `place` tells apart two of the same name, and is empty where there is no doubt."""

    id: int
    name: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class OwnIdentity:
    """An identity that opens an account: at which provider, since when."""

    id: int
    name: str
    joined_at: datetime


def offered_providers() -> tuple[OfferedProvider, ...]:
    """Those of the sign-in page, by name. One query."""
    rows = IdentityProvider.objects.filter(is_offered=True).order_by("name", "establishment__path")
    found = list(rows.values_list("pk", "name", "establishment__name"))
    names = [name for _pk, name, _place in found]
    return tuple(
        OfferedProvider(pk, name, place if names.count(name) > 1 else "")
        for pk, name, place in found
    )


def offered_provider(pk: int) -> IdentityProvider | None:
    """One of them, with its establishment. One query."""
    rows = IdentityProvider.objects.select_related("establishment")
    return rows.filter(pk=pk, is_offered=True).first()


def own_identities(*, account_id: int) -> tuple[OwnIdentity, ...]:
    """What an account is joined to. One query."""
    rows = OutsideIdentity.objects.filter(account_id=account_id).order_by("joined_at", "pk")
    return tuple(OwnIdentity(*row) for row in rows.values_list("pk", "provider__name", "joined_at"))
