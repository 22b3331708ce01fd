"""The readers that every system of these tests knows."""

from dataclasses import dataclass

SECRET = "une-phrase"


@dataclass(frozen=True)
class Reader:
    """Somebody the system knows; `card` is the one it goes by, `old_cards` lead to it."""

    card: str
    name: str = "Zoé Lefèvre"
    email: str = "zoe@example.org"
    expiry: str = "20271231"
    is_lost: bool = False
    old_cards: tuple[str, ...] = ()


READERS = (
    Reader("1001"),
    Reader("1002", expiry="20251231"),
    Reader("1003", is_lost=True),
    Reader("1004", email=""),
    Reader("1005", email="pas une adresse"),
    Reader("1006", old_cards=("906",)),
    Reader("1007", expiry="20261122"),
)


def reader_of(card: str) -> Reader | None:
    return next((one for one in READERS if card in {one.card, *one.old_cards}), None)
