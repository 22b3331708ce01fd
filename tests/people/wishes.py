"""What people ask for in the tests."""

from typing import Any

from portee.network.models import Establishment
from portee.people.models import Registration
from portee.people.services.registration import Wish, submit_registration
from tests.people.world import NOW, World


def open_registration(world: World, code: str, *, days: int = 7) -> None:
    """Have an establishment take requests on line."""
    Establishment.objects.filter(pk=world.nodes[code].pk).update(registration_delay_days=days)


def wish(world: World, *, at: str = "valley-library", **facts: Any) -> Wish:
    """What Léa asks, unless said otherwise."""
    said: dict[str, Any] = {
        "display_name": "Léa Martin",
        "birth_year": 1990,
        "commune": "Caylus",
        "email": "lea@example.org",
        **facts,
    }
    return Wish(establishment_id=world.nodes[at].pk, **said)


def ask(world: World, *, at: str = "valley-library", **facts: Any) -> Registration:
    """Send a request that is received."""
    open_registration(world, at)
    registration = submit_registration(wish(world, at=at, **facts), at=NOW)
    assert registration is not None
    return registration
