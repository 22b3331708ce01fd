"""What readers and imports remark, as sentences for people. A code without a sentence fails a test."""

from collections.abc import Sequence
from typing import Final

import msgspec
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

SENTENCES: Final[dict[str, str | Promise]] = {
    # The whole file
    "empty-file": _("The file is empty."),
    "unknown-format": _(
        "The file is in no format that is known here (%(first)s). Those that are: UNIMARC, MARC21 (ISO 2709 or XML), "
        "Dublin Core, MODS, EAD, KBART, CSV, XLSX."
    ),
    "foreign-format": _("The file is in %(first)s, a format that is not read here."),
    "no-record": _("The file holds no record."),
    "no-component": _("The finding aid describes no component that is worth showing."),
    "binary-file": _("The file is not a text: it was damaged, or is something else than it seems."),
    "archive-bomb": _("The archive unpacks into far more than it holds: it is refused unread."),
    "too-large": _("The file is larger than a file may be here (%(first)s bytes)."),
    "truncated-archive": _("The archive is cut short: send it again."),
    "broken-archive": _("The archive is damaged: send it again."),
    "encrypted-archive": _("The archive is protected by a password."),
    "unsupported-archive": _(
        "This kind of archive is not read here: send a ZIP, a gzip or the file itself."
    ),
    "nested-archive": _("The archive holds another archive: send the file itself."),
    "no-member": _("The archive is empty."),
    "several-members": _("The archive holds several files (%(first)s): send one."),
    "entities-forbidden": _("The file declares entities, as attacks do: it is refused unread."),
    "too-many-columns": _("The table has too many columns (%(first)s)."),
    "too-many-rows": _("The table has too many rows."),
    "legacy-workbook": _("This is a workbook of an old Excel (XLS): save it as XLSX or CSV."),
    "broken-workbook": _("The workbook is damaged: save it again."),
    "unknown-sheet": _("The workbook has no sheet named “%(first)s”."),
    "unknown-columns": _("The columns are not those of a KBART list."),
    "malformed-xml": _("The XML is broken: %(first)s."),
    "truncated": _("The end is missing: the file is cut short."),
    # A stretch that is no record, a record that cannot be read
    "no-record-here": _("These bytes are no record: they were skipped up to the next one."),
    "record-too-long": _("The record is longer than a record may be (%(first)s bytes)."),
    "no-leader": _("The record has no leader."),
    "authority-record": _(
        "It is an authority record (%(first)s), not a description of a document."
    ),
    "no-field": _("The record has no field."),
    "no-metadata": _("The record holds no description."),
    "no-title": _("The record has no title."),
    "too-deep": _("The elements of the record are nested too deep."),
    "too-long": _("The record is longer than a record may be."),
    "too-many-elements": _("The record has too many elements."),
    "too-many-fields": _("The record has too many fields."),
    "cell-too-long": _("A cell of the row is longer than a cell may be."),
    "unwritable-characters": _("The record holds halves of characters that no database keeps."),
    "too-complex": _("The record is too tangled to be read."),
    "reader-ended": _("Reading this record stopped the program: it was set aside."),
    # Repairs of structure
    "wrong-length": _(
        "The leader says %(first)s bytes, the record has %(second)s: the real length was used."
    ),
    "longer-than-iso2709": _(
        "The record is longer than ISO 2709 can say (%(second)s bytes): it was read by its separators."
    ),
    "missing-terminator": _("The mark of the end of the record was missing."),
    "wrong-directory": _("The directory was wrong: the fields were found by their separators."),
    "wrong-indicators": _("Wrong indicators (“%(first)s”): two were put."),
    "no-subfield": _("A field without subfields."),
    "subfields-in-control-field": _("A control field had subfields: its text was kept."),
    "missing-subfield-code": _("A subfield without a code: “%(first)s”."),
    "wrong-subfield-code": _("A wrong subfield code."),
    "missing-tag": _("A field without a tag: “%(first)s”."),
    "wrong-leader": _("A wrong leader: “%(first)s”."),
    "control-character": _("Control characters were taken out."),
    "ragged-row": _("The row has not as many cells (%(first)s) as there are columns."),
    "lone-quote": _("A quotation mark that nothing closes was taken as a character."),
    "bare-ampersand": _("An ampersand that stood alone was mended."),
    "named-entity": _("A named entity was replaced by its character."),
    "impossible-date": _("An impossible date (“%(first)s”) was left aside."),
    # Repairs of characters
    "charset-declared-otherwise": _(
        "The record says %(first)s, its bytes are %(second)s: they were read as such."
    ),
    "charset-guessed": _("Nothing says the character set: the bytes were read as %(first)s."),
    "mixed-charsets": _("Several character sets in one record: each field was read in its own."),
    "wrong-charset": _("Bytes that are not of the declared character set were mended."),
    "unknown-charset": _("An unknown character set (“%(first)s”): another was tried."),
    "undecodable-bytes": _("Bytes that no character set explains (%(first)s) were replaced."),
    "lost-characters": _("Characters were lost before the export: %(first)s places show it."),
    "decomposed": _("Accents apart from their letters were joined to them."),
    "double-encoded": _("Accents encoded twice were mended: “%(first)s” read “%(second)s”."),
    # What imports remark themselves
    "same-identifier": _(
        "Another record of the file bears the identifier %(first)s: this one is kept as %(second)s."
    ),
}


def sentence(code: str, place: str = "", values: Sequence[str] = ()) -> str:
    """The remark in the reader's language, after the field that it is about."""
    given = dict(zip(("first", "second", "third"), [*values, "", "", ""], strict=False))
    said = SENTENCES.get(code)
    text = str(said) % given if said is not None else _unforeseen(code, values)
    text = text.replace(" ()", "").replace(" (“”)", "")
    return f"{place} : {text}" if place else text


def title_of(code: str) -> str:
    """The remark in general, for a list of reasons."""
    return sentence(code, values=("…", "…", "…"))


def decode_values(text: str) -> list[str]:
    """The values of a remark as they are stored."""
    values: list[str] = msgspec.json.decode(text, type=list[str])
    return values


def _unforeseen(code: str, values: Sequence[str]) -> str:
    return gettext("Something unforeseen: %(code)s %(values)s") % {
        "code": code,
        "values": " ".join(values),
    }
