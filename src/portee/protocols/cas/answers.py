"""The answers of a CAS server to suppliers, as XML or, for CAS 1, two lines. Source: CAS Protocol 3.0, § 2.4 to 2.7."""

import re
from collections.abc import Sequence
from enum import StrEnum
from typing import Final

from lxml import etree

NAMESPACE: Final = "http://www.yale.edu/tp/cas"

_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class FailureCode(StrEnum):
    """Why not, in the words of the protocol."""

    INVALID_REQUEST = "INVALID_REQUEST"
    INVALID_TICKET_SPEC = "INVALID_TICKET_SPEC"
    UNAUTHORIZED_SERVICE_PROXY = "UNAUTHORIZED_SERVICE_PROXY"
    UNAUTHORIZED_SERVICE = "UNAUTHORIZED_SERVICE"
    INVALID_PROXY_CALLBACK = "INVALID_PROXY_CALLBACK"
    INVALID_TICKET = "INVALID_TICKET"
    INVALID_SERVICE = "INVALID_SERVICE"
    INTERNAL_ERROR = "INTERNAL_ERROR"


def success(
    user: str,
    *,
    attributes: Sequence[tuple[str, str]] = (),
    pgt_iou: str = "",
    proxies: Sequence[str] = (),
) -> bytes:
    """Who it is; `proxies` are the callbacks it came through, the last one first."""
    root, body = _response("authenticationSuccess")
    _add(body, "user", user)
    if attributes:
        holder = _add(body, "attributes")
        for name, value in attributes:
            _add(holder, name, value)
    if pgt_iou:
        _add(body, "proxyGrantingTicket", pgt_iou)
    if proxies:
        holder = _add(body, "proxies")
        for proxy in proxies:
            _add(holder, "proxy", proxy)
    return _written(root)


def failure(code: FailureCode, said: str) -> bytes:
    """Why a ticket is refused."""
    return _refusal("authenticationFailure", code, said)


def proxy_success(ticket: str) -> bytes:
    """The proxy ticket that was asked for."""
    root, body = _response("proxySuccess")
    _add(body, "proxyTicket", ticket)
    return _written(root)


def proxy_failure(code: FailureCode, said: str) -> bytes:
    """Why no proxy ticket is given."""
    return _refusal("proxyFailure", code, said)


def plain_answer(user: str | None) -> bytes:
    """The answer of CAS 1: `yes` and the user, or `no`; one line each."""
    if user is None:
        return b"no\n\n"
    return f"yes\n{' '.join(user.split())}\n".encode()


def _refusal(name: str, code: FailureCode, said: str) -> bytes:
    root, body = _response(name)
    body.set("code", code.value)
    body.text = _writable(said)
    return _written(root)


def _response(name: str) -> tuple[etree._Element, etree._Element]:
    root = etree.Element(f"{{{NAMESPACE}}}serviceResponse", nsmap={"cas": NAMESPACE})
    return root, etree.SubElement(root, f"{{{NAMESPACE}}}{name}")


def _add(parent: etree._Element, name: str, text: str = "") -> etree._Element:
    child = etree.SubElement(parent, f"{{{NAMESPACE}}}{name}")
    if text:
        child.text = _writable(text)
    return child


def _writable(text: str) -> str:
    """The text without what XML cannot hold."""
    return _UNWRITABLE.sub("", text)


def _written(root: etree._Element) -> bytes:
    return etree.tostring(root, encoding="utf-8", pretty_print=True)
