"""Every address the site answers, read from the resolver itself, with a sample of each."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLResolver, get_resolver
from django.urls.resolvers import LocalePrefixPattern, RegexPattern

UNKNOWN_UUID = "00000000-0000-4000-8000-000000000000"
CONVERTED = re.compile(r"<(?:(\w+):)?(\w+)>")
SAMPLES_BY_CONVERTER = {
    "int": "1",
    "uuid": UNKNOWN_UUID,
    "slug": "x",
    "str": "x",
    "path": "x",
    "discipline": "musique",
    "vocabulary": "instruments",
    "headings": "sujets",
    "validation": "serviceValidate",
}

REGEX_SAMPLES = {
    r"^(\d+)/revisions/compare/(live|earliest|\d+)\.\.\.(live|latest|\d+)/$": (
        "1/revisions/compare/live...latest/"
    ),
    r"^.*/$": "an-address-that-leads-nowhere/",
    r"^mot-de-passe/choisir/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$": (
        "mot-de-passe/choisir/1-not-a-key/"
    ),
}
"""A path for each regular expression, since one cannot be made up from it."""


@dataclass(frozen=True)
class Address:
    """One line of the resolver: `route` is how the table names it."""

    route: str
    pieces: tuple[tuple[str, bool], ...]
    is_translated: bool

    def path(self, **values: Any) -> str:
        """A path that this address answers, with the values given, else samples."""
        return "/" + "".join(
            _sample_of(piece) if is_regex else CONVERTED.sub(_sampler(values), piece)
            for piece, is_regex in self.pieces
        )


def _sample_of(expression: str) -> str:
    """The sample of a regular expression; one without any choice is its own."""
    if re.fullmatch(r"\^?[\w/-]*\$?", expression):
        return expression.strip("^$")
    return REGEX_SAMPLES[expression]


def _sampler(values: dict[str, Any]) -> Any:
    def sample(found: re.Match[str]) -> str:
        converter, name = found[1] or "str", found[2]
        return str(values.get(name, SAMPLES_BY_CONVERTER[converter]))

    return sample


def addresses() -> list[Address]:
    """Each route once, in the order of the resolver: several names may share one."""
    found = {address.route: address for address in _leaves(get_resolver().url_patterns)}
    return list(found.values())


def _leaves(
    patterns: Iterable[Any],
    pieces: tuple[tuple[str, bool], ...] = (),
    *,
    is_translated: bool = False,
) -> Iterator[Address]:
    for entry in patterns:
        if isinstance(entry.pattern, LocalePrefixPattern):
            yield from _leaves(entry.url_patterns, pieces, is_translated=True)
            continue
        piece = (str(entry.pattern), isinstance(entry.pattern, RegexPattern))
        if isinstance(entry, URLResolver):
            yield from _leaves(entry.url_patterns, (*pieces, piece), is_translated=is_translated)
        else:
            whole = (*pieces, piece)
            yield Address("".join(text for text, _ in whole), whole, is_translated)
