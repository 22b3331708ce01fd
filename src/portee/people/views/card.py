"""Signing in with a library card: its own system is asked, and what it says decides."""

from typing import Final

from allauth.account.utils import get_next_redirect_url
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from portee.kernel import clock
from portee.kernel.outbound import StreamClient
from portee.people.card_ticket import Ticket
from portee.people.card_words import Refusal, refusal_of, too_many_tries
from portee.people.forms.card import CardForm
from portee.people.handlers import begin_sign_in
from portee.people.ports import Outcome
from portee.people.queries.card_directory import CardChoice, choose_directory
from portee.people.services.card_check import check_card
from portee.people.services.failed_sign_in import TooManyTriesError, forgive_try
from portee.people.services.reader_admission import Answer, NotAdmittedError
from portee.people.views.card_claim import let_in, login_of_card, settle_claim
from portee.people.views.registration import private

LONGEST_SEARCH: Final = 100


@private
@require_http_methods(["GET", "HEAD", "POST"])
def card_sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for an establishment, a card and its secret; let in whoever that establishment's system knows.

    Whatever it answers, a session that is open goes on, until somebody signs in.
    """
    if "ticket" in request.POST:
        return settle_claim(request)
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


def _try_card(request: HttpRequest, form: CardForm, choice: CardChoice) -> HttpResponse:
    directory_id, card = form.cleaned_data["directory"], form.cleaned_data["card_number"]
    try:
        tried = begin_sign_in(request, login=login_of_card(directory_id, card))
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
    ticket = Ticket(directory_id=directory_id, facts=answer.facts, issued_at=clock.now())
    try:
        return let_in(request, ticket, Answer())
    except NotAdmittedError:
        return _card_page(request, form, choice, refusal=refusal_of(Outcome.UNKNOWN))


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
