"""A crowd in an installation: accounts with roles and memberships, requests that wait. Rows only, invented people."""

import os
import sys
from datetime import date, timedelta
from itertools import count, islice
from typing import Any

import django
from django.utils import timezone

AT_ONCE = 1_000
NAMES = ("Léa Martin", "Noé Durand", "Zoé Petit", "Paul Roux", "Rose Vidal", "Amir Estève")


def main() -> None:
    """Write so many accounts and so many requests at a library."""
    django.setup()
    accounts, requests = (int(number) for number in sys.argv[1:3])
    _write_people(accounts)
    _write_requests(requests)


def _write_people(number: int) -> None:
    from portee.network.models import Establishment  # noqa: PLC0415
    from portee.people.models import Account, Membership, Role  # noqa: PLC0415

    today = timezone.localdate()
    places = list(Establishment.objects.places()[:50])
    waiting = iter(range(number))
    while some := list(islice(waiting, AT_ONCE)):
        people = Account.objects.bulk_create(
            Account(
                email=f"crowd{n}@banc.example", display_name=f"{NAMES[n % 6]} {n}", password="!"
            )
            for n in some
        )
        dated = [(person, _dates(n, today, places)) for n, person in zip(some, people, strict=True)]
        Membership.objects.bulk_create(
            Membership(account=person, **dates) for person, dates in dated
        )
        Role.objects.bulk_create(
            Role(account=person, kind="resident", **dates) for person, dates in dated
        )


def _dates(number: int, today: date, places: list[Any]) -> dict[str, Any]:
    return {
        "establishment": places[number % len(places)],
        "start_date": today - timedelta(days=number % 300),
        "end_date": today + timedelta(days=60 + number % 300),
    }


def _write_requests(number: int) -> None:
    from portee.network.models import Establishment  # noqa: PLC0415
    from portee.people.models import Registration  # noqa: PLC0415

    now = timezone.now()
    places = list(Establishment.objects.places()[:50])
    Registration.objects.bulk_create(
        (
            Registration(
                establishment=places[n % len(places)],
                display_name=f"{NAMES[n % 6]}",
                email=f"asks{n}@banc.example",
                birth_year=1940 + n % 70,
                commune="Montauban",
                language="fr",
                consented_at=now,
                submitted_at=now - timedelta(days=n % 20),
                due_at=now + timedelta(days=7 - n % 20 + 20),
            )
            for n in islice(count(), number)
        ),
        batch_size=AT_ONCE,
    )


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    main()
