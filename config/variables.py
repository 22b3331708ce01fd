"""What an environment variable is here: a name, a type, a default, a description; and how each type is read.

The table of Portée's own variables is `config.env`; nothing here knows one of them. Messages are in French,
not translated: they are read before Django, and therefore gettext, can start.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

T = TypeVar("T")

Network = IPv4Network | IPv6Network

UNIX_SOCKET = "unix"
"""The name, in a list of proxies, of the peer of a UNIX socket, which has no address."""


@dataclass(frozen=True, slots=True)
class Variable:
    """One line of the reference table (docs/reference is generated from it).

    `default` is the text that would be read from the environment; `shown_default` is what a person should
    understand by it when that text is empty.
    """

    name: str
    kind: str
    default: str
    shown_default: str
    french: str
    english: str
    is_secret: bool = False


@dataclass(frozen=True, slots=True)
class Problem:
    """One value that cannot be read, in a French sentence that says how to mend it."""

    name: str
    message: str


class InvalidEnvironment(Exception):  # noqa: N818 - it names a state of the installation
    """The environment cannot be used; `problems` lists all that is wrong with it, not only the first."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(problem.message for problem in problems))
        self.problems = problems


class Table:
    """Reads variables one by one, remembers their description and what is wrong with them."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._environ = environ
        self._problems: list[Problem] = []
        self._variables: list[Variable] = []

    def read(
        self,
        name: str,
        parse: Callable[[str], T],
        *,
        default: str = "",
        shown_default: str = "",
        french: str,
        english: str,
        is_secret: bool = False,
    ) -> T:
        """The typed value of a variable; an unreadable one is noted and stands at its default meanwhile."""
        kind = getattr(parse, "__name__", "text").removeprefix("_")
        self._variables.append(
            Variable(name, kind, default, shown_default or default, french, english, is_secret)
        )
        raw = self._environ.get(name, "").strip()
        if not raw:
            return parse(default)
        try:
            return parse(raw)
        except ValueError as error:
            shown = "n’a pas une valeur lisible" if is_secret else f"vaut « {raw} »"
            self._problems.append(Problem(name, f"{name} {shown} : {error}"))
            return parse(default)

    def refuse(self, name: str, message: str) -> None:
        """Note something wrong that only several values together show."""
        self._problems.append(Problem(name, f"{name} : {message}"))

    def finish(self) -> tuple[Variable, ...]:
        """The whole table.

        Raises InvalidEnvironment when any value could not be used.
        """
        if self._problems:
            raise InvalidEnvironment(tuple(self._problems))
        return tuple(self._variables)


def text(raw: str) -> str:
    """Any text on one line."""
    if any(ord(character) < 32 for character in raw):
        raise ValueError("il faut un texte d’une seule ligne.")
    return raw


def flag(raw: str) -> bool:
    """A yes or a no."""
    if raw.lower() in {"1", "true", "yes", "oui"}:
        return True
    if raw.lower() in {"", "0", "false", "no", "non"}:
        return False
    raise ValueError("il faut 1 (oui) ou 0 (non).")


def folder(raw: str) -> Path:
    """A folder, made absolute."""
    return Path(raw).expanduser().resolve()


def names(raw: str) -> tuple[str, ...]:
    """Words separated by commas."""
    return tuple(part.strip() for part in raw.split(",") if part.strip())


def integer(*, at_least: int, at_most: int) -> Callable[[str], int]:
    """The reader of a whole number within bounds."""

    def whole_number(raw: str) -> int:
        message = f"il faut un nombre entier entre {at_least} et {at_most}."
        try:
            value = int(raw)
        except ValueError:
            raise ValueError(message) from None
        if not at_least <= value <= at_most:
            raise ValueError(message)
        return value

    return whole_number


def one_of(*allowed: str) -> Callable[[str], str]:
    """The reader of one word among a few."""

    def choice(raw: str) -> str:
        if raw.lower() not in {word.lower() for word in allowed}:
            raise ValueError(f"il faut l’une de ces valeurs : {', '.join(allowed)}.")
        return next(word for word in allowed if word.lower() == raw.lower())

    return choice


def web_address(raw: str) -> str:
    """The scheme, host and port at which readers see the site; no path, no final slash."""
    try:
        parts = urlsplit(raw)
        host = parts.hostname if parts.port != 0 else None
    except ValueError:
        raise ValueError("cette adresse ou son port ne peuvent pas exister.") from None
    if parts.scheme not in {"http", "https"} or not host:
        raise ValueError("il faut une adresse complète, par exemple https://ressources.exemple.fr.")
    if parts.path.strip("/") or parts.query or parts.fragment or parts.username:
        raise ValueError("il faut une adresse sans chemin ni paramètre ni mot de passe.")
    return f"{parts.scheme}://{parts.netloc.lower()}"


def url(*schemes: str) -> Callable[[str], str]:
    """The reader of a URL whose scheme is one of `schemes`; empty means the default service."""

    def service_url(raw: str) -> str:
        if raw and raw.partition(":")[0] not in schemes:
            known = ", ".join(f"{scheme}:" for scheme in schemes)
            raise ValueError(f"l’adresse doit commencer par l’un de ces mots : {known}.")
        return raw

    return service_url


def networks(raw: str) -> tuple[Network | str, ...]:
    """Addresses or networks separated by commas; `unix` stands for the peer of a UNIX socket."""
    found: list[Network | str] = []
    for part in names(raw):
        try:
            found.append(part if part == UNIX_SOCKET else ip_network(part, strict=False))
        except ValueError:
            raise ValueError(
                f"« {part} » n’est ni une adresse ni un réseau (exemple : 10.0.0.0/8, ::1)."
            ) from None
    return tuple(found)


def time_zone(raw: str) -> str:
    """A name of the time-zone database, such as Indian/Reunion."""
    try:
        return ZoneInfo(raw).key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError("il faut un nom de fuseau, par exemple Europe/Paris.") from None


def secret(*, at_least: int) -> Callable[[str], str]:
    """The reader of a secret long and varied enough; empty means none was given."""

    def secret_text(raw: str) -> str:
        if raw and (len(raw) < at_least or len(set(raw)) < 5):
            raise ValueError(f"il faut au moins {at_least} caractères, tirés au hasard.")
        return raw

    return secret_text
