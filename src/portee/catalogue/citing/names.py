"""How each style writes the names of those who made what is cited."""

from portee.protocols.reference import Person, Reference


def makers(one: Reference) -> tuple[tuple[Person, ...], bool]:
    """Who stands first: authors, else editors, and whether they are editors."""
    return (one.authors, False) if one.authors else (one.by("editor"), True)


def names_iso(one: Reference) -> str:
    """« FAURÉ, Gabriel et RAVEL, Maurice »; from four names on, the first one « et al. »."""
    people, are_editors = makers(one)
    named = [
        f"{person.family.upper()}, {person.given}" if person.given else person.family.upper()
        for person in people[:3]
    ]
    line = f"{', '.join(named[:-1])} et {named[-1]}" if len(named) > 1 else "".join(named)
    if len(people) > 3:
        line = f"{named[0]} et al."
    return f"{line.rstrip('.')}{' (éd.)' if are_editors and line else ''}"


def names_apa(one: Reference) -> str:
    """« Fauré, G., & Ravel, M. »; from twenty-one names on, nineteen and the last."""
    people, are_editors = makers(one)
    named = [_initialled(person) for person in people]
    if len(named) > 20:
        line = f"{', '.join(named[:19])}, … {named[-1]}"
    elif len(named) > 1:
        line = f"{', '.join(named[:-1])}, & {named[-1]}"
    else:
        line = "".join(named)
    mark = " (Eds.)" if len(people) > 1 else " (Ed.)"
    return line + mark if are_editors and line else line


def names_mla(one: Reference, most: int = 2) -> str:
    """« Fauré, Gabriel, and Maurice Ravel »; beyond `most` names, the first one, « et al. »."""
    people, are_editors = makers(one)
    if not people:
        return ""
    first = people[0]
    line = f"{first.family}, {first.given}" if first.given else first.family
    if len(people) > most:
        line = f"{line}, et al."
    elif len(people) > 1:
        others = [f"{person.given} {person.family}".strip() for person in people[1:]]
        listed = ", ".join(others[:-1])
        line = f"{line}, {listed}, and {others[-1]}" if listed else f"{line}, and {others[-1]}"
    if are_editors:
        line = f"{line.rstrip('.')}, {'editors' if len(people) > 1 else 'editor'}"
    return line


def names_harvard(one: Reference) -> str:
    """« Fauré, G. and Ravel, M. »; from four names on, the first one « et al. »."""
    people, are_editors = makers(one)
    named = [_initialled(person) for person in people]
    if len(named) > 3:
        line = f"{named[0]} et al."
    elif len(named) > 1:
        line = f"{', '.join(named[:-1])} and {named[-1]}"
    else:
        line = "".join(named)
    mark = " (eds)" if len(people) > 1 else " (ed.)"
    return line + mark if are_editors and line else line


def _initialled(person: Person) -> str:
    """« Saint-Saëns, C. », « Bach, J.-S. »."""
    if not person.given:
        return person.family
    words = person.given.replace(".", ". ").split()
    initials = " ".join(
        "-".join(f"{part[0]}." for part in word.split("-") if part) for word in words
    )
    return f"{person.family}, {initials}"
