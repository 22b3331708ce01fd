"""Who looks at the pages of offers: the person of the request, or the example through whose eyes staff look."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portee.access import policies
from portee.access.queries.place import sites_at
from portee.access.queries.situation import person_of
from portee.access.question import EXAMPLE_ACCOUNT, Person, Site, Tie
from portee.kernel.actor import Actor, RoleKind
from portee.kernel.ordering import search_key
from portee.network import api as network

KEY: Final = "access_example"
"""Where the session keeps the example."""


class ExampleKind(StrEnum):
    """Who the example member is."""

    ADULT = "adult"
    CHILD = "child"
    TEACHER = "teacher"
    PUPIL = "pupil"


EXAMPLE_LABELS: Final[dict[ExampleKind, Promise]] = {
    ExampleKind.ADULT: _("An adult, 40 years old"),
    ExampleKind.CHILD: _("A child, 9 years old"),
    ExampleKind.TEACHER: _("A teacher"),
    ExampleKind.PUPIL: _("A pupil, 14 years old"),
}
_AGES: Final = {ExampleKind.CHILD: 9, ExampleKind.PUPIL: 14}
_ROLES: Final = {ExampleKind.TEACHER: RoleKind.TEACHER, ExampleKind.PUPIL: RoleKind.PUPIL}
ADULT_AGE: Final = 40


@dataclass(frozen=True, slots=True)
class Example:
    """A member of an establishment who does not exist."""

    establishment: network.EstablishmentSummary
    kind: ExampleKind

    @property
    def label(self) -> str | Promise:
        """Who it is."""
        return EXAMPLE_LABELS[self.kind]

    def person(self, *, on: date) -> Person:
        """The example as decisions see it: registered today, of its age at least, and a year more at most."""
        here = self.establishment
        ties = [Tie(here.id, here.path, on, on + timedelta(days=364))]
        if self.kind in _ROLES:
            ties.append(Tie(here.id, here.path, on, None, _ROLES[self.kind]))
        return Person(
            account_id=EXAMPLE_ACCOUNT,
            birth_year=on.year - _AGES.get(self.kind, ADULT_AGE) - 1,
            commune=search_key(here.commune),
            ties=tuple(ties),
        )


@dataclass(frozen=True, slots=True)
class Viewer:
    """Whoever looks: who, from where, and whether through the eyes of an example."""

    actor: Actor
    sites: tuple[Site, ...]
    example: Example | None

    @property
    def is_known(self) -> bool:
        """Whether a decision can be told: somebody is signed in."""
        return self.actor.account_id is not None

    def person(self, *, on: date) -> Person:
        """As decisions see them; one query, none for a visitor nor an example."""
        return self.example.person(on=on) if self.example else person_of(self.actor)


def viewer_of(request: HttpRequest) -> Viewer:
    """Who looks at this request."""
    actor: Actor = request.actor  # type: ignore[attr-defined] # Put there by a middleware.
    return Viewer(
        actor=actor,
        sites=sites_at(str(request.META.get("REMOTE_ADDR", ""))),
        example=_example_of(request, actor) if actor.account_id is not None else None,
    )


def _example_of(request: HttpRequest, actor: Actor) -> Example | None:
    """The example of the session, as long as the person may look through its eyes."""
    kept = request.session.get(KEY)
    if not isinstance(kept, dict):
        return None
    here = network.find_establishment(str(kept.get("establishment", "")))
    kind = kept.get("kind")
    if here is None or kind not in set(ExampleKind):
        return None
    if not policies.may_look_as_example(actor, node_path=here.path):
        return None
    return Example(here, ExampleKind(kind))
