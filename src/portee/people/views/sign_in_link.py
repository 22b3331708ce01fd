"""Signing in by a link received by mail. GET only looks, so that a mail scanner consumes nothing; POST signs in."""

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from portee.kernel import clock
from portee.people.adapters.rate_limit import too_often
from portee.people.forms.sign_in_link import AskLinkForm
from portee.people.services.sign_in_link import find_link, send_link, use_link
from portee.people.views.registration import private


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask_link(request: HttpRequest) -> HttpResponse:
    """Ask for an address; what follows is the same whether it is known or not."""
    form = AskLinkForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        email = form.cleaned_data["email"].strip()
        if refused := too_often(request, "sign_in_link", key=email.lower()):
            return refused
        send_link(email=email, at=clock.now())
        return redirect("people:sign_in_link_sent")
    return render(
        request,
        "people/sign_in_link/ask.html",
        {"form": form},
        status=422 if form.errors else 200,
    )


@never_cache
@require_safe
def link_sent(request: HttpRequest) -> HttpResponse:
    """Say that a mail left, and what to do if none comes."""
    return render(request, "people/sign_in_link/sent.html")


@private
@require_http_methods(["GET", "HEAD", "POST"])
def link_used(request: HttpRequest, token: str) -> HttpResponse:
    """Show a button; on POST, sign in, then on to the second step of whoever has one."""
    if request.method == "POST":
        if refused := too_often(request, "sign_in_link_used"):
            return refused
        account = use_link(token, at=clock.now())
        if account is not None:
            # What the browser was signed in as, if anything, ends here.
            request.session.flush()
            record_authentication(request, account, method="code", email=account.email)
            response: HttpResponse = perform_login(request, account)
            return response
    link = find_link(token, at=clock.now())
    return render(
        request,
        "people/sign_in_link/use.html",
        {"link": link, "token": token},
        status=200 if link else 404,
    )
