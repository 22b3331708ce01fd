"""What the pages of the network need to say: `{% load network %}`."""

import re
from urllib.parse import urlsplit

from django import template
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from portee.network.models import Establishment, EstablishmentKind
from portee.network.queries.sheet import EstablishmentSheet

register = template.Library()

SCHEMA_TYPES = {
    EstablishmentKind.NETWORK: "Organization",
    EstablishmentKind.COMMUNE_GROUP: "Organization",
    EstablishmentKind.LIBRARY: "Library",
    EstablishmentKind.MEDIA_LIBRARY: "Library",
    EstablishmentKind.READING_POINT: "Library",
    EstablishmentKind.TOY_LIBRARY: "Library",
    EstablishmentKind.CONSERVATOIRE: "EducationalOrganization",
    EstablishmentKind.SCHOOL: "EducationalOrganization",
    EstablishmentKind.PARTNER_BODY: "Organization",
}
"""What schema.org calls each kind."""


@register.simple_tag
def way_to(sheet: EstablishmentSheet) -> list[tuple[str, str | None]]:
    """The breadcrumb: the list, then the nodes above, then the place itself."""
    above: list[tuple[str, str | None]] = [
        (node.name, reverse("network:establishment", args=[node.code])) for node in sheet.way
    ]
    return [
        (_("Establishments"), reverse("network:establishment_list")),
        *above,
        (sheet.row.name, None),
    ]


@register.filter
def schema_type(establishment: Establishment) -> str:
    """The type of schema.org that fits."""
    return SCHEMA_TYPES.get(EstablishmentKind(establishment.kind), "Organization")


@register.filter
def phone_link(establishment: Establishment) -> str:
    """A `tel:` address; a French number written with its zero gains the country's prefix in mainland France."""
    digits = re.sub(r"[^0-9+]", "", establishment.phone)
    if establishment.timezone_name == "Europe/Paris" and re.fullmatch(r"0\d{9}", digits):
        digits = f"+33{digits[1:]}"
    return f"tel:{digits}"


@register.filter
def host(address: str) -> str:
    """The site's name alone, easier to read than its address."""
    return (urlsplit(address).hostname or address).removeprefix("www.")


@register.filter
def thousands(number: int) -> str:
    """A large number with the separator of the language."""
    return number_format(number, use_l10n=True, force_grouping=True)
