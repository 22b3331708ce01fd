"""The tables of the catalogue, one noun per file."""

from portee.catalogue.models.access_class import AccessClass
from portee.catalogue.models.catalogue_state import CatalogueState
from portee.catalogue.models.error_report import ErrorKind, ErrorReport
from portee.catalogue.models.holding import Holding, Item
from portee.catalogue.models.import_run import ImportRun, RunState
from portee.catalogue.models.index_change import IndexChange, IndexState
from portee.catalogue.models.match_decision import MatchDecision, Verdict
from portee.catalogue.models.record import Record, RecordIdentifier, RecordVersion
from portee.catalogue.models.remap_run import RemapRun, RemapState
from portee.catalogue.models.resource import Resource, ResourceRedirect
from portee.catalogue.models.run_remark import RemarkKind, RunRemark
from portee.catalogue.models.source import Source
from portee.catalogue.models.unmapped_value import UnmappedValue

__all__ = [
    "AccessClass",
    "CatalogueState",
    "ErrorKind",
    "ErrorReport",
    "Holding",
    "ImportRun",
    "IndexChange",
    "IndexState",
    "Item",
    "MatchDecision",
    "Record",
    "RecordIdentifier",
    "RecordVersion",
    "RemapRun",
    "RemapState",
    "RemarkKind",
    "Resource",
    "ResourceRedirect",
    "RunRemark",
    "RunState",
    "Source",
    "UnmappedValue",
    "Verdict",
]
