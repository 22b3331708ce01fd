"""What a person reads about herself."""

from dataclasses import dataclass
from datetime import date

from portee.people.models import Role


@dataclass(frozen=True, slots=True)
class HeldRole:
    """A role in words; an unknown end is None."""

    kind_label: str
    establishment_name: str
    establishment_code: str
    start_date: date
    end_date: date | None
    is_in_force: bool


def held_roles(*, account_id: int, on: date) -> list[HeldRole]:
    """The roles a person holds on the day `on` or will hold later, those in force first. One query."""
    roles = (
        Role.objects.filter(account_id=account_id)
        .not_ended(on=on)
        .select_related("establishment")
        .order_by("start_date", "establishment__name", "kind")
    )
    return [
        HeldRole(
            kind_label=role.get_kind_display(),
            establishment_name=role.establishment.name,
            establishment_code=role.establishment.code,
            start_date=role.start_date,
            end_date=role.end_date,
            is_in_force=role.start_date <= on,
        )
        for role in roles
    ]
