"""The way from the home page to the present one, as the breadcrumb draws it."""

from django.urls import reverse
from django.utils.translation import gettext as _

Trail = list[tuple[str, str | None]]


def trail_to(here: str, *sections: tuple[str, str]) -> Trail:
    """Home, then each section (its label, the name of its URL), then where we are."""
    return [
        (_("Home"), reverse("portal:home")),
        *((label, reverse(url_name)) for label, url_name in sections),
        (here, None),
    ]
