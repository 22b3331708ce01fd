"""Where facts are in a directory, as data: a TOML sheet for each family, and what one establishment changes of it."""

import tomllib
from dataclasses import dataclass, fields
from functools import cache
from importlib import resources


class LdapSheetError(ValueError):
    """A sheet that cannot be used; `key` is the line at fault, empty when the text is no TOML."""

    def __init__(self, key: str) -> None:
        super().__init__(key or "toml")
        self.key = key


@dataclass(frozen=True, slots=True, kw_only=True)
class LdapSheet:
    """How one directory is laid out.

    - `base`: below which entry readers are; `card_attribute`: what holds the number they type;
    - `name_attribute`, `email_attribute`, `establishment_attribute`: empty for nowhere;
    - `expiry_attribute`, and `expiry_format`: `generalized` (RFC 4517, 3.3.13), `days` since 1970 (`shadowExpire`),
      or the codes of `strptime`;
    - `blocked_attribute` and `blocked_values`: an entry with one of them is blocked.
    """

    family: str
    base: str = ""
    card_attribute: str = "uid"
    name_attribute: str = "cn"
    email_attribute: str = "mail"
    establishment_attribute: str = ""
    expiry_attribute: str = ""
    expiry_format: str = "generalized"
    blocked_attribute: str = ""
    blocked_values: tuple[str, ...] = ()

    def wanted(self) -> list[str]:
        """The attributes to ask for, and no other."""
        named = (
            self.name_attribute,
            self.email_attribute,
            self.establishment_attribute,
            self.expiry_attribute,
            self.blocked_attribute,
            self.card_attribute,
        )
        return sorted({name for name in named if name})


def families() -> list[str]:
    """The names of the families that have a sheet."""
    folder = resources.files(__package__) / "families"
    names = (entry.name for entry in folder.iterdir())
    return sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml"))


def read_sheet(text: str) -> LdapSheet:
    """The layout that a sheet describes: its family's, with what it changes. Raises LdapSheetError."""
    try:
        changed = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        raise LdapSheetError("") from None
    family = changed.pop("family", "inetorgperson")
    if family not in families():
        raise LdapSheetError("family")
    values = {**_family(family), **changed}
    for key, value in values.items():
        if not _is_sound(key, value):
            raise LdapSheetError(key)
    for key in ("base", "card_attribute", "name_attribute"):
        if values.get(key, LdapSheet.__dataclass_fields__[key].default) == "":
            raise LdapSheetError(key)
    if "blocked_values" in values:
        values["blocked_values"] = tuple(values["blocked_values"])
    return LdapSheet(family=family, **values)


def _is_sound(key: str, value: object) -> bool:
    if key == "family" or key not in {field.name for field in fields(LdapSheet)}:
        return False
    if key == "blocked_values":
        return isinstance(value, list) and all(isinstance(one, str) for one in value)
    if not isinstance(value, str) or not value.isprintable() or len(value) > 300:
        return False
    if key.endswith("_attribute"):
        return value == "" or (value.isascii() and value.replace("-", "").isalnum())
    return True


@cache
def _family(name: str) -> dict[str, object]:
    sheet = resources.files(__package__) / "families" / f"{name}.toml"
    return dict(tomllib.loads(sheet.read_text(encoding="utf-8")))
