"""Fills an empty installation with readers who may open four offers, each by another method; prints their sessions.

Run inside the installation: `python -m benchmarks.support.launching READERS TICKETS`. See `benchmarks/launches.py`.
"""

import json
import os
import sys
from datetime import date, datetime, timedelta
from typing import Any

import django

SERVICE = "https://films.example.org/cas"
CALLBACK = "https://cours.example.org/callback"
HOST = {
    "films": "films.example.org",
    "cours": "cours.example.org",
    "musique": "musique.example.org",
}


def fill(readers: int, tickets: int) -> dict[str, Any]:
    """Sessions of readers, and tickets that wait to be shown."""
    from django.contrib.auth import get_user_model  # noqa: PLC0415
    from django.db import transaction  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from portee.network.models import Establishment  # noqa: PLC0415
    from portee.people.models import Membership  # noqa: PLC0415

    now = timezone.now()
    today = timezone.localdate()
    with transaction.atomic():
        library = Establishment.add_root(
            instance=Establishment(code="reseau", name="Réseau", kind="network")
        )
        library = Establishment.objects.get(code="reseau")
        accounts = get_user_model().objects.bulk_create(
            [get_user_model()(email=f"r{n}@example.org", password="!") for n in range(readers)]
        )
        Membership.objects.bulk_create(
            [
                Membership(
                    account=one,
                    establishment=library,
                    start_date=today,
                    end_date=today + timedelta(days=364),
                )
                for one in accounts
            ]
        )
        offers = _offers(library, now)
    sessions = [_session(one) for one in accounts]
    shown = [_ticket(offers["films"], accounts[n % readers].pk, now) for n in range(tickets)]
    return {"sessions": sessions, "tickets": shown}


def _offers(library: Any, now: datetime) -> dict[str, Any]:
    from portee.access.models import Entitlement, Offer, Supplier  # noqa: PLC0415
    from portee.access.services.supplier_secret import set_shared_secret  # noqa: PLC0415
    from portee.access.services.supplier_sheet import put_in_use, write_sheet  # noqa: PLC0415
    from portee.kernel.actor import system_actor  # noqa: PLC0415

    sheets: dict[str, tuple[str, dict[str, Any]]] = {
        "films": ("cas", {"schema": 1, "services": [{"address": SERVICE}]}),
        "cours": (
            "oidc",
            {"schema": 1, "client_id": "cours", "redirect_uris": [{"address": CALLBACK}]},
        ),
        "musique": (
            "signed_link",
            {
                "schema": 1,
                "fields": [
                    {"name": "id", "fact": "identifier"},
                    {"name": "t", "moment": "unix"},
                ],
                "signature": {"name": "s", "order": ["id", "t"]},
            },
        ),
    }
    found = {}
    for code, (method, content) in sheets.items():
        supplier = Supplier.objects.create(code=code, name=code, hosts=HOST[code])
        set_shared_secret(supplier_id=supplier.pk, secret="secret-du-banc-d-essai")
        row = write_sheet(
            supplier_id=supplier.pk,
            method=method,
            content=content,
            actor=system_actor("bench"),
            at=now,
        )
        put_in_use(sheet_id=row.pk, at=now)
        offer = Offer.objects.create(
            code=code,
            title=code,
            supplier=supplier,
            establishment=library,
            kind="video",
            description=code,
            address=f"https://{HOST[code]}/",
            is_published=True,
            start_date=date(2020, 1, 1),
            model="flat",
        )
        right = Entitlement.objects.create(offer=offer, start_date=date(2020, 1, 1))
        right.establishments.add(library)
        found[code] = offer
    return found


def _session(account: Any) -> str:
    from django.conf import settings  # noqa: PLC0415
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: PLC0415
    from django.contrib.sessions.backends.db import SessionStore  # noqa: PLC0415

    store = SessionStore()
    store[SESSION_KEY] = str(account.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = account.get_session_auth_hash()
    store.create()
    return f"{settings.SESSION_COOKIE_NAME}={store.session_key}"


def _ticket(offer: Any, account_id: int, now: datetime) -> str:
    from portee.access.services.ticket import issue_ticket  # noqa: PLC0415
    from portee.protocols.cas import TicketKind  # noqa: PLC0415

    # An hour instead of seconds, so that all can be had before the first is shown.
    return issue_ticket(
        kind=TicketKind.SERVICE,
        supplier=offer.supplier,
        service=SERVICE,
        account_id=account_id,
        launch_id=None,
        at=now,
        life=timedelta(hours=1),
    )


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    print(json.dumps(fill(int(sys.argv[1]), int(sys.argv[2]))))
