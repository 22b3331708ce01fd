"""Brings the text of a whole record to one form: NFC, one pair of non-sorting marks, no control character."""

import re
import unicodedata

from portee.protocols.marc.mending import looks_broken, mend_text
from portee.protocols.marc.prefixed import NONSORTING_BEGIN, NONSORTING_END
from portee.protocols.records import Remark

# Tabulations and line ends are kept: they part the paragraphs of a summary.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1d\x7f-\x97\x99-\x9b\x9d-\x9f\ufeff]")
_NOT_SIGNS = re.compile("(^|[\x1e\x1f].)¬([^¬\x1d-\x1f]{1,20})¬")
_SHORT_TEXT = 10_000
_BOUNDS = re.compile("[\x98\x9c\x1e\x1f]")
_ODD_CODE = re.compile("\x1f(?:[^ -~\x1e\x1f]+|([ -~])[\u0300-\u036f\ufe20-\ufe2f]+)")


def settle(text: str, remarks: list[Remark]) -> str:
    """Give the text in its one form, its separators (1E, 1F) kept, and add to `remarks` what that took.

    Remarks: `decomposed`, `double-encoded`, `control-character`, `wrong-subfield-code`, `lost-characters` (U+FFFD
    was already in the source; the count).
    Source: UNIMARC Manual, 3.2.1 (NSB and NSE are U+0098 and U+009C in Unicode, 88 and 89 in ISO 5426 and MARC-8).
    """
    if not text.isascii():
        text = _settle_letters(text, remarks)
    if _CONTROLS.search(text):
        text = _CONTROLS.sub("", text)
        remarks.append(Remark("control-character"))
    if _ODD_CODE.search(text):
        text = _ODD_CODE.sub("\x1f\\1", text)
        remarks.append(Remark("wrong-subfield-code"))
    return text


def compose(text: str) -> str:
    """Compose letters and marks (NFC), never a subfield's code with the text after it."""
    if unicodedata.is_normalized("NFC", text):
        return text
    if len(text) > _SHORT_TEXT:
        text = _part_marks(text)
    pieces = text.split("\x1f")
    head = unicodedata.normalize("NFC", pieces[0])
    return "\x1f".join(
        [head, *[piece[:1] + unicodedata.normalize("NFC", piece[1:]) for piece in pieces[1:]]]
    )


def _part_marks(text: str) -> str:
    """Keep marks in runs of 30, for the time that normalising takes grows with the square of a run.

    Source: Unicode Standard Annex 15, Stream-Safe Text Format.
    """
    marks = "".join(chr(code) for code in range(0x300, 0x20000) if unicodedata.combining(chr(code)))
    return re.sub(f"([{marks}]{{30}})(?=[{marks}])", "\\1\u034f", text)


def _settle_letters(text: str, remarks: list[Remark]) -> str:
    is_composed = unicodedata.is_normalized("NFC", text)
    if not is_composed:
        remarks.append(Remark("decomposed"))
    text = _mark_nonsorting(text)
    if looks_broken(text):
        text = _mend(text, remarks)
        is_composed = False
    if "\ufffd" in text and all(said.code != "undecodable-bytes" for said in remarks):
        remarks.append(Remark("lost-characters", values=(str(text.count("\ufffd")),)))
    return text if is_composed else compose(text)


def _mend(text: str, remarks: list[Remark]) -> str:
    """Undo wrong conversions in each subfield, whose code is no letter of its first word; say the first."""
    pieces = text.split("\x1f")
    said: Remark | None = None
    for place, piece in enumerate(pieces):
        code = piece[: place > 0]
        mended, remark = mend_text(piece[len(code) :])
        if remark:
            pieces[place] = code + mended
            said = said or remark
    if said:
        remarks.append(said)
    return "\x1f".join(pieces)


def _mark_nonsorting(text: str) -> str:
    """Put NSB and NSE for the other ways of writing them; an NSE without NSB is a « œ » of Windows."""
    if "\x88" in text or "\x89" in text:
        text = text.replace("\x88", NONSORTING_BEGIN).replace("\x89", NONSORTING_END)
    if "¬" in text:
        text = _NOT_SIGNS.sub(f"\\1{NONSORTING_BEGIN}\\2{NONSORTING_END}", text)
    if text.count(NONSORTING_END) <= text.count(NONSORTING_BEGIN):
        return text
    opened = False

    def bound(match: re.Match[str]) -> str:
        nonlocal opened
        char = match[0]
        alone = char == NONSORTING_END and not opened
        opened = char == NONSORTING_BEGIN
        return "œ" if alone else char

    return _BOUNDS.sub(bound, text)
