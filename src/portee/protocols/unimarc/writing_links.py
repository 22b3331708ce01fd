"""Relations of a description, as block 4 of a UNIMARC record."""

from portee.protocols.description import Description, Relation
from portee.protocols.marc.composing import Composer

TAGS = {
    "part-of": "461",
    "has-part": "464",
    "edition": "451",
    "carrier": "452",
    "translation": "453",
    "original": "454",
    "supplement": "421",
    "accompanies": "422",
    "continues": "430",
    "continued-by": "440",
}
NUMBERS = {"issn": "x", "isbn": "y", "ismn": "m", "coden": "z", "uri": "u", "local": "0"}


def write_links(description: Description, to: Composer) -> None:
    """Write each relation that has a title: numbers alone, of a source's own, mean nothing elsewhere."""
    for one in description.relations:
        if one.title:
            _link(one, to)


def _link(one: Relation, to: Composer) -> None:
    numbers = [
        (NUMBERS[number.scheme], number.value)
        for number in one.identifiers
        if number.scheme in NUMBERS and number.scheme != "local"
    ]
    if one.kind == "series":
        issn = [(code, value) for code, value in numbers if code == "x"]
        to.data("225", "1 ", ("a", one.title), ("v", one.number), *issn)
        return
    to.data(TAGS.get(one.kind, "488"), " 0", ("t", one.title), ("v", one.number), *numbers)
