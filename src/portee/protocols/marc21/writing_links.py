"""Relations, addresses and copies of a description, as MARC21 writes them: 490, 76X–78X, 852, 856."""

from portee.protocols.description import Description
from portee.protocols.marc.composing import Composer

TAGS = {
    "part-of": "773",
    "has-part": "774",
    "edition": "775",
    "carrier": "776",
    "translation": "767",
    "original": "765",
    "supplement": "770",
    "accompanies": "777",
    "continues": "780",
    "continued-by": "785",
}
NUMBERS = {"issn": "x", "isbn": "z"}
KINDS_856 = {"related": "2", "part": "3"}


def write_links(description: Description, to: Composer) -> None:
    """Write each relation that has a title: numbers alone, of a source's own, mean nothing elsewhere."""
    for one in description.relations:
        numbers = [
            (NUMBERS[number.scheme], number.value)
            for number in one.identifiers
            if number.scheme in NUMBERS
        ]
        if one.kind == "series":
            issn = [(code, value) for code, value in numbers if code == "x"]
            if one.title:
                to.data("490", "0 ", ("a", one.title), ("v", one.number), *issn)
        elif one.title:
            tag = TAGS.get(one.kind, "787")
            to.data(tag, "0 ", ("t", one.title), ("g", one.number), *numbers)


def write_places(description: Description, to: Composer) -> None:
    """Write where it opens and who has it."""
    for one in description.locations:
        kind = KINDS_856.get(one.kind, "0")
        said = (("u", one.url), ("q", one.media_type), ("y", one.label), ("z", one.access_note))
        to.data("856", f"4{kind}", *said)
    for item in description.items:
        if item.establishment or item.call_number:
            to.data("852", "8 ", ("a", item.establishment), ("h", item.call_number))
