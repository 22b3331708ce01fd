"""Seats: who may be inside an offer at once. The caller holds the row of the offer."""

from datetime import datetime, timedelta

from portee.access.models import Launch, Offer, OfferModel, Seat


def take_seat(launch: Launch, *, offer: Offer) -> None:
    """Sit the person of the launch down, for as long as the offer says; on the seat already held, if any."""
    if offer.model != OfferModel.SEATS:
        return
    expires_at = launch.at + timedelta(minutes=offer.seat_minutes)
    if launch.account_id is not None:
        held = Seat.objects.filter(
            offer=offer, account_id=launch.account_id, expires_at__gt=launch.at
        )
        if held.update(launch=launch, expires_at=expires_at):
            return
    Seat.objects.create(
        offer=offer, launch=launch, account_id=launch.account_id, expires_at=expires_at
    )


def clear_seats(*, at: datetime) -> int:
    """Delete the seats whose time is over; how many."""
    number, _by_table = Seat.objects.filter(expires_at__lte=at).delete()
    return number
