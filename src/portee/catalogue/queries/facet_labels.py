"""The words of facets and of their values. Codes travel in addresses and in the index; readers see labels."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from portee.catalogue.indexing.names import establishment_names
from portee.catalogue.models import Source
from portee.catalogue.queries.relation_labels import relation_labels
from portee.catalogue.search.port import FacetName
from portee.catalogue.search.port.document import PATH_SEPARATOR
from portee.catalogue.vocabularies import vocabulary
from portee.protocols.schemes import Scheme

NAMES: Final[Mapping[FacetName, Promise]] = {
    FacetName.DISCIPLINE: gettext_lazy("Discipline"),
    FacetName.TYPE: gettext_lazy("Type of document"),
    FacetName.LEVEL: gettext_lazy("Level"),
    FacetName.INSTRUMENT: gettext_lazy("Instrument or voice"),
    FacetName.AUDIENCE: gettext_lazy("Audience"),
    FacetName.ESTABLISHMENT: gettext_lazy("Establishment"),
    FacetName.ACCESS: gettext_lazy("Access"),
    FacetName.LANGUAGE: gettext_lazy("Language"),
    FacetName.DATE: gettext_lazy("Date"),
    FacetName.SUBJECT: gettext_lazy("Subject"),
    FacetName.SOURCE: pgettext_lazy("facet", "Source"),
    FacetName.GENRE: gettext_lazy("Genre or form"),
    FacetName.PERSON: gettext_lazy("Person or body"),
    FacetName.RELATION: gettext_lazy("Linked to"),
}

ACCESS: Final[Mapping[str, Promise]] = {
    "online": gettext_lazy("On line"),
    "free": gettext_lazy("Open to everybody"),
    "loan": gettext_lazy("To borrow"),
    "onsite": gettext_lazy("On site"),
}

IN_VOCABULARIES: Final = frozenset(
    {
        FacetName.DISCIPLINE,
        FacetName.TYPE,
        FacetName.LEVEL,
        FacetName.INSTRUMENT,
        FacetName.AUDIENCE,
        FacetName.GENRE,
    }
)
"""Facets whose codes are those of the vocabulary of their name."""


@lru_cache(maxsize=64)
def facet_name(facet: FacetName, language: str) -> str:
    """What a facet is called."""
    with translation.override(language):
        return str(NAMES[facet])


def facet_label(facet: FacetName, value: str, language: str) -> str:
    """The words of one value; a code that nobody knows is its own word. Several are cheaper by `facet_labels`."""
    return facet_labels(facet, [value], language)[value]


def facet_labels(facet: FacetName, values: Iterable[str], language: str) -> dict[str, str]:
    """The words of each value. One SQL query for sources; names of establishments are kept for a minute."""
    wanted = list(values)
    if facet is FacetName.ESTABLISHMENT:
        names = establishment_names()
        return {value: names.get(value) or last_code(value) for value in wanted}
    if facet is FacetName.RELATION:
        return relation_labels(wanted)
    if facet is FacetName.SOURCE and wanted:
        sources = Source.objects.filter(code__in=wanted).values_list("code", "name")
        return {value: value for value in wanted} | dict(sources)
    return {value: _label(facet, value, language) for value in wanted}


def last_code(value: str) -> str:
    """The code at the end of a path, without its families."""
    return value.rpartition(PATH_SEPARATOR)[2]


@lru_cache(maxsize=8_192)
def _label(facet: FacetName, value: str, language: str) -> str:
    if facet in IN_VOCABULARIES:
        return _listed(facet.value, last_code(value), language)
    if facet is FacetName.LANGUAGE:
        listed = vocabulary("language")
        known = value if value in listed.entries else listed.from_code(Scheme.ISO_639_2B, value)
        return _listed("language", known, language) if known else value
    if facet is FacetName.ACCESS and value in ACCESS:
        with translation.override(language):
            return str(ACCESS[value])
    if facet is FacetName.DATE:
        with translation.override(language):
            return years_label(value)
    return value


def _listed(name: str, code: str, language: str) -> str:
    listed = vocabulary(name)
    return listed.label(code, language) if code in listed.entries else code


def years_label(value: str) -> str:
    """A range of years in words: `1901..1950` gives « 1901 – 1950 », `..1800` « until 1800 »."""
    first, _dots, last = value.partition("..")
    if first and last:
        return first if first == last else f"{first} – {last}"
    if first:
        return _("since %(year)s") % {"year": first}
    return _("until %(year)s") % {"year": last}
