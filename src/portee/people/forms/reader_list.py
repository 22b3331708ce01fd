"""What is asked of whoever sends a list of readers, and what its pages send back."""

from collections.abc import Iterable
from typing import Any, Final

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from portee.network.api import EstablishmentSummary
from portee.people.models import ReaderLine
from portee.people.reader_lists.columns import Meaning

FILE_HELP: Final = _(
    "A table, CSV or XLSX: a line for each person, the names of the columns above. Name, year of birth; an e-mail "
    "address, a card number, a commune, a class, a guardian’s address if you have them."
)
CONSENT_LABEL: Final = _("We hold the consent of the families of those under fifteen")
CONSENT_HELP: Final = _(
    "Without it, a message asks each guardian, and the child is enrolled once they agree."
)
MAIL_LABEL: Final = _("Write to those who have an address")
MAIL_HELP: Final = _(
    "They receive a link to choose a password. For the others, sheets are printed afterwards."
)
CLASS_HELP: Final = _("Of those whose line says none.")


class ClassForm(forms.Form):
    """A class list, as a teacher sends it."""

    establishment = forms.TypedChoiceField(label=_("School or conservatoire"), coerce=int)
    file = forms.FileField(label=_("File"), help_text=FILE_HELP)
    class_name = forms.CharField(
        label=_("Class or level"), max_length=100, required=False, help_text=CLASS_HELP
    )
    has_guardian_consent = forms.BooleanField(
        label=CONSENT_LABEL, required=False, help_text=CONSENT_HELP
    )
    is_by_mail = forms.BooleanField(label=MAIL_LABEL, required=False, help_text=MAIL_HELP)

    def __init__(self, *args: Any, schools: Iterable[EstablishmentSummary], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(one.id, one.full_name) for one in schools]
        first = [] if len(choices) == 1 else [("", "—")]
        self.fields["establishment"].choices = [*first, *choices]  # type: ignore[attr-defined]


def column_field(place: int) -> str:
    """The name of the field that says what a column means."""
    return f"column-{place}"


def chosen_columns(said: QueryDict, count: int) -> list[Meaning]:
    """What the columns are said to mean; anything unknown is not read."""
    known = {meaning.value: meaning for meaning in Meaning}
    return [known.get(said.get(column_field(place), ""), Meaning.IGNORED) for place in range(count)]


def line_field(line_id: int) -> str:
    """The name of the field that says who a line is."""
    return f"line-{line_id}"


def given_answers(said: QueryDict, lines: Iterable[ReaderLine]) -> dict[int, int | None]:
    """Who the lines are said to be, by the id of the line; a line left open is not there.

    « All the same » answers for every line that one person alone may be.
    """
    answers: dict[int, int | None] = {}
    for line in lines:
        answer = said.get(line_field(line.pk), "")
        if answer == "other":
            answers[line.pk] = None
        elif answer.isascii() and answer.isdecimal() and len(answer) < 19:
            answers[line.pk] = int(answer)
        elif "all-same" in said and len(line.candidates) == 1:
            answers[line.pk] = line.candidates[0]
    return answers
