"""Puts the actor on each request: who is asking, and what roles are in force today."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from portee.kernel import clock
from portee.kernel.actor import VISITOR, Actor
from portee.people.api import actor_of


class ActorMiddleware:
    """Sets `request.actor`, read lazily so that an anonymous or cached page asks the database nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Attach the actor, then let the request go on."""
        request.actor = SimpleLazyObject(lambda: _actor(request))  # type: ignore[attr-defined]
        return self.get_response(request)


def _actor(request: HttpRequest) -> Actor:
    if not request.user.is_authenticated:
        return VISITOR
    return actor_of(account_id=request.user.pk, on=clock.today())
