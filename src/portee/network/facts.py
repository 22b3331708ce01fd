"""What may be said of an establishment, as services, forms and imports pass it around."""

from typing import TypedDict


class EstablishmentFacts(TypedDict, total=False):
    """What an establishment's sheet may say; see the model for units and unknowns."""

    name: str
    kind: str
    is_virtual: bool
    about: str
    street: str
    postcode: str
    commune: str
    insee_code: str
    longitude: float | None
    latitude: float | None
    timezone_name: str
    phone: str
    email: str
    website: str
    hours_note: str
    public_transport: str
    step_free_access: str
    public_internet: str
    population_served: int | None
    registration_delay_days: int | None
    proof_name: str
    proof_reason: str
