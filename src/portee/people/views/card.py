"""Signing in with a library card: its own system is asked, and what it says decides."""

from typing import Any, Final

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import get_next_redirect_url, perform_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portee.kernel import clock
from portee.kernel.outbound import StreamClient
from portee.people.adapters.account_adapter import remember_device
from portee.people.card_ticket import Ticket, read_ticket, write_ticket
from portee.people.card_words import Refusal, refusal_of, too_many_tries
from portee.people.forms.card import AddressOwnerForm, CardForm
from portee.people.handlers import begin_sign_in
from portee.people.models import Account
from portee.people.ports import Outcome, PatronFacts
from portee.people.queries.card_directory import CardChoice, choose_directory
from portee.people.services.card_check import check_card
from portee.people.services.failed_sign_in import TooManyTriesError, forgive_try
from portee.people.services.reader_admission import (
    AddressTakenError,
    NotAdmittedError,
    Vouched,
    admit_reader,
)
from portee.people.views.registration import private

LONGEST_SEARCH: Final = 100


@private
@require_http_methods(["GET", "HEAD", "POST"])
def card_sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for an establishment, a card and its secret; let in whoever that establishment's system knows.

    Whatever it answers, a session that is open goes on, until somebody signs in.
    """
    if "ticket" in request.POST:
        return _settle_address(request)
    said = request.POST if request.method == "POST" else request.GET
    choice = choose_directory(
        said.get("commune", "").strip()[:LONGEST_SEARCH],
        is_whole_list="tous" in said,
        chosen=said.get("directory", ""),
    )
    form = CardForm(request.POST if request.method == "POST" else None, found=choice.found)
    if form.is_bound and form.is_valid():
        return _try_card(request, form, choice)
    return _card_page(request, form, choice)


def _settle_address(request: HttpRequest) -> HttpResponse:
    """An account already has the address of the card: its owner gives its password, anybody else gets her own."""
    ticket = read_ticket(request.POST["ticket"], at=clock.now())
    if ticket is None:
        return redirect("people:card_sign_in")
    if "apart" in request.POST:
        return _admit_from(request, ticket, shares_address=True)
    form = AddressOwnerForm(request.POST)
    if form.is_valid() and _is_owner(request, form, ticket):
        return _admit_from(request, ticket, owner_id=ticket.account_id)
    return _account_page(request, form, ticket, status=422)


def _try_card(request: HttpRequest, form: CardForm, choice: CardChoice) -> HttpResponse:
    directory_id, card = form.cleaned_data["directory"], form.cleaned_data["card_number"]
    try:
        tried = begin_sign_in(request, login=_login_of(directory_id, card))
    except TooManyTriesError as error:
        return _card_page(request, form, choice, refusal=too_many_tries(error.wait))
    answer = check_card(
        directory_id=directory_id,
        card_number=card,
        secret=form.cleaned_data["secret"],
        at=clock.now(),
        client=StreamClient(),
    )
    if answer.outcome != Outcome.WRONG:
        forgive_try(tried)
    if answer.outcome != Outcome.VALID or answer.facts is None:
        return _card_page(request, form, choice, refusal=refusal_of(answer.outcome))
    return _admit(request, form, choice, answer.facts)


def _admit(
    request: HttpRequest, form: CardForm, choice: CardChoice, facts: PatronFacts
) -> HttpResponse:
    vouched = _vouched(form.cleaned_data["directory"], facts)
    try:
        account = admit_reader(vouched, at=clock.now(), owner_id=_signed_in_owner(request, facts))
    except AddressTakenError as error:
        ticket = Ticket(vouched.directory_id, error.account_id, facts)
        return _account_page(request, AddressOwnerForm(), ticket, status=200)
    except NotAdmittedError:
        return _card_page(request, form, choice, refusal=refusal_of(Outcome.UNKNOWN))
    typed = form.cleaned_data["card_number"]
    return _let_in(request, account, login=_login_of(vouched.directory_id, typed))


def _admit_from(request: HttpRequest, ticket: Ticket, **how: Any) -> HttpResponse:
    try:
        account = admit_reader(_vouched(ticket.directory_id, ticket.facts), at=clock.now(), **how)
    except NotAdmittedError:
        return redirect("people:card_sign_in")
    typed = ticket.facts.asked_card_number or ticket.facts.card_number
    return _let_in(request, account, login=_login_of(ticket.directory_id, typed))


def _is_owner(request: HttpRequest, form: AddressOwnerForm, ticket: Ticket) -> bool:
    """Whether the password is that of the account with this address; wrong ones count as at the sign-in page."""
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


def _signed_in_owner(request: HttpRequest, facts: PatronFacts) -> int | None:
    """Who is signed in, if her address is the card's: she came by her password or a link, and joins her card."""
    user = request.user
    if isinstance(user, Account) and facts.email and user.email.lower() == facts.email.lower():
        return user.pk
    return None


def _let_in(request: HttpRequest, account: Account, *, login: str) -> HttpResponse:
    onwards = get_next_redirect_url(request)
    if request.user.pk != account.pk:
        # What the browser was signed in as, if anything, ends here.
        request.session.flush()
    record_authentication(request, account, method="card")
    response: HttpResponse = perform_login(request, account, redirect_url=onwards)
    if request.user.pk == account.pk:
        remember_device(request, response, login=login)
    return response


def _vouched(directory_id: int, facts: PatronFacts) -> Vouched:
    return Vouched(directory_id=directory_id, facts=facts, language=get_language() or "fr")


def _login_of(directory_id: int, card_number: str) -> str:
    """What wrong secrets are counted under: a card has patience of its own, apart from any password."""
    return f"card:{directory_id}:{card_number.strip()}"


def _card_page(
    request: HttpRequest, form: CardForm, choice: CardChoice, *, refusal: Refusal | None = None
) -> HttpResponse:
    return render(
        request,
        "people/card/sign_in.html",
        {
            "form": form,
            "choice": choice,
            "refusal": refusal,
            "onwards": get_next_redirect_url(request),
        },
        status=422 if form.is_bound else 200,
    )


def _account_page(
    request: HttpRequest, form: AddressOwnerForm, ticket: Ticket, *, status: int
) -> HttpResponse:
    context = {
        "form": form,
        "ticket": write_ticket(ticket, at=clock.now()),
        "address": ticket.facts.email,
        "onwards": get_next_redirect_url(request),
    }
    return render(request, "people/card/account.html", context, status=status)
