"""How tests set a reader system and come with a card."""

from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client

from portee.kernel import clock
from portee.people.models import Account, DirectoryKind, ReaderDirectory
from tests.people.directories.readers import SECRET
from tests.people.world import NOW, World

CARD = "/connexion/carte/"


def directory_at(
    world: World, place: str, kind: DirectoryKind = DirectoryKind.SIP2
) -> ReaderDirectory:
    is_asked = kind in {DirectoryKind.SIP2, DirectoryKind.LDAP}
    return ReaderDirectory.objects.create(
        establishment=world.nodes[place],
        kind=kind,
        host="ils.example" if is_asked else "",
        port=6001 if is_asked else None,
    )


def come(
    client: Client,
    directory: ReaderDirectory,
    card: str = "1001",
    secret: str = SECRET,
    **more: str,
) -> HttpResponse:
    data = {"directory": str(directory.pk), "card_number": card, "secret": secret, **more}
    answer: HttpResponse = client.post(CARD, data)  # type: ignore[assignment]
    return answer


def who(client: Client) -> Account | None:
    return Account.objects.filter(pk=client.session.get("_auth_user_id") or 0).first()


def ticket_of(answer: HttpResponse) -> str:
    return str(answer.context["ticket"])  # type: ignore[attr-defined]


def at_a_later_day(monkeypatch: pytest.MonkeyPatch, days: int) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(days=days))
