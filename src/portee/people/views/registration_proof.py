"""The proof of a request: one more question, where the establishment asks for one."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.crypto import get_random_string

from portee.kernel import clock
from portee.kernel.errors import DomainError
from portee.people.adapters.rate_limit import too_often
from portee.people.forms.registration import ProofForm
from portee.people.models import RegistrationDraft, RegistrationProof
from portee.people.services.registration_proof import bring_proof, join_proof
from portee.people.views.registration import of_a_draft, question_page


@of_a_draft
def registration_proof(request: HttpRequest, draft: RegistrationDraft, ticket: str) -> HttpResponse:
    """Ask for the proof; the file joined before stays unless another one comes."""
    if not draft.establishment.proof_name:
        return redirect("people:registration_check", ticket)
    is_joined = RegistrationProof.objects.filter(draft=draft).exists()
    sent = request.method == "POST"
    form = ProofForm(
        request.POST if sent else None,
        request.FILES if sent else None,
        initial={"at_desk": draft.brings_proof},
        most_bytes=settings.PROOF_BYTES,
        is_joined=is_joined,
    )
    if form.is_bound and form.is_valid():
        if refused := too_often(request, "registration_proof"):
            return refused
        try:
            _keep(form, draft)
        except DomainError as error:
            form.add_error("file", str(error))
        else:
            return redirect("people:registration_check", ticket)
    return question_page(request, "proof", 4, form, draft=draft, ticket=ticket, is_joined=is_joined)


def _keep(form: ProofForm, draft: RegistrationDraft) -> None:
    file = form.cleaned_data["file"]
    if file is not None:
        join_proof(draft, content=file.read(), token=get_random_string(24), at=clock.now())
    elif form.cleaned_data["at_desk"]:
        bring_proof(draft, at=clock.now())
