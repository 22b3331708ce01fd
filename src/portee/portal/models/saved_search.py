"""A search that a person keeps, and whether they are told of what is new in it (docs/adr/0040)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

LONGEST_NAME = 120


class SavedSearch(models.Model):
    """One search of one person.

    - `question`: the parameters of the search as an address writes them (`q=chorale&type=score`), without an order.
    - `told_until`: what the catalogue learnt of up to this moment is not told again.
    """

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("account"),
    )
    name = models.CharField(_("name"), max_length=LONGEST_NAME)
    question = models.CharField(_("what the search asks"), max_length=2000)
    is_alerted = models.BooleanField(_("told by mail of what is new"), default=False)
    told_until = models.DateTimeField()
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("saved search")
        verbose_name_plural = _("saved searches")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["account", "question"], name="saved_search_once"),
            models.CheckConstraint(condition=~models.Q(question=""), name="saved_search_asks"),
        ]
        indexes = [
            models.Index(
                fields=["told_until"],
                condition=models.Q(is_alerted=True),
                name="saved_search_alerted",
            )
        ]

    def __str__(self) -> str:
        return self.name
