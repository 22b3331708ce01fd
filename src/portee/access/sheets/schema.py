"""The sheets: one schema for each method of sign-in, as JSON holds them. What the words mean is in the guide.

A field that is not here is refused: a sheet says all that leaves. Secrets are never in a sheet.
"""

from enum import StrEnum
from typing import Annotated, Literal

from msgspec import Meta, Struct, field

from portee.access.sheets.fact import WITHOUT_CONSENT, Fact

Name = Annotated[str, Meta(pattern=r"^[A-Za-z_][A-Za-z0-9_.-]{0,63}$")]
Address = Annotated[str, Meta(min_length=1, max_length=1000)]
Seconds = Annotated[int, Meta(ge=1, le=3600)]


class Sheet(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What all sheets begin with: the version of their schema."""

    schema: Literal[1]


class Moment(StrEnum):
    """How an instant is written."""

    UNIX = "unix"
    UNIX_MS = "unix_ms"
    ISO = "iso"
    COMPACT = "compact"


class Item(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One thing that leaves, under the supplier's name for it: a fact, a fixed text, or the moment.

    `required`: without it the supplier lets nobody in. `after_seconds` moves a moment on: the end of a time window.
    """

    name: Name
    fact: Fact | None = None
    text: Annotated[str, Meta(max_length=500)] | None = None
    moment: Moment | None = None
    after_seconds: Annotated[int, Meta(ge=0, le=3600)] = 0
    required: bool = False

    @property
    def needs_consent(self) -> bool:
        """Whether the person is asked before it leaves."""
        return self.fact is not None and self.fact not in WITHOUT_CONSENT


class Service(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where a supplier may be answered: that very path or, with `below`, what stands under it.

    `offer` is the code of the offer that it opens, for a supplier of several.
    """

    address: Address
    below: bool = False
    offer: str = ""


Services = Annotated[list[Service], Meta(min_length=1, max_length=50)]
Items = Annotated[list[Item], Meta(max_length=30)]


class PlainLink(Sheet, frozen=True, kw_only=True):
    """Nobody is told anything: the browser goes to the address of the offer."""


class AddressRangeLink(Sheet, frozen=True, kw_only=True):
    """The supplier knows readers by the addresses of the establishment's computers."""


class RefererLink(Sheet, frozen=True, kw_only=True):
    """The supplier lets in whoever comes from a page of this site."""

    address: Address = ""
    sends: Literal["origin", "whole"] = "origin"


class EzproxyLink(Sheet, frozen=True, kw_only=True):
    """Through the start point of a proxy, which is told the address escaped (`qurl`) or as it stands (`url`)."""

    start: Address
    parameter: Literal["url", "qurl"] = "qurl"


class Algorithm(StrEnum):
    """What signs a link: a keyed hash or, where a supplier imposes it, a bare one of the values and the secret."""

    HMAC_SHA256 = "hmac-sha256"
    HMAC_SHA512 = "hmac-sha512"
    HMAC_SHA1 = "hmac-sha1"
    HMAC_MD5 = "hmac-md5"
    SHA256 = "sha256"
    SHA1 = "sha1"
    MD5 = "md5"


class Signature(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How the values are signed: which, in what order, joined by what, written how."""

    name: Name
    order: Annotated[list[Name], Meta(min_length=1, max_length=30)]
    algorithm: Algorithm = Algorithm.HMAC_SHA256
    joined_by: Annotated[str, Meta(max_length=5)] = "\n"
    with_names: bool = False
    begins_with_secret: bool = False
    written: Literal["hex", "hex_upper", "base64", "base64url"] = "hex"


class SignedLink(Sheet, frozen=True, kw_only=True):
    """An address, fields, and a signature over them; an empty address is that of the offer."""

    fields: Annotated[list[Item], Meta(min_length=1, max_length=30)]
    signature: Signature
    address: Address = ""
    sent_by: Literal["redirect", "form"] = "redirect"


class Cas(Sheet, frozen=True, kw_only=True):
    """The supplier's site sends readers to our CAS server, then asks who a ticket is for.

    `proxy_callbacks` are where a proxy-granting ticket may be sent; `proxied_by` the suppliers (codes) that may come in
    a reader's name. `attributes_in_2` tells attributes to programs of CAS 2 too.
    """

    services: Services
    versions: Annotated[list[Literal[1, 2, 3]], Meta(min_length=1)] = field(
        default_factory=lambda: [2, 3]
    )
    attributes: Items = []
    attributes_in_2: bool = False
    ticket_seconds: Annotated[int, Meta(ge=1, le=30)] = 20
    single_logout: bool = False
    proxy_callbacks: list[Service] = []
    proxied_by: list[str] = []


class Oidc(Sheet, frozen=True, kw_only=True):
    """The supplier is a client of our OpenID Connect provider: code flow with PKCE, one subject for each supplier."""

    client_id: Annotated[str, Meta(pattern=r"^[A-Za-z0-9._~-]{3,100}$")]
    redirect_uris: Services
    claims: Items = []
    is_public: bool = False
    back_channel_logout: Address = ""
    after_logout: list[Service] = []


class Attribute(Item, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A thing that leaves by SAML, where names may be whole, as `urn:oid:2.5.4.42`."""

    name: Annotated[str, Meta(pattern=r"^[A-Za-z_][A-Za-z0-9_.:/-]{0,127}$")]


class Saml(Sheet, frozen=True, kw_only=True):
    """The supplier is a service provider of SAML 2.0, known by `entity_id`.

    With `certificates` its requests must be signed by one of them. `signed_response` signs the whole answer too, not
    the assertion alone. `back_channel_logout` is told by SOAP that a reader left; `logout_response` is where a browser
    that the supplier sent here to sign out is led back to.
    """

    entity_id: Annotated[str, Meta(pattern=r"^[\x21-\x7e]{1,1000}$")]
    assertion_consumers: Services
    attributes: Annotated[list[Attribute], Meta(max_length=30)] = []
    certificates: Annotated[list[Annotated[str, Meta(max_length=8000)]], Meta(max_length=3)] = []
    signed_response: bool = False
    back_channel_logout: Address = ""
    logout_response: Address = ""


AnySheet = PlainLink | AddressRangeLink | RefererLink | EzproxyLink | SignedLink | Cas | Oidc | Saml
