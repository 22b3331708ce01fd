"""Reads the address of a search that somebody pasted, or the words they typed instead."""

from collections.abc import Collection
from typing import Final
from urllib.parse import parse_qs, urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from portee.catalogue.api import FacetName
from portee.portal.queries.search_parameters import Parameters, Problem, cleaned, read_question
from portee.portal.queries.search_question import SearchQuestion, View

MOST_PARAMETERS: Final = 200
_KNOWN: Final = frozenset({"q", "sort", "view", "after", "exact", "open", "from", "to"})
_NAMES: Final = _KNOWN | {name.value for name in FacetName}


class SearchAddressError(ValueError):
    """The address asks nothing that the search understands; the message says why, for the person who pasted it."""


def read_address(text: str, *, hosts: Collection[str] = ()) -> SearchQuestion:
    """The question that an address of the search asks, or that words ask, without how its results look.

    `hosts` are the names of this site: a whole address of another site is refused.
    Raises: SearchAddressError.
    """
    given = text.strip()
    is_address = given.startswith(("/", "?", "http://", "https://"))
    if not is_address:
        return _asking(SearchQuestion(text=cleaned(given)))
    try:
        parts = urlsplit(given)
        parameters = parse_qs(parts.query, max_num_fields=MOST_PARAMETERS)
    except ValueError as error:
        raise SearchAddressError(_("This address cannot be read: copy it again.")) from error
    if parts.netloc and parts.netloc not in hosts:
        raise SearchAddressError(
            _("This address is that of another site, %(host)s: paste one of this site’s search.")
            % {"host": parts.netloc[:100]}
        )
    if parts.path and parts.path.rstrip("/") not in _paths():
        raise SearchAddressError(
            _("This is not an address of the search page: it starts with %(path)s.")
            % {"path": reverse("portal:search")}
        )
    _refuse_unknown(parameters)
    question, problems = read_question(parameters)
    if problems:
        raise SearchAddressError(" ".join(_said(problem) for problem in problems))
    return _asking(question)


def question_of(stored: str) -> SearchQuestion:
    """The question of parameters that were checked when they were stored."""
    return read_question(parse_qs(stored))[0]


def _asking(question: SearchQuestion) -> SearchQuestion:
    if question.is_blank:
        raise SearchAddressError(_("This asks nothing: add words, or a filter."))
    return question.but(view=View.LIST, opened=(), sought={})


def _paths() -> set[str]:
    """The address of the search page in each language."""
    paths = set()
    for language, _name in settings.LANGUAGES:
        with override(language):
            paths.add(reverse("portal:search"))
    return paths


def _refuse_unknown(parameters: Parameters) -> None:
    unknown = [name for name in parameters if name not in _NAMES and not name.startswith("find_")]
    if unknown:
        raise SearchAddressError(
            _("The search does not know “%(name)s”: copy the address from the search page.")
            % {"name": unknown[0][:40]}
        )


def _said(problem: Problem) -> str:
    return f"{problem.parameter}\N{NO-BREAK SPACE}: {problem.message}"
