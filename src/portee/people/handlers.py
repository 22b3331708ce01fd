"""What people does when something happens: one line each."""

from django.http import HttpRequest

from portee.kernel import clock
from portee.people.services.group import ensure_groups


def refresh_groups(request: HttpRequest) -> None:
    """Put right the groups of whoever enters the back office: roles end at midnight, before any job runs."""
    kinds = {grant.role for grant in request.actor.grants}  # type: ignore[attr-defined]
    ensure_groups(request.user, kinds=kinds, on=clock.today())  # type: ignore[arg-type]
