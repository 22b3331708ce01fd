"""The tables of people, and those of the libraries that keep accounts for us, declared one by one."""

from typing import Final

from django.db.models import Q

from portee.kernel.personal_data import Declaration, Erased, Person, declare, exempt
from portee.people.services.open_session import erase_sessions
from portee.people.services.reader_erasure import erase_cards, erase_lines, listed_as
from portee.people.services.registration_erasure import (
    asked_by,
    drafted_by,
    erase_drafts,
    erase_proofs,
    erase_registrations,
    proved_by,
)


def declare_tables() -> None:
    """Declare what holds personal data, exempt what does not."""
    declare(*_ACCOUNT, *_SIGN_IN, *_REGISTRATION, *_LISTS, *_OTHERS)
    for model, reason in _EXEMPT.items():
        exempt(model, reason=reason)


def _own_account(person: Person) -> Q:
    return Q(pk=person.account_id)


def _of_account(person: Person) -> Q:
    return Q(account_id=person.account_id)


def _of_user(person: Person) -> Q:
    return Q(user_id=person.account_id)


_ACCOUNT: Final = (
    Declaration(
        model="people.Account",
        purpose="account",
        fields=("email", "display_name", "language", "password", "created_at", "last_login"),
        withheld=("password",),
        owned_by=_own_account,
        erased=Erased.WITH_ACCOUNT,
        for_guardians=True,
    ),
    Declaration(
        model="account.EmailAddress",
        purpose="account",
        fields=("email", "verified"),
        owned_by=_of_user,
        erased=Erased.WITH_ACCOUNT,
    ),
    Declaration(
        model="people.Role",
        purpose="roles",
        fields=("kind", "establishment", "start_date", "end_date"),
        owned_by=_of_account,
        erased=Erased.WITH_ACCOUNT,
        for_guardians=True,
    ),
    Declaration(
        model="people.AddressChange",
        purpose="address-change",
        fields=("email", "asked_at"),
        owned_by=_of_account,
        erased=Erased.WITH_ACCOUNT,
    ),
    Declaration(
        model="people.ActivationCode",
        purpose="activation",
        fields=("digest", "expires_at"),
        withheld=("digest",),
        owned_by=_of_account,
        erased=Erased.WITH_ACCOUNT,
    ),
    Declaration(
        model="wagtailusers.UserProfile",
        purpose="back-office-settings",
        fields=("dismissibles", "preferred_language", "current_time_zone", "avatar"),
        owned_by=_of_user,
        erased=Erased.WITH_ACCOUNT,
    ),
)
_SIGN_IN: Final = (
    Declaration(
        model="people.OpenSession",
        purpose="open-sessions",
        fields=("browser", "system", "started_at", "last_seen_at"),
        owned_by=_of_account,
        erased=Erased.WITH_ACCOUNT,
    ),
    Declaration(
        model="people.SignInLink",
        purpose="sign-in-link",
        fields=("digest", "expires_at"),
        withheld=("digest",),
        owned_by=_of_account,
        erased=Erased.WITH_ACCOUNT,
    ),
    Declaration(
        model="people.OutsideIdentity",
        purpose="outside-identity",
        fields=("provider", "issuer", "subject", "joined_at"),
        owned_by=_of_account,
        erased=Erased.WITH_ACCOUNT,
    ),
    Declaration(
        model="mfa.Authenticator",
        purpose="second-factor",
        fields=("type", "data", "created_at", "last_used_at"),
        withheld=("data",),
        owned_by=_of_user,
        erased=Erased.WITH_ACCOUNT,
    ),
    Declaration(
        model="people.FailedSignIn",
        purpose="failed-sign-ins",
        fields=("failures", "last_failed_at"),
        erased=Erased.BY_TIME,
        note="a scrambled key that leads back to nobody",
    ),
)
_REGISTRATION: Final = (
    Declaration(
        model="people.RegistrationProof",
        purpose="proof",
        fields=("kind", "stored_path", "received_at"),
        withheld=("stored_path",),
        owned_by=proved_by,
        erased=Erased.APART,
        erase=erase_proofs,
    ),
    Declaration(
        model="people.Registration",
        purpose="registration",
        fields=(
            "establishment",
            "state",
            "display_name",
            "email",
            "birth_year",
            "commune",
            "language",
            "consent_version",
            "consented_at",
            "guardian_email",
            "guardian_consented_at",
            "submitted_at",
            "question",
            "answer",
            "reason",
            "reason_text",
            "decided_at",
        ),
        owned_by=asked_by,
        erased=Erased.APART,
        erase=erase_registrations,
        for_guardians=True,
    ),
    Declaration(
        model="people.RegistrationDraft",
        purpose="registration",
        fields=(
            "establishment",
            "commune",
            "display_name",
            "birth_year",
            "email",
            "guardian_email",
            "changed_at",
        ),
        owned_by=drafted_by,
        erased=Erased.APART,
        erase=erase_drafts,
    ),
    Declaration(
        model="people.Membership",
        purpose="membership",
        fields=("establishment", "start_date", "end_date", "reminded_at"),
        owned_by=_of_account,
        erased=Erased.WITH_ACCOUNT,
        for_guardians=True,
    ),
    Declaration(
        model="people.GuardianLink",
        purpose="guardian",
        fields=("birth_year", "consented_at", "withdrawn_at", "is_hidden", "told_at"),
        owned_by=lambda person: Q(child_id=person.account_id) | Q(guardian_id=person.account_id),
        erased=Erased.WITH_ACCOUNT,
    ),
)
_LISTS: Final = (
    Declaration(
        model="people.ReaderCard",
        purpose="reader-card",
        fields=(
            "establishment",
            "card_number",
            "birth_year",
            "commune",
            "class_name",
            "guardian_email",
            "changed_at",
        ),
        owned_by=_of_account,
        # A guardian's address stands on the card of a child who stays.
        erased=Erased.APART,
        erase=erase_cards,
        for_guardians=True,
    ),
    Declaration(
        model="people.ReaderLine",
        purpose="reader-list",
        fields=(
            "display_name",
            "email",
            "birth_year",
            "commune",
            "card_number",
            "class_name",
            "guardian_email",
            "number",
            "outcome",
            "reason_code",
            "reason_values",
            "changes",
            "candidates",
            "is_applied",
            "is_account_new",
            "is_invited",
        ),
        # Who else a line may be is not hers to read.
        withheld=("candidates",),
        owned_by=listed_as,
        erased=Erased.APART,
        erase=erase_lines,
    ),
    Declaration(
        model="people.ReaderList",
        purpose="reader-list",
        fields=(
            "establishment",
            "class_name",
            "file_name",
            "columns",
            "reason_code",
            "reason_values",
            "sent_at",
            "applied_at",
        ),
        owned_by=lambda person: Q(sender_id=person.account_id),
        erased=Erased.NAMELESS,
        note="it stays its thirty days without the name of whoever sent it",
    ),
)
_OTHERS: Final = (
    Declaration(
        model="people.AuditEntry",
        purpose="permissions",
        fields=("at", "action", "facts"),
        owned_by=lambda person: (
            Q(account_id=person.account_id) | Q(actor_account_id=person.account_id)
        ),
        erased=Erased.NAMELESS,
        note="numbers and codes, sealed: the number leads to nobody once the account is gone, and is never given again",
    ),
    Declaration(
        model="sessions.Session",
        purpose="session",
        fields=("session_data",),
        withheld=("session_data",),
        erased=Erased.APART,
        erase=erase_sessions,
    ),
)
_EXEMPT: Final = {
    "people.Account_groups": "derived from the roles, deleted with the account",
    "people.Account_user_permissions": "always empty: rights come from roles",
    "people.AuditHead": "the last seal of the trail",
    "people.IdentityProvider": "how an identity provider is reached, which is no person",
    "people.ReaderDirectory": "how a reader system is reached, which is no person",
    "auth.Group": "names of roles",
    "auth.Permission": "names of what Wagtail asks about",
    "auth.Group_permissions": "the two together",
    "account.EmailConfirmation": "always empty: allauth confirms no address here",
    "contenttypes.ContentType": "names of tables",
}
