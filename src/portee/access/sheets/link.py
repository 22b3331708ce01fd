"""The links of sheets: where the browser is sent, with what fields. No network, no database, no clock."""

import base64
import hashlib
import hmac
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Literal
from urllib.parse import quote

from portee.access.sheets.address import with_parameters
from portee.access.sheets.fact import Passenger
from portee.access.sheets.schema import (
    Algorithm,
    EzproxyLink,
    Item,
    Moment,
    RefererLink,
    Signature,
    SignedLink,
)

ReferrerPolicy = Literal["", "origin", "unsafe-url"]


@dataclass(frozen=True, slots=True)
class Link:
    """What the browser does: go to `url`, or send it `fields` as a form, telling where it comes from or not."""

    method: Literal["redirect", "form"]
    url: str
    fields: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    referrer: ReferrerPolicy = ""


def ezproxy_link(sheet: EzproxyLink, *, target: str) -> Link:
    """The start point of the proxy. `url` is read to its end as it stands, `qurl` is escaped. Source: its manual."""
    value = quote(target, safe="") if sheet.parameter == "qurl" else target
    joint = "&" if "?" in sheet.start else "?"
    return Link("redirect", f"{sheet.start}{joint}{sheet.parameter}={value}")


def referer_link(sheet: RefererLink, *, target: str) -> Link:
    """The address, with leave to tell where the browser comes from."""
    policy: ReferrerPolicy = "origin" if sheet.sends == "origin" else "unsafe-url"
    return Link("redirect", sheet.address or target, referrer=policy)


def signed_link(
    sheet: SignedLink, *, passenger: Passenger, target: str, secret: str, at: datetime
) -> Link:
    """The fields that have a value, and their signature."""
    values = {item.name: written(item, passenger=passenger, at=at) for item in sheet.fields}
    kept = {name: value for name, value in values.items() if value}
    fields = (*kept.items(), (sheet.signature.name, sign(sheet.signature, values, secret=secret)))
    address = sheet.address or target
    if sheet.sent_by == "form":
        return Link("form", address, fields)
    return Link("redirect", with_parameters(address, dict(fields)))


def written(item: Item, *, passenger: Passenger, at: datetime) -> str:
    """The value of one item, empty for what the person has not or does not tell."""
    if item.fact is not None:
        return passenger.value(item.fact)
    if item.moment is not None:
        return _moment(item.moment, at + timedelta(seconds=item.after_seconds))
    return item.text or ""


def sign(signature: Signature, values: dict[str, str], *, secret: str) -> str:
    """The signature over the values in their order; an absent value counts as an empty one."""
    parts = [
        f"{name}={values[name]}" if signature.with_names else values[name]
        for name in signature.order
    ]
    said = signature.joined_by.join(parts)
    return _spelt(_digest(signature, said, secret), signature)


def _digest(signature: Signature, said: str, secret: str) -> bytes:
    name = signature.algorithm.value.removeprefix("hmac-")
    if signature.algorithm.value.startswith("hmac-"):
        return hmac.new(secret.encode(), said.encode(), name).digest()
    whole = secret + said if signature.begins_with_secret else said + secret
    return hashlib.new(name, whole.encode(), usedforsecurity=_is_strong(signature)).digest()


def _is_strong(signature: Signature) -> bool:
    return signature.algorithm is Algorithm.SHA256


def _spelt(digest: bytes, signature: Signature) -> str:
    if signature.written == "base64":
        return base64.b64encode(digest).decode("ascii")
    if signature.written == "base64url":
        return base64.urlsafe_b64encode(digest).decode("ascii").rstrip("=")
    return digest.hex().upper() if signature.written == "hex_upper" else digest.hex()


def _moment(moment: Moment, at: datetime) -> str:
    at = at.astimezone(UTC)
    if moment is Moment.UNIX:
        return str(int(at.timestamp()))
    if moment is Moment.UNIX_MS:
        return str(int(at.timestamp() * 1000))
    return at.strftime("%Y-%m-%dT%H:%M:%SZ" if moment is Moment.ISO else "%Y%m%d%H%M%S")
