"""The back-office screens of the catalogue, registered when the toolkit discovers this module."""

from portee.catalogue.staff import panels, steps
from portee.catalogue.staff.error_report import ErrorReportScreen
from portee.catalogue.staff.import_run import ImportRunScreen
from portee.catalogue.staff.ranking import RankingScreen
from portee.catalogue.staff.record import RecordScreen
from portee.catalogue.staff.remap_run import RemapRunScreen
from portee.catalogue.staff.resource import ResourceScreen
from portee.catalogue.staff.source import SourceScreen
from portee.catalogue.staff.unmapped_value import UnmappedValueScreen
from portee.ui.backoffice.panels import register_panel
from portee.ui.backoffice.registration import register_screens
from portee.ui.backoffice.row_links import register_row_link
from portee.ui.backoffice.steps import register_step

register_screens(
    SourceScreen,
    ImportRunScreen,
    RemapRunScreen,
    ResourceScreen,
    RankingScreen,
    RecordScreen,
    UnmappedValueScreen,
    ErrorReportScreen,
)
register_panel(panels.imports_to_look_at, order=40)
register_row_link("catalogue.source", panels.try_another_sheet)
register_step(steps.import_records, order=40)
