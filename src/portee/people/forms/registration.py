"""The questions of a request for registration, one page each; services check again what matters."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portee.network.api import EstablishmentSummary
from portee.people.ages import OLDEST, is_birth_year
from portee.people.person_name import LONGEST, is_person_name

_NOT_AN_ADDRESS = _("This is not an e-mail address. Example: camille@example.org")


class EstablishmentForm(forms.Form):
    """Which establishment, among those found; `commune` is carried along to the next question."""

    establishment = forms.TypedChoiceField(
        label=_("My establishment"),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose an establishment."),
            "invalid_choice": _("Choose an establishment of the list."),
        },
    )
    commune = forms.CharField(required=False, max_length=100, widget=forms.HiddenInput)

    def __init__(self, *args: Any, found: list[EstablishmentSummary], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["establishment"].choices = [  # type: ignore[attr-defined]
            (one.id, one.full_name) for one in found
        ]


class PersonForm(forms.Form):
    """Who asks, or for whom; the year is enough to know who needs a guardian."""

    display_name = forms.CharField(
        label=_("First name and name"),
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        help_text=_("Of the person to be registered: yours, or your child’s."),
        error_messages={"required": _("Write your first name and your name, in letters.")},
    )
    birth_year = forms.IntegerField(
        label=_("Year of birth"),
        help_text=_("Four digits, for example 1985. The day and the month are not needed."),
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "bday-year", "maxlength": "4"}
        ),
        error_messages={
            "required": _("Write the year of birth."),
            "invalid": _("Write the year with four digits, for example 1985."),
        },
    )
    commune = forms.CharField(
        label=_("Commune where you live"),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "address-level2"}),
        error_messages={"required": _("Write the name of your commune.")},
    )

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._on = on

    def clean_display_name(self) -> str:
        """A name, and nothing that could pass for a message."""
        name = str(self.cleaned_data["display_name"])
        if not is_person_name(name):
            raise ValidationError(_("Write your first name and your name, in letters."))
        return name

    def clean_birth_year(self) -> int:
        """A year in which somebody living may be born."""
        year = int(self.cleaned_data["birth_year"])
        if not is_birth_year(year, on=self._on):
            raise ValidationError(
                _("Write a year between %(first)d and %(last)d."),
                params={"first": self._on.year - OLDEST, "last": self._on.year},
            )
        return year


class ContactForm(forms.Form):
    """Where the answer goes: to the person, or to the guardian of a child, whose own address is then optional."""

    guardian_email = forms.EmailField(
        label=_("E-mail address of a parent or guardian"),
        help_text=_("We write there to ask for consent. Nothing is decided before."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("Give the e-mail address of a parent or guardian."),
            "invalid": _NOT_AN_ADDRESS,
        },
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("We send the answer there, then the link to choose a password."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": _("Give your e-mail address."), "invalid": _NOT_AN_ADDRESS},
    )

    def __init__(self, *args: Any, needs_guardian: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not needs_guardian:
            del self.fields["guardian_email"]
            return
        email = self.fields["email"]
        email.required = False
        email.label = _("E-mail address of the child, if there is one")
        email.help_text = _("Without one, the child signs in with a name that we give.")
        email.widget.attrs.pop("autocomplete")

    def clean(self) -> dict[str, Any]:
        """Two people, two addresses: the child's account must not be the guardian's."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        guardian = str(said.get("guardian_email") or "").lower()
        if guardian and guardian == str(said.get("email") or "").lower():
            self.add_error(
                "email", _("The guardian’s address must be another one than the child’s.")
            )
        return said


class ProofForm(forms.Form):
    """The proof that the establishment asks for: a file now, or the paper at its desk."""

    file = forms.FileField(
        label=_("File"),
        required=False,
        allow_empty_file=True,
        help_text=_("A PDF, or a picture in JPEG or PNG."),
        widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
    )
    at_desk = forms.BooleanField(label=_("I will show it at the desk"), required=False)

    def __init__(self, *args: Any, most_bytes: int, is_joined: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._most_bytes = most_bytes
        self._is_joined = is_joined

    def clean_file(self) -> Any:
        """A file that is not too large to be read at all."""
        file = self.cleaned_data["file"]
        if file is not None and file.size > self._most_bytes:
            raise ValidationError(
                _("This file is too large: %(size)d megabytes at most."),
                params={"size": self._most_bytes // 1024**2},
            )
        return file

    def clean(self) -> dict[str, Any]:
        """One of the two; a file sent is what counts."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        is_answered = said.get("file") or said.get("at_desk") or self._is_joined
        if not is_answered and "file" not in self.errors:
            self.add_error(
                "file", _("Join the proof that is asked, or say that you will show it at the desk.")
            )
        return said


class SendForm(forms.Form):
    """The consent. `site` is a trap: people do not see it, machines fill it in."""

    consent = forms.BooleanField(
        label=_("I agree that what is written above is used to decide my request."),
        error_messages={"required": _("Tick the box if you agree: without it, nothing is sent.")},
    )
    site = forms.CharField(required=False, widget=forms.TextInput(attrs={"autocomplete": "off"}))

    @property
    def is_trapped(self) -> bool:
        """Whether a machine filled the form in."""
        return bool(self.cleaned_data.get("site"))


class AnswerForm(forms.Form):
    """What the person answers to the establishment."""

    answer = forms.CharField(
        label=_("Your answer"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write your answer.")},
    )
