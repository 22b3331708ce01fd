"""Why the tables of the network hold nothing of anybody: establishments are bodies, and what they say is published."""

from portee.kernel.personal_data import exempt


def register_personal_data() -> None:
    """Exempt what looks like an address or a name, and is an establishment's."""
    exempt("network.Establishment", reason="the published address and contacts of a body")
    exempt("network.EstablishmentIdentifier", reason="the published codes of a body")
    exempt("network.OpeningPeriod", reason="the name of a season")
    exempt("network.OpeningException", reason="why a body is closed on a day")
    exempt("network.Territory", reason="the outline of a map")
