"""Keeping the answers given so far, until the request is sent."""

from datetime import datetime
from typing import Any

from django.db import transaction

from portee.people.models import RegistrationDraft
from portee.people.services.registration_proof import forget_proofs_of


def begin_draft(*, establishment_id: int, commune: str, at: datetime) -> RegistrationDraft:
    """Keep the first answer."""
    return RegistrationDraft.objects.create(
        establishment_id=establishment_id, commune=commune, changed_at=at
    )


def fill_draft(draft: RegistrationDraft, *, at: datetime, **answers: Any) -> None:
    """Keep more answers."""
    RegistrationDraft.objects.filter(pk=draft.pk).update(changed_at=at, **answers)


@transaction.atomic
def forget_draft(draft: RegistrationDraft) -> None:
    """Delete the answers, and a proof that went nowhere: they were sent, or are not wanted any more."""
    forget_proofs_of(drafts=[draft.pk])
    RegistrationDraft.objects.filter(pk=draft.pk).delete()
