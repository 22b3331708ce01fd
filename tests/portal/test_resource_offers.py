"""A resource that opens through an offer: its own address goes there, what is free stays a link."""

from datetime import date

import pytest
from django.test import Client

from portee.access.models import Offer, OfferModel, Supplier
from portee.catalogue.models import Record, Source
from portee.network.models import Establishment
from tests.portal.resource_shelf import ELEGY, Put
from tests.portal.test_resource import address_of

LINK = 'href="https://exemple.org/elegie"'
SENT = 'name="address" value="https://exemple.org/elegie"'


@pytest.fixture
def elegy(put: Put) -> int:
    """The elegy, of a source that opens through offers."""
    found = put(*ELEGY)
    Source.objects.update(is_licensed=True)
    return found


def offered(network: Establishment, code: str, host: str) -> None:
    """An offer that opens the titles of the source, on a host of its supplier."""
    supplier = Supplier.objects.create(code=code, name=code.title(), hosts=host)
    Offer.objects.create(
        code=code,
        title=code.title(),
        supplier=supplier,
        establishment=network,
        kind="music",
        description="De la musique.",
        address=f"https://{host}/",
        is_published=True,
        start_date=date(2026, 1, 1),
        model=OfferModel.FLAT,
        source_code="essai",
    )


def test_address_goes_to_the_offer_whose_host_it_is(
    client: Client, network: Establishment, elegy: int
) -> None:
    offered(network, "autre", "autre.example")
    offered(network, "exemple", "exemple.org")
    text = client.get(address_of(elegy)).content.decode()
    before, after = text.split('action="/offre/exemple/ouvrir/"')
    assert SENT in after.split("</form>")[0]
    assert text.count(SENT) == 1
    assert LINK not in text
    assert 'action="/offre/autre/ouvrir/"' in before + after


def test_free_link_of_another_source_stays_beside_the_offer(
    client: Client, network: Establishment, elegy: int, put: Put
) -> None:
    offered(network, "autre", "autre.example")
    put(*ELEGY, source="libre")
    Record.objects.filter(source__code="libre").update(resource_id=elegy)
    text = client.get(address_of(elegy)).content.decode()
    assert 'action="/offre/autre/ouvrir/"' in text
    assert LINK in text
    assert SENT not in text


def test_what_opens_through_an_offer_alone_is_no_free_link(
    client: Client, network: Establishment, elegy: int
) -> None:
    offered(network, "autre", "autre.example")
    assert LINK not in client.get(address_of(elegy)).content.decode()
