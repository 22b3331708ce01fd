"""What the API takes and gives, as its description says it to other programs (docs/reference, OpenAPI)."""

from typing import Annotated

from ninja import Field, Schema

from portee.catalogue.api import FacetName, Sort

Values = Annotated[list[str], Field(default_factory=list)]


class SearchParameters(Schema):
    """One search. Several values of a facet are alternatives; facets narrow one another."""

    q: str = Field(
        "", description="Words, phrases, exclusions, `titre:` `auteur:` `sujet:` `isbn:`."
    )
    discipline: Values
    type: Values
    level: Values
    instrument: Values
    audience: Values
    establishment: Values
    access: Values
    language: Values
    date: Values = Field(description="Ranges of years: `1900..1999`, `1900..`, `1900`.")
    subject: Values
    source: Values
    genre: Values
    person: Values = Field(description="Headings as they are written: `Bach, Johann Sebastian`.")
    relation: Values = Field(
        description="What resources say of another: `part-of:isbn:9782070612758`."
    )
    sort: Sort = Sort.RELEVANCE
    limit: int = Field(20, ge=0, le=100, description="Resources in the answer.")
    after: str = Field("", description="The `next` of the answer before.")
    exact: bool = Field(default=False, description="Correct nothing when nothing is found.")
    mine: bool = Field(
        default=False, description="Leave out what does not open on line to whoever asks."
    )
    facets: list[FacetName] | None = Field(
        None, description="The facets to count; all of them when it is left out."
    )
    under: Values = Field(
        description="Families whose members are counted instead of the top: `instrument:strings`."
    )
    lang: str | None = Field(
        None, pattern="^(fr|en)$", description="Language of labels; else that of Accept-Language."
    )


class SuggestParameters(Schema):
    """What is being typed."""

    q: str = ""
    limit: int = Field(10, ge=1, le=20)
    lang: str | None = Field(None, pattern="^(fr|en)$")


class LanguageParameters(Schema):
    """The language of labels."""

    lang: str | None = Field(None, pattern="^(fr|en)$")


class ResourceOut(Schema):
    """A resource as lists show it; what is not known is empty. Addresses begin at the root of the site."""

    id: int
    url: str
    title: str
    contributors: list[str]
    type: str
    type_label: str
    date: str
    publisher: str
    access: list[str]
    online_url: str
    levels: list[str]
    instruments: list[str]
    holders: list[str]
    has_incipit: bool
    opens: bool | None = Field(
        None, description="Whether it opens on line to whoever asks; null to a visitor."
    )


class FacetValueOut(Schema):
    """How many resources of the result have a value; for dates it is a range."""

    value: str
    label: str
    count: int
    selected: bool


class SearchOut(Schema):
    """One page of a result. `corrected` is what was sought instead of `q`; `next` asks for the page after."""

    total: int
    total_exact: bool
    hits: list[ResourceOut]
    facets: dict[str, list[FacetValueOut]]
    next: str | None
    corrected: str | None
    took_ms: float


class SuggestionOut(Schema):
    """A heading, or a resource, that begins as what is being typed; `count` resources bear a heading."""

    kind: str
    label: str
    text: str
    url: str
    count: int


class SuggestOut(Schema):
    """What is offered, best first."""

    suggestions: list[SuggestionOut]


class NoteOut(Schema):
    """A note as its source writes it."""

    kind: str
    text: str


class IdentifierOut(Schema):
    """A name given from outside."""

    scheme: str
    value: str


class FullResourceOut(ResourceOut):
    """A resource with all that is said of it in words."""

    disciplines: list[str]
    languages: list[str]
    identifiers: list[IdentifierOut]
    subjects: list[str]
    notes: list[NoteOut]
    extent: str
    edition: str


class ErrorOut(Schema):
    """What went wrong; `parameter` is the one to correct, empty when it is none of them."""

    message: str
    parameter: str = ""
