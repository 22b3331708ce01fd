"""The back-office screen of establishments: what each may see and change."""

import pytest
from django.test import Client

from portee.kernel.actor import RoleKind
from portee.network.models import Establishment
from tests.network.staff_sheet import LIST, NO_SEASON, edited, signed_in


def test_librarian_sees_and_changes_her_own_library_only(
    client: Client, libraries: tuple[Establishment, Establishment]
) -> None:
    hers, other = libraries
    staff = signed_in(client, RoleKind.LIBRARIAN, hers)
    page = staff.get(LIST).content.decode()
    assert "Caylus" in page
    assert "Moissac" not in page
    assert staff.get(f"{LIST}edit/{other.pk}/").status_code == 404
    response = edited(
        staff,
        hers,
        phone="05 36 49 00 09",
        hours_1="10h-12h, 14h-18h",
        exceptions="24/12/2026 : fermé",
    )
    assert response.status_code == 302
    hers.refresh_from_db()
    assert hers.phone == "05 36 49 00 09"
    assert hers.opening_periods.count() == 2
    assert hers.opening_exceptions.count() == 1


def test_librarian_does_not_rename_nor_add(
    client: Client, libraries: tuple[Establishment, Establishment]
) -> None:
    hers, _ = libraries
    staff = signed_in(client, RoleKind.LIBRARIAN, hers)
    edited(staff, hers, name="Autre nom")
    hers.refresh_from_db()
    assert hers.name == "Caylus"
    assert staff.get(f"{LIST}new/").status_code == 403


def test_wrong_hours_are_said_in_the_form_and_nothing_is_written(
    client: Client, libraries: tuple[Establishment, Establishment]
) -> None:
    hers, _ = libraries
    staff = signed_in(client, RoleKind.LIBRARIAN, hers)
    for wrong in ({"hours_1": "matin"}, {"hours_1": "10-12, 11-13"}, {"longitude": "1.5"}):
        response = edited(staff, hers, phone="1", **wrong)
        assert response.status_code == 200
        hers.refresh_from_db()
        assert hers.phone == ""
        assert not hers.opening_periods.exists()


def test_manager_adds_an_establishment_under_her_node_and_nowhere_else(
    client: Client, libraries: tuple[Establishment, Establishment]
) -> None:
    group = Establishment.objects.get(code="groupe")
    root = Establishment.objects.get(code="reseau")
    staff = signed_in(client, RoleKind.NETWORK_MANAGER, group)
    sheet = {
        "code": "septfonds",
        "name": "Septfonds",
        "kind": "library",
        "timezone_name": "Europe/Paris",
        "step_free_access": "unknown",
        "public_internet": "unknown",
        "hours_2": "14:00-18:00",
        **NO_SEASON,
    }
    assert staff.post(f"{LIST}new/", {**sheet, "parent": root.pk}).status_code == 200
    assert not Establishment.objects.filter(code="septfonds").exists()
    assert staff.post(f"{LIST}new/", {**sheet, "parent": group.pk}).status_code == 302
    added = Establishment.objects.get(code="septfonds")
    assert added.path.startswith(group.path)
    assert added.opening_periods.count() == 1


@pytest.mark.parametrize("kind", [RoleKind.WRITER, RoleKind.RESIDENT, RoleKind.TEACHER])
def test_others_have_no_such_screen(
    client: Client, libraries: tuple[Establishment, Establishment], kind: RoleKind
) -> None:
    staff = signed_in(client, kind, libraries[0])
    assert staff.get(LIST).status_code == 403
    assert staff.get(f"{LIST}edit/{libraries[0].pk}/").status_code in {403, 404}
