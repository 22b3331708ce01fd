"""A file joined to a request, kept apart from it and for a short time (services/registration_proof.py)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portee.people.models.registration import Registration
from portee.people.models.registration_draft import RegistrationDraft


class ProofKind(models.TextChoices):
    """What the file is, by its content."""

    PDF = "pdf", _("PDF")
    JPEG = "jpeg", _("Picture")


class RegistrationProof(models.Model):
    """The proof of a request being filled in, then of the request sent. `stored_path` is in the data folder."""

    draft = models.OneToOneField(
        RegistrationDraft, on_delete=models.SET_NULL, null=True, related_name="proof"
    )
    registration = models.OneToOneField(
        Registration, on_delete=models.SET_NULL, null=True, related_name="proof"
    )
    kind = models.CharField(max_length=10, choices=ProofKind.choices)
    stored_path = models.CharField(max_length=255)
    received_at = models.DateTimeField()

    class Meta:
        verbose_name = _("proof")
        verbose_name_plural = _("proofs")
        constraints = [
            models.CheckConstraint(
                condition=Q(draft__isnull=True) | Q(registration__isnull=True),
                name="proof_of_a_draft_or_of_a_request",
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)
