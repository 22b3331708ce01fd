"""Exactly what would leave by a sheet, for one passenger, at one moment: nothing is sent, nothing is kept.

It is made by the same functions that make what leaves in earnest; golden files hold it for each sheet we ship.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from lxml import etree

from portee.access.sheets.address import with_parameters
from portee.access.sheets.assertion import Answering, end_message, sign_in_message, told
from portee.access.sheets.claims import id_claims, logout_claims
from portee.access.sheets.fact import Fact, Passenger
from portee.access.sheets.link import Link, ezproxy_link, referer_link, signed_link
from portee.access.sheets.schema import (
    AnySheet,
    Cas,
    EzproxyLink,
    Oidc,
    RefererLink,
    Saml,
    SignedLink,
)
from portee.protocols.cas import logout_request, plain_answer, success

EXAMPLE_TICKET = "ST-EXAMPLE"
EXAMPLE_SESSION = "EXAMPLE"


class Way(StrEnum):
    """By which way something leaves."""

    ADDRESS = "address"
    FORM = "form"
    REFERRER = "referrer"
    CAS_1 = "cas_1"
    CAS_2 = "cas_2"
    CAS_3 = "cas_3"
    CAS_LOGOUT = "cas_logout"
    OIDC_TOKEN = "oidc_token"  # noqa: S105 - a name of ours
    OIDC_LOGOUT = "oidc_logout"
    SAML_RESPONSE = "saml_response"
    SAML_LOGOUT = "saml_logout"


@dataclass(frozen=True, slots=True)
class Message:
    """One thing that leaves, as it leaves."""

    way: Way
    text: str


@dataclass(frozen=True, slots=True)
class Trial:
    """For whom, where, when; the secret is one made for trying."""

    passenger: Passenger
    target: str
    site: str
    secret: str = field(repr=False)
    at: datetime


def dry_run(sheet: AnySheet, trial: Trial) -> tuple[Message, ...]:
    """What would leave, in its order."""
    if isinstance(sheet, Cas):
        return tuple(_cas(sheet, trial))
    if isinstance(sheet, Oidc):
        return tuple(_oidc(sheet, trial))
    if isinstance(sheet, Saml):
        return tuple(_saml(sheet, trial))
    return tuple(_linked(link_of(sheet, trial), trial))


def link_of(sheet: AnySheet, trial: Trial) -> Link:
    """The link of a sheet that is one."""
    if isinstance(sheet, SignedLink):
        return signed_link(
            sheet,
            passenger=trial.passenger,
            target=trial.target,
            secret=trial.secret,
            at=trial.at,
        )
    if isinstance(sheet, EzproxyLink):
        return ezproxy_link(sheet, target=trial.target)
    if isinstance(sheet, RefererLink):
        return referer_link(sheet, target=trial.target)
    return Link("redirect", trial.target)


def _linked(link: Link, trial: Trial) -> Iterator[Message]:
    yield Message(Way.ADDRESS, link.url)
    if link.fields:
        said = "\n".join(f"{name}={value}" for name, value in link.fields)
        yield Message(Way.FORM, said)
    if link.referrer:
        said = f"{trial.site}/" if link.referrer == "origin" else f"{trial.site}/offre/…/ouvrir/"
        yield Message(Way.REFERRER, said)


def _cas(sheet: Cas, trial: Trial) -> Iterator[Message]:
    there = sheet.services[0].address
    user = trial.passenger.value(Fact.IDENTIFIER)
    attributes = told(sheet.attributes, passenger=trial.passenger, at=trial.at)
    yield Message(Way.ADDRESS, with_parameters(there, {"ticket": EXAMPLE_TICKET}))
    if 1 in sheet.versions:
        yield Message(Way.CAS_1, plain_answer(user).decode())
    if 2 in sheet.versions:
        second = attributes if sheet.attributes_in_2 else ()
        yield Message(Way.CAS_2, success(user, attributes=second).decode())
    if 3 in sheet.versions:
        yield Message(Way.CAS_3, success(user, attributes=attributes).decode())
    if sheet.single_logout:
        said = logout_request(ticket=EXAMPLE_TICKET, request_id="LR-EXAMPLE", at=trial.at)
        yield Message(Way.CAS_LOGOUT, said)


def _oidc(sheet: Oidc, trial: Trial) -> Iterator[Message]:
    there = sheet.redirect_uris[0].address
    yield Message(Way.ADDRESS, with_parameters(there, {"code": "EXAMPLE"}))
    claims = id_claims(
        sheet,
        issuer=trial.site,
        passenger=trial.passenger,
        session=EXAMPLE_SESSION,
        nonce="",
        at=trial.at,
    )
    yield Message(Way.OIDC_TOKEN, _json(claims))
    if sheet.back_channel_logout:
        said = logout_claims(
            sheet,
            issuer=trial.site,
            subject=trial.passenger.value(Fact.IDENTIFIER),
            session=EXAMPLE_SESSION,
            token_id=EXAMPLE_SESSION,
            at=trial.at,
        )
        yield Message(Way.OIDC_LOGOUT, _json(said))


def _saml(sheet: Saml, trial: Trial) -> Iterator[Message]:
    there = sheet.assertion_consumers[0].address
    yield Message(Way.ADDRESS, there)
    answering = Answering(
        issuer=trial.site, destination=there, in_response_to="ID-EXAMPLE", session=EXAMPLE_SESSION
    )
    said = sign_in_message(
        sheet, answering, passenger=trial.passenger, message_id="ID-EXAMPLE", at=trial.at
    )
    yield Message(Way.SAML_RESPONSE, _indented(said))
    if sheet.back_channel_logout:
        said = end_message(
            sheet,
            issuer=trial.site,
            subject=trial.passenger.value(Fact.IDENTIFIER),
            session=EXAMPLE_SESSION,
            message_id="ID-EXAMPLE",
            at=trial.at,
        )
        yield Message(Way.SAML_LOGOUT, _indented(said))


def _indented(xml: str) -> str:
    return etree.tostring(etree.fromstring(xml), encoding="unicode", pretty_print=True)


def _json(said: dict[str, object]) -> str:
    return json.dumps(said, ensure_ascii=False, indent=2)
