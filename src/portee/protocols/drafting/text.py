"""Text of a record made fit for a description: no marks, no blanks around it.

Source: ISO 6630 (NSB and NSE: what sorting skips).
"""

from collections.abc import Iterable

NSB = "\u0098"
"""Begins what sorting skips."""
NSE = "\u009c"
"""Ends it."""


def tidy(text: str) -> str:
    """Take the marks of sorting and the blanks around it off a text."""
    if NSB in text:
        text = text.replace(NSB, "")
    if NSE in text:
        text = text.replace(NSE, "")
    return text.strip()


def part_after_marks(text: str) -> tuple[str, int]:
    """Take the marks off a title: its text, and how many characters at its head sorting skips.

    An opening bracket or quotation mark may stand before the first mark; marks further on count for nothing.
    """
    if NSE not in text:
        return tidy(text), 0
    text = text.strip()
    begin, end = text.find(NSB), text.find(NSE)
    clean = tidy(text)
    if not 0 <= begin <= 2 or end < begin:
        return clean, 0
    lead = len(text[:end].replace(NSB, "")) - len(text[:end].replace(NSB, "").lstrip())
    return clean, max(0, min(end - 1 - lead, len(clean)))


def joined(parts: Iterable[str], between: str) -> str:
    """Join the texts that say something, tidied."""
    return between.join(filter(None, map(tidy, parts)))


def kind_of_publisher(name: str, kind: str) -> str:
    """Believe a publisher's name that says it distributes: « distrib. Sonodisc », « F. Steiner [distributor] ».

    « France Télévisions Distribution » is only a name.
    """
    if kind != "publication" or "istrib" not in name:
        return kind
    said = name.lower()
    distributes = (
        said.lstrip("[( ").startswith("distrib") or "[distrib" in said or "(distrib" in said
    )
    return "distribution" if distributes else kind


ADDRESSES = ("http://", "https://", "ftp://", "ftps://")
"""What may be shown as a link; an address of any other kind (`javascript:`) stays unmapped."""


def web_address(text: str) -> str:
    """Give an address that may be followed, or an empty string."""
    address = tidy(text)
    lowered = address[:12].lower()
    if lowered.startswith(ADDRESSES):
        return address
    return f"https://{address}" if lowered.startswith("www.") else ""
