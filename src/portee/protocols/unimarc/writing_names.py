"""Names and subjects of a description, as the blocks 6 and 7 of a UNIMARC record."""

from portee.protocols.description import Contribution, Description, Subject
from portee.protocols.marc.composing import Composer, repeated
from portee.protocols.schemes import Scheme

FAMILIES = {"person": "70", "corporate": "71", "meeting": "71", "family": "72"}
SUBJECTS = {
    "person": "600",
    "corporate": "601",
    "family": "602",
    "work": "605",
    "place": "607",
    "genre": "608",
    "free": "610",
}
CLASSES = {"udc": "675", "dewey": "676", "lcc": "680"}


def write_names(description: Description, to: Composer) -> None:
    """Write who did what; the first of those who share the work takes the tag that no other may have."""
    is_taken = False
    for one in description.contributions:
        level = {"main": "1", "mentioned": "3"}.get(one.level, "2")
        if one.level == "main" and not is_taken:
            level, is_taken = "0", True
        _name(one, level, to)


def write_subjects(description: Description, to: Composer) -> None:
    """Write subjects and classes."""
    for one in description.subjects:
        if one.kind == "classification":
            tag = CLASSES.get(one.scheme, "686")
            to.data(tag, "  ", ("a", one.heading), ("2", one.scheme if tag == "686" else ""))
        else:
            _subject(one, to)


def _name(one: Contribution, level: str, to: Composer) -> None:
    name = one.name
    roles = repeated(
        "4", [role.code for role in one.roles if role.scheme == Scheme.UNIMARC_RELATOR]
    )
    isni = next((i.value for i in name.identifiers if i.scheme == "isni"), "")
    tag = FAMILIES.get(name.kind, "71") + level
    if name.kind == "person":
        last, comma, first = name.text.partition(", ")
        qualifier = ("c", name.qualifier)
        numeration, dates = ("d", name.numeration), ("f", name.dates)
        to.data(
            tag,
            " 1" if comma else " 0",
            ("a", last),
            ("b", first),
            numeration,
            qualifier,
            dates,
            ("o", isni),
            *roles,
        )
        return
    kind = "12" if name.kind == "meeting" else ("  " if name.kind == "family" else "02")
    beside = [("d", name.numeration), ("c", name.qualifier), ("f", name.dates)]
    to.data(tag, kind, ("a", name.text), *beside, ("o", isni), *roles)


def _subject(one: Subject, to: Composer) -> None:
    tag = SUBJECTS.get(one.kind, "606")
    indicators = "| " if tag == "606" else "  "
    if tag == "600":
        indicators = " 1"
    elif tag == "601":
        indicators = "02"
    scheme = one.scheme if tag != "610" else ""
    to.data(tag, indicators, ("a", one.heading), *repeated("x", one.subdivisions), ("2", scheme))
