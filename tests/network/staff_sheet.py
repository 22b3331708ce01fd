"""The back-office sheet of an establishment as a browser holds and sends it."""

from collections.abc import Mapping
from typing import Any

from django.test import Client

from portee.kernel.actor import RoleKind, system_actor
from portee.network.models import Establishment
from portee.people import api as people
from tests.network.conftest import AT

LIST = "/gestion/etablissements/"

NO_SEASON = {"seasons-TOTAL_FORMS": "0", "seasons-INITIAL_FORMS": "0"}
"""What a sheet sends about seasons when it has none."""


def signed_in(client: Client, kind: RoleKind, at: Establishment) -> Client:
    """The client, signed in as somebody who holds the role there."""
    account = people.create_account(
        email="staff@example.org", display_name="Staff", actor=system_actor("test"), at=AT
    )
    people.grant_role(
        account_id=account.id,
        establishment_id=at.pk,
        kind=kind,
        start_date=AT.date(),
        actor=system_actor("test"),
        at=AT,
    )
    from portee.people.models import Account  # noqa: PLC0415  the test signs in as its owner would

    client.force_login(Account.objects.get(pk=account.id))
    return client


def edited(client: Client, row: Establishment, **changes: str) -> Any:
    """Send the whole sheet back, as a browser does, with some changes."""
    form = client.get(f"{LIST}edit/{row.pk}/").context["form"]
    held = {**_values(form), **_values(form.seasons.management_form)}
    for season in form.seasons:
        held |= _values(season)
    return client.post(f"{LIST}edit/{row.pk}/", {**held, **changes})


def season(number: int, **fields: str) -> Mapping[str, str]:
    """Fields of one season of the sheet, under the names they are sent by."""
    return {f"seasons-{number}-{name}": value for name, value in fields.items()}


def _values(form: Any) -> dict[str, Any]:
    values = {form.add_prefix(name): form[name].value() for name in form.fields}
    return {
        name: value for name, value in values.items() if value is not None and value is not False
    }
