"""The seasons of an establishment on its back-office sheet."""

from datetime import date, time
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from portee.kernel.actor import RoleKind
from portee.network.hours import Season, Span
from portee.network.models import Establishment
from portee.network.queries.opening import hours_of
from portee.network.staff.season import season_forms
from tests.network.staff_sheet import LIST, NO_SEASON, edited, season, signed_in

SUMMER = {
    "label": "Été",
    "start_date": "2026-07-01",
    "end_date": "2026-08-31",
    "hours_1": "9h-12h",
}


@pytest.fixture
def staff(client: Client, libraries: tuple[Establishment, Establishment]) -> Client:
    """The librarian of the first library, which opens on Tuesday afternoons."""
    signed_in(client, RoleKind.LIBRARIAN, libraries[0])
    edited(client, libraries[0], hours_1="14:00-18:00")
    return client


def seasons_of(row: Establishment) -> set[Season]:
    periods = hours_of([row])[row.pk].periods
    return {period.season for period in periods if period.season}


def test_librarian_adds_a_season_whose_week_replaces_the_usual_one(
    staff: Client, libraries: tuple[Establishment, Establishment]
) -> None:
    hers, _ = libraries
    assert edited(staff, hers, **season(0, **SUMMER)).status_code == 302
    hours = hours_of([hers])[hers.pk]
    assert hours.spans_on(date(2026, 7, 7)) == (Span(time(9), time(12)),)
    assert hours.spans_on(date(2026, 9, 1)) == (Span(time(14), time(18)),)


def test_season_is_changed_and_another_one_added_beside_it(
    staff: Client, libraries: tuple[Establishment, Establishment]
) -> None:
    hers, _ = libraries
    edited(staff, hers, **season(0, **SUMMER))
    winter = {**SUMMER, "label": "Noël", "start_date": "2026-12-20", "end_date": "2027-01-03"}
    changed = {**season(0, end_date="2026-08-20"), **season(1, **winter)}
    assert edited(staff, hers, **changed).status_code == 302
    assert seasons_of(hers) == {
        Season("Été", date(2026, 7, 1), date(2026, 8, 20)),
        Season("Noël", date(2026, 12, 20), date(2027, 1, 3)),
    }


def test_season_is_removed_and_the_usual_week_stays(
    staff: Client, libraries: tuple[Establishment, Establishment]
) -> None:
    hers, _ = libraries
    edited(staff, hers, **season(0, **SUMMER))
    assert edited(staff, hers, **season(0, DELETE="on")).status_code == 302
    assert not seasons_of(hers)
    assert hers.opening_periods.count() == 1


def test_sheet_sent_back_untouched_keeps_its_seasons(
    staff: Client, libraries: tuple[Establishment, Establishment]
) -> None:
    hers, _ = libraries
    edited(staff, hers, **season(0, **SUMMER))
    before = list(hers.opening_periods.values_list("pk", flat=True))
    assert edited(staff, hers).status_code == 302
    assert list(hers.opening_periods.values_list("pk", flat=True)) == before


@pytest.mark.parametrize(
    ("wrong", "field", "said"),
    [
        ({"label": ""}, "label", "Donnez un nom à la saison."),
        ({"start_date": ""}, "start_date", "Indiquez le premier jour de la saison."),
        ({"end_date": "31 juin"}, "end_date", "Saisissez une date valide."),
        ({"end_date": "2026-06-01"}, "end_date", "La saison finit avant d’avoir commencé."),
        ({"hours_1": "matin"}, "hours_1", "«\N{NO-BREAK SPACE}matin\N{NO-BREAK SPACE}» n’est pas"),
        ({"hours_1": "9h-12h, 11h-14h"}, "hours_1", "deux de ces plages se chevauchent"),
        ({"hours_1": ""}, "__all__", "Indiquez les horaires d’au moins un jour."),
    ],
)
def test_defect_of_a_season_is_said_beside_its_field(
    wrong: dict[str, str], field: str, said: str
) -> None:
    sent = {**NO_SEASON, "seasons-TOTAL_FORMS": "1", **season(0, **{**SUMMER, **wrong})}
    with translation.override("fr"):
        forms = season_forms((), data=sent)
        assert not forms.is_valid()
        assert said in " ".join(str(error) for error in forms.forms[0].errors[field])


def test_wrong_season_opens_its_form_and_nothing_of_the_sheet_is_written(
    staff: Client, libraries: tuple[Establishment, Establishment]
) -> None:
    hers, _ = libraries
    wrong = {**SUMMER, "end_date": "2026-06-01"}
    response = edited(staff, hers, phone="1", **season(0, **wrong))
    assert response.status_code == 200
    page = response.content.decode()
    assert "La saison finit avant d’avoir commencé." in page
    assert '<details class="bo-season" open>' in page
    hers.refresh_from_db()
    assert hers.phone == ""
    assert not seasons_of(hers)


def test_two_seasons_that_share_a_day_are_named(
    staff: Client, libraries: tuple[Establishment, Establishment]
) -> None:
    hers, _ = libraries
    edited(staff, hers, **season(0, **SUMMER))
    fair = {**SUMMER, "label": "Festival", "start_date": "2026-08-31", "end_date": "2026-09-02"}
    page = edited(staff, hers, **season(1, **fair)).content.decode()
    assert (
        "Les saisons «\N{NO-BREAK SPACE}Été\N{NO-BREAK SPACE}» et «\N{NO-BREAK SPACE}Festival\N{NO-BREAK SPACE}» ont"
        in page
    )
    assert len(seasons_of(hers)) == 1


def test_season_of_another_library_is_out_of_reach(
    staff: Client, libraries: tuple[Establishment, Establishment]
) -> None:
    _, other = libraries
    forged: dict[str, Any] = {"seasons-TOTAL_FORMS": 1, "seasons-INITIAL_FORMS": 0}
    response = staff.post(f"{LIST}edit/{other.pk}/", {**forged, **season(0, **SUMMER)})
    assert response.status_code == 404
    assert not seasons_of(other)
