"""Titles: 130, 210–247, 730, 740, and titles in another script (880).

Source: MARC 21 Bibliographic 130, 20X–24X, 730, 740, 880.
"""

from collections.abc import Callable

from portee.protocols.description import Relation, Term, Title
from portee.protocols.drafting import Block, Draft, block, joined, tidy
from portee.protocols.marc import DataField
from portee.protocols.marc21.identifiers import RISM
from portee.protocols.marc21.punctuation import title_and_skip, trim, trim_heading
from portee.protocols.schemes import Scheme


def _joined(field: DataField, codes: str, between: str) -> str:
    return between.join(filter(None, map(trim_heading, field.all(codes))))


def _proper(field: DataField, draft: Draft) -> None:
    """Read 245; a sign of equality at the end of $a says that $b is the same title in another language."""
    text, skipped = title_and_skip(field.first("a"), field.indicators[1:2])
    rest = _joined(field, "b", " : ")
    parallel = rest if tidy(field.first("a")).endswith("=") else ""
    beside = "" if parallel else rest
    if more := _joined(field, "fgks", ", "):
        beside = f"{beside}, {more}" if beside else more
    part_number = _joined(field, "n", ". ")
    part_name = _joined(field, "p", ". ")
    if text or part_number or part_name or beside:
        draft.titles.append(Title(text, "proper", beside, part_number, part_name, skipped))
    if parallel:
        draft.titles.append(Title(parallel, "parallel"))
    for raw in field.all("h"):
        if material := trim(raw).strip("[].(): "):
            draft.types.append(Term(Scheme.WORDS, text=material))
    draft.note(joined(field.all("c"), " ; "), "responsibility")


def _other(
    kind: str, indicator: int | None = None, remainder: str = "b"
) -> Callable[[DataField, Draft], None]:
    """Read a title in $a with its parts ($n, $p); `indicator` is the one that counts what sorting skips."""

    def read(field: DataField, draft: Draft) -> None:
        counted = "" if indicator is None else field.indicators[indicator : indicator + 1]
        text, skipped = title_and_skip(field.first("a"), counted)
        if not text:
            draft.has_no_place = True
            return
        draft.leave_more(field, "a")
        rest = ", ".join(filter(None, map(trim_heading, field.all(remainder))))
        number, name = _joined(field, "n", ". "), _joined(field, "p", ". ")
        language = trim(field.first("y")).lower()
        draft.titles.append(Title(text, kind, rest, number, name, skipped, language))

    return read


_variant = _other("variant")
_variant_246 = _other("variant", remainder="bfg")
_parallel = _other("parallel", remainder="bfg")


def _varying(field: DataField, draft: Draft) -> None:
    """Read 246: indicator 2 tells a parallel title."""
    (_parallel if field.indicators[1:2] == "1" else _variant_246)(field, draft)


_uniform_130 = _other("uniform", 0, "dfhkmorst")
_uniform_240 = _other("uniform", 1, "dfhkmors")


def _uniform(read: Callable[[DataField, Draft], None]) -> Callable[[DataField, Draft], None]:
    """Read a uniform title, its key ($r), its language ($l)."""

    def read_with_key(field: DataField, draft: Draft) -> None:
        before = len(draft.titles)
        read(field, draft)
        if len(draft.titles) == before:
            return
        if language := trim_heading(field.first("l")):
            said = draft.titles[-1]
            parts = (said.remainder, said.part_number, said.part_name, said.nonsorting)
            draft.titles[-1] = Title(said.text, "uniform", *parts, language)
        if key := trim_heading(field.first("r")):
            is_rism = draft.source == RISM
            term = Term(Scheme.RISM_KEY, key) if is_rism else Term(Scheme.WORDS, text=key)
            draft.keys.append(term)

    return read_with_key


def _added(field: DataField, draft: Draft) -> None:
    """Read 730 and 740: another work, in the resource (indicator 2 = 2) or tied to it."""
    parts = (field.first("a"), *field.all("dfhklmnoprs"))
    title = ". ".join(filter(None, (trim_heading(part).rstrip(".") for part in parts)))
    if title:
        kind = "has-part" if field.indicators[1:2] == "2" else "work"
        draft.relations.append(Relation(kind, title))
        draft.leave_more(field, "a")


def _other_script(field: DataField, draft: Draft) -> None:
    """Read 880: a title in its own script is a variant; other fields in their own script stay unmapped."""
    if field.first("6")[:3] not in ("130", "240", "245", "246"):
        draft.has_no_place = True
        return
    _variant(field, draft)
    if not draft.has_no_place:
        for code, text in field.subfields:
            if code.isalpha() and code not in "abnpy":
                draft.leave(f"880${code}", text)


BLOCKS: dict[str, Block] = {
    "130": block(_uniform(_uniform_130), "adfhklmnoprsty"),
    "210": block(_other("variant"), "abnpy"),
    "222": block(_other("key", 1), "abnpy"),
    "240": block(_uniform(_uniform_240), "adfhklmnoprsy"),
    "242": block(_other("variant", 1), "abnpy"),
    "243": block(_uniform(_uniform_240), "adfhklmnoprsy"),
    "245": block(_proper, "abcfghknps"),
    "246": block(_varying, "abfgnpy"),
    "247": block(_other("variant", remainder="bfg"), "abfgnpy"),
    "730": block(_added, "adfhklmnoprs"),
    "740": block(_added, "adfhklmnoprs"),
    "880": block(_other_script, "abcdefghijklmnopqrstuvwxyz2347"),
}
