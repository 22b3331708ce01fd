"""The tables of people, one noun per file."""

from portee.people.models.account import Account
from portee.people.models.audit_entry import AuditAction, AuditEntry, AuditHead
from portee.people.models.reader_directory import DirectoryKind, ReaderDirectory
from portee.people.models.role import Role

__all__ = [
    "Account",
    "AuditAction",
    "AuditEntry",
    "AuditHead",
    "DirectoryKind",
    "ReaderDirectory",
    "Role",
]
