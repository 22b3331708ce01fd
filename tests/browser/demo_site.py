"""What browser tests know of the served site: its address, its languages, the people of the demonstration."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

LANGUAGES = ("fr", "en")
ESTABLISHMENT = "memo-mediatheque-de-montauban"
GROUP = "grand-montauban"
CONSERVATOIRE = "conservatoire-montauban"
GUIDE_PAGE = "se-connecter"


@dataclass(frozen=True)
class Persona:
    """An account of the demonstration network, by the role it holds."""

    role: str

    @property
    def email(self) -> str:
        """Give the address that this person signs in with."""
        return f"{self.role}@demo.example"


RESIDENT = Persona("resident")
GUARDIAN = Persona("guardian")
TEACHER = Persona("teacher")
LIBRARIAN = Persona("librarian")
MANAGER = Persona("network_manager")


@dataclass(frozen=True)
class Site:
    """One running server, named by its address without a final slash, and the passwords of its people."""

    address: str
    passwords: Mapping[str, str] = field(default_factory=dict)

    def password_of(self, persona: Persona) -> str:
        """Give the password that the demonstration drew for a person."""
        return self.passwords[persona.email]

    def url(self, path: str, language: str = "fr") -> str:
        """Give the full address of a French path, in one of the two languages."""
        return self.address + localised(path, language)


def read_passwords(data_folder: Path) -> dict[str, str]:
    """Read the file where `portee demo` notes the accounts it made."""
    accounts = json.loads((data_folder / "demo-accounts.json").read_text(encoding="utf-8"))
    return {each["email"]: each["password"] for each in accounts}


def localised(path: str, language: str) -> str:
    """Give a path as the language writes it: French is bare, English stands under /en/."""
    return path if language == "fr" else f"/{language}{path}"
