"""Whose account a card opens: let in as it, or asked first whether an account that is there already is the reader's."""

from dataclasses import replace
from datetime import datetime

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import get_next_redirect_url, perform_login
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portee.kernel import clock
from portee.people.adapters.account_adapter import remember_device
from portee.people.card_ticket import Ticket, read_ticket, write_ticket
from portee.people.card_words import too_many_tries
from portee.people.forms.card import AddressOwnerForm
from portee.people.handlers import begin_sign_in
from portee.people.models import Account, AddressChange
from portee.people.services.failed_sign_in import TooManyTriesError, forgive_try
from portee.people.services.reader_admission import Answer, NotAdmittedError, Vouched, admit_reader
from portee.people.services.vouched_card import AccountFoundError, CardHeldError


def let_in(request: HttpRequest, ticket: Ticket, answer: Answer) -> HttpResponse:
    """Sign the reader in with what her card proved, or ask her first. Raises NotAdmittedError."""
    at = clock.now()
    vouched = Vouched(
        directory_id=ticket.directory_id, facts=ticket.facts, language=get_language() or "fr"
    )
    try:
        account = admit_reader(vouched, at=at, answer=answer)
    except AccountFoundError as found:
        asked = replace(ticket, account_id=found.account_id, is_listed=found.is_listed)
        return _claim_page(request, AddressOwnerForm(), asked, status=200)
    except CardHeldError as held:
        return _replacement_page(request, ticket, card_number=held.card_number)
    response = _sign_in(request, account, login=login_of(ticket))
    if request.user.pk == account.pk:
        _say_what_was_done(request, account, is_joined=answer.owner_id == account.pk, at=at)
    return response


def settle_claim(request: HttpRequest) -> HttpResponse:
    """What she answers to a page that asked: whose the account is, or whether its former card gives way."""
    ticket = read_ticket(request.POST["ticket"], at=clock.now())
    if ticket is None:
        return redirect("people:card_sign_in")
    try:
        return _settle(request, ticket)
    except NotAdmittedError:
        return redirect("people:card_sign_in")


def login_of(ticket: Ticket) -> str:
    """What wrong secrets are counted under: a card has patience of its own, apart from any password."""
    typed = ticket.facts.asked_card_number or ticket.facts.card_number
    return login_of_card(ticket.directory_id, typed)


def login_of_card(directory_id: int, card_number: str) -> str:
    """The same, of a card that is not checked yet."""
    return f"card:{directory_id}:{card_number.strip()}"


def _settle(request: HttpRequest, ticket: Ticket) -> HttpResponse:
    if "apart" in request.POST:
        return let_in(request, ticket, Answer(is_apart=True))
    if "replace" in request.POST and ticket.is_owner:
        return let_in(request, ticket, Answer(owner_id=ticket.account_id, may_replace=True))
    form = AddressOwnerForm(request.POST)
    is_owner = (
        _is_signed_in(request, ticket)
        if "join" in request.POST
        else form.is_valid() and _is_owner(request, form, ticket)
    )
    if not is_owner:
        return _claim_page(request, form, ticket, status=422)
    return let_in(request, replace(ticket, is_owner=True), Answer(owner_id=ticket.account_id))


def _is_signed_in(request: HttpRequest, ticket: Ticket) -> bool:
    """Whether the session that is open is that of the account in question."""
    return bool(ticket.account_id) and request.user.pk == ticket.account_id


def _is_owner(request: HttpRequest, form: AddressOwnerForm, ticket: Ticket) -> bool:
    """Whether the password is that of the account in question; wrong ones count as at the sign-in page."""
    account = Account.objects.filter(pk=ticket.account_id).first()
    if account is None:
        return False
    try:
        tried = begin_sign_in(request, login=account.email)
    except TooManyTriesError as error:
        form.add_error(None, too_many_tries(error.wait).text)
        return False
    if account.check_password(form.cleaned_data["password"]):
        forgive_try(tried)
        return True
    form.add_error("password", _("This is not the password of that account."))
    return False


def _sign_in(request: HttpRequest, account: Account, *, login: str) -> HttpResponse:
    onwards = get_next_redirect_url(request)
    if request.user.pk != account.pk:
        # What the browser was signed in as, if anything, ends here.
        request.session.flush()
    record_authentication(request, account, method="card")
    response: HttpResponse = perform_login(request, account, redirect_url=onwards)
    if request.user.pk == account.pk:
        remember_device(request, response, login=login)
    return response


def _say_what_was_done(
    request: HttpRequest, account: Account, *, is_joined: bool, at: datetime
) -> None:
    if is_joined:
        messages.success(
            request, _("Your card is joined to this account: it opens it from now on.")
        )
    asked = AddressChange.objects.filter(account=account, asked_at=at).first()
    if asked is not None:
        text = _("We have written to %(email)s: confirm this address to sign in with it too.")
        messages.info(request, text % {"email": asked.email})


def _claim_page(
    request: HttpRequest, form: AddressOwnerForm, ticket: Ticket, *, status: int
) -> HttpResponse:
    context = {
        "form": form,
        "ticket": write_ticket(ticket),
        "address": ticket.facts.email,
        "is_listed": ticket.is_listed,
        "is_signed_in": _is_signed_in(request, ticket),
        "onwards": get_next_redirect_url(request),
    }
    return render(request, "people/card/account.html", context, status=status)


def _replacement_page(request: HttpRequest, ticket: Ticket, *, card_number: str) -> HttpResponse:
    context = {
        "ticket": write_ticket(ticket),
        "former": card_number,
        "card_number": ticket.facts.card_number,
        "onwards": get_next_redirect_url(request),
    }
    return render(request, "people/card/replacement.html", context)
