"""Subjects, forms and classes: 050–084, 388, 600–662.

Source: MARC 21 Bibliographic 05X–08X, 6XX.
"""

from collections.abc import Callable

from portee.protocols.description import Subject, Term
from portee.protocols.drafting import Block, Draft, block, class_reader, tidy
from portee.protocols.marc import DataField
from portee.protocols.marc21.identifiers import RISM
from portee.protocols.marc21.punctuation import trim, trim_heading
from portee.protocols.schemes import Scheme

SUBDIVISIONS = "vxyz"
TITLE = "tfklmnoprs"
"""Subfields of a work's title, in a heading that has $t."""

SCHEMES = {"0": "lcsh", "1": "lcshac", "2": "mesh", "3": "nal", "5": "csh", "6": "rvm"}
"""Indicator 2; 7 names its list in $2, 4 does not say."""


def _scheme(field: DataField, draft: Draft) -> str:
    if draft.source == RISM:
        return "rism"
    return SCHEMES.get(field.indicators[1:2]) or tidy(field.first("2")).lower()


def _subdivisions(field: DataField) -> tuple[str, ...]:
    return tuple(
        value
        for code, text in field.subfields
        if code in SUBDIVISIONS and (value := trim_heading(text))
    )


def _named(kind: str, name: str, beside: str, between: str) -> Callable[[DataField, Draft], None]:
    """Read a name as a subject, « Beethoven, Ludwig van (1770-1827) »; with a title ($t) it is a work."""

    def read(field: DataField, draft: Draft) -> None:
        main = between.join(filter(None, map(trim_heading, field.all(name))))
        rest = " ; ".join(
            filter(None, (trim_heading(text).strip("() :") for text in field.all(beside)))
        )
        heading = f"{main} ({rest})" if main and rest else main
        names_work = field.first("t") != ""
        title = (
            ". ".join(filter(None, (trim_heading(text) for text in field.all(TITLE))))
            if names_work
            else ""
        )
        of_kind = "family" if kind == "person" and field.indicators[:1] == "3" else kind
        if title:
            heading, of_kind = f"{heading}. {title}" if heading else title, "work"
        if not heading:
            draft.has_no_place = True
            return
        if not names_work:
            for code, text in field.subfields:
                if code in TITLE and code not in name + beside:
                    draft.leave(f"{field.tag}${code}", text)
        draft.subjects.append(
            Subject(heading, of_kind, _subdivisions(field), _scheme(field, draft))
        )

    return read


def _heading(kind: str, codes: str = "a") -> Callable[[DataField, Draft], None]:
    def read(field: DataField, draft: Draft) -> None:
        heading = ". ".join(filter(None, map(trim_heading, field.all(codes))))
        if not heading:
            draft.has_no_place = True
            return
        draft.subjects.append(Subject(heading, kind, _subdivisions(field), _scheme(field, draft)))
        if kind == "genre" or (field.tag == "650" and draft.source == RISM):
            draft.genres.append(Term(Scheme.WORDS, text=heading))

    return read


def _free(field: DataField, draft: Draft) -> None:
    for text in field.all("a"):
        if value := trim_heading(text):
            draft.subjects.append(Subject(value, "free"))


def _time(field: DataField, draft: Draft) -> None:
    for text in field.all("a"):
        if value := trim_heading(text):
            draft.subjects.append(Subject(value, "time", scheme=tidy(field.first("2")).lower()))


def _named_block(kind: str, name: str, beside: str, between: str) -> Block:
    return block(_named(kind, name, beside, between), name + beside + TITLE + SUBDIVISIONS + "2")


def _heading_block(kind: str, codes: str = "a") -> Block:
    return block(_heading(kind, codes), codes + SUBDIVISIONS + "2")


BLOCKS: dict[str, Block] = {
    "050": block(class_reader("lcc", trim), "a"),
    "055": block(class_reader("lcc", trim), "a"),
    "060": block(class_reader("nlm", trim), "a"),
    "070": block(class_reader("nal", trim), "a"),
    "072": block(class_reader("", trim), "a2"),
    "080": block(class_reader("udc", trim), "a"),
    "082": block(class_reader("dewey", trim), "a"),
    "084": block(class_reader("", trim), "a2"),
    "388": block(_time, "a2"),
    "600": _named_block("person", "ab", "cqd", " "),
    "610": _named_block("corporate", "ab", "cdn", ". "),
    "611": _named_block("corporate", "ae", "ncd", ". "),
    "630": _heading_block("work", "apmnr"),
    "647": _heading_block("topic", "acdg"),
    "648": _heading_block("time"),
    "650": _heading_block("topic", "ab"),
    "651": _heading_block("place"),
    "653": block(_free, "a"),
    "654": _heading_block("topic", "ab"),
    "655": _heading_block("genre"),
    "656": _heading_block("topic"),
    "657": _heading_block("topic"),
    "658": _heading_block("topic"),
    "662": _heading_block("place", "abcdfgh"),
}
