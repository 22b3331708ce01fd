"""Persons, bodies, families and meetings with what they did: 100–111, 700–720.

Source: MARC 21 Bibliographic 1XX, 70X–72X; MARC Code List for Relators.
"""

from collections.abc import Callable

from portee.protocols.description import Contribution, Identifier, Name, Relation, Term
from portee.protocols.drafting import Block, Draft, block, tidy
from portee.protocols.marc import DataField
from portee.protocols.marc21.punctuation import trim, trim_heading
from portee.protocols.schemes import Scheme

TITLE = "tdfghklmnoprs"
"""Subfields of a work's title, from $t on."""


def _authority(text: str) -> Identifier | None:
    """Name an authority number by its prefix: `(IdRef)027538303`, a bare number, an address."""
    value = tidy(text)
    if not value or value[0] == "/":
        return None
    if value[:1] == "(" and ")" in value:
        prefix, _, number = value[1:].partition(")")
        return Identifier(prefix.lower(), number)
    return Identifier("uri" if "://" in value else "authority", value)


def _roles(field: DataField, words_code: str) -> tuple[Term, ...]:
    """Read relator codes ($4, or the end of their address) and relator words."""
    roles: list[Term] = []
    for code, text in field.subfields:
        if code == "4":
            if value := trim(text).rpartition("/")[2]:
                roles.append(Term(Scheme.MARC_RELATOR, value))
        elif code == words_code and (value := trim(text).rstrip(".")):
            roles.append(Term(Scheme.WORDS, text=value))
    return tuple(roles)


def _name(field: DataField, kind: str, main: str, beside: str) -> Name | None:
    """Read the name that stands before any title ($t)."""
    names: list[str] = []
    qualifiers: list[str] = []
    dates = numeration = ""
    identifiers: list[Identifier] = []
    for code, raw in field.subfields:
        if code == "t":
            break
        if code in main:
            names.append(trim_heading(raw))
        elif code in beside:
            qualifiers.append(trim_heading(raw).strip("() :"))
        elif code == "d":
            dates = trim_heading(raw).strip("() :")
        elif code == "b":
            numeration = trim_heading(raw)
        elif code == "0" and (named := _authority(raw)) is not None:
            identifiers.append(named)
    text = ". ".join(filter(None, names))
    if not text:
        return None
    qualifier = ", ".join(filter(None, qualifiers))
    return Name(text, kind, dates, numeration, tuple(identifiers), qualifier)


def _contributor(
    kind: str, main: str, beside: str, words_code: str
) -> Callable[[DataField, Draft], None]:
    """Read a name; with a title ($t) it also names a work, in the resource (indicator 2 = 2) or tied to it."""
    read_before = f"{main}{beside}{words_code}bd4"

    def read(field: DataField, draft: Draft) -> None:
        is_family = kind == "person" and field.indicators[:1] == "3"
        name = _name(field, "family" if is_family else kind, main, beside)
        names_work = field.tag[0] == "7" and field.first("t") != ""
        is_placed = names_work and _work(field, name, draft)
        if name is None and not is_placed:
            draft.has_no_place = True
            return
        _leave(field, read_before, f"{words_code}4", draft, has_title=is_placed)
        if name is None or (names_work and any(c.name == name for c in draft.contributions)):
            return
        level = "main" if field.tag[0] == "1" else "other"
        draft.contributions.append(Contribution(name, _roles(field, words_code), level))

    return read


def _leave(field: DataField, read: str, roles: str, draft: Draft, *, has_title: bool) -> None:
    """Keep what neither the name nor, after $t, the title has a place for."""
    started = False
    for code, text in field.subfields:
        started = started or code == "t"
        known = (f"{TITLE}x" if has_title else "") + roles if started else read
        if code not in known and code not in "015689":
            draft.leave(f"{field.tag}${code}", text)


def _work(field: DataField, name: Name | None, draft: Draft) -> bool:
    """Read the title from $t on as that of another work, with its ISSN ($x); tell whether there is one."""
    started = False
    parts: list[str] = []
    for code, raw in field.subfields:
        started = started or code == "t"
        if started and code in TITLE and (text := trim_heading(raw)):
            parts.append(text)
    title = ". ".join(parts)
    if not title:
        return False
    if name is not None:
        title = f"{title} / {name.text}"
    kind = "has-part" if field.indicators[1:2] == "2" else "work"
    issns = tuple(Identifier("issn", value) for text in field.all("x") if (value := trim(text)))
    draft.relations.append(Relation(kind, title, identifiers=issns))
    return True


_person = _contributor("person", "a", "cq", "e")
_body = _contributor("corporate", "ab", "cn", "e")
_meeting = _contributor("meeting", "ae", "cnq", "j")


def _uncontrolled(field: DataField, draft: Draft) -> None:
    if text := trim_heading(field.first("a")):
        draft.contributions.append(Contribution(Name(text), _roles(field, "e")))
    else:
        draft.has_no_place = True


EVERY = "abcdefghijklmnopqrstuvwxyz2347"

BLOCKS: dict[str, Block] = {
    **{tag: block(_person, EVERY) for tag in ("100", "700")},
    **{tag: block(_body, EVERY) for tag in ("110", "710")},
    **{tag: block(_meeting, EVERY) for tag in ("111", "711")},
    "720": block(_uncontrolled, "ae4"),
}
