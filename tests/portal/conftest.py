"""What the portal's tests share: a small network, and every public page with its address."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from portee.network.models import Establishment, EstablishmentKind
from portee.network.services.establishment import create_establishment
from portee.portal.search_budget import budget
from tests.portal.resource_shelf import put
from tests.portal.search_shelf import shelf

__all__ = ["network", "put", "shelf"]

FOUNDED_AT = datetime(2026, 11, 1, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _whole_budget() -> Iterator[None]:
    """Give the one client of all tests, whatever it spent before, its whole budget of searches."""
    budget.forget()
    yield
    budget.forget()


@pytest.fixture
def network(db: None) -> Establishment:
    """Build a network of two libraries and a conservatoire; give the network itself."""
    root = create_establishment(
        code="reseau",
        parent_id=None,
        at=FOUNDED_AT,
        name="Réseau d’essai",
        kind=EstablishmentKind.NETWORK,
    )
    for code, name, kind, commune in (
        ("caussade", "Médiathèque de Caussade", EstablishmentKind.MEDIA_LIBRARY, "Caussade"),
        ("moissac", "Bibliothèque de Moissac", EstablishmentKind.LIBRARY, "Moissac"),
        ("montauban", "Conservatoire", EstablishmentKind.CONSERVATOIRE, "Montauban"),
    ):
        create_establishment(
            code=code, parent_id=root.pk, at=FOUNDED_AT, name=name, kind=kind, commune=commune
        )
    return root
