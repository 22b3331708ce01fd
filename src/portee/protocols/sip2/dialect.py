"""What systems do differently, as data: one TOML sheet for each family, and what one library's system changes of it.

A library's sheet is TOML: `family = "koha"`, then any key of `Dialect`. Nothing of a sheet is secret.
"""

import codecs
import re
import tomllib
from dataclasses import dataclass, fields
from functools import cache
from importlib import resources
from typing import Any, Literal

STATUS_FLAGS = (
    "charge_denied",
    "renewal_denied",
    "recall_denied",
    "hold_denied",
    "card_lost",
    "too_many_charged",
    "too_many_overdue",
    "too_many_renewals",
    "too_many_claims",
    "too_many_lost",
    "excessive_fines",
    "excessive_fees",
    "recall_overdue",
    "too_many_billed",
)
"""The fourteen positions of « patron status », in their order. Source: 3M SIP 2.00, « Field Definitions »."""

LINE_ENDS = ("\r", "\r\n", "\n")
CHARSETS = ("ascii", "utf-8", "iso8859-1", "iso8859-15", "cp1252", "cp850")
_CODE = re.compile(r"[A-Z][A-Z0-9]", re.ASCII)
_CHOICES: dict[str, tuple[str, ...]] = {
    "line_end": LINE_ENDS,
    "login": ("message", "none"),
    "patron_message": ("63", "23"),
    "dates": ("local", "utc"),
}


class DialectError(ValueError):
    """A sheet that cannot be used; `key` is the line at fault, empty when the text is no TOML."""

    def __init__(self, key: str) -> None:
        super().__init__(key or "toml")
        self.key = key


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """How one system speaks.

    - `charset`, `line_end`, `field_end`, `error_detection`: the line. `dates`: local time or UTC in what is sent;
    - `login`: by message 93, or none where the address alone is known; `location`: where we say we are (`CP`);
    - `status_first`: whether 99 is asked before anything; `patron_message`: 63, or 23 for old systems;
    - `institution_id`: ours (`AO`), which answers must repeat unless `institution_checked` is false;
    - `same_card`: answers must repeat the card number (`AA`); false where an old card leads to its successor;
    - `blank_fields`: fields written although blank, `AC` as a rule; `language`: three digits, 002 is French;
    - `email_field`, `establishment_field`, `expiry_field` and `expiry_format`: where facts are, empty for nowhere;
    - `blocked_by`: the flags of « patron status » that close the door.
    """

    family: str
    charset: str = "utf-8"
    line_end: str = "\r"
    field_end: str = "|"
    error_detection: bool = True
    dates: str = "local"
    login: str = "message"
    location: str = ""
    status_first: bool = False
    patron_message: str = "63"
    institution_id: str = ""
    institution_checked: bool = True
    same_card: bool = True
    blank_fields: tuple[str, ...] = ("AC",)
    language: str = "002"
    email_field: str = "BE"
    establishment_field: str = ""
    expiry_field: str = ""
    expiry_format: str = "%Y%m%d"
    blocked_by: tuple[str, ...] = ("card_lost",)


def families() -> list[str]:
    """The names of the families that have a sheet."""
    folder = resources.files(__package__) / "families"
    return sorted(entry.name.removesuffix(".toml") for entry in folder.iterdir() if _is_toml(entry))


def read_dialect(text: str) -> Dialect:
    """The dialect that a sheet describes: its family's, with what it changes. Raises DialectError."""
    try:
        changed = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        raise DialectError("") from None
    family = changed.pop("family", "standard")
    if family not in families():
        raise DialectError("family")
    values = {**_family(family), **changed}
    for key, value in values.items():
        if not _is_sound(key, value):
            raise DialectError(key)
    lists = {key: tuple(value) for key, value in values.items() if isinstance(value, list)}
    if values.get("charset"):
        values["charset"] = codecs.lookup(values["charset"]).name
    return Dialect(family=family, **{**values, **lists})


@cache
def _family(name: str) -> dict[str, Any]:
    sheet = resources.files(__package__) / "families" / f"{name}.toml"
    return tomllib.loads(sheet.read_text(encoding="utf-8"))


def _is_toml(entry: Any) -> bool:
    return bool(entry.name.endswith(".toml"))


def _is_sound(key: str, value: object) -> bool:
    """Whether a key is known and its value is one that the rest of the package can live with."""
    kinds: dict[str, object] = {field.name: field.type for field in fields(Dialect)}
    if key not in kinds:
        return False
    if isinstance(value, bool) or kinds[key] is bool:
        return isinstance(value, bool) and kinds[key] is bool
    if key in {"blank_fields", "blocked_by"}:
        return isinstance(value, list) and all(_is_listable(key, one) for one in value)
    return isinstance(value, str) and value.isascii() and _is_sound_text(key, value)


def _is_listable(key: Literal["blank_fields", "blocked_by"] | str, value: object) -> bool:
    if key == "blocked_by":
        return value in STATUS_FLAGS
    return isinstance(value, str) and bool(_CODE.fullmatch(value))


def _is_sound_text(key: str, value: str) -> bool:
    if key in _CHOICES:
        return value in _CHOICES[key]
    if key == "charset":
        return value in CHARSETS
    if key == "field_end":
        return len(value) == 1 and value.isprintable() and not value.isalnum()
    if key == "language":
        return len(value) == 3 and value.isdecimal()
    if key in {"email_field", "establishment_field", "expiry_field"}:
        return not value or bool(_CODE.fullmatch(value))
    return len(value) <= 60 and value.isprintable() and "|" not in value
