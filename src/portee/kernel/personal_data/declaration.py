"""The words of the register: a purpose, a table declared under it, the person whose rows are looked for."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Q, TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise


class LegalBasis(TextChoices):
    """Why the law lets data be kept. Source: RGPD, art. 6; Act 78-17, art. 82 for what lies on a device."""

    CONSENT = "consent", _("Your consent, which you can withdraw at any time.")
    OBLIGATION = "obligation", _("An obligation that the law makes.")
    PUBLIC_TASK = "public_task", _("A task of public service.")
    INTEREST = "interest", _("The legitimate interest of keeping the site safe.")
    NECESSARY = (
        "necessary",
        _("Strictly necessary to the service you ask for: no consent is needed."),
    )


class Erased(StrEnum):
    """What becomes of somebody's rows when she erases her account."""

    WITH_ACCOUNT = "with_account"
    """The database deletes them with the account (a cascade)."""
    APART = "apart"
    """`erase` deletes or empties them."""
    NAMELESS = "nameless"
    """They stay, and name nobody once the account is gone; `note` says how."""
    BY_TIME = "by_time"
    """Nobody can say whose they are: only their retention rule deletes them; `note` says why."""


@dataclass(frozen=True, slots=True)
class Person:
    """Whose rows are looked for: the number of the account, and every address that she proved to be hers.

    `awaited` are addresses we wrote to for her, which she has not proved: copies of those letters go with her, and
    nothing else that names them is hers.
    """

    account_id: int
    emails: tuple[str, ...]
    awaited: tuple[str, ...] = ()

    def known_by(self, field: str) -> Q:
        """The rows where the field holds one of the addresses, whatever its case."""
        found = Q(pk__in=[])
        for email in self.emails:
            found |= Q(**{f"{field}__iexact": email})
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Purpose:
    """One use of personal data, in words that the person concerned can read.

    `kept` says for how long; what a retention rule deletes is told beside it. `stays` says what is left of it after
    an erasure, and why; empty when nothing is.
    """

    code: str
    title: Words
    data: Words
    reason: Words
    basis: LegalBasis
    kept: Words
    recipients: Words
    stays: Words = ""
    order: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """A table that holds personal data, under a purpose.

    `fields` are those that say something of a person; `withheld`, among them, are told about and never handed out.
    `owned_by` picks the rows of a person; None when nobody can say whose a row is. `erase` deletes or empties them and
    gives how many. `for_guardians`: whoever answers for a child takes it away too; never what the child reads.
    """

    model: str
    purpose: str
    fields: tuple[str, ...]
    erased: Erased
    withheld: tuple[str, ...] = ()
    owned_by: Callable[[Person], Q] | None = None
    erase: Callable[[Sequence[Person]], int] | None = None
    note: str = ""
    for_guardians: bool = False

    @property
    def handed_out(self) -> tuple[str, ...]:
        """The fields that the person receives."""
        return tuple(name for name in self.fields if name not in self.withheld)
