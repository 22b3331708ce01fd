"""The back-office screens of people, registered when the toolkit discovers this module."""

from portee.people.handlers import lead_to_second_factor, refresh_groups
from portee.people.staff import panels, steps
from portee.people.staff.account import AccountScreen
from portee.people.staff.audit_entry import AuditScreen
from portee.people.staff.establishment_move import MoveScreen, link_to_move
from portee.people.staff.export import seal_export
from portee.people.staff.identity_provider import ProviderScreen
from portee.people.staff.membership import MembershipScreen
from portee.people.staff.reader_directory import DirectoryScreen
from portee.people.staff.reader_list import ReaderListScreen
from portee.people.staff.registration import RegistrationScreen
from portee.people.staff.role import RoleScreen
from portee.ui.backoffice.entrance import register_check, register_detour
from portee.ui.backoffice.export import watch_exports
from portee.ui.backoffice.panels import register_panel
from portee.ui.backoffice.registration import register_screens
from portee.ui.backoffice.row_links import register_row_link
from portee.ui.backoffice.steps import register_step

register_screens(
    RegistrationScreen,
    MembershipScreen,
    ReaderListScreen,
    AccountScreen,
    RoleScreen,
    DirectoryScreen,
    ProviderScreen,
    MoveScreen,
    AuditScreen,
)
register_row_link("network.establishment", link_to_move)
register_panel(panels.demonstration_mode, order=1)
register_panel(panels.requests_waiting, order=5)
register_panel(panels.establishments_held, order=10)
register_panel(panels.roles_ending_soon, order=20)
register_detour(lead_to_second_factor)
register_check(refresh_groups)
watch_exports(seal_export)
register_step(steps.give_roles, order=30)
