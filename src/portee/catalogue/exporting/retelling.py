"""A description told again in the codes of one format, so that its writer needs no vocabulary of ours. Pure.

What our vocabularies know is said by them; what they do not know is kept as the source said it.
"""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Final, Literal

from msgspec.structs import replace

from portee.catalogue.vocabularies import Classification, Vocabulary, vocabulary
from portee.protocols.description import Contribution, Description, Performer, Term
from portee.protocols.schemes import Scheme

Dialect = Literal["unimarc", "marc21", "words"]

SCHEMES: Final[Mapping[Dialect, Mapping[str, str]]] = MappingProxyType(
    {
        "unimarc": {
            "type": Scheme.UNIMARC_LEADER,
            "relator": Scheme.UNIMARC_RELATOR,
            "language": Scheme.ISO_639_2B,
            "country": Scheme.ISO_3166,
            "audience": Scheme.UNIMARC_AUDIENCE,
            "genre": Scheme.IAML_GENRE,
            "key": Scheme.UNIMARC_KEY,
            "instrument": Scheme.IAML_MOP,
        },
        "marc21": {
            "type": Scheme.MARC21_LEADER,
            "relator": Scheme.MARC_RELATOR,
            "language": Scheme.ISO_639_2B,
            "country": Scheme.MARC_COUNTRY,
            "audience": Scheme.MARC21_AUDIENCE,
            "genre": Scheme.MARC_GENRE,
        },
        "words": {"language": Scheme.ISO_639_2B},
    }
)
"""The list of each format that a vocabulary is translated to; words where there is none."""


def retold(
    description: Description, classification: Classification, *, dialect: Dialect, language: str
) -> Description:
    """The description in the codes of a format, with labels in a language beside them."""
    to = _Translation(dialect, language)
    return replace(
        description,
        types=tuple(to.terms("type", [classification.type])),
        languages=tuple(to.terms("language", classification.languages)),
        countries=tuple(to.terms("country", classification.countries)),
        audiences=tuple(to.terms("audience", classification.audiences)),
        genres=tuple(to.terms("genre", classification.genres)),
        keys=tuple(to.terms("key", classification.keys)),
        performers=tuple(to.performers(description, classification)),
        contributions=tuple(map(to.contribution, description.contributions)),
    )


class _Translation:
    """Codes of ours as terms of one format."""

    def __init__(self, dialect: Dialect, language: str) -> None:
        self._schemes = SCHEMES[dialect]
        self._language = language

    def terms(self, name: str, codes: Iterable[str]) -> Iterator[Term]:
        """The codes of a vocabulary, each once."""
        for code in dict.fromkeys(codes):
            yield self._term(name, code)

    def performers(
        self, description: Description, classification: Classification
    ) -> Iterator[Performer]:
        """The medium in our words; who is a soloist is known from the record alone, and kept by its place."""
        solo = {
            vocabulary("instrument").find(one.term) for one in description.performers if one.is_solo
        }
        for code, count in classification.instruments:
            yield Performer(self._term("instrument", code), count, is_solo=code in solo)

    def contribution(self, one: Contribution) -> Contribution:
        """The contribution with its roles in the codes of the format."""
        words = vocabulary("relator")
        roles = [
            self._term("relator", code) if (code := words.find(role)) else role
            for role in one.roles
        ]
        return replace(one, roles=tuple(dict.fromkeys(roles)))

    def _term(self, name: str, code: str) -> Term:
        words = vocabulary(name)
        scheme = self._schemes.get(name, "")
        foreign = _foreign(words, code, scheme) if scheme else ""
        label = words.label(code, self._language)
        return Term(scheme if foreign else Scheme.WORDS, foreign, label)


def _foreign(words: Vocabulary, code: str, scheme: str) -> str:
    """The code of the list, else that of the nearest family."""
    for one in (code, *words.ancestors(code)):
        known = words.entries[one].codes.get(scheme)
        if known:
            return known[0]
    return ""
