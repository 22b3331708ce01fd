"""Writing in the trail that somebody took a copy of what is kept of her."""

from datetime import datetime

from portee.kernel.actor import Actor
from portee.people.models import AuditAction
from portee.people.services.audit_entry import append_entry


def record_download(*, account_id: int, actor: Actor, at: datetime) -> None:
    """Seal that a copy was taken; never what was in it."""
    append_entry(actor=actor, action=AuditAction.DATA_DOWNLOADED, account_id=account_id, at=at)
