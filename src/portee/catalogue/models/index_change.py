"""What the index of search has yet to learn, and what it must know of itself to learn it."""

from django.db import models
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _


def new_lineage() -> str:
    """A name that no other database has."""
    return get_random_string(16)


class IndexChange(models.Model):
    """A resource that readers see otherwise than the index does, written in the transaction that changed it.

    Whoever adds a row holds the lock of the catalogue, so that ids grow in the order of commits: the index remembers
    the last one it has read. `resource_id` points at nothing: a row is a word, and outlives what it is about.
    """

    resource_id = models.BigIntegerField()

    class Meta:
        verbose_name = _("change to be indexed")
        verbose_name_plural = _("changes to be indexed")

    def __str__(self) -> str:
        return f"{self.pk} · {self.resource_id}"


class IndexState(models.Model):
    """What the database knows of its index: one row.

    `lineage` tells an index of this database from one of another. `tree` is the tree of establishments (JSON) that the
    documents were last written with, `tree_is_stale` says that it may have changed. `rebuild_*` are those of a rebuild
    under way: who does it, the last change it need not hear of, and its last sign of life; `indexer_seen_at` is that
    of the indexer.
    """

    lineage = models.CharField(max_length=16, default=new_lineage)
    tree = models.TextField(default="{}")
    tree_is_stale = models.BooleanField(default=True)
    rebuild_holder = models.CharField(max_length=40, blank=True, default="")
    rebuild_from = models.BigIntegerField(null=True, blank=True)
    rebuild_seen_at = models.DateTimeField(null=True, blank=True)
    indexer_seen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("state of the index")
        verbose_name_plural = _("states of the index")
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="index_has_one_state"),
        ]

    def __str__(self) -> str:
        return self.lineage
