"""The parts of access in pages of contexts below: an establishment's, and one's own."""

from portee.access.handlers import offers_of_establishment, shared_with_suppliers
from portee.network.api import EstablishmentSection, register_section
from portee.people.api import AccountSection, register_account_section


def register_sections() -> None:
    """Put what an establishment opens on its page, and what suppliers are told of somebody on theirs."""
    register_section(
        EstablishmentSection("offers", "access/establishment/_offers.html", offers_of_establishment)
    )
    register_account_section(
        AccountSection("sharing", "access/sharing/_account.html", shared_with_suppliers)
    )
