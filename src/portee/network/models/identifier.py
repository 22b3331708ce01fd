"""The identifiers that others gave an establishment."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portee.network.models.establishment import Establishment


class IdentifierScheme(models.TextChoices):
    """Who gave the identifier."""

    ISIL = "isil", _("ISIL")
    SURVEY = "survey", _("Ministry of Culture survey code")
    UAI = "uai", _("UAI")
    INSEE = "insee", _("INSEE")
    SIREN = "siren", _("SIREN")


class EstablishmentIdentifier(models.Model):
    """One identifier of an establishment; inside its scheme a value belongs to one establishment only.

    `imported_values` remembers what the last import wrote, so that the next one tells what a person has changed
    since and leaves it alone.
    """

    establishment = models.ForeignKey(
        Establishment,
        on_delete=models.CASCADE,
        related_name="identifiers",
        verbose_name=_("establishment"),
    )
    scheme = models.CharField(_("scheme"), max_length=10, choices=IdentifierScheme.choices)
    value = models.CharField(_("value"), max_length=40)
    imported_values = models.JSONField(default=dict, blank=True, editable=False)

    class Meta:
        verbose_name = _("identifier")
        verbose_name_plural = _("identifiers")
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "value"], name="identifier_unique_in_its_scheme"
            ),
            models.CheckConstraint(condition=~models.Q(value=""), name="identifier_has_a_value"),
        ]

    def __str__(self) -> str:
        return f"{self.get_scheme_display()} {self.value}"
