"""Handing a person over to a supplier, as its sheet says. Nothing is decided or counted here (services/launch.py)."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from django.utils.translation import gettext_lazy as _

from portee.access.errors import HandoverFailedError
from portee.access.models import Supplier
from portee.access.opening import Opening
from portee.access.queries.sharing import Sharing, facts_asked, passenger_for, sharing_of
from portee.access.queries.supplier_sheet import sheet_of
from portee.access.services.supplier_identifier import identifier_for
from portee.access.services.supplier_secret import shared_secret
from portee.access.sheets.fact import Fact, Passenger
from portee.access.sheets.link import (
    Link,
    ReferrerPolicy,
    ezproxy_link,
    referer_link,
    signed_link,
)
from portee.access.sheets.reading import SheetError, names_nobody
from portee.access.sheets.schema import AnySheet, EzproxyLink, RefererLink, SignedLink
from portee.access.supplier_host import is_address_of, is_private_way


@dataclass(frozen=True, slots=True)
class Handover:
    """What the reader's browser is told to do: go to `url`, or send it `fields` as a form.

    `referrer` is the policy by which it tells where it comes from, empty for the site's own, which tells nobody.
    """

    method: Literal["redirect", "form"]
    url: str
    fields: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    referrer: ReferrerPolicy = ""

    @property
    def verb(self) -> str:
        """How the browser sends the fields."""
        return "post" if self.method == "form" else "get"


def readable_sheet(supplier: Supplier) -> AnySheet:
    """The sheet in use. Raises `HandoverFailedError` for one that no schema takes any more."""
    try:
        return sheet_of(supplier)
    except SheetError:
        raise HandoverFailedError(
            _("This platform cannot be opened: its sheet cannot be read.")
        ) from None


def hand_over(opening: Opening, *, at: datetime) -> Handover:
    """Lead to the offer. What the person did not agree to is not told: whoever opens asks her first.

    Suppliers that ask by a protocol of their own (CAS, OIDC) are reached at their address, and ask from there.
    Raises `HandoverFailedError` for a sheet that does not fit, or an address outside of the hosts of the supplier.
    """
    supplier = Supplier.objects.select_related("active_sheet").get(code=opening.supplier_code)
    sheet = readable_sheet(supplier)
    link = _link(sheet, supplier, opening, at=at)
    if not is_address_of(supplier, link.url):
        raise HandoverFailedError(
            _("This platform cannot be opened: its address is not the supplier’s.")
        )
    if isinstance(sheet, SignedLink) and not is_private_way(link.url):
        raise HandoverFailedError(
            _("This platform cannot be opened: its address does not begin with https.")
        )
    return Handover(link.method, link.url, link.fields, link.referrer)


def _link(sheet: AnySheet, supplier: Supplier, opening: Opening, *, at: datetime) -> Link:
    target = opening.target_url
    if isinstance(sheet, EzproxyLink):
        return ezproxy_link(sheet, target=target)
    if isinstance(sheet, RefererLink):
        return referer_link(sheet, target=target)
    if not isinstance(sheet, SignedLink):
        return Link("redirect", target)
    passenger = _passenger(sheet, supplier, opening, at=at)
    secret = shared_secret(supplier)
    if not secret:
        raise HandoverFailedError(
            _("This platform cannot be opened: the secret shared with it is missing.")
        )
    return signed_link(sheet, passenger=passenger, target=target, secret=secret, at=at)


def _passenger(sheet: AnySheet, supplier: Supplier, opening: Opening, *, at: datetime) -> Passenger:
    account_id = opening.account_id
    if account_id is None:
        if not names_nobody(sheet):
            raise HandoverFailedError(_("This platform opens to people who signed in."))
        return Passenger({Fact.TARGET: opening.target_url})
    sharing = sharing_of(account_id=account_id, supplier=supplier, sheet=sheet)
    return passenger_for(
        account_id=account_id,
        identifier=identifier_for(account_id=account_id, supplier=supplier, at=at),
        establishment_id=opening.establishment_id,
        facts=facts_asked(sheet) if sharing is Sharing.GIVEN else (),
        target=opening.target_url,
    )
