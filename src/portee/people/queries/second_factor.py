"""The ways in which a person signs in, as she reads them."""

from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator


@dataclass(frozen=True, slots=True)
class Passkey:
    """A passkey under the name its owner gave it; never used is None."""

    id: int
    name: str
    created_at: datetime
    last_used_at: datetime | None


@dataclass(frozen=True, slots=True)
class Factors:
    """What a person has beside her password; without codes, `codes_left` is None."""

    app_since: datetime | None
    passkeys: tuple[Passkey, ...]
    codes_left: int | None

    @property
    def has_any(self) -> bool:
        """Whether a second step can be given."""
        return self.app_since is not None or bool(self.passkeys)


def own_factors(*, account_id: int) -> Factors:
    """What the account holds. One query."""
    rows = list(Authenticator.objects.filter(user_id=account_id).order_by("created_at", "pk"))
    kinds = {row.type: row for row in rows}
    app, codes = kinds.get(Authenticator.Type.TOTP), kinds.get(Authenticator.Type.RECOVERY_CODES)
    return Factors(
        app_since=app.created_at if app else None,
        passkeys=tuple(
            Passkey(row.pk, row.wrap().name, row.created_at, row.last_used_at)
            for row in rows
            if row.type == Authenticator.Type.WEBAUTHN
        ),
        codes_left=len(codes.wrap().get_unused_codes()) if codes else None,
    )
