"""Subjects, forms and classes: block 6.

Source: UNIMARC Bibliographic, block 6; 615 and 686 as the BnF and others use them.
"""

from collections.abc import Callable

from portee.protocols.description import Note, Subject, Term
from portee.protocols.drafting import Block, Draft, block, class_reader, joined, tidy
from portee.protocols.marc import DataField
from portee.protocols.schemes import Scheme

SUBDIVISIONS = "xyzj"
NAMES = ("person", "corporate", "family")
HEADINGS = {
    "600": ("person", "abdcgf"),
    "601": ("corporate", "abcdefgh"),
    "602": ("family", "acdf"),
    "605": ("work", "ahikmnlqrsuw"),
    "606": ("topic", "a"),
    "607": ("place", "a"),
    "609": ("topic", "a"),
    "616": ("topic", "afc"),
    "617": ("place", "abcdemno"),
    "626": ("topic", "a"),
    "631": ("topic", "a"),
}


def name_heading(field: DataField, codes: str) -> str:
    """Write a name as a catalogue shows it: « Bach, Johann Sebastian (1685-1750 ; compositeur) »."""
    main: list[str] = []
    beside: list[str] = []
    for code, raw in field.subfields:
        if code in codes and (text := tidy(raw).strip(",").strip()):
            (main if code in "ab" else beside).append(text)
    between = ", " if field.tag[2:] == "0" else ". "
    heading = between.join(main)
    return f"{heading} ({' ; '.join(beside)})" if beside and heading else heading


def _subdivisions(field: DataField) -> tuple[str, ...]:
    return tuple(
        value for code, text in field.subfields if code in SUBDIVISIONS and (value := tidy(text))
    )


def _heading(kind: str, codes: str) -> Callable[[DataField, Draft], None]:
    """Read a heading: its entry, its subdivisions in order, the list it comes from ($2)."""
    is_name = kind in NAMES

    def read(field: DataField, draft: Draft) -> None:
        heading = name_heading(field, codes) if is_name else joined(field.all(codes), ". ")
        if not heading:
            draft.has_no_place = True
            return
        scheme = tidy(field.first("2")).lower()
        isni = tidy(field.first("o")) if is_name else ""
        draft.subjects.append(Subject(heading, kind, _subdivisions(field), scheme, isni))

    return read


def _work(field: DataField, draft: Draft) -> None:
    """Read 604, a name and a title, in $a $b $t or embedded in $1."""
    name: list[str] = []
    beside: list[str] = []
    title: list[str] = []
    inside = ""
    for code, raw in field.subfields:
        text = tidy(raw)
        if code == "1":
            inside = text[:1]
        elif code in "thi" or (inside == "5" and code == "a"):
            title.append(text)
        elif code in "ab":
            name.append(text)
        elif code in "cdf":
            beside.append(text)
    who = joined(name, ", ")
    if who and (about := joined(beside, " ; ")):
        who = f"{who} ({about})"
    heading = joined((who, joined(title, ". ")), ". ")
    if not heading:
        draft.has_no_place = True
        return
    scheme = tidy(field.first("2")).lower()
    draft.subjects.append(Subject(heading, "work", _subdivisions(field), scheme))


def _form(field: DataField, draft: Draft) -> None:
    """Read 608: a heading with its list, and the same words as a genre."""
    heading = tidy(field.first("a"))
    if not heading:
        draft.has_no_place = True
        return
    draft.leave_more(field, "a")
    scheme = tidy(field.first("2")).lower()
    draft.subjects.append(Subject(heading, "genre", _subdivisions(field), scheme))
    draft.genres.append(Term(Scheme.WORDS, text=heading))


def _free(field: DataField, draft: Draft) -> None:
    for text in field.all("a"):
        if value := tidy(text):
            draft.subjects.append(Subject(value, "free"))


def _coded(kind: str, scheme: str) -> Callable[[DataField, Draft], None]:
    def read(field: DataField, draft: Draft) -> None:
        for text in field.all("a"):
            if value := tidy(text).rstrip("-"):
                draft.subjects.append(Subject(value, kind, scheme=scheme))

    return read


def _event(field: DataField, draft: Draft) -> None:
    """Read 620: where and when it was published, performed or recorded."""
    text = joined((text for code, text in field.subfields if code.isalpha()), ", ")
    if text:
        kind = "recording" if field.indicators[:1] in "12345" else "general"
        draft.notes.append(Note(text, kind))


BLOCKS: dict[str, Block] = {
    **{
        tag: block(_heading(kind, codes), codes + SUBDIVISIONS + ("2o" if kind in NAMES else "2"))
        for tag, (kind, codes) in HEADINGS.items()
    },
    "604": block(_work, "abcdfhit1xyzj2"),
    "608": block(_form, "axyzj2"),
    "610": block(_free, "a"),
    "615": block(class_reader(""), "a2"),
    "620": block(_event, "abcdefghikmno"),
    "660": block(_coded("place", "marc-gac"), "a"),
    "661": block(_coded("time", "unimarc-time"), "a"),
    "675": block(class_reader("udc"), "a"),
    "676": block(class_reader("dewey"), "a"),
    "680": block(class_reader("lcc"), "a"),
    "686": block(class_reader(""), "a2"),
}
