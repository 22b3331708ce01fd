"""The pages of guardians, and the one where a young person sees what they see."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from portee.kernel import clock
from portee.kernel.errors import DomainError
from portee.people.adapters.rate_limit import too_often
from portee.people.forms.guardian_link import GuardianAccountForm
from portee.people.models import Account, GuardianLink, Registration
from portee.people.queries.guardian_link import SeenChild, children_of, find_child, guardians_of
from portee.people.queries.registration import find_registration
from portee.people.services.guardian_link import (
    hide_from_guardian,
    join_as_guardian,
    leave_guardian,
    open_guardian_account,
)
from portee.people.signed_number import Use
from portee.people.views.registration import private


@private
@login_required
@require_safe
def children(request: HttpRequest) -> HttpResponse:
    """Show the children for whom the person answers."""
    found = children_of(_account_id(request), on=clock.today())
    context = {"children": found, "today": clock.today()}
    return render(request, "people/guardian_link/children.html", context)


@private
@login_required
@require_safe
def child(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one child, as the child sees it too."""
    context = {"seen": seen_or_404(request, pk), "today": clock.today()}
    return render(request, "people/guardian_link/child.html", context)


@private
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def overseen(request: HttpRequest) -> HttpResponse:
    """Show a young person what each guardian sees; on POST, hide it, show it again, or end it."""
    found = guardians_of(_account_id(request), on=clock.today())
    if request.method == "POST":
        sent = str(request.POST.get("link", ""))
        chosen = next((one for one in found if str(one.link.pk) == sent), None)
        if chosen is None:
            raise Http404
        _decide(request, chosen)
        return redirect("people:overseen")
    context = {"guardians": found, "today": clock.today()}
    return render(request, "people/guardian_link/overseen.html", context)


@private
@require_http_methods(["GET", "HEAD", "POST"])
def guardian(request: HttpRequest, ticket: str) -> HttpResponse:
    """Offer a guardian an account, or to use the one she has; the address was sent to her mailbox alone."""
    registration = find_registration(ticket, Use.GUARDIAN)
    if registration is None or not registration.guardian_consented_at:
        return render(request, "people/registration/gone.html", status=404)
    form = GuardianAccountForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        if refused := too_often(request, "registration", key=registration.guardian_email.lower()):
            return refused
        done = _joined(request, form, registration)
        if done is not None:
            return done
    known = Account.objects.filter(email__iexact=registration.guardian_email)
    context = {
        "registration": registration,
        "link": GuardianLink.objects.filter(registration=registration).first(),
        "has_account": known.exists(),
        "form": form,
        "here": request.path,
    }
    return render(
        request, "people/guardian_link/offer.html", context, status=422 if form.errors else 200
    )


def seen_or_404(request: HttpRequest, pk: int) -> SeenChild:
    """The child behind the number, for the guardian only. Raises Http404."""
    found = find_child(pk, guardian_id=_account_id(request), on=clock.today())
    if found is None:
        raise Http404
    return found


def _joined(
    request: HttpRequest, form: GuardianAccountForm, registration: Registration
) -> HttpResponse | None:
    """Take the link, or open the account; None when something is to be corrected, which the form says."""
    actor, at = request.actor, clock.now()  # type: ignore[attr-defined]
    if request.user.is_authenticated:
        try:
            link = join_as_guardian(registration, actor=actor, at=at)
        except DomainError as error:
            messages.error(request, str(error))
            return redirect(request.path)
        messages.success(request, _("You now follow this registration."))
        return redirect("people:child", link.pk)
    try:
        if form.is_valid() and registration.guardian_email:
            name = form.cleaned_data["display_name"]
            open_guardian_account(registration, display_name=name, actor=actor, at=at)
            return render(request, "people/guardian_link/opened.html")
    except DomainError as error:
        form.add_error(None, str(error))
    return None


def _decide(request: HttpRequest, chosen: SeenChild) -> None:
    actor, at = request.actor, clock.now()  # type: ignore[attr-defined]
    try:
        if "leave" in request.POST:
            leave_guardian(link_id=chosen.link.pk, actor=actor, at=at)
        else:
            hide_from_guardian(
                link_id=chosen.link.pk, is_hidden="hide" in request.POST, actor=actor, at=at
            )
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Your changes are saved."))


def _account_id(request: HttpRequest) -> int:
    account_id: int = request.actor.account_id  # type: ignore[attr-defined]
    return account_id
