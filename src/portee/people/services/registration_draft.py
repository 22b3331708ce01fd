"""Keeping the answers given so far, until the request is sent."""

from datetime import datetime
from typing import Any

from portee.people.models import RegistrationDraft


def begin_draft(*, establishment_id: int, commune: str, at: datetime) -> RegistrationDraft:
    """Keep the first answer."""
    return RegistrationDraft.objects.create(
        establishment_id=establishment_id, commune=commune, changed_at=at
    )


def fill_draft(draft: RegistrationDraft, *, at: datetime, **answers: Any) -> None:
    """Keep more answers."""
    RegistrationDraft.objects.filter(pk=draft.pk).update(changed_at=at, **answers)


def forget_draft(draft: RegistrationDraft) -> None:
    """Delete the answers: they were sent, or are not wanted any more."""
    RegistrationDraft.objects.filter(pk=draft.pk).delete()
