"""How allauth's second factors speak for us: sealed secrets, a QR code drawn by segno, the network's name."""

import base64
import secrets
from io import BytesIO
from typing import Any

import segno
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.utils.translation import gettext as _

from portee.people.models import Account
from portee.people.sealed_text import seal, unseal


class MfaAdapter(DefaultMFAAdapter):
    """Our answers to allauth.mfa."""

    def get_totp_label(self, user: Account) -> str:
        """What the application shows under the network's name."""
        return user.sign_in_text

    def get_totp_issuer(self) -> str:
        """What the application calls this site."""
        return str(settings.NETWORK_NAME)

    def build_totp_svg(self, url: str) -> str:
        """The QR code that an application scans."""
        drawing = BytesIO()
        segno.make(url, error="m").save(drawing, kind="svg", scale=5, border=3, light="#fff")
        return drawing.getvalue().decode()

    def encrypt(self, text: str) -> str:
        """What the database keeps of a secret."""
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        """The secret; once the key is lost, another one that nobody knows, so that no code is right."""
        text = unseal(encrypted_text)
        return text or base64.b32encode(secrets.token_bytes(20)).decode("ascii")

    def generate_authenticator_name(self, user: Account, type: Any) -> str:  # noqa: A002 - allauth's own name
        """What a passkey is called until its owner names it."""
        del user, type
        return _("My passkey")

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Who a passkey is for: this host, under the network's name."""
        return {**super().get_public_key_credential_rp_entity(), "name": str(settings.NETWORK_NAME)}
