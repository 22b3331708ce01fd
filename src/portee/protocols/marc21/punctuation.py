"""MARC21 writes ISBD punctuation inside its subfields; a description does without it."""

from portee.protocols.drafting import part_after_marks, tidy

ISBD = " /:;,="

ABBREVIATIONS = frozenset(
    {
        *("acc", "arr", "assoc", "bros", "corp", "dept", "eds", "etc", "inc", "ltd", "mss"),
        *("prof", "pts", "pub", "publ", "sel", "univ", "vol"),
    }
)
"""Words that a heading may end with and whose full stop is theirs; so is that of any shorter or capital one."""


def trim(text: str) -> str:
    """Take the marks of sorting and the punctuation that announces the next subfield off a text."""
    return tidy(text).rstrip(ISBD)


def trim_heading(text: str) -> str:
    """Take the full stop off the end of a heading too, unless it belongs to an initial or an abbreviation."""
    text = trim(text)
    if text.endswith((". -", ".-")):
        text = text.rstrip("- ")
    if not text.endswith(".") or text.endswith(".."):
        return text
    word = text[:-1].rpartition(" ")[2]
    is_short = len(word) < (3 if word.islower() else 4)
    if is_short or "." in word or word.lower() in ABBREVIATIONS:
        return text
    return text[:-1]


def title_and_skip(text: str, indicator: str) -> tuple[str, int]:
    """Give a title and how many characters sorting skips: by marks, else by the indicator that counts them."""
    clean, skipped = part_after_marks(text)
    clean = trim_heading(clean)
    if not skipped and indicator.isascii() and indicator.isdecimal():
        skipped = int(indicator)
    return clean, min(skipped, len(clean))
