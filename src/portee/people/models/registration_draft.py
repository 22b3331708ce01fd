"""A request being filled in: kept here, so that its address holds nothing but a signed number (docs/adr/0033)."""

from django.db import models

from portee.network.models import Establishment


class RegistrationDraft(models.Model):
    """The answers given so far by somebody who has not sent them yet; deleted once sent, or after a week."""

    establishment = models.ForeignKey(Establishment, on_delete=models.CASCADE, related_name="+")
    commune = models.CharField(max_length=100, blank=True)
    display_name = models.CharField(max_length=150, blank=True)
    birth_year = models.PositiveSmallIntegerField(null=True)
    email = models.EmailField(blank=True)
    guardian_email = models.EmailField(blank=True)
    brings_proof = models.BooleanField(default=False)
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.pk)
