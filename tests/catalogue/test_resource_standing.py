"""What becomes of numbers of resources that somebody noted long ago."""

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from portee.catalogue.api import ResourceStanding, resource_standings
from portee.catalogue.models import Resource, ResourceRedirect

pytestmark = pytest.mark.django_db


def resource(title: str, *, is_withdrawn: bool = False) -> int:
    withdrawn_at = timezone.now() if is_withdrawn else None
    return Resource.objects.create(title=title, fingerprint="", withdrawn_at=withdrawn_at).pk


def merged(title: str, into: int) -> int:
    old = resource(title, is_withdrawn=True)
    ResourceRedirect.objects.create(old_id=old, new_id=into)
    return old


def test_a_number_leads_to_its_resource_to_the_one_it_became_or_to_a_name() -> None:
    living, gone = resource("Élégie"), resource("Carmen", is_withdrawn=True)
    old, lost = merged("Elegie", into=living), merged("Carmen (opéra)", into=gone)
    assert resource_standings([living, gone, old, lost, 987654]) == {
        living: ResourceStanding(living, "Élégie", is_gone=False),
        gone: ResourceStanding(gone, "Carmen", is_gone=True),
        old: ResourceStanding(living, "Élégie", is_gone=False),
        lost: ResourceStanding(gone, "Carmen", is_gone=True),
    }


def test_a_hundred_numbers_are_one_question(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    numbers = [resource(f"Étude n° {n}") for n in range(100)]
    with django_assert_num_queries(1):
        assert len(resource_standings(numbers)) == 100
