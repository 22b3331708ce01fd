"""Building the demonstration network out of the files of `demo/`. Real installations never run this.

Run again, it changes nothing: each node is found by its code or its survey code. Days that differ are set for the next
time they come round, so that a demonstration made in any month shows a closure to come.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, Self
from zoneinfo import ZoneInfo

from portee.network.adapters.commune_groups import read_memberships
from portee.network.adapters.establishment_list import read_establishments
from portee.network.hours import ExceptionalDays, Period, Season, Span
from portee.network.models import (
    Establishment,
    EstablishmentIdentifier,
    EstablishmentKind,
    IdentifierScheme,
    Territory,
)
from portee.network.services.establishment import change_establishment, create_establishment
from portee.network.services.establishment_import import import_establishments
from portee.network.services.hours import set_hours

Week = Mapping[str, Sequence[str]]
Sheet = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class DemonstrationFiles:
    """The files of the demonstration: `plan` is invented by us, the rest is open data."""

    folder: Path
    plan: Sheet

    @classmethod
    def read(cls, folder: Path) -> Self:
        """Read the plan of the demonstration."""
        return cls(folder, json.loads((folder / "reseau.json").read_text(encoding="utf-8")))

    @property
    def root_code(self) -> str:
        """The code of the network itself, by which a demonstration is known."""
        return str(self.plan["network"]["code"])


def build_demonstration(*, files: DemonstrationFiles, at: datetime) -> int:
    """Create or complete the demonstration network; gives the id of its root."""
    root = _root(files, at=at)
    memberships = read_memberships(files.folder / "groupes-de-communes-82.csv")
    import_establishments(
        lines=read_establishments(files.folder / "bibliotheques-82.csv"),
        under_id=root.pk,
        memberships=memberships,
        departement="82",
        is_dry_run=False,
        at=at,
    )
    today = at.astimezone(ZoneInfo("Europe/Paris")).date()
    for survey_code, week in files.plan["libraries"].items():
        _open_library(files.plan, survey_code, week, today=today, at=at)
    for survey_code, facts in files.plan["access"].items():
        change_establishment(establishment_id=_library_id(survey_code), at=at, **facts)
    for survey_code, days in files.plan["registration_delay_days"].items():
        change_establishment(
            establishment_id=_library_id(survey_code), at=at, registration_delay_days=days
        )
    for sheet in files.plan["establishments"]:
        _add(files.plan, sheet, root=root, today=today, at=at)
    _draw_territory(files, root=root)
    return root.pk


def _root(files: DemonstrationFiles, *, at: datetime) -> Establishment:
    sheet = files.plan["network"]
    known = Establishment.objects.filter(code=sheet["code"]).first()
    return known or create_establishment(
        code=sheet["code"],
        parent_id=None,
        at=at,
        name=sheet["name"],
        about=sheet["about"],
        kind=EstablishmentKind.NETWORK,
    )


def _draw_territory(files: DemonstrationFiles, *, root: Establishment) -> None:
    outline = json.loads((files.folder / "territoire-82.json").read_text(encoding="utf-8"))
    Territory.objects.update_or_create(establishment=root, defaults=outline)


def _library_id(survey_code: str) -> int:
    return EstablishmentIdentifier.objects.get(
        scheme=IdentifierScheme.SURVEY, value=survey_code
    ).establishment_id


def _open_library(plan: Sheet, survey_code: str, week: str, *, today: date, at: datetime) -> None:
    establishment_id = _library_id(survey_code)
    summer = plan["summer"]
    periods = _periods(plan["weeks"][week])
    if survey_code in summer["libraries"]:
        season = Season(summer["label"], *_next_dates(summer["from"], summer["until"], today=today))
        periods += _periods(summer["libraries"][survey_code], season=season)
    is_closed = survey_code in plan["closed_week"]["libraries"]
    exceptions = [_closed_week(plan, today=today)] if is_closed else []
    set_hours(establishment_id=establishment_id, periods=periods, exceptions=exceptions, at=at)
    change_establishment(establishment_id=establishment_id, at=at, hours_note=plan["hours_note"])


def _add(plan: Sheet, sheet: Sheet, *, root: Establishment, today: date, at: datetime) -> None:
    """An establishment of our own, with its hours."""
    apart = {"code", "parent_siren", "week", "is_closed_at_year_end"}
    known = Establishment.objects.filter(code=sheet["code"]).first()
    establishment = known or create_establishment(
        code=sheet["code"],
        parent_id=_group_id(sheet["parent_siren"]) if sheet["parent_siren"] else root.pk,
        at=at,
        hours_note=plan["hours_note"] if sheet["week"] else "",
        **{key: value for key, value in sheet.items() if key not in apart},
    )
    if sheet["week"]:
        closed = [_closed_week(plan, today=today)] if sheet["is_closed_at_year_end"] else []
        set_hours(
            establishment_id=establishment.pk,
            periods=_periods(plan["weeks"][sheet["week"]]),
            exceptions=closed,
            at=at,
        )


def _group_id(siren: str) -> int:
    return EstablishmentIdentifier.objects.get(
        scheme=IdentifierScheme.SIREN, value=siren
    ).establishment_id


def _periods(week: Week, *, season: Season | None = None) -> list[Period]:
    return [
        Period(weekday=int(weekday), span=_span(text), season=season)
        for weekday, spans in week.items()
        for text in spans
    ]


def _span(text: str) -> Span:
    opens, closes = text.split("-")
    return Span(time.fromisoformat(opens), time.fromisoformat(closes))


def _closed_week(plan: Sheet, *, today: date) -> ExceptionalDays:
    week = plan["closed_week"]
    length = timedelta(days=week["days"] - 1)
    start = _day(today.year, week["from"])
    previous = _day(today.year - 1, week["from"])
    if previous + length >= today:
        start = previous
    return ExceptionalDays(start, start + length, label=week["label"])


def _next_dates(first: str, last: str, *, today: date) -> tuple[date, date]:
    """The dates of a season, this year's or the next once it is over."""
    year = today.year if _day(today.year, last) >= today else today.year + 1
    return _day(year, first), _day(year, last)


def _day(year: int, month_and_day: str) -> date:
    return date.fromisoformat(f"{year}-{month_and_day}")
