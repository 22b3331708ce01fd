"""The part of offers in the page of an establishment."""

from portee.access.handlers import offers_of_establishment
from portee.network.api import EstablishmentSection, register_section


def register_sections() -> None:
    """Put what an establishment opens on its page."""
    register_section(
        EstablishmentSection("offers", "access/establishment/_offers.html", offers_of_establishment)
    )
