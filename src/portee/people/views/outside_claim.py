"""Whose account an identity opens: let in as its holder, or asked first which account is hers."""

from typing import Final

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import get_next_redirect_url, perform_login
from django.contrib import messages
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from portee.kernel import clock
from portee.people.card_words import too_many_tries
from portee.people.forms.outside_identity import OwnerForm
from portee.people.handlers import begin_sign_in
from portee.people.models import Account
from portee.people.outside_ticket import Ticket, read_ticket, write_ticket
from portee.people.queries.identity_provider import offered_provider
from portee.people.services.failed_sign_in import TooManyTriesError, forgive_try
from portee.people.services.outside_identity import (
    IdentityHeldError,
    Known,
    NoAccountError,
    ProviderGoneError,
    admit_identity,
    join_identity,
    open_for_identity,
)
from portee.people.views.registration import private

END_KEY: Final = "people.outside.end"
"""Where a session keeps how the provider's own session is ended with it."""


def let_in_or_ask(request: HttpRequest, ticket: Ticket, *, onwards: str) -> HttpResponse:
    """Sign in whoever is known by this identity; ask the others which account is theirs."""
    try:
        account = admit_identity(_known(ticket), at=clock.now())
    except NoAccountError:
        return _claim_page(request, OwnerForm(), ticket, onwards=onwards, status=200)
    except ProviderGoneError:
        return redirect("people:sign_in")
    return _sign_in(request, account, ticket, onwards=onwards)


@private
@require_POST
def outside_claim(request: HttpRequest) -> HttpResponse:
    """What she answers: which account is hers, or that she has none."""
    ticket = read_ticket(request.POST.get("ticket", ""), at=clock.now())
    if ticket is None:
        return redirect("people:sign_in")
    onwards = get_next_redirect_url(request) or ""
    form = OwnerForm(request.POST if "password" in request.POST else None)
    try:
        if "apart" in request.POST:
            account = open_for_identity(_known(ticket), at=clock.now())
        else:
            owner_id = _proved_owner(request, form)
            if owner_id is None:
                return _claim_page(request, form, ticket, onwards=onwards, status=422)
            account = _join(request, ticket, owner_id)
    except IdentityHeldError as error:
        messages.error(request, str(error))
        return _claim_page(request, OwnerForm(), ticket, onwards=onwards, status=422)
    except ProviderGoneError:
        return redirect("people:sign_in")
    response = _sign_in(request, account, ticket, onwards=onwards)
    if "apart" not in request.POST:
        messages.success(request, _("It is done: this sign-in opens your account from now on."))
    return response


def _join(request: HttpRequest, ticket: Ticket, owner_id: int) -> Account:
    """Tie the identity; the session in which it is done goes on, the others end."""
    return join_identity(
        _known(ticket),
        account_id=owner_id,
        session_key=request.session.session_key if request.user.pk == owner_id else None,
        at=clock.now(),
    )


def _proved_owner(request: HttpRequest, form: OwnerForm) -> int | None:
    """The account that she showed to be hers: by its open session, or by its password."""
    if "join" in request.POST:
        return request.user.pk if request.user.is_authenticated else None
    if not form.is_valid():
        return None
    try:
        tried = begin_sign_in(request, login=form.cleaned_data["login"])
    except TooManyTriesError as error:
        form.add_error(None, too_many_tries(error.wait).text)
        return None
    account = Account.objects.filter(email__iexact=form.cleaned_data["login"]).first()
    if account is None:
        # A stranger's address takes as long as a wrong password.
        make_password(form.cleaned_data["password"])
    elif account.check_password(form.cleaned_data["password"]) and account.is_active:
        forgive_try(tried)
        return int(account.pk)
    form.add_error(None, _("This address and this password do not go together."))
    return None


def _known(ticket: Ticket) -> Known:
    return Known(
        provider_id=ticket.provider_id, facts=ticket.facts, language=get_language() or "fr"
    )


def _sign_in(
    request: HttpRequest, account: Account, ticket: Ticket, *, onwards: str
) -> HttpResponse:
    if request.user.pk != account.pk:
        # What the browser was signed in as, if anything, ends here.
        request.session.flush()
    if ticket.facts.end_session:
        provider = offered_provider(ticket.provider_id)
        request.session[END_KEY] = {
            "name": provider.name if provider else "",
            "url": ticket.facts.end_session,
            "hint": ticket.facts.hint,
        }
    record_authentication(request, account, method="outside")
    response: HttpResponse = perform_login(request, account, redirect_url=onwards or None)
    return response


def _claim_page(
    request: HttpRequest, form: OwnerForm, ticket: Ticket, *, onwards: str, status: int
) -> HttpResponse:
    provider = offered_provider(ticket.provider_id)
    if provider is None:
        return redirect("people:sign_in")
    if not form.is_bound and ticket.facts.email:
        form.initial["login"] = ticket.facts.email
    context = {
        "form": form,
        "ticket": write_ticket(ticket),
        "provider": provider,
        "is_signed_in": request.user.is_authenticated,
        "link_url": reverse("people:sign_in_link"),
        "onwards": onwards,
    }
    return render(request, "people/outside_identity/claim.html", context, status=status)
