"""What records say that no vocabulary of ours knows yet."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portee.catalogue.models.source import Source


class UnmappedValue(models.Model):
    """How many living records of a source say a value that a vocabulary does not know."""

    source = models.ForeignKey(
        Source,
        on_delete=models.CASCADE,
        related_name="unmapped_values",
        db_index=False,  # the constraint begins with it
        verbose_name=_("source"),
    )
    vocabulary = models.CharField(_("vocabulary"), max_length=30)
    value = models.CharField(_("value"), max_length=200)
    count = models.PositiveIntegerField(_("records"))

    class Meta:
        verbose_name = _("value not recognised")
        verbose_name_plural = _("values not recognised")
        constraints = [
            models.UniqueConstraint(
                fields=["source", "vocabulary", "value"], name="unmapped_value_counted_once"
            ),
        ]

    def __str__(self) -> str:
        return self.value
