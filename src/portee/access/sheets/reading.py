"""Reads the content of a sheet by the schema of its method, and finds what no schema can: `SheetError` says where."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

import msgspec

from portee.access.sheets.address import WebAddress, read_address
from portee.access.sheets.fact import Fact
from portee.access.sheets.schema import (
    AddressRangeLink,
    AnySheet,
    Cas,
    EzproxyLink,
    Item,
    Oidc,
    PlainLink,
    RefererLink,
    Saml,
    Service,
    SignedLink,
)
from portee.protocols.saml import certificate_key

SCHEMAS: Final[Mapping[str, type[AnySheet]]] = {
    "plain_link": PlainLink,
    "address_range": AddressRangeLink,
    "referer": RefererLink,
    "ezproxy": EzproxyLink,
    "signed_link": SignedLink,
    "cas": Cas,
    "oidc": Oidc,
    "saml": Saml,
}
"""The schema of each method; one that has none, readers cannot be handed over by."""


_LISTS: Final = (
    "services",
    "proxy_callbacks",
    "redirect_uris",
    "after_logout",
    "assertion_consumers",
)


class Fault(StrEnum):
    """What is wrong with a field of a sheet; how it is said stands in `sheet_words.py`."""

    METHOD = "method"
    MISSING = "missing"
    UNKNOWN = "unknown"
    VALUE = "value"
    ADDRESS = "address"
    UNSAFE = "unsafe"
    HOST = "host"
    ONE_OF = "one_of"
    TWICE = "twice"
    ORDER = "order"
    REQUIRED = "required"
    CERTIFICATE = "certificate"
    WHOLE = "whole"


@dataclass(frozen=True)
class SheetError(ValueError):
    """A sheet cannot be used: the place in its JSON, what is wrong there, and with what word."""

    place: str
    fault: Fault
    word: str = ""


def read_sheet(method: str, content: Any) -> AnySheet:
    """The sheet. Raises `SheetError` for the first thing that is wrong."""
    if method not in SCHEMAS:
        raise SheetError("", Fault.METHOD, method)
    try:
        sheet: AnySheet = msgspec.convert(content, SCHEMAS[method])
    except msgspec.ValidationError as error:
        raise _told(str(error)) from None
    for place, item in named_items(sheet):
        _check_item(place, item)
    for place, text in named_addresses(sheet):
        _check_address(place, text)
    _check_names(sheet)
    if isinstance(sheet, Saml):
        _check_provider(sheet)
    return sheet


def refuse_foreign_hosts(sheet: AnySheet, *, hosts: frozenset[str]) -> None:
    """Raise `SheetError` for an address outside of the hosts of the supplier."""
    for place, text in named_addresses(sheet):
        found = read_address(text)
        if found is not None and found.host not in hosts:
            raise SheetError(place, Fault.HOST, found.host)


def items_of(sheet: AnySheet) -> tuple[Item, ...]:
    """All that leaves about somebody."""
    return tuple(item for _place, item in named_items(sheet))


def names_nobody(sheet: AnySheet) -> bool:
    """Whether nothing of anybody leaves by it, not even an identifier."""
    if isinstance(sheet, Cas | Oidc | Saml):
        return False
    return all(item.fact in {None, Fact.TARGET} for item in items_of(sheet))


def named_items(sheet: AnySheet) -> Iterator[tuple[str, Item]]:
    """What leaves, with its place in the JSON."""
    for name in ("fields", "attributes", "claims"):
        for number, item in enumerate(getattr(sheet, name, ())):
            yield f"{name}[{number}]", item


def named_addresses(sheet: AnySheet) -> Iterator[tuple[str, str]]:
    """The addresses of a sheet, with their places; an empty one is none."""
    for name in ("address", "start", "back_channel_logout", "logout_response"):
        if getattr(sheet, name, ""):
            yield name, getattr(sheet, name)
    for name in _LISTS:
        services: list[Service] = getattr(sheet, name, [])
        for number, service in enumerate(services):
            yield f"{name}[{number}].address", service.address


def service_at(services: list[Service], address: WebAddress) -> Service | None:
    """The entry that an address belongs to: the one said most closely, None for an address that is nowhere."""
    known = [(one, read_address(one.address)) for one in services]
    fitting = [
        (len(place.path), one)
        for one, place in known
        if place is not None and address.stands_at(place, below=one.below)
    ]
    return max(fitting, key=lambda pair: pair[0])[1] if fitting else None


def shared_address(some: list[Service], others: list[Service]) -> str:
    """The first address that an entry of each would answer for, empty for none."""
    for mine, yours in ((some, others), (others, some)):
        for one in mine:
            address = read_address(one.address)
            if address is not None and service_at(yours, address) is not None:
                return one.address
    return ""


def _check_item(place: str, item: Item) -> None:
    if sum(value is not None for value in (item.fact, item.text, item.moment)) != 1:
        raise SheetError(place, Fault.ONE_OF)


def _check_address(place: str, text: str) -> None:
    found = read_address(text)
    if found is None:
        raise SheetError(place, Fault.ADDRESS, text)
    if not found.is_safe:
        raise SheetError(place, Fault.UNSAFE, text)


def _check_names(sheet: AnySheet) -> None:
    names = [item.name for item in items_of(sheet)]
    if isinstance(sheet, SignedLink):
        names.append(sheet.signature.name)
        for name in sheet.signature.order:
            if name not in names[:-1]:
                raise SheetError("signature.order", Fault.ORDER, name)
        for item in sheet.fields:
            # What is not signed, anybody may change on the way.
            if item.name not in sheet.signature.order and item.text is None:
                raise SheetError("signature.order", Fault.REQUIRED, item.name)
    for name in names:
        if names.count(name) > 1:
            raise SheetError("", Fault.TWICE, name)


def _check_provider(sheet: Saml) -> None:
    for number, text in enumerate(sheet.certificates):
        try:
            certificate_key(text)
        except ValueError:
            raise SheetError(f"certificates[{number}]", Fault.CERTIFICATE) from None
    for number, one in enumerate(sheet.assertion_consumers):
        if one.below:
            raise SheetError(f"assertion_consumers[{number}].below", Fault.WHOLE)


_AT = re.compile(r" - at `\$\.?(?P<place>.*)`$")
_WORD = re.compile(r"`(?P<word>[^`]*)`")


def _told(message: str) -> SheetError:
    """The error of msgspec, as a place and a fault."""
    at = _AT.search(message)
    word = _WORD.search(message)
    place = at["place"] if at else ""
    named = word["word"] if word else ""
    if "missing required field" in message:
        return SheetError(place, Fault.MISSING, named)
    if "unknown field" in message:
        return SheetError(place, Fault.UNKNOWN, named)
    return SheetError(place, Fault.VALUE, _AT.sub("", message))
