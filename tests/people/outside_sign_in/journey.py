"""How tests set a provider, go there and come back."""

from typing import Any

from django.http import HttpResponse
from django.test import Client

from portee.people.models import Account, IdentityProvider
from portee.people.services.provider_secret import keep_secret
from tests.people.outside_sign_in.provider import CLIENT, SECRET, Provider
from tests.people.world import World

CLAIM = "/connexion/compte/"


def provider_row(world: World, provider: Provider, **more: Any) -> IdentityProvider:
    said = {
        "establishment": world.nodes["valley-library"],
        "name": "Ville de Caylus",
        "issuer": provider.issuer,
        "client_id": CLIENT,
        "secret_handle": keep_secret(SECRET),
        "is_offered": True,
        **more,
    }
    return IdentityProvider.objects.create(**said)


def leave(client: Client, row: IdentityProvider, **query: str) -> HttpResponse:
    answer: HttpResponse = client.get(f"/connexion/avec/{row.pk}/", query)  # type: ignore[assignment]
    return answer


def back(client: Client, row: IdentityProvider, said: dict[str, str]) -> HttpResponse:
    answer: HttpResponse = client.get(f"/connexion/retour/{row.pk}/", said)  # type: ignore[assignment]
    return answer


def come(client: Client, row: IdentityProvider, provider: Provider, **query: str) -> HttpResponse:
    location = leave(client, row, **query).headers["Location"]
    return back(client, row, provider.sign_in(location))


def claim(client: Client, asked: HttpResponse, **answer: str) -> HttpResponse:
    ticket = asked.context["ticket"]  # type: ignore[attr-defined]
    said: HttpResponse = client.post(CLAIM, {"ticket": ticket, **answer})  # type: ignore[assignment]
    return said


def who(client: Client) -> Account | None:
    return Account.objects.filter(pk=client.session.get("_auth_user_id") or 0).first()
