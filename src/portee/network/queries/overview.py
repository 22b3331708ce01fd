"""The whole network at a glance: a small drawing, without words, for pages that link to the list and its map."""

from dataclasses import dataclass

from portee.network.drawing import Drawing, Place, draw_map, thinned
from portee.network.models import Establishment, Territory


@dataclass(frozen=True, slots=True)
class NetworkDrawing:
    """Every place as a dot; `credit` says whose outline stands behind, and must be shown with it."""

    drawing: Drawing
    credit: str


MOST_DOTS = 120
"""More would be a stain, and telling thousands of dots apart costs the square of their number."""


def draw_network() -> NetworkDrawing | None:
    """Where the places stand, their territory behind; none when no place has a position. Two SQL queries.

    Beyond `MOST_DOTS` one dot stands for its neighbours, so that a whole country is drawn as fast as a county.
    """
    rows = Establishment.objects.places().values_list("pk", "longitude", "latitude")
    places = [
        Place(key, longitude, latitude)
        for key, longitude, latitude in rows
        if longitude is not None and latitude is not None
    ]
    territory = Territory.objects.order_by("establishment__path").first()
    drawing = draw_map(thinned(places, most=MOST_DOTS), rings=territory.rings if territory else ())
    return NetworkDrawing(drawing, territory.credit if territory else "") if drawing else None
