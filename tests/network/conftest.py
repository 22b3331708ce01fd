"""Small networks to test on."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from portee.network.models import Establishment, EstablishmentKind
from portee.network.services.establishment import create_establishment

AT = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)
"""A Tuesday, ten in the morning in Paris."""

Create = Callable[..., Establishment]


@pytest.fixture
def create(db: None) -> Create:
    """Create an establishment, a library unless told otherwise."""

    def made(code: str, **facts: Any) -> Establishment:
        parent = facts.pop("parent", None)
        facts.setdefault("name", code)
        facts.setdefault("kind", EstablishmentKind.LIBRARY)
        return create_establishment(
            code=code, parent_id=parent.pk if parent else None, at=AT, **facts
        )

    return made


@pytest.fixture
def network(create: Create) -> Establishment:
    """The root of a network."""
    return create("reseau", name="Réseau", kind=EstablishmentKind.NETWORK)


@pytest.fixture
def libraries(create: Create, network: Establishment) -> tuple[Establishment, Establishment]:
    """Two libraries that see nothing of each other: one in a group, one beside it."""
    group = create("groupe", kind=EstablishmentKind.COMMUNE_GROUP, parent=network)
    return create("caylus", name="Caylus", parent=group), create(
        "moissac", name="Moissac", parent=network
    )
