"""Why a resource stands where it does in a result, in sentences."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from portee.catalogue.search.port import Explanation, Field, Reason

FIELDS: Final[Mapping[Field, str | Promise]] = {
    Field.TITLE: pgettext_lazy("where a word stands", "the titles"),
    Field.CONTRIBUTOR: pgettext_lazy("where a word stands", "the contributors"),
    Field.SUBJECT: pgettext_lazy("where a word stands", "the subjects"),
    Field.LABEL: pgettext_lazy("where a word stands", "type, level, instruments and other labels"),
    Field.PUBLISHER: pgettext_lazy("where a word stands", "publisher and series"),
    Field.NOTE: pgettext_lazy("where a word stands", "the notes"),
    Field.IDENTIFIER: pgettext_lazy("where a word stands", "the identifiers"),
}

_REASONS: Final[Mapping[Reason, str | Promise]] = {
    Reason.SCORE: gettext_lazy("In all"),
    Reason.FOUND: gettext_lazy("The words are there; rare ones count for more"),
    Reason.PHRASE: gettext_lazy("The words follow one another in a title"),
    Reason.WHOLE_TITLE: gettext_lazy("The words are a title from end to end"),
    Reason.WORTH: gettext_lazy("It is recent, or several establishments hold it"),
}


@dataclass(frozen=True, slots=True)
class ReasonLine:
    """One part of a score. `share`: how much of the whole it is, of a hundred."""

    sentence: str
    score: float
    share: int


def reason_lines(explanation: Explanation) -> list[ReasonLine]:
    """The parts of a score, the greatest first."""
    whole = explanation.score or 1.0
    parts = [one for one in explanation.parts if one.score > 0]
    return [
        ReasonLine(_sentence(one), one.score, round(100 * one.score / whole))
        for one in sorted(parts, key=lambda one: -one.score)
    ]


def _sentence(one: Explanation) -> str:
    if one.reason is not Reason.WORD or one.field is None:
        return str(_REASONS[one.reason])
    said = {"term": one.term, "field": FIELDS[one.field]}
    if one.is_exact:
        return _("“%(term)s” stands as it was typed in %(field)s") % said
    return _("“%(term)s”, or another form of it, stands in %(field)s") % said
