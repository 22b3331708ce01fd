"""What sources say, as they said it."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portee.catalogue.models.format_choice import FormatChoice
from portee.catalogue.models.import_run import ImportRun
from portee.catalogue.models.resource import Resource
from portee.catalogue.models.source import Source


class Record(models.Model):
    """One description as one source gives it. Narrow on purpose: its bytes and their reading are in its versions.

    `key` is what tells it from the other records of its source: its identifier; `identifier#2` for a second record
    that bears the same; `sha:` and its fingerprint when it has none. `match_reason` is a `MatchReason` as JSON: why it
    stands in its resource. `founded` is the resource that was created for it: that one comes back to it if the two are
    ever parted.
    """

    source = models.ForeignKey(
        Source,
        on_delete=models.PROTECT,
        related_name="records",
        db_index=False,  # the two indexes below begin with it
        verbose_name=_("source"),
    )
    key = models.CharField(_("key"), max_length=300)
    identifier = models.CharField(_("identifier"), max_length=255, blank=True)
    fingerprint = models.CharField(_("fingerprint"), max_length=32)
    version = models.ForeignKey(
        "RecordVersion",
        on_delete=models.PROTECT,
        related_name="+",  # indexed: SQLite looks for the records that wait for a version as it arrives
        verbose_name=_("version"),
    )
    resource = models.ForeignKey(
        Resource,
        on_delete=models.PROTECT,
        null=True,
        related_name="records",
        verbose_name=_("resource"),
    )
    founded = models.ForeignKey(
        Resource, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    match_reason = models.TextField(blank=True, default="")
    is_repaired = models.BooleanField(default=False)
    last_run = models.ForeignKey(
        ImportRun, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    deleted_at = models.DateTimeField(_("deleted at"), null=True, blank=True)

    class Meta:
        verbose_name = _("record")
        verbose_name_plural = _("records")
        constraints = [
            models.UniqueConstraint(fields=["source", "key"], name="record_key_unique_in_source"),
        ]
        indexes = [
            models.Index(fields=["source", "fingerprint"], name="record_by_fingerprint"),
        ]

    def __str__(self) -> str:
        return self.key


class RecordVersion(models.Model):
    """The bytes of a record as they were received, kept for ever, and what was read in them.

    Rows are only added. `content` never changes; `description` and `classification` (JSON) are what the mapping of the
    day makes of it, and are written again for the current version by `portee remap`. `remarks` is the JSON list of the
    repairs it took.
    """

    record = models.ForeignKey(
        Record, on_delete=models.CASCADE, related_name="versions", verbose_name=_("record")
    )
    run = models.ForeignKey(
        ImportRun,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        verbose_name=_("import"),
    )
    format = models.CharField(_("format"), max_length=20, choices=FormatChoice.choices)
    content = models.BinaryField(_("original bytes"))
    description = models.TextField(_("description"))
    classification = models.TextField(_("classification"))
    remarks = models.TextField(default="[]")
    received_at = models.DateTimeField(_("received at"), default=timezone.now)

    class Meta:
        verbose_name = _("version of a record")
        verbose_name_plural = _("versions of records")

    def __str__(self) -> str:
        return f"{self.record_id} · {self.received_at:%Y-%m-%d}"


class RecordIdentifier(models.Model):
    """An identifier that a living record states, brought to one spelling: the evidence for matching.

    Those of a resource are those of its records. Schemes are those of `matching.identifiers`.
    """

    record = models.ForeignKey(
        Record, on_delete=models.CASCADE, related_name="identifiers", verbose_name=_("record")
    )
    scheme = models.CharField(_("scheme"), max_length=20)
    value = models.CharField(_("value"), max_length=200)

    class Meta:
        verbose_name = _("identifier of a record")
        verbose_name_plural = _("identifiers of records")
        indexes = [models.Index(fields=["value", "scheme"], name="identifier_by_value")]

    def __str__(self) -> str:
        return f"{self.scheme} {self.value}"
