"""Why a list, or one of its lines, cannot be used: sentences for people, and the names of what columns mean."""

from collections.abc import Sequence
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portee.people.reader_lists.columns import Meaning

SENTENCES: Final[dict[str, str | Promise]] = {
    # The whole file.
    "empty-file": _("The file is empty."),
    "no-record": _("The file holds the names of its columns and nobody below them."),
    "binary-file": _("The file is not a table: send a CSV or an XLSX."),
    "archive-bomb": _("The workbook unpacks into far more than it holds: it is refused unread."),
    "too-large": _("The file is larger than a list may be here."),
    "entities-forbidden": _("The workbook declares entities, as attacks do: it is refused unread."),
    "too-many-columns": _("The table has too many columns (%(first)s): keep those of the people."),
    "too-many-rows": _("The table has more rows than a list may have here: send it in parts."),
    "legacy-workbook": _("This is a workbook of an old Excel (XLS): save it as XLSX or CSV."),
    "broken-workbook": _("The workbook is damaged: save it again."),
    "no-header": _(
        "The first line holds somebody, not the names of the columns. Add a line above it: Name, First name, Year of "
        "birth…"
    ),
    # A line.
    "too-long": _("The line is longer than a line may be."),
    "cell-too-long": _("A cell is longer than a cell may be."),
    "too-long-here": _("“%(first)s…” is too long."),
    "formula": _("“%(first)s” begins as a formula does: write the text alone."),
    "wrong-charset": _(
        "“%(first)s” has lost its accents: save the file again as “CSV UTF-8”, or as XLSX."
    ),
    "no-name": _("The name is missing."),
    "not-a-name": _("“%(first)s” is no name: write it in letters."),
    "not-an-address": _("“%(first)s” is no e-mail address."),
    "same-address-as-guardian": _(
        "The pupil’s address is the guardian’s: leave the pupil’s empty, the pupil then signs in with a name."
    ),
    "no-year": _("The year of birth is missing."),
    "not-a-year": _("“%(first)s” is no year of birth: write four digits."),
    "year-as-a-date": _(
        "“%(first)s” is a year that the spreadsheet turned into a date: give the column the format “Number”."
    ),
    "impossible-year": _("Nobody alive was born in “%(first)s”."),
    "two-people": _("The card %(first)s and the address %(second)s belong to two people."),
    "address-of-another": _(
        "An account with another name signs in with %(first)s: check the address, or leave it empty."
    ),
    "card-of-another": _("The card %(first)s is somebody else’s here."),
    "yourself": _("This is you: a colleague enrols you."),
    "closed-account": _("This account is closed: have it opened again first."),
    "guardian-needed": _(
        "May be under fifteen: give a guardian’s address, or say that you hold the consent of the families."
    ),
    "guardian-asked-already": _("The guardian has been asked already."),
    "request-waits": _(
        "A request with the address %(first)s waits for a decision: decide it first."
    ),
    "address-twice": _(
        "Line %(first)s has this address already: only one person signs in with it. Leave it empty here."
    ),
    "card-twice": _("Line %(first)s has this card already."),
    "person-twice": _("Line %(first)s is the same person."),
    "changed-meanwhile": _("Somebody changed this in the meantime: send the list again."),
}

COLUMN_NAMES: Final[dict[Meaning, str | Promise]] = {
    Meaning.IGNORED: _("Not read"),
    Meaning.NAME: _("First name and name"),
    Meaning.FIRST_NAME: _("First name"),
    Meaning.LAST_NAME: _("Family name"),
    Meaning.EMAIL: _("E-mail address"),
    Meaning.BIRTH_YEAR: _("Year of birth (of a date, the year alone is kept)"),
    Meaning.COMMUNE: _("Commune"),
    Meaning.CARD_NUMBER: _("Card number"),
    Meaning.CLASS_NAME: _("Class or level"),
    Meaning.GUARDIAN_EMAIL: _("E-mail address of a guardian"),
}


def sentence(code: str, values: Sequence[str] = ()) -> str:
    """What is wrong, in the reader's language; nothing for nothing."""
    if not code:
        return ""
    given = dict(zip(("first", "second"), [*values, "", ""], strict=False))
    said = SENTENCES.get(code, _("This line cannot be read."))
    return (str(said) % given).replace(" ()", "")


def field_name(name: str) -> str:
    """What a column means, in a word."""
    return str(COLUMN_NAMES[Meaning(name)])
