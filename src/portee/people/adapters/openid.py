"""An identity provider that speaks OpenID Connect: code flow, PKCE, a token whose every line is checked.

Source: OpenID Connect Core 1.0; RFC 7636 (PKCE), RFC 9207 (who answers), RFC 9700 (best current practice).
"""

import base64
import json
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import quote, urlencode

from portee.kernel.outbound import Client, OutboundError
from portee.people.adapters.guarded_directory import MAX_NAME_LENGTH, Misanswered, address_or_none
from portee.people.adapters.provider_pages import ProviderPages
from portee.people.ports import Errand, Outcome, OutsideAnswer, OutsideFacts
from portee.protocols.oidc import (
    DescriptionError,
    ForeignDescription,
    TokenError,
    challenge_of,
    read_id_token,
    read_signed,
)

SECONDS: Final = 4.0
MAX_BYTES: Final = 64 * 1024
GIVEN_UP: Final = frozenset({"access_denied", "login_required", "interaction_required"})
NAME_CLAIMS: Final = (("name",), ("given_name", "family_name"), ("given_name", "usual_name"))

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenIdSettings:
    """What the row of a provider says; `other_hosts` are those it may call beside its own."""

    issuer: str
    client_id: str
    secret: str = field(default="", repr=False)
    scopes: tuple[str, ...] = ("openid",)
    acr_values: tuple[str, ...] = ()
    other_hosts: tuple[str, ...] = ()


