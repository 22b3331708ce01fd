"""The words that addresses of browse pages may hold: any other is no address at all."""

from django.urls.converters import StringConverter

from portee.portal.queries.browse_headings import HEADINGS
from portee.portal.queries.browse_vocabulary import VOCABULARIES
from portee.portal.queries.spaces import DISCIPLINES


class DisciplineConverter(StringConverter):
    """`musique`, `danse`…"""

    regex = "|".join(DISCIPLINES)


class VocabularyConverter(StringConverter):
    """`instruments`, `types`…"""

    regex = "|".join(VOCABULARIES)


class HeadingsConverter(StringConverter):
    """`sujets`, `personnes`."""

    regex = "|".join(HEADINGS)
