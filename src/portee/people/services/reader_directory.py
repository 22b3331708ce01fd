"""Setting, removing and trying the directory of an establishment."""

from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from portee.kernel.actor import Actor
from portee.kernel.errors import DomainError
from portee.kernel.outbound import StreamAddress, StreamClient
from portee.network.api import establishment_path
from portee.people import policies
from portee.people.adapters.ldap import LdapDirectory
from portee.people.adapters.sip2 import Sip2Directory
from portee.people.models import AuditAction, DirectoryKind, ReaderDirectory
from portee.people.ports import Outcome, PatronAnswer, PatronDirectory
from portee.people.services.audit_entry import append_entry
from portee.people.services.directory_secret import forget_secret, keep_secret, read_secret
from portee.protocols.ldap import LdapSheetError, read_sheet
from portee.protocols.sip2 import DialectError, read_dialect

HIDDEN = "•••"


class DirectoryNotAllowedError(DomainError):
    """The actor does not manage the establishment."""

    code = "people.directory_not_allowed"


class DirectoryExistsError(DomainError):
    """The establishment already has a directory: it is changed, not added."""

    code = "people.directory_exists"


class DirectorySheetError(DomainError):
    """The sheet cannot be used; `key` is the line at fault."""

    code = "people.directory_sheet"

    def __init__(self, key: str) -> None:
        sentence = _("“%(key)s”: this line of the sheet is not right.") % {"key": key}
        super().__init__(sentence if key else _("The sheet is not TOML."))
        self.key = key


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectorySettings:
    """What is set: see `models.ReaderDirectory`."""

    kind: DirectoryKind
    host: str = ""
    port: int | None = None
    is_encrypted: bool = True
    authority_pem: str = ""
    user: str = ""
    sheet: str = ""
    timeout_seconds: int = 5


def refuse_sheet(kind: str, text: str) -> None:
    """Say now what could not be used later. Raises DirectorySheetError."""
    try:
        if kind == DirectoryKind.SIP2:
            read_dialect(text)
        elif kind == DirectoryKind.LDAP:
            read_sheet(text)
    except (DialectError, LdapSheetError) as error:
        raise DirectorySheetError(error.key) from None


@transaction.atomic
def add_directory(
    *, establishment_id: int, settings: DirectorySettings, secret: str, actor: Actor, at: datetime
) -> ReaderDirectory:
    """Say how the readers of an establishment are known.

    Raises DirectoryNotAllowedError, DirectorySheetError, DirectoryExistsError.
    """
    _refuse_others(actor, establishment_id)
    refuse_sheet(settings.kind, settings.sheet)
    handle = keep_secret(secret) if secret else ""
    try:
        with transaction.atomic():
            row = ReaderDirectory.objects.create(
                establishment_id=establishment_id,
                secret_handle=handle,
                changed_at=at,
                **asdict(settings),
            )
    except IntegrityError:
        forget_secret(handle)
        raise DirectoryExistsError(_("This establishment already has a directory.")) from None
    _record(AuditAction.DIRECTORY_CHANGED, row, actor=actor, at=at)
    return row


@transaction.atomic
def change_directory(
    *, directory_id: int, settings: DirectorySettings, secret: str, actor: Actor, at: datetime
) -> ReaderDirectory:
    """Change how they are known; an empty secret keeps the former, but never for another server.

    Raises DirectoryNotAllowedError, DirectorySheetError.
    """
    row = _locked(directory_id)
    _refuse_others(actor, row.establishment_id)
    refuse_sheet(settings.kind, settings.sheet)
    former, former_address = row.secret_handle, (row.kind, row.address)
    for name, value in asdict(settings).items():
        setattr(row, name, value)
    # Whoever may change the address could otherwise have the secret sent to a server of her own.
    if secret or (row.kind, row.address) != former_address:
        row.secret_handle = keep_secret(secret) if secret else ""
        transaction.on_commit(lambda: forget_secret(former))
    row.changed_at = at
    row.save()
    _record(AuditAction.DIRECTORY_CHANGED, row, actor=actor, at=at)
    return row


@transaction.atomic
def remove_directory(*, directory_id: int, actor: Actor, at: datetime) -> None:
    """Forget the directory and its secret. Raises DirectoryNotAllowedError."""
    row = _locked(directory_id)
    _refuse_others(actor, row.establishment_id)
    _record(AuditAction.DIRECTORY_REMOVED, row, actor=actor, at=at)
    transaction.on_commit(lambda: forget_secret(row.secret_handle))
    row.delete()


def try_directory(
    *,
    directory_id: int,
    card_number: str,
    secret: str,
    actor: Actor,
    at: datetime,
    client: StreamClient,
) -> PatronAnswer:
    """Ask the system about a card, and give all that it said; the trail keeps that it was asked, and no more.

    Raises DirectoryNotAllowedError.
    """
    row = ReaderDirectory.objects.select_related("establishment").get(pk=directory_id)
    _refuse_others(actor, row.establishment_id)
    answer = open_directory(row, client=client).check(card_number=card_number, secret=secret, at=at)
    _record(AuditAction.DIRECTORY_TRIED, row, actor=actor, at=at, outcome=answer.outcome.value)
    heard = (line.replace(secret, HIDDEN) for line in answer.heard)
    return replace(answer, heard=tuple(heard) if secret else ())


def open_directory(row: ReaderDirectory, *, client: StreamClient) -> PatronDirectory:
    """The system of a row that is asked; one whose secret is lost or whose sheet is outdated answers « unknown »."""
    try:
        password = read_secret(row.secret_handle)
        address = StreamAddress(row.host, row.port or 0, row.is_encrypted, row.authority_pem)
        timeout = timedelta(seconds=row.timeout_seconds)
        if row.kind == DirectoryKind.SIP2:
            return Sip2Directory(
                address=address,
                dialect=read_dialect(row.sheet),
                user=row.user,
                password=password,
                timeout=timeout,
                client=client,
            )
        return LdapDirectory(
            address=address,
            sheet=read_sheet(row.sheet),
            user=row.user,
            password=password,
            timeout=timeout,
            client=client,
        )
    except (OSError, DialectError, LdapSheetError):
        return UnusableDirectory()


class UnusableDirectory:
    """Stands where the settings cannot be used: nobody can say, so nobody is let in or out."""

    def check(self, *, card_number: str, secret: str, at: datetime) -> PatronAnswer:
        """Always « unknown »."""
        del card_number, secret, at
        return PatronAnswer(Outcome.UNKNOWN, "settings")


def _locked(directory_id: int) -> ReaderDirectory:
    rows = ReaderDirectory.objects.select_related("establishment")
    return rows.select_for_update(of=("self",)).get(pk=directory_id)


def _refuse_others(actor: Actor, establishment_id: int) -> None:
    path = establishment_path(establishment_id) or ""
    if not policies.may_govern_directory(actor, node_path=path):
        raise DirectoryNotAllowedError(_("You do not manage this establishment."))


def _record(
    action: AuditAction, row: ReaderDirectory, *, actor: Actor, at: datetime, **facts: str
) -> None:
    append_entry(
        actor=actor,
        action=action,
        account_id=None,
        at=at,
        establishment=row.establishment.code,
        kind=str(row.kind),
        address=row.address,
        **facts,
    )
