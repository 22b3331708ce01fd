"""Gathers all that a decision is made of, for one person and any number of offers: three queries at most."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from portee.access.decision import Decision, decide
from portee.access.models import Offer
from portee.access.queries.terms import read_rights, terms_of
from portee.access.queries.usage import read_usage
from portee.access.question import Person, Question, Right, Site, Standing, Tie, Usage
from portee.kernel.actor import Actor
from portee.kernel.ordering import search_key
from portee.people.api import read_reader


@dataclass(frozen=True, slots=True)
class Situation:
    """One person at one moment, with the rights and the counts that may be about them.

    `offers` are those on which some right may be about the person.
    """

    person: Person
    on: date
    sites: tuple[Site, ...]
    offers: Mapping[int, Offer]
    rights: Mapping[int, tuple[Right, ...]]
    usage: Mapping[int, Usage]

    def question(self, offer: Offer) -> Question:
        """The question about one offer."""
        return Question(
            terms=terms_of(offer),
            rights=self.rights.get(offer.pk, ()),
            person=self.person,
            on=self.on,
            sites=self.sites,
            usage=self.usage.get(offer.pk, Usage()),
        )

    def decision(self, offer: Offer) -> Decision:
        """The decision about one offer."""
        return decide(self.question(offer))

    def open_offers(self) -> list[Offer]:
        """The offers that open now."""
        return [offer for offer in self.offers.values() if self.decision(offer).is_allowed]


def person_of(actor: Actor) -> Person:
    """Who asks, in one query; none for a visitor."""
    return read_person(actor.account_id) if actor.account_id is not None else Person()


def read_person(account_id: int) -> Person:
    """A person by the account, in one query.

    Accounts are opened and memberships dated here, so that nobody else is asked about the standing of a card.
    """
    facts = read_reader(account_id)
    return Person(
        account_id=account_id,
        is_active=facts.is_active,
        birth_year=facts.birth_year,
        commune=search_key(facts.commune),
        ties=tuple(
            Tie(one.establishment_id, one.path, one.start_date, one.end_date, one.role)
            for one in facts.ties
        ),
        standing=Standing.OK,
    )


def read_situation(
    *,
    person: Person,
    at: datetime,
    sites: tuple[Site, ...] = (),
    offer_ids: Collection[int] | None = None,
) -> Situation:
    """The rights and counts that may be about a person: two queries."""
    offers, rights = read_rights(person=person, sites=sites, offer_ids=offer_ids)
    usage = read_usage(
        list(offers.values()),
        account_id=person.account_id,
        establishment_ids={
            *(one.establishment_id for one in person.ties),
            *(one.establishment_id for one in sites),
        },
        at=at,
    )
    return Situation(
        person=person,
        on=timezone.localdate(at),
        sites=sites,
        offers=offers,
        rights=rights,
        usage=usage,
    )
