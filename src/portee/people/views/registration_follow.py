"""What is done with a request once sent: read where it stands, answer, withdraw, consent for a child."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from portee.kernel import clock
from portee.people.forms.registration import AnswerForm
from portee.people.queries.registration import find_registration
from portee.people.services.guardian_letter import offer_path
from portee.people.services.registration import (
    RegistrationClosedError,
    answer_registration,
    consent_as_guardian,
    withdraw_registration,
)
from portee.people.services.registration_claim import claim_registration, claimant_of
from portee.people.signed_number import Use
from portee.people.views.registration import private


@private
@require_http_methods(["GET", "HEAD", "POST"])
def registration_follow(request: HttpRequest, ticket: str) -> HttpResponse:
    """Show where the request stands; on POST, answer the question asked, or withdraw."""
    registration = find_registration(ticket, Use.FOLLOW)
    if registration is None:
        return render(request, "people/registration/gone.html", status=404)
    asks_to_withdraw = request.method == "POST" and "withdraw" in request.POST
    form = AnswerForm(request.POST if request.method == "POST" and not asks_to_withdraw else None)
    context = {"registration": registration, "form": form, "ticket": ticket}
    try:
        if asks_to_withdraw:
            withdraw_registration(registration_id=registration.pk)
            return render(request, "people/registration/withdrawn.html")
        if form.is_bound and form.is_valid():
            answer_registration(
                registration_id=registration.pk,
                answer=form.cleaned_data["answer"],
                at=clock.now(),
            )
            return redirect("people:registration_follow", ticket)
    except RegistrationClosedError as error:
        form.add_error(None, str(error))
    return render(
        request,
        "people/registration/follow.html",
        context,
        status=422 if form.errors else 200,
    )


@private
@require_http_methods(["GET", "HEAD", "POST"])
def registration_consent(request: HttpRequest, ticket: str) -> HttpResponse:
    """Show a guardian what the child asks; on POST, consent or have the request deleted."""
    registration = find_registration(ticket, Use.CONSENT)
    if registration is None:
        return render(request, "people/registration/gone.html", status=404)
    if request.method == "POST":
        try:
            if request.POST.get("decision") == "yes":
                consent_as_guardian(registration_id=registration.pk, at=clock.now())
            elif request.POST.get("decision") == "no":
                withdraw_registration(registration_id=registration.pk)
                return render(request, "people/registration/withdrawn.html")
        except RegistrationClosedError:
            # Said by the page itself, which shows where the request stands now.
            return redirect("people:registration_consent", ticket)
        return redirect("people:registration_consent", ticket)
    context = {"registration": registration, "offer_path": offer_path(registration)}
    return render(request, "people/registration/consent.html", context)


@private
@require_http_methods(["GET", "HEAD", "POST"])
def registration_claim(request: HttpRequest, ticket: str) -> HttpResponse:
    """Ask the holder of an account whether a child's request is hers; on POST, join it to her account."""
    registration = find_registration(ticket, Use.CLAIM)
    if registration is None or claimant_of(registration, on=clock.today()) is None:
        return render(request, "people/registration/gone.html", status=404)
    if request.method == "POST":
        claim_registration(registration_id=registration.pk, at=clock.now())
        return redirect("people:registration_claim", ticket)
    return render(request, "people/registration/claim.html", {"registration": registration})
