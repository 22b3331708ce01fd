"""The portal's part of pages that other contexts draw."""

from portee.network.api import EstablishmentSection, register_section
from portee.people.api import AccountSection, register_account_section
from portee.portal.queries.establishment_arrivals import read_arrivals
from portee.portal.queries.saved_list import count_kept


def register_sections() -> None:
    """Put the latest arrivals on the page of each establishment, and what somebody keeps on their own."""
    register_section(
        EstablishmentSection("arrivals", "portal/establishment/_arrivals.html", read_arrivals)
    )
    register_account_section(AccountSection("kept", "portal/saved/_account.html", count_kept))
