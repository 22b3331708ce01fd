"""A list of resources that a person keeps in their account, to find it again on another device (docs/adr/0040)."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

LONGEST_NAME = 80
LONGEST_NOTE = 500


@dataclass(frozen=True, slots=True)
class SavedEntry:
    """A resource by its number, and what its owner wrote beside it."""

    id: int
    note: str = ""


class SavedList(models.Model):
    """One list of one person.

    `entries` are in reading order, each `{"id": number of a resource, "note": text}`: the same as lists of a browser.
    A number stays when its resource is merged or gone; `queries/saved_list.py` says where it leads today.
    """

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("account"),
    )
    name = models.CharField(_("name"), max_length=LONGEST_NAME)
    entries = models.JSONField(_("documents"), default=list)
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("saved list")
        verbose_name_plural = _("saved lists")
        ordering = ["-changed_at", "-pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def saved_entries(self) -> list[SavedEntry]:
        """The lines in reading order."""
        return [SavedEntry(one["id"], one["note"]) for one in self.entries]

    @saved_entries.setter
    def saved_entries(self, entries: Sequence[SavedEntry]) -> None:
        self.entries = [{"id": one.id, "note": one.note} for one in entries]
