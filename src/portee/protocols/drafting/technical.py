"""What a record says of itself and not of the resource: read past, each with the reason why."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Technical:
    """Subfields that are neither mapped nor left as unmapped, and why.

    `everywhere` goes by code and holds in every field but those of `own_numbers`, whose numbered subfields say things
    of their own; `places` goes by `801$c`.
    """

    everywhere: Mapping[str, str]
    places: Mapping[str, str]
    own_numbers: frozenset[str] = field(default=frozenset())

    def codes(self, tag: str) -> frozenset[str]:
        """Give the codes of a field that are read past."""
        own = {place[4:] for place in self.places if place[:4] == f"{tag}$"}
        return frozenset(own if tag in self.own_numbers else own | self.everywhere.keys())

    def tags(self) -> frozenset[str]:
        """Give the tags whose codes are not those of every field."""
        return self.own_numbers | {place[:3] for place in self.places}
