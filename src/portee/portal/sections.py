"""The portal's part of pages that other contexts draw."""

from portee.network.api import EstablishmentSection, register_section
from portee.portal.queries.establishment_arrivals import read_arrivals


def register_sections() -> None:
    """Put the latest arrivals on the page of each establishment."""
    register_section(
        EstablishmentSection("arrivals", "portal/establishment/_arrivals.html", read_arrivals)
    )
