"""The part of people in pages that the network draws."""

from dataclasses import dataclass

from portee.network.api import EstablishmentSection, EstablishmentSummary, register_section


@dataclass(frozen=True, slots=True)
class RegisterHere:
    """Where one asks to be registered, and in how many days the answer is promised."""

    code: str
    delay_days: int


def read_register_here(establishment: EstablishmentSummary) -> RegisterHere | None:
    """The way in for whoever lives near; None where no request is taken on line. No query."""
    days = establishment.registration_delay_days
    return None if days is None else RegisterHere(establishment.code, days)


def register_sections() -> None:
    """Put the way to register on the page of each establishment."""
    register_section(
        EstablishmentSection("registration", "people/registration/_here.html", read_register_here)
    )
