"""The door of the catalogue: what other contexts may ask of resources, and of search."""

from portee.catalogue.citing import Citation, citations, reference_of
from portee.catalogue.drawing.incipit import DrawnIncipit
from portee.catalogue.errors import ErrorReportRefusedError, SourceRefusedError
from portee.catalogue.exporting import Export, ExportedResource, ExportFormat, export_resource
from portee.catalogue.indexing.asking import (
    explain,
    list_headings,
    recognise,
    scan,
    search,
    search_health,
    suggest,
)
from portee.catalogue.indexing.classes import classes_opened_by
from portee.catalogue.models import ErrorKind, Resource
from portee.catalogue.queries.facet_families import (
    establishment_value,
    family_of,
    has_members,
    in_order,
    most_precise,
    only_root,
    values_named,
)
from portee.catalogue.queries.facet_labels import facet_label, facet_labels, facet_name
from portee.catalogue.queries.reference import references
from portee.catalogue.queries.resource_addresses import (
    ResourceAddress,
    last_resource_id,
    resource_addresses,
)
from portee.catalogue.queries.resource_brief import ResourceBrief, resource_briefs
from portee.catalogue.queries.resource_card import (
    ResourceCard,
    resource_cards,
    resource_titles,
    resource_url,
)
from portee.catalogue.queries.resource_content import (
    ResourceContent,
    current_id,
    resource_contents,
)
from portee.catalogue.queries.resource_holdings import HoldingLine
from portee.catalogue.queries.resource_identity import Contributor, IdentifierLine
from portee.catalogue.queries.resource_relations import RelatedTitle
from portee.catalogue.queries.resource_sheet import (
    MovedResource,
    ResourceSheet,
    WithdrawnResource,
    find_resource_sheet,
)
from portee.catalogue.queries.resource_standing import ResourceStanding, resource_standings
from portee.catalogue.queries.source_choices import SourceChoice, source_choices
from portee.catalogue.search.intents import Intent, IntentKind
from portee.catalogue.search.port import (
    Access,
    AccessMode,
    Bounds,
    Cursor,
    CursorError,
    Explanation,
    FacetCount,
    FacetName,
    FacetWanted,
    Filter,
    Headings,
    HeadingsWanted,
    Health,
    Hit,
    IndexMissingError,
    Query,
    Result,
    Sort,
    Suggestion,
    SuggestionKind,
)
from portee.catalogue.search.port.document import HIERARCHICAL, with_families
from portee.catalogue.search.port.headings import FIGURES, OTHERS
from portee.catalogue.services.demonstration import fill_demonstration, is_demonstration_filled
from portee.catalogue.services.error_report import LONGEST_MESSAGE, report_error
from portee.catalogue.services.source import tie_source
from portee.catalogue.vocabularies import Classification
from portee.protocols.description import Incipit
from portee.protocols.reference import Reference

__all__ = [
    "FIGURES",
    "HIERARCHICAL",
    "LONGEST_MESSAGE",
    "OTHERS",
    "Access",
    "AccessMode",
    "Bounds",
    "Citation",
    "Classification",
    "Contributor",
    "Cursor",
    "CursorError",
    "DrawnIncipit",
    "ErrorKind",
    "ErrorReportRefusedError",
    "Explanation",
    "Export",
    "ExportFormat",
    "ExportedResource",
    "FacetCount",
    "FacetName",
    "FacetWanted",
    "Filter",
    "Headings",
    "HeadingsWanted",
    "Health",
    "Hit",
    "HoldingLine",
    "IdentifierLine",
    "Incipit",
    "IndexMissingError",
    "Intent",
    "IntentKind",
    "MovedResource",
    "Query",
    "Reference",
    "RelatedTitle",
    "ResourceAddress",
    "ResourceBrief",
    "ResourceCard",
    "ResourceContent",
    "ResourceSheet",
    "ResourceStanding",
    "Result",
    "Sort",
    "SourceChoice",
    "SourceRefusedError",
    "Suggestion",
    "SuggestionKind",
    "WithdrawnResource",
    "citations",
    "classes_opened_by",
    "count_resources",
    "current_id",
    "establishment_value",
    "explain",
    "export_resource",
    "facet_label",
    "facet_labels",
    "facet_name",
    "family_of",
    "fill_demonstration",
    "find_resource",
    "find_resource_sheet",
    "has_members",
    "in_order",
    "is_demonstration_filled",
    "last_resource_id",
    "list_headings",
    "most_precise",
    "only_root",
    "recognise",
    "reference_of",
    "references",
    "report_error",
    "resource_addresses",
    "resource_briefs",
    "resource_cards",
    "resource_contents",
    "resource_standings",
    "resource_titles",
    "resource_url",
    "scan",
    "search",
    "search_health",
    "source_choices",
    "suggest",
    "tie_source",
    "values_named",
    "with_families",
]


def find_resource(resource_id: int) -> ResourceContent | None:
    """The resource of that id, or the one it was merged into; none when no record describes it any more."""
    wanted = current_id(resource_id)
    return resource_contents([wanted]).get(wanted)


def count_resources() -> int:
    """How many resources some record describes."""
    return Resource.objects.filter(withdrawn_at=None).count()
