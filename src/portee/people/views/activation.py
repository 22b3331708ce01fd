"""Typing, or scanning, the code of a printed sheet; it leads to the choice of a password."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from portee.kernel import clock
from portee.people.adapters.rate_limit import too_often
from portee.people.forms.activation import ActivationForm
from portee.people.services.activation import account_of_code
from portee.people.services.invitation import activation_path
from portee.people.views.registration import private


@private
@require_http_methods(["GET", "HEAD", "POST"])
def activation(request: HttpRequest) -> HttpResponse:
    """Ask for the code."""
    form = ActivationForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        return _lead_on(request, form, form.cleaned_data["code"])
    return _page(request, form)


@private
@require_safe
def activation_code(request: HttpRequest, code: str) -> HttpResponse:
    """What the drawing of the sheet opens."""
    return _lead_on(request, ActivationForm({"code": code}), code)


def _lead_on(request: HttpRequest, form: ActivationForm, code: str) -> HttpResponse:
    if refused := too_often(request, "activation"):
        return refused
    account = account_of_code(code, at=clock.now())
    if account is not None:
        return redirect(activation_path(account))
    form.refuse()
    return _page(request, form)


def _page(request: HttpRequest, form: ActivationForm) -> HttpResponse:
    return render(
        request,
        "people/activation/activation.html",
        {"form": form},
        status=422 if form.errors else 200,
    )
