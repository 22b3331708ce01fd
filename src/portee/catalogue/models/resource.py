"""What readers see: one edition, platform or fonds, gathered from the records that describe it."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Resource(models.Model):
    """One resource. Columns are what lists show and sort by; the rest is in the descriptions.

    `description` and `classification` (JSON) are merged from its records; both are empty while there is a single
    record, whose own are the resource's (half the disk of a million records: docs/adr/0025). `revision` grows when
    what readers see changes. `withdrawn_at` is set while no record describes it any more. `kind` is a code of the
    vocabulary of types, `languages` are codes, separated by spaces. Years are astronomical.
    """

    title = models.CharField(_("title"), max_length=500, blank=True)
    sort_title = models.CharField(max_length=200, blank=True, db_index=True, editable=False)
    kind = models.CharField(_("type"), max_length=40, blank=True)
    languages = models.CharField(_("languages"), max_length=80, blank=True)
    first_year = models.IntegerField(_("first year"), null=True, blank=True)
    last_year = models.IntegerField(_("last year"), null=True, blank=True)
    description = models.TextField(blank=True, default="", editable=False)
    classification = models.TextField(blank=True, default="", editable=False)
    fingerprint = models.CharField(max_length=32, editable=False)
    record_count = models.PositiveIntegerField(_("records"), default=1)
    revision = models.PositiveIntegerField(_("revision"), default=1)
    created_at = models.DateTimeField(_("created at"), default=timezone.now, editable=False)
    changed_at = models.DateTimeField(_("changed at"), default=timezone.now, editable=False)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("resource")
        verbose_name_plural = _("resources")

    def __str__(self) -> str:
        return self.title


class ResourceRedirect(models.Model):
    """Where a resource went that was merged into another: its old address still answers."""

    old = models.OneToOneField(
        Resource, on_delete=models.CASCADE, related_name="redirect", verbose_name=_("old resource")
    )
    new = models.ForeignKey(
        Resource, on_delete=models.CASCADE, related_name="+", verbose_name=_("new resource")
    )

    class Meta:
        verbose_name = _("redirect of a resource")
        verbose_name_plural = _("redirects of resources")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(old=models.F("new")), name="redirect_leads_elsewhere"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.old_id} → {self.new_id}"
