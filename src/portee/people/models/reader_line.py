"""One line of a list of readers, and what it would change."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portee.people.models.account import Account
from portee.people.models.reader_list import ReaderList


class LineOutcome(models.TextChoices):
    """What a line changes. `absent` is nobody's line: a person registered there whom the list leaves out."""

    NEW = "new", _("New")
    RENEWED = "renewed", _("Renewed")
    CHANGED = "changed", _("Changed")
    UNCHANGED = "unchanged", _("Unchanged")
    CONSENT = "consent", _("A guardian is asked")
    ASKED = "asked", _("To be answered")
    REFUSED = "refused", _("Not usable")
    ABSENT = "absent", _("Not in the list")


APPLIED_OUTCOMES = (
    LineOutcome.NEW,
    LineOutcome.RENEWED,
    LineOutcome.CHANGED,
    LineOutcome.CONSENT,
)
"""Those that write something."""


class ReaderLine(models.Model):
    """What a line says, whose it is, what it changes: (field, before, after).

    `number` is that of the row in the file, the header being the first; 0 for an absent person. `candidates` are the
    accounts that somebody must choose among. `is_account_new` tells whose sheet may be printed.
    """

    reader_list = models.ForeignKey(ReaderList, on_delete=models.CASCADE, related_name="lines")
    number = models.PositiveIntegerField(_("line"))
    outcome = models.CharField(_("what it does"), max_length=10, choices=LineOutcome.choices)
    reason_code = models.CharField(max_length=40, blank=True)
    reason_values = models.JSONField(default=list)
    display_name = models.CharField(_("name"), max_length=150, blank=True)
    email = models.CharField(_("e-mail address"), max_length=254, blank=True)
    birth_year = models.PositiveSmallIntegerField(_("year of birth"), null=True)
    commune = models.CharField(_("commune"), max_length=100, blank=True)
    card_number = models.CharField(_("card number"), max_length=50, blank=True)
    class_name = models.CharField(_("class or level"), max_length=100, blank=True)
    guardian_email = models.CharField(
        _("e-mail address of the guardian"), max_length=254, blank=True
    )
    account = models.ForeignKey(Account, on_delete=models.CASCADE, null=True, related_name="+")
    candidates = models.JSONField(default=list)
    changes = models.JSONField(default=list)
    is_applied = models.BooleanField(default=False)
    is_account_new = models.BooleanField(default=False)
    is_invited = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("line of a list of readers")
        verbose_name_plural = _("lines of a list of readers")
        indexes = [
            models.Index(fields=["reader_list", "outcome", "number"], name="reader_line_by_outcome")
        ]

    def __str__(self) -> str:
        return self.display_name
