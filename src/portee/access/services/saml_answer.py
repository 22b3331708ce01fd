"""What suppliers of SAML are answered, signed: a request is answered once, in the very transaction that counts."""

import secrets
from datetime import datetime, timedelta
from typing import Final

from django.db import IntegrityError, transaction

from portee.access.models import Offer, SupplierSession
from portee.access.opening import Opening
from portee.access.queries.saml_client import KnownProvider
from portee.access.queries.sharing import Sharing, facts_asked, passenger_for, sharing_of
from portee.access.services.admission import Entry, admit
from portee.access.services.handover import Handover
from portee.access.services.oidc_token import issuer
from portee.access.services.saml_key import draw_name, signed_here
from portee.access.services.supplier_identifier import identifier_for
from portee.access.services.ticket import keep_ticket
from portee.access.sheets.assertion import (
    Answering,
    assertion_name,
    entity_of,
    envelope_of,
    sign_in_message,
)
from portee.access.sheets.fact import Passenger
from portee.access.stopover import LIFE_SECONDS, SamlAsked
from portee.protocols.saml import (
    Status,
    failed_response,
    form_message,
)

ANSWERED: Final = "SAML"
ANSWERED_LIFE: Final = timedelta(seconds=LIFE_SECONDS)
"""As long as a request waits for somebody: after it nothing is answered anyway."""


class AnsweredAlreadyError(Exception):
    """The request was answered: another answer would be a second key to the same door."""


def let_in(asked: SamlAsked, *, known: KnownProvider, offer: Offer, entry: Entry) -> Handover:
    """Decide, count, and the form that lets somebody in who has an account.

    Raises `LaunchRefusedError`, `ConsentMissingError`, `AnsweredAlreadyError`; then nothing is counted.
    """
    with transaction.atomic():
        opening = admit(offer=offer, sheet=known.sheet, entry=entry)
        _answer_once(asked, opening, known=known, at=entry.at)
        answering = Answering(
            issuer=issuer(),
            destination=asked.consumer,
            in_response_to=asked.request_id,
            session=secrets.token_urlsafe(16),
        )
        passenger = _passenger(opening, known=known, at=entry.at)
        _keep_session(opening, known=known, session=answering.session, at=entry.at)
    name = draw_name()
    xml = sign_in_message(known.sheet, answering, passenger=passenger, message_id=name, at=entry.at)
    xml = signed_here(xml, name=assertion_name(name), at=entry.at)
    if known.sheet.signed_response:
        xml = signed_here(xml, name=name, at=entry.at)
    return _form(asked, xml)


def refuse(asked: SamlAsked, status: Status, *, at: datetime) -> Handover:
    """The form that lets nobody in, and says why."""
    answering = Answering(issuer(), asked.consumer, asked.request_id, session="")
    name = draw_name()
    xml = failed_response(envelope_of(answering, message_id=name, at=at), status)
    return _form(asked, signed_here(xml, name=name, at=at))


def our_name() -> str:
    """By what name suppliers of SAML know this site."""
    return entity_of(issuer())


def _answer_once(asked: SamlAsked, opening: Opening, *, known: KnownProvider, at: datetime) -> None:
    assert opening.account_id is not None, "only people who signed in come this far"  # noqa: S101
    text = f"{known.sheet.entity_id}\x00{asked.request_id}"
    try:
        with transaction.atomic():
            keep_ticket(
                text,
                kind=ANSWERED,
                supplier=known.supplier,
                service=asked.consumer,
                account_id=opening.account_id,
                launch_id=opening.launch_id,
                at=at,
                life=ANSWERED_LIFE,
            )
    except IntegrityError:
        raise AnsweredAlreadyError from None


def _passenger(opening: Opening, *, known: KnownProvider, at: datetime) -> Passenger:
    sheet, supplier, account_id = known.sheet, known.supplier, opening.account_id
    assert account_id is not None, "only people who signed in come this far"  # noqa: S101
    sharing = sharing_of(account_id=account_id, supplier=supplier, sheet=sheet)
    return passenger_for(
        account_id=account_id,
        identifier=identifier_for(account_id=account_id, supplier=supplier, at=at),
        establishment_id=opening.establishment_id,
        facts=facts_asked(sheet) if sharing is Sharing.GIVEN else (),
    )


def _keep_session(opening: Opening, *, known: KnownProvider, session: str, at: datetime) -> None:
    if known.sheet.back_channel_logout:
        SupplierSession.objects.create(
            supplier=known.supplier,
            account_id=opening.account_id,
            reference=session,
            end_at=known.sheet.back_channel_logout,
            opened_at=at,
        )


def _form(asked: SamlAsked, xml: str) -> Handover:
    fields = [("SAMLResponse", form_message(xml))]
    if asked.relay_state:
        fields.append(("RelayState", asked.relay_state))
    return Handover("form", asked.consumer, tuple(fields))
