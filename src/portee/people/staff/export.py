"""Sealing in the trail that somebody exported a list of people."""

from portee.kernel import clock
from portee.people.models import AuditAction
from portee.people.services.audit_entry import append_entry
from portee.ui.backoffice.export import Export


def seal_export(export: Export) -> None:
    """Write who took how many rows of which list; never the rows."""
    append_entry(
        actor=export.actor,
        action=AuditAction.LIST_EXPORTED,
        account_id=None,
        at=clock.now(),
        screen=export.screen,
        format=export.format,
        rows=export.rows,
    )
