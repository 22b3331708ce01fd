"""What the pages of a request show of the answers given so far."""

from dataclasses import dataclass
from datetime import date

from portee.network.api import EstablishmentSummary, list_registering_establishments
from portee.people.ages import may_be_under_consent_age
from portee.people.models import RegistrationDraft, RegistrationProof
from portee.people.signed_number import Use, number_in


@dataclass(frozen=True, slots=True)
class Choice:
    """The establishments to choose from; `is_whole_list` when all are shown, whatever was typed."""

    text: str
    found: list[EstablishmentSummary]
    is_whole_list: bool


def find_draft(ticket: str) -> RegistrationDraft | None:
    """The answers behind an address, if it is ours and they were not sent or forgotten. One query."""
    number = number_in(ticket, Use.DRAFT)
    if number is None:
        return None
    return RegistrationDraft.objects.select_related("establishment").filter(pk=number).first()


def choose_among(text: str, *, is_whole_list: bool, code: str = "") -> Choice:
    """Those of the commune typed, then the virtual ones, which are for everybody; or all. One or two queries."""
    every = list_registering_establishments()
    if code:
        return Choice("", [one for one in every if one.code == code], is_whole_list=False)
    if is_whole_list:
        return Choice(text, every, is_whole_list=True)
    if not text:
        return Choice("", [], is_whole_list=False)
    matching = {one.id for one in list_registering_establishments(text)}
    found = [one for one in every if one.id in matching or one.is_virtual]
    return Choice(text, found, is_whole_list=False)


def needs_guardian(draft: RegistrationDraft, *, on: date) -> bool:
    """Whether the person may be under fifteen."""
    return draft.birth_year is not None and may_be_under_consent_age(draft.birth_year, on=on)


def is_whole(draft: RegistrationDraft, *, on: date) -> bool:
    """Whether every question has its answer."""
    reachable = draft.guardian_email if needs_guardian(draft, on=on) else draft.email
    told = bool(draft.display_name and draft.birth_year and draft.commune and reachable)
    return told and has_proof(draft)


def has_proof(draft: RegistrationDraft) -> bool:
    """Whether nothing is asked, or it is joined, or comes to the desk. One query when one is asked."""
    if not draft.establishment.proof_name or draft.brings_proof:
        return True
    return RegistrationProof.objects.filter(draft=draft).exists()
