"""Who answers for this installation: the legal names and contacts that its pages must give.

They are settings, because they belong to whoever runs the network. An empty one is said on the page, never hidden.
"""

from dataclasses import dataclass

from django.conf import settings


@dataclass(frozen=True, slots=True)
class Organisation:
    """The body that publishes the site. An empty string is "not given"."""

    publisher: str
    publication_director: str
    hosting: str
    contact_email: str
    dpo_contact: str
    security_contact: str
    source_url: str
    base_url: str


def current_organisation() -> Organisation:
    """Read the organisation from the settings (documented in `config/env.py`)."""
    return Organisation(
        publisher=settings.PUBLISHER,
        publication_director=settings.PUBLICATION_DIRECTOR,
        hosting=settings.HOSTING,
        contact_email=settings.CONTACT_EMAIL,
        dpo_contact=settings.DPO_CONTACT,
        security_contact=settings.SECURITY_CONTACT,
        source_url=settings.SOURCE_URL,
        base_url=settings.BASE_URL.rstrip("/"),
    )
