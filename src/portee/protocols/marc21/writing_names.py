"""Names and subjects of a description, as MARC21 writes them: 1XX, 6XX, 7XX."""

from portee.protocols.description import Contribution, Description, Subject
from portee.protocols.marc.composing import Composer, repeated
from portee.protocols.schemes import Scheme

TAGS = {"person": "00", "family": "00", "corporate": "10", "meeting": "11"}
SUBJECTS = {
    "person": "600",
    "family": "600",
    "corporate": "610",
    "work": "630",
    "time": "648",
    "place": "651",
    "free": "653",
    "genre": "655",
}
CLASSES = {"dewey": "082", "udc": "080", "lcc": "050"}


def write_names(description: Description, to: Composer) -> None:
    """Write who did what; a record has one main entry, the first of those who share the work."""
    is_taken = False
    for one in description.contributions:
        begins = one.level == "main" and not is_taken
        is_taken = is_taken or begins
        _name(one, "1" if begins else "7", to)


def write_subjects(description: Description, to: Composer) -> None:
    """Write subjects and classes."""
    for one in description.subjects:
        if one.kind == "classification":
            tag = CLASSES.get(one.scheme, "084")
            to.data(tag, "  ", ("a", one.heading), ("2", one.scheme if tag == "084" else ""))
        else:
            _subject(one, to)


def _name(one: Contribution, block: str, to: Composer) -> None:
    name = one.name
    tag = block + TAGS.get(name.kind, "10")
    codes = [role.code for role in one.roles if role.scheme == Scheme.MARC_RELATOR]
    words = [role.text for role in one.roles if role.scheme != Scheme.MARC_RELATOR]
    word_code = "j" if tag.endswith("11") else "e"
    roles = [*repeated(word_code, words), *repeated("4", codes)]
    if name.kind in {"person", "family"}:
        kind = "3" if name.kind == "family" else ("1" if ", " in name.text else "0")
        beside = [("b", name.numeration), ("c", name.qualifier), ("d", name.dates)]
        to.data(tag, f"{kind} ", ("a", name.text), *beside, *roles)
        return
    beside = [("n", name.qualifier), ("d", name.dates)]
    to.data(tag, "2 ", ("a", name.text), *beside, *roles)


def _subject(one: Subject, to: Composer) -> None:
    tag = SUBJECTS.get(one.kind, "650")
    if tag == "653":
        to.data(tag, "  ", ("a", one.heading))
        return
    first = {"600": "1", "610": "2"}.get(tag, " ")
    second = "7" if one.scheme else "4"
    divided = repeated("x", one.subdivisions)
    to.data(tag, f"{first}{second}", ("a", one.heading), *divided, ("2", one.scheme))
