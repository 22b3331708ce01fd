"""What every change of the ways to sign in has in common: written in the trail, another key, other sessions ended."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from django.http import HttpRequest

from portee.kernel import clock
from portee.people import second_factor
from portee.people.models import AuditAction
from portee.people.services.second_factor import record_factor_change


def after_adding(request: HttpRequest, factor: Any) -> None:
    """The person has just shown that she holds it: this session has its second factor, unless it owed another one."""
    owes_another = not second_factor.is_proven(request) and _has_another(request, factor)
    _change(request, AuditAction.FACTOR_ADDED, factor.type)
    if not owes_another:
        record_authentication(request, request.user, "mfa", id=factor.pk, type=factor.type)


def after_removing(request: HttpRequest, factor: Any, *, factor_id: int) -> None:
    """What it proved in this session is forgotten, and so are recovery codes without anything to recover."""
    _change(request, AuditAction.FACTOR_REMOVED, factor.type)
    second_factor.unprove(request, factor_id=factor_id)
    if not Authenticator.objects.filter(user_id=request.user.pk).exists():
        second_factor.unprove_all(request)


def after_renewing_codes(request: HttpRequest) -> None:
    """The codes printed before are worth nothing any more."""
    _change(request, AuditAction.CODES_RENEWED, Authenticator.Type.RECOVERY_CODES)


def _has_another(request: HttpRequest, factor: Any) -> bool:
    rows = Authenticator.objects.filter(user_id=request.user.pk).exclude(pk=factor.pk)
    found: bool = rows.exclude(type=Authenticator.Type.RECOVERY_CODES).exists()
    return found


def _change(request: HttpRequest, action: AuditAction, kind: str) -> None:
    record_factor_change(
        action=action,
        kind=str(kind),
        actor=request.actor,  # type: ignore[attr-defined]
        session_key=request.session.session_key,
        at=clock.now(),
    )
    request.session.cycle_key()
