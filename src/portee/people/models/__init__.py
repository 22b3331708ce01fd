"""The tables of people, one noun per file."""

from portee.people.models.account import Account
from portee.people.models.activation_code import ActivationCode
from portee.people.models.address_change import AddressChange
from portee.people.models.audit_entry import AuditAction, AuditEntry, AuditHead
from portee.people.models.failed_sign_in import FailedSignIn
from portee.people.models.guardian_link import GuardianLink
from portee.people.models.identity_provider import IdentityProvider
from portee.people.models.membership import Membership
from portee.people.models.open_session import OpenSession
from portee.people.models.outside_identity import OutsideIdentity
from portee.people.models.reader_card import ReaderCard
from portee.people.models.reader_directory import ASKED_KINDS, DirectoryKind, ReaderDirectory
from portee.people.models.reader_line import APPLIED_OUTCOMES, LineOutcome, ReaderLine
from portee.people.models.reader_list import ReaderList, ReaderListState
from portee.people.models.registration import (
    OPEN_STATES,
    RefusalReason,
    Registration,
    RegistrationState,
)
from portee.people.models.registration_draft import RegistrationDraft
from portee.people.models.registration_proof import ProofKind, RegistrationProof
from portee.people.models.role import Role
from portee.people.models.sign_in_link import SignInLink

__all__ = [
    "APPLIED_OUTCOMES",
    "ASKED_KINDS",
    "OPEN_STATES",
    "Account",
    "ActivationCode",
    "AddressChange",
    "AuditAction",
    "AuditEntry",
    "AuditHead",
    "DirectoryKind",
    "FailedSignIn",
    "GuardianLink",
    "IdentityProvider",
    "LineOutcome",
    "Membership",
    "OpenSession",
    "OutsideIdentity",
    "ProofKind",
    "ReaderCard",
    "ReaderDirectory",
    "ReaderLine",
    "ReaderList",
    "ReaderListState",
    "RefusalReason",
    "Registration",
    "RegistrationDraft",
    "RegistrationProof",
    "RegistrationState",
    "Role",
    "SignInLink",
]
