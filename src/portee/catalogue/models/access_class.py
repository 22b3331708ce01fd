"""What the documents have in common that the same people may open: the sources through which they open."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

FREE_KEY: Final = "*"
"""The key of what opens to everybody, whatever sources give it."""


class AccessClass(models.Model):
    """One set of sources through which documents open: `key` is their codes in order, spaces between, or `*`.

    Made by the indexer as it meets them, and kept: the index holds their ids. Class 0, of what opens through none, has
    no row.
    """

    key = models.CharField(max_length=1_000, unique=True)

    class Meta:
        verbose_name = _("access class")
        verbose_name_plural = _("access classes")

    def __str__(self) -> str:
        return self.key
