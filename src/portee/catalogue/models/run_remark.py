"""What a run had to refuse or repair, record by record."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portee.catalogue.models.import_run import ImportRun


class RemarkKind(models.TextChoices):
    """What became of the record."""

    REJECTED = "rejected", _("Refused")
    REPAIRED = "repaired", _("Repaired")


class RunRemark(models.Model):
    """One remark on one record of a file: a code, worded by `catalogue.remarks`, its place and its values.

    A run keeps so many of them at most (`IMPORT_REMARKS_KEPT`); its counters go on. `values` is a JSON list of texts.
    """

    run = models.ForeignKey(
        ImportRun, on_delete=models.CASCADE, related_name="remarks", verbose_name=_("import")
    )
    position = models.PositiveBigIntegerField(_("position"))
    offset_bytes = models.PositiveBigIntegerField(_("offset in bytes"))
    identifier = models.CharField(_("identifier"), max_length=255, blank=True)
    kind = models.CharField(_("what was done"), max_length=10, choices=RemarkKind.choices)
    code = models.CharField(_("reason"), max_length=60)
    place = models.CharField(_("field"), max_length=60, blank=True)
    values = models.TextField(default="[]")

    class Meta:
        verbose_name = _("remark of an import")
        verbose_name_plural = _("remarks of an import")

    def __str__(self) -> str:
        return f"{self.position} · {self.code}"
