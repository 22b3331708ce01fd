"""A list of readers that an establishment sends: read, shown as what it would change, then applied."""

from typing import Final

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portee.network.models import Establishment
from portee.people.enrolled_kind import ENROLLED_KINDS
from portee.people.models.account import Account


class ReaderListState(models.TextChoices):
    """Where a list stands. `prepared` waits for its columns, `planned` for somebody to say yes."""

    PREPARED = "prepared", _("Columns to be confirmed")
    PLANNING = "planning", _("Being compared")
    PLANNED = "planned", _("To be confirmed")
    APPLYING = "applying", _("Being applied")
    APPLIED = "applied", _("Applied")
    REFUSED = "refused", _("File refused")


UNDER_WAY: Final = (ReaderListState.PLANNING, ReaderListState.APPLYING)
"""The states in which a worker has it."""


class ReaderList(models.Model):
    """One file of one establishment. `columns` says what each column means, in the order of the file.

    `stored_path` is where the file waits in the data folder, empty once it was compared. `position` counts the lines
    done so far by whoever has it, of `total`. Deleted with its lines thirty days after it was sent.
    """

    establishment = models.ForeignKey(
        Establishment, on_delete=models.CASCADE, related_name="+", verbose_name=_("establishment")
    )
    role_kind = models.CharField(
        _("what it lists"), max_length=30, choices=[(k.value, v) for k, v in ENROLLED_KINDS.items()]
    )
    class_name = models.CharField(_("class or level"), max_length=100, blank=True)
    has_guardian_consent = models.BooleanField(default=False)
    is_by_mail = models.BooleanField(default=False)
    state = models.CharField(_("state"), max_length=10, choices=ReaderListState.choices)
    file_name = models.CharField(_("file"), max_length=255)
    stored_path = models.CharField(max_length=255, blank=True, editable=False)
    columns = models.JSONField(default=list, editable=False)
    total = models.PositiveIntegerField(default=0, editable=False)
    position = models.PositiveIntegerField(default=0, editable=False)
    reason_code = models.CharField(max_length=60, blank=True, editable=False)
    reason_values = models.JSONField(default=list, editable=False)
    sender = models.ForeignKey(
        Account,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("sent by"),
    )
    sent_at = models.DateTimeField(_("sent on"))
    applied_at = models.DateTimeField(_("applied on"), null=True)

    class Meta:
        verbose_name = _("list of readers")
        verbose_name_plural = _("lists of readers")
        constraints = [
            models.CheckConstraint(
                condition=Q(position__lte=F("total")), name="reader_list_position_within_total"
            )
        ]

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_under_way(self) -> bool:
        """Whether a worker has it."""
        return self.state in UNDER_WAY
