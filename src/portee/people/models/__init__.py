"""The tables of people, one noun per file."""

from portee.people.models.account import Account
from portee.people.models.activation_code import ActivationCode
from portee.people.models.address_change import AddressChange
from portee.people.models.audit_entry import AuditAction, AuditEntry, AuditHead
from portee.people.models.membership import Membership
from portee.people.models.reader_directory import DirectoryKind, ReaderDirectory
from portee.people.models.registration import (
    OPEN_STATES,
    RefusalReason,
    Registration,
    RegistrationState,
)
from portee.people.models.registration_draft import RegistrationDraft
from portee.people.models.role import Role

__all__ = [
    "OPEN_STATES",
    "Account",
    "ActivationCode",
    "AddressChange",
    "AuditAction",
    "AuditEntry",
    "AuditHead",
    "DirectoryKind",
    "Membership",
    "ReaderDirectory",
    "RefusalReason",
    "Registration",
    "RegistrationDraft",
    "RegistrationState",
    "Role",
]
