"""Setting, removing and trying an identity provider of an establishment."""

from dataclasses import asdict, dataclass
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings as installation
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from portee.kernel.actor import Actor
from portee.kernel.errors import DomainError
from portee.kernel.outbound import Client, OutboundError
from portee.network.api import establishment_path
from portee.people import policies
from portee.people.adapters.guarded_directory import Misanswered
from portee.people.adapters.openid import OpenIdProvider, OpenIdSettings
from portee.people.models import AuditAction, IdentityProvider
from portee.people.services.audit_entry import append_entry
from portee.people.services.provider_secret import forget_secret, keep_secret, read_secret


class ProviderNotAllowedError(DomainError):
    """The actor does not manage the establishment."""

    code = "people.provider_not_allowed"


class ProviderExistsError(DomainError):
    """The establishment already has this provider: it is changed, not added."""

    code = "people.provider_exists"


class IssuerRefusedError(DomainError):
    """The address of the provider is none that a browser may be sent to with trust."""

    code = "people.issuer_refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderSettings:
    """What is set: see `models.IdentityProvider`."""

    name: str
    issuer: str
    client_id: str
    scopes: str = "openid profile email"
    acr_values: str = ""
    other_hosts: str = ""
    vouches_for_readers: bool = False
    is_offered: bool = False


def refuse_issuer(issuer: str) -> None:
    """Refuse what is not https, but for a server that the operator named. Raises IssuerRefusedError."""
    try:
        parts = urlsplit(issuer)
    except ValueError:
        raise IssuerRefusedError(_("This is no address.")) from None
    listed = {host.lower() for host in installation.OUTBOUND_PRIVATE_HOSTS}
    is_ours = parts.scheme == "http" and parts.netloc.lower() in listed
    if not (parts.scheme == "https" or is_ours) or not parts.hostname or "@" in parts.netloc:
        raise IssuerRefusedError(_("An https address, such as https://fc.example.fr/api/v2."))
    if parts.query or parts.fragment:
        raise IssuerRefusedError(_("An address without “?” nor “#”."))


@transaction.atomic
def add_provider(
    *, establishment_id: int, settings: ProviderSettings, secret: str, actor: Actor, at: datetime
) -> IdentityProvider:
    """Say who may tell us, for this establishment, who somebody is.

    Raises ProviderNotAllowedError, IssuerRefusedError, ProviderExistsError.
    """
    _refuse_others(actor, establishment_id)
    refuse_issuer(settings.issuer)
    handle = keep_secret(secret) if secret else ""
    try:
        with transaction.atomic():
            row = IdentityProvider.objects.create(
                establishment_id=establishment_id,
                secret_handle=handle,
                changed_at=at,
                **asdict(settings),
            )
    except IntegrityError:
        forget_secret(handle)
        raise ProviderExistsError(_("This establishment already has this provider.")) from None
    _record(AuditAction.PROVIDER_CHANGED, row, actor=actor, at=at)
    return row


@transaction.atomic
def change_provider(
    *, provider_id: int, settings: ProviderSettings, secret: str, actor: Actor, at: datetime
) -> IdentityProvider:
    """Change it; an empty secret keeps the former, but never for another server.

    Raises ProviderNotAllowedError, IssuerRefusedError, ProviderExistsError.
    """
    row = _locked(provider_id)
    _refuse_others(actor, row.establishment_id)
    refuse_issuer(settings.issuer)
    former, sent_to = row.secret_handle, _secret_goes_to(row)
    for name, value in asdict(settings).items():
        setattr(row, name, value)
    # Whoever may change the address could otherwise have the secret sent to a server of her own.
    if secret or _secret_goes_to(row) != sent_to:
        row.secret_handle = keep_secret(secret) if secret else ""
        transaction.on_commit(lambda: forget_secret(former))
    row.changed_at = at
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise ProviderExistsError(_("This establishment already has this provider.")) from None
    _record(AuditAction.PROVIDER_CHANGED, row, actor=actor, at=at)
    return row


@transaction.atomic
def remove_provider(*, provider_id: int, actor: Actor, at: datetime) -> None:
    """Forget the provider, its secret, and whom it knows: their accounts stay. Raises ProviderNotAllowedError."""
    row = _locked(provider_id)
    _refuse_others(actor, row.establishment_id)
    _record(AuditAction.PROVIDER_REMOVED, row, actor=actor, at=at)
    transaction.on_commit(lambda: forget_secret(row.secret_handle))
    row.delete()


def try_provider(
    *, provider_id: int, return_url: str, actor: Actor, at: datetime, client: Client
) -> str:
    """Read what the provider says of itself, and whether it knows us; why not, as a code, empty when all is right.

    Raises ProviderNotAllowedError.
    """
    row = IdentityProvider.objects.select_related("establishment").get(pk=provider_id)
    _refuse_others(actor, row.establishment_id)
    try:
        open_provider(row, client=client).check_client(return_url)
        reason = ""
    except (OutboundError, Misanswered) as error:
        reason = error.reason
    kind = reason.partition(":")[0]
    _record(AuditAction.PROVIDER_TRIED, row, actor=actor, at=at, outcome=kind or "right")
    return reason


def open_provider(row: IdentityProvider, *, client: Client) -> OpenIdProvider:
    """The provider of a row. Raises Misanswered when its secret is lost."""
    try:
        secret = read_secret(row.secret_handle)
    except OSError:
        raise Misanswered("settings") from None
    settings = OpenIdSettings(
        issuer=row.issuer,
        client_id=row.client_id,
        secret=secret,
        scopes=tuple(row.scopes.split()),
        acr_values=tuple(row.acr_values.split()),
        other_hosts=tuple(row.other_hosts.split()),
    )
    return OpenIdProvider(settings, client=client)


def _secret_goes_to(row: IdentityProvider) -> tuple[str, str]:
    """What decides where the secret is sent."""
    return row.issuer, row.other_hosts


def _locked(provider_id: int) -> IdentityProvider:
    rows = IdentityProvider.objects.select_related("establishment")
    return rows.select_for_update(of=("self",)).get(pk=provider_id)


def _refuse_others(actor: Actor, establishment_id: int) -> None:
    path = establishment_path(establishment_id) or ""
    if not policies.may_govern_directory(actor, node_path=path):
        raise ProviderNotAllowedError(_("You do not manage this establishment."))


def _record(
    action: AuditAction, row: IdentityProvider, *, actor: Actor, at: datetime, **facts: str
) -> None:
    append_entry(
        actor=actor,
        action=action,
        account_id=None,
        at=at,
        establishment=row.establishment.code,
        issuer=row.issuer,
        **facts,
    )
