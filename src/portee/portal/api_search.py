"""What the API answers of a search: the question read strictly, the result in words that programs hold on to."""

from collections.abc import Mapping, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from portee.catalogue.api import (
    Access,
    Cursor,
    CursorError,
    FacetName,
    FacetWanted,
    Query,
    ResourceCard,
    Result,
    SuggestionKind,
    facet_labels,
    only_root,
    resource_cards,
    resource_titles,
    resource_url,
    search,
    suggest,
)
from portee.kernel.errors import DomainError
from portee.portal.api_schemas import (
    FacetValueOut,
    ResourceOut,
    SearchOut,
    SearchParameters,
    SuggestionOut,
)
from portee.portal.queries.facet_counts import SHOWN, YEARS
from portee.portal.queries.search_parameters import read_question
from portee.portal.queries.search_question import CODED, SearchQuestion

FACET_LENGTH = 20


class ParameterError(DomainError):
    """A parameter that cannot be understood; the message says what it may be."""

    code = "portal.parameter"

    def __init__(self, parameter: str, message: str) -> None:
        super().__init__(message)
        self.parameter = parameter


def question_of(parameters: Mapping[str, Sequence[str]]) -> SearchQuestion:
    """The question asked. Raises ParameterError for the first parameter that is unknown or wrong."""
    known = {*SearchParameters.model_fields}
    for name in parameters:
        if name not in known:
            raise ParameterError(name, _("There is no such parameter."))
    question, problems = read_question(
        {name: values for name, values in parameters.items() if name not in {"exact", "mine"}}
    )
    if problems:
        raise ParameterError(problems[0].parameter, problems[0].message)
    return question


def answer_search(
    question: SearchQuestion,
    parameters: SearchParameters,
    *,
    language: str,
    access: Access | None = None,
) -> SearchOut:
    """Answer a question. Raises ParameterError for a cursor of another one; IndexMissingError."""
    try:
        result = search(
            Query(
                text=question.text,
                filters=question.filters,
                facets=_facets_wanted(parameters),
                access=access,
                sort=question.sort,
                limit=parameters.limit,
                after=Cursor.read(question.after) if question.after else None,
                may_correct=not parameters.exact,
            )
        )
    except CursorError as error:
        raise ParameterError("after", _("This cursor belongs to another search.")) from error
    cards = resource_cards((hit.id for hit in result.hits), language=language)
    return SearchOut(
        total=result.total,
        total_exact=result.is_total_exact,
        hits=[written(cards[hit.id], hit.is_open) for hit in result.hits if hit.id in cards],
        facets=_facets(result, language),
        next=result.next.token if result.next else None,
        corrected=result.corrected or None,
        took_ms=round(result.took.total_seconds() * 1000, 3),
    )


def answer_suggest(text: str, *, limit: int, language: str) -> list[SuggestionOut]:
    """What is offered while somebody types, in one SQL query. Raises IndexMissingError."""
    found = suggest(text, limit=limit) if text.strip() else ()
    titles = resource_titles(one.id for one in found if one.id is not None)
    page = reverse("portal:search")
    offered = []
    for one in found:
        if one.id is None:
            url = SearchQuestion(text=one.text).address(page)
            offered.append((one.kind, one.text, url, one.count))
        elif one.id in titles:
            title = titles[one.id]
            offered.append((one.kind, title, resource_url(one.id, title, language=language), 1))
    return [
        SuggestionOut(kind=kind, label=_kind_label(kind), text=said, url=url, count=count)
        for kind, said, url, count in offered
    ]


def written(card: ResourceCard, opens: bool | None = None) -> ResourceOut:
    """A card in the words of the API; `opens` to whoever asks."""
    names = set(ResourceOut.model_fields) - {"opens"}  # the others are those of the card
    return ResourceOut(**{name: getattr(card, name) for name in names}, opens=opens)


def _kind_label(kind: SuggestionKind) -> str:
    return {
        SuggestionKind.RESOURCE: _("Resource"),
        SuggestionKind.PERSON: _("Person"),
        SuggestionKind.SUBJECT: _("Subject"),
        SuggestionKind.INSTRUMENT: _("Instrument"),
    }[kind]


def _facets_wanted(parameters: SearchParameters) -> tuple[FacetWanted, ...]:
    wanted = dict.fromkeys(SHOWN if parameters.facets is None else parameters.facets)
    under = _families(parameters.under)
    return tuple(
        FacetWanted(facet, ranges=YEARS)
        if facet is FacetName.DATE
        else FacetWanted(facet, limit=FACET_LENGTH, under=under.get(facet) or only_root(facet))
        for facet in wanted
    )


def _families(texts: Sequence[str]) -> dict[FacetName, str]:
    families: dict[FacetName, str] = {}
    for text in texts:
        name, colon, value = text.partition(":")
        if name not in CODED or not colon:
            raise ParameterError("under", _("Write a facet and a family: instrument:strings."))
        families[FacetName(name)] = value
    return families


def _facets(result: Result, language: str) -> dict[str, list[FacetValueOut]]:
    facets: dict[str, list[FacetValueOut]] = {}
    for facet, counts in result.facets.items():
        labels = facet_labels(facet, [one.value for one in counts], language)
        facets[facet.value] = [
            FacetValueOut(
                value=one.value,
                label=labels[one.value],
                count=one.count,
                selected=one.is_selected,
            )
            for one in counts
        ]
    return facets
