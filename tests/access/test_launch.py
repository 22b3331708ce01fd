"""Opening an offer: what is counted, where it stops, what is forgotten."""

from datetime import date, datetime, timedelta

import pytest
from django.core import mail
from django.test import override_settings

from portee.access.decision import Reason
from portee.access.errors import LaunchRefusedError
from portee.access.models import BudgetWarning, Launch, Meter, MeterScope, Offer, Seat
from portee.access.queries.budget import budgets_of, forecast
from portee.access.services.budget import warn_of_budgets
from portee.access.services.launch import open_offer
from portee.access.services.retention import forget_launches, months_before
from portee.kernel.actor import VISITOR
from portee.people.models import Account
from tests.access.offers import HOST, Offers, acting
from tests.people.world import NOW

LATER = timedelta(minutes=1)


def opened(offer: Offer, account: Account, *, at: datetime = NOW, address: str = "") -> object:
    """Open it as that person, from nowhere in particular."""
    return open_offer(
        offer_id=offer.pk, actor=acting(account, at=at), at=at, place=(), address=address
    )


def refusal(offer: Offer, account: Account, *, at: datetime = NOW) -> Reason:
    """Why it does not open."""
    with pytest.raises(LaunchRefusedError) as caught:
        opened(offer, account, at=at)
    return caught.value.decision.reason


def counts(offer: Offer) -> dict[tuple[str, str], int]:
    """Every count, by scope and period."""
    rows = Meter.objects.filter(offer=offer)
    return {(row.scope, row.period): row.count for row in rows}


def test_a_launch_is_counted_for_the_person_her_library_and_all(offers: Offers) -> None:
    offer, lea = offers.offer(), offers.member("lea", "valley-library")
    offers.right(offer, "valley")
    opening = opened(offer, lea)
    assert opening.target_url == f"https://{HOST}/press"  # type: ignore[attr-defined]
    assert counts(offer) == {
        (MeterScope.PERSON_MONTH, "2026-11"): 1,
        (MeterScope.ESTABLISHMENT_MONTH, "2026-11"): 1,
        (MeterScope.ESTABLISHMENT_YEAR, "2026"): 1,
        (MeterScope.NETWORK_MONTH, "2026-11"): 1,
        (MeterScope.NETWORK_YEAR, "2026"): 1,
    }
    launch = Launch.objects.get()
    assert launch.account == lea
    assert launch.establishment == offers.world.nodes["valley-library"]


def test_a_double_click_is_one_launch_even_on_the_last_token(offers: Offers) -> None:
    offer, lea = offers.offer(model="tokens", token_count=1), offers.member("lea", "valley-library")
    offers.right(offer, "valley")
    first = opened(offer, lea)
    assert opened(offer, lea, at=NOW + timedelta(seconds=20)) == first
    assert Launch.objects.count() == 1
    assert refusal(offer, lea, at=NOW + LATER) is Reason.TOKENS_SPENT


def test_a_refused_launch_counts_nothing(offers: Offers) -> None:
    offer, zoe = offers.offer(), offers.member("zoe", "hills-library")
    offers.right(offer, "valley")
    assert refusal(offer, zoe) is Reason.NOT_TAKING_PART
    assert not Launch.objects.exists()
    assert not Meter.objects.exists()


def test_quotas_of_the_month_begin_again_with_the_next(offers: Offers) -> None:
    offer, lea = offers.offer(person_month_cap=1), offers.member("lea", "valley-library")
    offers.right(offer, "valley")
    opened(offer, lea)
    assert refusal(offer, lea, at=NOW + LATER) is Reason.PERSON_CAP
    opened(offer, lea, at=NOW + timedelta(days=10))


def test_the_cap_of_an_establishment_closes_it_for_that_one_alone(offers: Offers) -> None:
    offer = offers.offer()
    lea, zoe = offers.member("lea", "valley-library"), offers.member("zoe", "hills-library")
    offers.right(offer, "county", establishment_year_cap=1)
    opened(offer, lea)
    assert refusal(offer, lea, at=NOW + LATER) is Reason.ESTABLISHMENT_CAP
    opened(offer, zoe)


