"""Proofs: joined to a request, given to whoever decides it, deleted at the decision and after thirty days at most."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from portee.kernel.private_files import forget_file, forget_left_files, keep_file, left_files
from portee.people.models import Registration, RegistrationDraft, RegistrationProof
from portee.people.proof_content import read_proof

FOLDER: Final = "registration-proofs"
KEPT: Final = timedelta(days=30)


@transaction.atomic
def join_proof(draft: RegistrationDraft, *, content: bytes, token: str, at: datetime) -> None:
    """Keep a file as the proof of a request being filled in, in place of the one before.

    Raises: ProofRefusedError; FileNotKeptError.
    """
    proof = read_proof(content)
    kept = keep_file(
        chunks=[proof.content], folder=FOLDER, token=token, most_bytes=2 * settings.PROOF_BYTES
    )
    forget_proofs_of(drafts=[draft.pk])
    RegistrationProof.objects.create(draft=draft, kind=proof.kind, stored_path=kept, received_at=at)
    RegistrationDraft.objects.filter(pk=draft.pk).update(brings_proof=False, changed_at=at)


@transaction.atomic
def bring_proof(draft: RegistrationDraft, *, at: datetime) -> None:
    """Note that the proof will be shown at the desk; a file joined before is deleted."""
    forget_proofs_of(drafts=[draft.pk])
    RegistrationDraft.objects.filter(pk=draft.pk).update(brings_proof=True, changed_at=at)


def hand_proof(*, draft_id: int, registration: Registration) -> None:
    """Join to a request the proof of the answers it was made of."""
    RegistrationProof.objects.filter(draft_id=draft_id).update(
        draft=None, registration=registration
    )


def forget_proofs_of(*, drafts: Iterable[int] = (), registrations: Iterable[int] = ()) -> int:
    """Delete the proofs of these, rows now and files once that is certain; how many."""
    return _forget(Q(draft__in=list(drafts)) | Q(registration__in=list(registrations)))


def proofs_due(at: datetime) -> Q:
    """The proofs received thirty days ago, and those whose request is gone."""
    return Q(received_at__lte=at - KEPT) | Q(draft__isnull=True, registration__isnull=True)


def forget_old_proofs(*, at: datetime) -> int:
    """Delete the proofs that are due, and files that have no row; how many."""
    known = _known_paths()
    return _forget(proofs_due(at)) + forget_left_files(folder=FOLDER, known=known, at=at)


def count_old_proofs(at: datetime) -> int:
    """How many of both would be deleted at that moment."""
    left = left_files(folder=FOLDER, known=_known_paths(), at=at)
    return RegistrationProof.objects.filter(proofs_due(at)).count() + len(left)


def _known_paths() -> set[str]:
    return set(RegistrationProof.objects.values_list("stored_path", flat=True))


def _forget(which: Q) -> int:
    found = list(RegistrationProof.objects.filter(which).values_list("pk", "stored_path"))
    RegistrationProof.objects.filter(pk__in=[pk for pk, _path in found]).delete()
    for _pk, path in found:
        transaction.on_commit(partial(forget_file, path))
    return len(found)
