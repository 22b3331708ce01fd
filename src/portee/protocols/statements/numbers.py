"""The numbers and addresses that data sheets give without saying what they are.

Source: ISO 2108 (ISBN), ISO 3297 (ISSN), ISO 10957 (ISMN), ISO 26324 (DOI), RFC 8141 (URN), the ARK specification.
"""

import re

from stdnum import ean, isbn, ismn, issn

from portee.protocols.description import Identifier

_LABEL = re.compile(
    r"\A(?:urn:)?(e-?isbn|e-?issn|p-?issn|isbn|issn-?l|issn|ismn|ean|doi|hdl|ark|oclc|ppn|pmid|isrc|lccn|upc|rism)"
    r"(?:[\s-]*(?:10|13))?\s*(?:\(([^()]{1,40})\))?\s*[:=]?\s*(?=[\w/])",
    re.I,
)
_ARK = re.compile(r"ark:/?(\d{5,9}/[A-Za-z0-9._=~*+@$-]+)")
_DOI = re.compile(r"\A(?:https?://(?:dx\.)?doi\.org/|info:doi/|doi:\s*)?(10\.\d{4,9}/\S+)\Z", re.I)
_ADDRESS = re.compile(r"(?:https?|ftp)://[^\s<>\"]+", re.I)
_QUALIFIER = re.compile(r"\A([0-9Xx\s-]{8,17})\s*\(([^()]{1,60})\)\Z")
_PLAIN_SCHEMES = {
    "eisbn": "isbn",
    "eissn": "issn",
    "pissn": "issn",
    "issnl": "issn",
    "hdl": "uri",
}


def web_address(text: str) -> str:
    """Give the first address on the web inside a text; empty: none. Nothing but http, https and ftp is one."""
    found = _ADDRESS.search(text)
    return found[0].rstrip(".,;)") if found is not None else ""


def identifier_of(text: str) -> Identifier | None:
    """Recognise the number that a text is; None when it is none that we know (an address holding an ARK is one)."""
    text = text.strip()
    if (ark := _ARK.search(text)) is not None:
        return Identifier("ark", f"ark:/{ark[1]}")
    if (doi := _DOI.match(text)) is not None:
        return Identifier("doi", doi[1])
    if (label := _LABEL.match(text)) is not None and not text.lower().startswith(("http", "ftp")):
        return _labelled(label, text[label.end() :].strip())
    return _by_form(text)


def _labelled(label: re.Match[str], value: str) -> Identifier | None:
    """Read « ISBN : 2-07-036822-X (br.) »; what follows a label is a number even when its check digit is wrong."""
    scheme = label[1].lower().replace("-", "")
    scheme = _PLAIN_SCHEMES.get(scheme, scheme)
    qualifier = label[2] or ""
    if scheme in ("isbn", "issn", "ismn", "ean") and (parts := _QUALIFIER.match(value)) is not None:
        value, qualifier = parts[1].strip(), parts[2].strip()
    if not value or (scheme in ("isbn", "issn", "ismn", "ean") and not re.search(r"\d{3}", value)):
        return None
    return Identifier(scheme, value, qualifier)


def _by_form(text: str) -> Identifier | None:
    """Recognise a number by its shape and its check digit together."""
    value, qualifier = text, ""
    if (parts := _QUALIFIER.match(text)) is not None:
        value, qualifier = parts[1].strip(), parts[2].strip()
    compact = value.replace("-", "").replace(" ", "").upper()
    if len(compact) not in (8, 10, 13) or not re.search(r"\d{6}", compact):
        return None
    if compact.startswith(("M", "9790")):
        return Identifier("ismn", value, qualifier) if ismn.is_valid(compact) else None
    if len(compact) == 8:
        is_issn = value[4:5] == "-" and issn.is_valid(compact)
        return Identifier("issn", value, qualifier) if is_issn else None
    if isbn.is_valid(compact):
        return Identifier("isbn", value, qualifier)
    return Identifier("ean", value, qualifier) if ean.is_valid(compact) else None
