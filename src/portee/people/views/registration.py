"""Asking to be registered, one question a page: without an account, without a cookie, without JavaScript."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Final, TypeVar

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from portee.kernel import clock
from portee.network.api import find_establishment
from portee.people.adapters.rate_limit import too_often
from portee.people.forms.registration import ContactForm, EstablishmentForm, PersonForm, SendForm
from portee.people.models import RegistrationDraft
from portee.people.queries.registration_draft import (
    choose_among,
    find_draft,
    has_proof,
    is_whole,
    needs_guardian,
)
from portee.people.services.registration import (
    RegistrationRefusedError,
    Wish,
    submit_registration,
)
from portee.people.services.registration_draft import begin_draft, fill_draft, forget_draft
from portee.people.signed_number import Use, sealed

LONGEST_SEARCH: Final = 100

Response = TypeVar("Response", bound=HttpResponseBase)
DraftView = Callable[[HttpRequest, RegistrationDraft, str], HttpResponse]


def private(view: Callable[..., Response]) -> Callable[..., Response]:
    """A page whose address opens something: kept by no cache, listed by no engine."""

    @wraps(view)
    def seen_once(*args: Any, **kwargs: Any) -> Response:
        response = view(*args, **kwargs)
        response["Cache-Control"] = "no-store"
        response["X-Robots-Tag"] = "noindex, nofollow"
        response["Referrer-Policy"] = "same-origin"
        return response

    return seen_once


def of_a_draft(view: DraftView) -> Callable[[HttpRequest, str], HttpResponse]:
    """A page about the answers behind its address; 404 with the way to begin again when there are none."""

    @private
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def found(request: HttpRequest, ticket: str) -> HttpResponse:
        draft = find_draft(ticket)
        if draft is None:
            return render(request, "people/registration/gone.html", status=404)
        return view(request, draft, ticket)

    return found


@require_http_methods(["GET", "HEAD", "POST"])
def registration(request: HttpRequest) -> HttpResponse:
    """Find one's establishment by commune or in the list, and choose it; nothing is kept before that."""
    said = request.POST if request.method == "POST" else request.GET
    choice = choose_among(
        said.get("commune", "").strip()[:LONGEST_SEARCH],
        is_whole_list="tous" in request.GET or request.method == "POST",
        code=request.GET.get("etablissement", ""),
    )
    form = EstablishmentForm(
        _sent(request),
        found=choice.found,
        initial={
            "commune": choice.text,
            "establishment": choice.found[0].id if len(choice.found) == 1 else None,
        },
    )
    if form.is_bound and form.is_valid():
        if refused := too_often(request, "registration_draft"):
            return refused
        draft = begin_draft(
            establishment_id=form.cleaned_data["establishment"],
            commune=form.cleaned_data["commune"],
            at=clock.now(),
        )
        return redirect("people:registration_person", sealed(draft.pk, Use.DRAFT))
    return question_page(request, "establishment", 1, form, choice=choice)


@of_a_draft
def registration_person(
    request: HttpRequest, draft: RegistrationDraft, ticket: str
) -> HttpResponse:
    """Ask who is to be registered."""
    answers = {name: getattr(draft, name) for name in ("display_name", "birth_year", "commune")}
    form = PersonForm(_sent(request), initial=answers, on=clock.today())
    if form.is_bound and form.is_valid():
        fill_draft(draft, at=clock.now(), **form.cleaned_data)
        return redirect("people:registration_contact", ticket)
    return question_page(request, "person", 2, form, draft=draft, ticket=ticket)


@of_a_draft
def registration_contact(
    request: HttpRequest, draft: RegistrationDraft, ticket: str
) -> HttpResponse:
    """Ask where the answer goes."""
    is_child = needs_guardian(draft, on=clock.today())
    answers = {"email": draft.email, "guardian_email": draft.guardian_email}
    form = ContactForm(_sent(request), initial=answers, needs_guardian=is_child)
    if form.is_bound and form.is_valid():
        fill_draft(draft, at=clock.now(), **{"guardian_email": "", **form.cleaned_data})
        asks_proof = bool(draft.establishment.proof_name)
        page = "registration_proof" if asks_proof else "registration_check"
        return redirect(f"people:{page}", ticket)
    return question_page(request, "contact", 3, form, draft=draft, ticket=ticket, is_child=is_child)


@of_a_draft
def registration_check(request: HttpRequest, draft: RegistrationDraft, ticket: str) -> HttpResponse:
    """Show every answer, ask for consent, send."""
    today = clock.today()
    if not is_whole(draft, on=today):
        page = "registration_person" if has_proof(draft) else "registration_proof"
        return redirect(f"people:{page}", ticket)
    form = SendForm(_sent(request))
    if form.is_bound and form.is_valid():
        address = draft.guardian_email or draft.email
        if refused := too_often(request, "registration", key=address.lower()):
            return refused
        if form.is_trapped or _is_sent(form, draft):
            forget_draft(draft)
            return redirect("people:registration_sent", draft.establishment.code)
    is_child = needs_guardian(draft, on=today)
    return question_page(request, "check", 4, form, draft=draft, ticket=ticket, is_child=is_child)


@private
@require_safe
def registration_sent(request: HttpRequest, code: str) -> HttpResponse:
    """Say when an answer comes: the same words whatever became of the request."""
    establishment = find_establishment(code)
    if establishment is None or establishment.registration_delay_days is None:
        raise Http404
    return render(request, "people/registration/sent.html", {"establishment": establishment})


def _sent(request: HttpRequest) -> QueryDict | None:
    """What was sent, even when it is empty; None when the page is only shown."""
    return request.POST if request.method == "POST" else None


def _is_sent(form: Form, draft: RegistrationDraft) -> bool:
    wish = Wish(
        establishment_id=draft.establishment_id,
        display_name=draft.display_name,
        birth_year=draft.birth_year or 0,
        commune=draft.commune,
        email=draft.email,
        guardian_email=draft.guardian_email,
        language=get_language() or "fr",
        brings_proof=draft.brings_proof,
        draft_id=draft.pk,
    )
    try:
        submit_registration(wish, at=clock.now())
    except RegistrationRefusedError as error:
        form.add_error(None, str(error))
        return False
    return True


def question_page(
    request: HttpRequest, name: str, step: int, form: Form, **context: Any
) -> HttpResponse:
    """One question of the form, with how far it is; one step more where a proof is asked."""
    draft: RegistrationDraft | None = context.get("draft")
    asks_proof = draft is not None and bool(draft.establishment.proof_name)
    proof = [_("Proof")] if asks_proof else []
    labels = [_("Establishment"), _("Who"), _("Contact"), *proof, _("Check and send")]
    step = len(labels) if name == "check" else step
    return render(
        request,
        f"people/registration/{name}.html",
        {"form": form, "step": step, "labels": labels, **context},
        status=422 if form.errors else 200,
    )