class OpenIdProvider:
    """Sends a browser there, and reads what it brings back. `finish` never raises, and always ends in time."""

    def __init__(self, settings: OpenIdSettings, *, client: Client) -> None:
        self._settings = settings
        self._client = client
        self._pages = ProviderPages(
            settings.issuer, other_hosts=settings.other_hosts, client=client
        )

    def begin(self, errand: Errand) -> str:
        """Where to send the browser. Raises OutboundError, Misanswered."""
        place = _described(self._pages).authorization
        asked = {
            "response_type": "code",
            "client_id": self._settings.client_id,
            "redirect_uri": errand.return_url,
            "scope": " ".join(self._settings.scopes),
            "state": errand.state,
            "nonce": errand.nonce,
            "code_challenge": challenge_of(errand.verifier),
            "code_challenge_method": "S256",
        }
        if self._settings.acr_values:
            asked["acr_values"] = " ".join(self._settings.acr_values)
        return f"{place}{'&' if '?' in place else '?'}{urlencode(asked)}"

    def finish(self, errand: Errand, said: Mapping[str, str], *, at: datetime) -> OutsideAnswer:
        """Who came back; whatever goes wrong is `UNKNOWN`, with a reason."""
        if said.get("error"):
            is_given_up = said["error"] in GIVEN_UP
            return OutsideAnswer(Outcome.WRONG if is_given_up else Outcome.UNKNOWN, "refused")
        try:
            return OutsideAnswer(Outcome.VALID, "", self._ask(errand, said, at=at))
        except (OutboundError, Misanswered) as error:
            reason = error.reason
        except Exception as error:
            # A fault of ours, or of a library: neither the message nor the trace, which may hold a token.
            logger.error("provider_fault", extra={"error_type": type(error).__name__})
            reason = "fault"
        return OutsideAnswer(Outcome.UNKNOWN, reason)

    def check_client(self, return_url: str) -> None:
        """Show that the provider knows us: a code that cannot be right is refused as a code, not as a stranger's.

        Raises OutboundError, Misanswered.
        """
        _described(self._pages, is_fresh=True)
        self._keys(is_fresh=True)
        errand = Errand("", "", "portee-tries-its-settings-with-this-verifier", return_url)
        status, said = self._bring(errand, "portee-tries-its-settings")
        if status == HTTPStatus.OK or said.get("error") != "invalid_grant":
            raise Misanswered(f"client.{_word(said.get('error'))}")

    def _ask(self, errand: Errand, said: Mapping[str, str], *, at: datetime) -> OutsideFacts:
        description = _described(self._pages)
        named = said.get("iss", "")
        if (named or description.names_itself) and named != self._settings.issuer:
            raise Misanswered("token.mixed_up")
        status, tokens = self._bring(errand, said.get("code", ""))
        if status != HTTPStatus.OK:
            raise Misanswered(f"client.{_word(tokens.get('error'))}")
        hint = str(tokens.get("id_token", ""))
        claims = self._believed(hint, nonce=errand.nonce, at=at)
        more = self._more(description, str(tokens.get("access_token", "")), claims["sub"])
        told = {**claims, **more}
        return OutsideFacts(
            issuer=self._settings.issuer,
            subject=claims["sub"],
            name=_name_in(told),
            email=address_or_none(_text(told.get("email"))),
            end_session=description.end_session,
            hint=hint,
        )

    def _bring(self, errand: Errand, code: str) -> tuple[int, dict[str, Any]]:
        """Hand over the code for tokens: what is answered, and its status."""
        description, ours = _described(self._pages), self._settings
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": errand.return_url,
            "code_verifier": errand.verifier,
            "client_id": ours.client_id,
        }
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Accept": "application/json",
        }
        if ours.secret and "client_secret_basic" in description.secret_methods:
            pair = f"{quote(ours.client_id, safe='')}:{quote(ours.secret, safe='')}".encode()
            headers["Authorization"] = f"Basic {base64.b64encode(pair).decode('ascii')}"
        elif ours.secret:
            form["client_secret"] = ours.secret
        answer = self._client.request(
            "POST",
            description.token,
            headers=headers,
            content=urlencode(form).encode("ascii"),
            seconds=SECONDS,
            max_bytes=MAX_BYTES,
            follow=False,
        )
        return answer.status, _object(answer.body, status=answer.status)

    def _believed(self, token: str, *, nonce: str, at: datetime) -> dict[str, Any]:
        """The claims of the token; keys are read anew once, since providers change theirs."""
        for is_fresh in (False, True):
            try:
                claims = read_id_token(
                    token,
                    keys=self._keys(is_fresh=is_fresh),
                    issuer=self._settings.issuer,
                    client_id=self._settings.client_id,
                    nonce=nonce,
                    at=at,
                )
            except TokenError as error:
                if error.reason != "key" or is_fresh:
                    raise Misanswered(f"token.{error.reason}") from None
            else:
                break
        if self._settings.acr_values and claims.get("acr") not in self._settings.acr_values:
            raise Misanswered("token.level")
        return claims

    def _more(self, description: ForeignDescription, access: str, subject: str) -> dict[str, Any]:
        """What it says of the person beside the token, as JSON or signed (FranceConnect, ProConnect)."""
        if not description.userinfo or not access:
            return {}
        answer = self._client.request(
            "GET",
            description.userinfo,
            headers={"Authorization": f"Bearer {access}"},
            seconds=SECONDS,
            max_bytes=MAX_BYTES,
            follow=False,
        )
        if answer.status != HTTPStatus.OK:
            raise Misanswered("userinfo")
        if "jwt" in answer.headers.get("content-type", "").lower():
            said = self._signed(answer.body.decode("ascii", "replace").strip())
        else:
            said = _object(answer.body, status=answer.status)
        if said.get("sub") != subject:
            raise Misanswered("token.subject")
        return said

    def _signed(self, token: str) -> dict[str, Any]:
        try:
            return read_signed(
                token,
                keys=self._keys(is_fresh=False),
                issuer=self._settings.issuer,
                client_id=self._settings.client_id,
            )
        except TokenError as error:
            raise Misanswered(f"userinfo.{error.reason}") from None

    def _keys(self, *, is_fresh: bool) -> Sequence[Mapping[str, Any]]:
        try:
            return self._pages.keys(is_fresh=is_fresh)
        except DescriptionError as error:
            raise Misanswered(f"description.{error.reason}") from None


def _described(pages: ProviderPages, *, is_fresh: bool = False) -> ForeignDescription:
    try:
        return pages.description(is_fresh=is_fresh)
    except DescriptionError as error:
        raise Misanswered(f"description.{error.reason}:{error.detail}") from None


def _object(body: bytes, *, status: int) -> dict[str, Any]:
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):
        raise Misanswered(f"status.{status}") from None
    if not isinstance(said, dict):
        raise Misanswered(f"status.{status}")
    return said


def _word(said: Any) -> str:
    """An error code as it may be logged and shown: a word of the protocol, or nothing."""
    text = _text(said)
    return text if text.isidentifier() and len(text) <= 40 else "other"


def _text(said: Any) -> str:
    return said if isinstance(said, str) else ""


def _name_in(said: Mapping[str, Any]) -> str:
    for names in NAME_CLAIMS:
        words = [_text(said.get(name)).strip() for name in names]
        if all(words):
            return " ".join(words)[:MAX_NAME_LENGTH]
    return _text(said.get("given_name"))[:MAX_NAME_LENGTH]
