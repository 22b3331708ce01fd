"""What readers say is wrong in the description of a resource."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portee.catalogue.models.resource import Resource
from portee.catalogue.models.source import Source


class ErrorKind(models.TextChoices):
    """What is wrong, as readers put it."""

    DESCRIPTION = "description", _("The description: title, name, date, subject…")
    PLACE = "place", _("The place: establishment, call number, availability")
    LINK = "link", _("A link that does not lead where it says")
    MUSIC = "music", _("The music that is drawn")
    OTHER = "other", _("Something else")


class ErrorReport(models.Model):
    """One report, for those who look after the source that the description is from. It names nobody.

    `settled_at` is set when somebody has dealt with it, whatever they decided.
    """

    resource = models.ForeignKey(
        Resource, on_delete=models.CASCADE, related_name="+", verbose_name=_("resource")
    )
    source = models.ForeignKey(
        Source, on_delete=models.CASCADE, related_name="+", verbose_name=_("source")
    )
    kind = models.CharField(_("what is wrong"), max_length=20, choices=ErrorKind.choices)
    message = models.TextField(_("message"))
    reported_at = models.DateTimeField(_("reported at"), default=timezone.now)
    settled_at = models.DateTimeField(_("settled at"), null=True, blank=True)

    class Meta:
        verbose_name = _("error report")
        verbose_name_plural = _("error reports")
        indexes = [models.Index(fields=["settled_at", "reported_at"], name="error_report_by_state")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.resource}"
