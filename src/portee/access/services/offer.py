"""Offers and their rights, written with the trace of what changed."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from portee.access import policies
from portee.access.errors import OfferNotAllowedError, OfferRefusedError
from portee.access.events import OfferChanged
from portee.access.models import Entitlement, Offer, OfferChange
from portee.catalogue.api import SourceRefusedError, tie_source
from portee.kernel import events
from portee.kernel.actor import Actor
from portee.kernel.ordering import sort_key

UNSEEN = frozenset({"id", "created_at", "changed_at", "sort_title", "offer"})
"""Columns that the trace says nothing of."""


@transaction.atomic
def create_offer(*, facts: Mapping[str, Any], actor: Actor, at: datetime) -> Offer:
    """Add an offer; `facts` are the fields of the model.

    Raises `OfferNotAllowedError`, `OfferRefusedError`.
    """
    offer = Offer(created_at=at)
    return _write_offer(offer, facts, what="offer_created", actor=actor, at=at)


@transaction.atomic
def change_offer(*, offer_id: int, facts: Mapping[str, Any], actor: Actor, at: datetime) -> Offer:
    """Change an offer. Raises `OfferNotAllowedError`, `OfferRefusedError`."""
    offer = (
        Offer.objects.select_related("establishment")
        .select_for_update(of=("self",), no_key=True)
        .get(pk=offer_id)
    )
    _refuse_stranger(offer, actor)
    return _write_offer(offer, facts, what="offer_changed", actor=actor, at=at)


@transaction.atomic
def save_entitlement(
    *,
    entitlement_id: int | None,
    offer_id: int,
    facts: Mapping[str, Any],
    establishment_ids: list[int],
    actor: Actor,
    at: datetime,
) -> Entitlement:
    """Give a right over an offer, or change it. Raises `OfferNotAllowedError`, `OfferRefusedError`."""
    offer = Offer.objects.select_related("establishment").get(pk=offer_id)
    _refuse_stranger(offer, actor)
    if not establishment_ids:
        raise OfferRefusedError(_("Choose at least one establishment."))
    if entitlement_id is None:
        right, before, what = Entitlement(offer=offer, created_at=at), {}, "right_given"
    else:
        right, what = Entitlement.objects.get(pk=entitlement_id), "right_changed"
        if right.offer_id != offer.pk:
            raise OfferRefusedError(
                _("A right stays with its offer: remove it here, and give another one there.")
            )
        before = {**_plain(right), "establishments": _held_by(right)}
    _fill(right, facts, at=at)
    right.save()
    right.establishments.set(establishment_ids)
    after = {**_plain(right), "establishments": _held_by(right)}
    _note(offer, what, _differences(before, after), right_id=right.pk, actor=actor, at=at)
    return right


@transaction.atomic
def remove_entitlement(*, entitlement_id: int, actor: Actor, at: datetime) -> None:
    """Take a right away. Raises `OfferNotAllowedError`."""
    right = Entitlement.objects.select_related("offer__establishment").get(pk=entitlement_id)
    _refuse_stranger(right.offer, actor)
    facts = {name: [value, ""] for name, value in _plain(right).items()}
    facts["establishments"] = [_held_by(right), []]
    pk = right.pk
    right.delete()
    _note(right.offer, "right_removed", facts, right_id=pk, actor=actor, at=at)


def _write_offer(
    offer: Offer, facts: Mapping[str, Any], *, what: str, actor: Actor, at: datetime
) -> Offer:
    before = _plain(offer) if offer.pk else {}
    earlier_source = offer.source_code if offer.pk else ""
    _fill(offer, facts, at=at)
    offer.sort_title = sort_key(offer.title)[:220]
    _refuse_stranger(offer, actor)
    offer.save()
    for code in {earlier_source, offer.source_code} - {""}:
        is_licensed = Offer.objects.filter(source_code=code).exists()
        try:
            tie_source(code=code, is_licensed=is_licensed)
        except SourceRefusedError as error:
            raise OfferRefusedError(error.message) from error
    _note(offer, what, _differences(before, _plain(offer)), right_id=None, actor=actor, at=at)
    return offer


def _refuse_stranger(offer: Offer, actor: Actor) -> None:
    if not policies.may_manage_offer(actor, node_path=offer.establishment.path):
        raise OfferNotAllowedError(_("You may not change this offer."))


def _fill(row: Offer | Entitlement, facts: Mapping[str, Any], *, at: datetime) -> None:
    for name, value in facts.items():
        setattr(row, name, value)
    row.changed_at = at
    try:
        row.full_clean()
    except ValidationError as error:
        said = next(iter(error.message_dict.values()))
        raise OfferRefusedError(said[0]) from error


def _plain(row: models.Model) -> dict[str, Any]:
    """The columns of a row as JSON holds them."""
    return {
        field.name: _said(field.value_from_object(row))
        for field in row._meta.concrete_fields
        if field.name not in UNSEEN
    }


def _said(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | str | list):
        return value
    return str(value)


def _held_by(right: Entitlement) -> list[str]:
    return sorted(right.establishments.values_list("code", flat=True))


def _differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, list[Any]]:
    return {
        name: [before.get(name, ""), value]
        for name, value in after.items()
        if before.get(name, "") != value
    }


def _note(
    offer: Offer,
    what: str,
    facts: dict[str, list[Any]],
    *,
    right_id: int | None,
    actor: Actor,
    at: datetime,
) -> None:
    if not facts:
        return
    OfferChange.objects.create(
        offer=offer,
        at=at,
        actor_account_id=actor.account_id,
        actor_system=actor.system_name,
        what=what,
        facts={"right": right_id, **facts} if right_id else facts,
    )
    events.publish(OfferChanged(offer_id=offer.pk, at=at))
