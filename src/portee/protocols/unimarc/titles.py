"""Titles: 200 with what is said beside them, 5xx.

Source: UNIMARC Bibliographic 200, block 5.
"""

from collections.abc import Callable

from portee.protocols.description import Performer, Term, Title
from portee.protocols.drafting import Block, Draft, block, joined, part_after_marks, tidy
from portee.protocols.marc import DataField
from portee.protocols.schemes import Scheme


class _Reading:
    """One title of 200 while its subfields come: $a, $c and $d begin one, the others complete it."""

    __slots__ = ("kind", "others", "part_names", "part_numbers", "text")

    def __init__(self, text: str, kind: str) -> None:
        self.text = text
        self.kind = kind
        self.others: list[str] = []
        self.part_numbers: list[str] = []
        self.part_names: list[str] = []

    def title(self, language: str) -> Title:
        """Give the title as read."""
        text, nonsorting = part_after_marks(self.text.lstrip("= "))
        return Title(
            text,
            self.kind,
            joined(self.others, " : "),
            joined(self.part_numbers, ". "),
            joined(self.part_names, ". "),
            nonsorting,
            language if self.kind == "parallel" else "",
        )


BEGINNINGS = {"a": "proper", "c": "proper", "d": "parallel"}


def _proper(field: DataField, draft: Draft) -> None:
    """Read 200: each work's title with its parts, material, statements of responsibility as one note."""
    read: list[_Reading] = []
    people: list[str] = []
    for code, text in field.subfields:
        if not tidy(text):
            continue
        if code in BEGINNINGS:
            read.append(_Reading(text, BEGINNINGS[code]))
        elif code in "fg":
            people.append(text)
        elif code == "b":
            draft.types.append(Term(Scheme.WORDS, text=tidy(text)))
        elif code in "ehiv":
            if not read:
                read.append(_Reading("", "proper"))
            _complete(read[-1], code, text)
    _name_titles(field, read, draft)
    draft.note(joined(people, " ; "), "responsibility")


def _name_titles(field: DataField, read: list[_Reading], draft: Draft) -> None:
    """Add the titles read, parallel ones with their languages ($z) in turn."""
    languages = [tidy(text) for text in field.all("z")]
    for title in read:
        language = languages.pop(0) if title.kind == "parallel" and languages else ""
        said = title.title(language)
        if said.text or said.remainder or said.part_name or said.part_number:
            draft.titles.append(said)
    for language in languages:
        draft.leave("200$z", language)


def _complete(title: _Reading, code: str, text: str) -> None:
    if code == "e":
        title.others.append(text)
    elif code == "i":
        title.part_names.append(text)
    else:
        title.part_numbers.append(text)


def _other(kind: str, remainder: str = "e") -> Callable[[DataField, Draft], None]:
    """Read a title of block 5: $a, its parts in $h and $i, the rest in the subfields of `remainder`."""

    def read(field: DataField, draft: Draft) -> None:
        text, nonsorting = part_after_marks(field.first("a"))
        if not text:
            draft.has_no_place = True
            return
        draft.leave_more(field, "a")
        rest = ", ".join(filter(None, map(tidy, field.all(remainder))))
        number = joined(field.all("h"), ". ")
        name = joined(field.all("i"), ". ")
        language = tidy(field.first("z")).lower()
        draft.titles.append(Title(text, kind, rest, number, name, nonsorting, language))

    return read


_uniform_title = _other("uniform", "cdebjklnoqrsuvwxyt")


def _uniform(field: DataField, draft: Draft) -> None:
    """Read 500–507: the title, the key ($u) and the medium ($r) that it names in words, its language ($m)."""
    before = len(draft.titles)
    _uniform_title(field, draft)
    if len(draft.titles) == before:
        return
    if language := tidy(field.first("m")):
        title = draft.titles[-1]
        draft.titles[-1] = Title(
            title.text,
            title.kind,
            title.remainder,
            title.part_number,
            title.part_name,
            title.nonsorting,
            language,
        )
    for code, text in field.subfields:
        if code == "u" and (key := tidy(text)):
            draft.keys.append(Term(Scheme.WORDS, text=key))
        elif code == "r" and (medium := tidy(text)):
            draft.performers.append(Performer(Term(Scheme.WORDS, text=medium)))


_conventional = _other("uniform", "bdefghijklmno")
_variant = _other("variant")

BLOCKS: dict[str, Block] = {
    "200": block(_proper, "abcdefghivz"),
    "500": block(_uniform, "abcdehijklmnoqrstuvwxyz"),
    "501": block(_uniform, "abcdehijklmnoqrstuvwxyz"),
    "503": block(_conventional, "abdefghijklmno"),
    "506": block(_uniform, "abcdehijklmnoqrstuvwxyz"),
    "507": block(_uniform, "abcdehijklmnoqrstuvwxyz"),
    "510": block(_other("parallel"), "aehiz"),
    "530": block(_other("key", "bjv"), "abjv"),
    **{
        tag: block(_variant, "aehiz")
        for tag in (
            "512", "513", "514", "515", "516", "517", "518", "520",
            "532", "540", "541", "545", "560",
        )
    },
    "531": block(_other("variant", "bv"), "abv"),
}  # fmt: skip
