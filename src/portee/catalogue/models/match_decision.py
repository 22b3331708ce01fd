"""What a person decided about two records, against or beyond what the rules would do."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Verdict(models.TextChoices):
    """Whether the two describe one resource."""

    TOGETHER = "together", _("The same resource")
    APART = "apart", _("Two different resources")


class MatchDecision(models.Model):
    """Two records, named by source and key so that the decision outlives them, and what was decided.

    The first of the pair sorts before the second, so that a pair is decided once.
    """

    first_source_code = models.CharField(max_length=60)
    first_key = models.CharField(max_length=300)
    second_source_code = models.CharField(max_length=60)
    second_key = models.CharField(max_length=300)
    verdict = models.CharField(_("decision"), max_length=10, choices=Verdict.choices)
    decided_by_id = models.BigIntegerField(null=True, blank=True)
    decided_at = models.DateTimeField(_("decided at"), default=timezone.now)

    class Meta:
        verbose_name = _("decision on two records")
        verbose_name_plural = _("decisions on two records")
        constraints = [
            models.UniqueConstraint(
                fields=["first_source_code", "first_key", "second_source_code", "second_key"],
                name="pair_of_records_decided_once",
            ),
            models.CheckConstraint(
                condition=~(
                    Q(first_source_code=models.F("second_source_code"))
                    & Q(first_key=models.F("second_key"))
                ),
                name="decision_is_on_two_records",
            ),
        ]
        indexes = [models.Index(fields=["second_key"], name="decision_by_second_key")]

    def __str__(self) -> str:
        return f"{self.first_key} / {self.second_key}"
