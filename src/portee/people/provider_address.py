"""The addresses of ours that are declared at an identity provider."""

from django.conf import settings
from django.urls import reverse


def return_address(provider_id: int) -> str:
    """Where it sends whoever signed in: one for each, so that what one sends never passes for another's."""
    return f"{settings.BASE_URL}{reverse('people:outside_return', args=[provider_id])}"


def sign_out_address() -> str:
    """Where it sends whoever signed out."""
    return f"{settings.BASE_URL}{reverse('people:sign_in')}"
