"""Gathers the medium of performance of a description: its own lines first, then roles, headings and titles."""

from portee.catalogue.vocabularies.forces import (
    Force,
    forces_in_rism,
    forces_in_title,
    forces_in_words,
)
from portee.catalogue.vocabularies.headings import form_and_medium
from portee.catalogue.vocabularies.terms import Unmapped, find, shown
from portee.catalogue.vocabularies.vocabulary import vocabulary
from portee.protocols.description import Contribution, Description, Performer
from portee.protocols.schemes import Scheme


def forces_of(performer: Performer) -> tuple[tuple[Force, ...], tuple[str, ...]]:
    """What one line of the medium says, and what of it is unknown."""
    term = performer.term
    if term.scheme == Scheme.RISM_MOP:
        return forces_in_rism(term.text or term.code)
    if term.code:
        code = find("instrument", term)
        return (((code, performer.count),), ()) if code else ((), (shown(term),))
    forces, unknown = forces_in_words(term.text)
    if performer.count is not None and len(forces) == 1:
        forces = ((forces[0][0], performer.count),)
    return forces, unknown


def instruments_of(
    description: Description, unmapped: list[Unmapped], *, is_musical: bool
) -> tuple[Force, ...]:
    """Instruments, voices and ensembles, with how many; headings and titles of music speak when nothing else does."""
    found: dict[str, int | None] = {}
    for performer in description.performers:
        forces, unknown = forces_of(performer)
        unmapped += [("instrument", value) for value in unknown]
        for code, count in forces:
            known = found.get(code)
            found[code] = count if known is None else known + (count or 0)
    for contribution in description.contributions:
        for code in _roles(contribution, unmapped):
            found.setdefault(code, None)
    if not found and is_musical:
        found = dict(_forces_of_headings(description) or _forces_of_titles(description))
    return tuple(found.items())


def _roles(contribution: Contribution, unmapped: list[Unmapped]) -> list[str]:
    """Count roles no list knows; older records give a performer's instrument as role (`vso`, `oie`)."""
    instruments: list[str] = []
    instruments_known = vocabulary("instrument")
    for role in contribution.roles:
        if find("relator", role):
            continue
        code = instruments_known.from_code(Scheme.IAML_MOP, role.code) or find("instrument", role)
        if code:
            instruments.append(code)
        else:
            unmapped.append(("relator", shown(role)))
    return instruments


def _forces_of_headings(description: Description) -> tuple[Force, ...]:
    for subject in description.subjects:
        if subject.kind in ("topic", "genre", "free"):
            _, forces = form_and_medium(subject.heading)
            if forces:
                return forces
    return ()


def _forces_of_titles(description: Description) -> tuple[Force, ...]:
    for title in description.titles:
        for text in (title.text, title.remainder):
            if ("pour " in text or "for " in text) and (forces := forces_in_title(text)):
                return forces
    return ()