def test_a_seat_is_free_again_when_its_time_is_over(offers: Offers) -> None:
    offer = offers.offer(model="seats", seat_count=1, seat_minutes=30)
    lea, noe = offers.member("lea", "valley-library"), offers.member("noe", "valley-library")
    offers.right(offer, "valley")
    opened(offer, lea)
    assert refusal(offer, noe, at=NOW + LATER) is Reason.SEATS_TAKEN
    opened(offer, lea, at=NOW + timedelta(minutes=20))
    assert Seat.objects.get().expires_at == NOW + timedelta(minutes=50)
    assert refusal(offer, noe, at=NOW + timedelta(minutes=40)) is Reason.SEATS_TAKEN
    opened(offer, noe, at=NOW + timedelta(minutes=50))


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/x",
        "javascript:alert(1)",
        f"https://{HOST}@evil.example/",
        f"https://{HOST}.evil.example/",
        f"https:\\\\{HOST}/x",
        f"//{HOST}/x",
        f"https://{HOST}:8443/x",
        f"https://{HOST}/\r\nx",
    ],
)
def test_a_title_never_leads_to_another_host(offers: Offers, address: str) -> None:
    offer, lea = offers.offer(), offers.member("lea", "valley-library")
    offers.right(offer, "valley")
    opening = opened(offer, lea, address=address)
    assert opening.target_url == offer.address  # type: ignore[attr-defined]


def test_a_title_opens_at_its_own_address(offers: Offers) -> None:
    offer, lea = offers.offer(), offers.member("lea", "valley-library")
    offers.right(offer, "valley")
    there = f"https://{HOST}/title/12?page=2"
    assert opened(offer, lea, address=there).target_url == there  # type: ignore[attr-defined]


def test_what_is_free_for_everybody_opens_to_visitors_and_counts_no_person(offers: Offers) -> None:
    offer = offers.offer(model="free")
    offers.right(offer, "county", holder="everybody")
    open_offer(offer_id=offer.pk, actor=VISITOR, at=NOW, place=())
    assert set(counts(offer)) == {
        (MeterScope.NETWORK_MONTH, "2026-11"),
        (MeterScope.NETWORK_YEAR, "2026"),
    }


@override_settings(EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend")
def test_the_people_in_charge_are_warned_once_of_each_threshold(offers: Offers) -> None:
    offer = offers.offer(network_year_cap=4, alert_percents=[50, 100])
    offers.right(offer, "valley")
    people = [offers.member(f"reader{number}", "valley-library") for number in range(4)]
    for person in people[:2]:
        opened(offer, person)
    assert warn_of_budgets(offer_id=offer.pk, at=NOW) == 1
    assert warn_of_budgets(offer_id=offer.pk, at=NOW) == 0
    assert [message.to for message in mail.outbox] == [["county-manager@example.org"]]
    for person in people[2:]:
        opened(offer, person, at=NOW + LATER)
    assert warn_of_budgets(offer_id=offer.pk, at=NOW + LATER) == 1
    assert len(mail.outbox) == 2
    assert BudgetWarning.objects.count() == 2
    assert budgets_of(offer, at=NOW + LATER)[0].is_spent


def test_the_launch_that_reaches_a_threshold_queues_the_warning_alone(
    offers: Offers, monkeypatch: pytest.MonkeyPatch
) -> None:
    queued: list[int] = []
    monkeypatch.setattr(
        "portee.access.services.launch.enqueue", lambda _job, offer_id: queued.append(offer_id)
    )
    offer = offers.offer(network_year_cap=3, alert_percents=[50])
    offers.right(offer, "valley")
    for number in range(3):
        opened(offer, offers.member(f"reader{number}", "valley-library"))
        assert len(queued) == (0 if number == 0 else 1)


@pytest.mark.parametrize(
    ("left", "recent", "days", "end"),
    [
        (0, 5, 28, date(2026, 11, 22)),
        (10, 0, 28, None),
        (10, 28, 28, date(2026, 12, 2)),
        (1_000, 28, 28, None),
    ],
)
def test_the_day_a_budget_ends_is_foreseen(
    left: int, recent: int, days: int, end: date | None
) -> None:
    on = date(2026, 11, 22)
    assert forecast(left=left, recent=recent, days=days, on=on, last_date=None) == end


def test_after_four_months_nothing_says_who_opened_and_the_counts_stay(offers: Offers) -> None:
    offer, lea = offers.offer(), offers.member("lea", "valley-library")
    offers.right(offer, "valley")
    opened(offer, lea)
    before = counts(offer)
    assert forget_launches(at=NOW + timedelta(days=119)) == 0
    assert Launch.objects.get().account == lea
    assert forget_launches(at=NOW + timedelta(days=125)) == 1
    assert Launch.objects.get().account is None
    assert forget_launches(at=NOW + timedelta(days=125)) == 0
    forget_launches(at=NOW + timedelta(days=160))
    person = (MeterScope.PERSON_MONTH, "2026-11")
    assert counts(offer) == {key: count for key, count in before.items() if key != person}


def test_four_months_before_the_last_of_a_month_is_a_day_that_exists() -> None:
    at = datetime.fromisoformat("2027-06-30T10:00:00+02:00")
    assert months_before(at, 4).date() == date(2027, 2, 28)
