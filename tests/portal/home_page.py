"""What the tests of the home page share: who composes it, and what its forms post."""

from datetime import UTC, date, datetime
from typing import Any

from django.test import Client

from portee.kernel.actor import Actor, Grant, RoleKind, system_actor
from portee.network.models import Establishment
from portee.people.models import Account
from portee.people.services.account import create_account
from portee.people.services.role import grant_role

NOW = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
SCREEN = "/gestion/accueil/"


def manager_of(network: Establishment) -> Actor:
    """Somebody who answers for the whole network."""
    return Actor(1, frozenset({Grant(RoleKind.NETWORK_MANAGER, network.path)}))


def enter(
    client: Client, node: Establishment, kind: RoleKind = RoleKind.NETWORK_MANAGER
) -> Account:
    """Sign in with a role held at a node."""
    account = create_account(
        email=f"{kind}@example.org", display_name="Camille", actor=system_actor("test"), at=NOW
    )
    grant_role(
        account_id=account.pk,
        establishment_id=node.pk,
        kind=kind,
        start_date=date(2020, 1, 1),
        actor=system_actor("test"),
        at=NOW,
    )
    client.force_login(account)
    return account


def shelf_form(**changed: Any) -> dict[str, Any]:
    """What the form of a shelf posts."""
    return {
        "title_fr": "Pour les mains",
        "title_en": "",
        "address": "/recherche?type=score",
        "sort": "",
        "layout": "covers",
        "length": "6",
        **changed,
    }
