"""The trail of changes that bind everybody: append-only, each entry sealed by the hash of the one before.

Permissions first, and what speaks for the whole network (its home page). Ids and codes only: no name, no address, so
the trail outlives the erasure of a person: her number stays, and nothing says any more whose it was (docs/adr/0037).
Exports of personal data and the ways to sign in are here; sign-ins themselves do not belong here yet.
"""

import hashlib
import json
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class AuditAction(models.TextChoices):
    """What may be done to permissions (somebody's, many's, whom a system vouches for) and to the home page."""

    ACCOUNT_CREATED = "account_created", _("Account created")
    ACCOUNT_CHANGED = "account_changed", _("Account changed")
    ACCOUNT_DEACTIVATED = "account_deactivated", _("Account closed")
    ACCOUNT_REOPENED = "account_reopened", _("Account opened again")
    ROLE_GRANTED = "role_granted", _("Role given")
    ROLE_ENDED = "role_ended", _("Role ended")
    ESTABLISHMENT_MOVED = "establishment_moved", _("Establishment moved")
    REGISTRATION_ACCEPTED = "registration_accepted", _("Request accepted")
    REGISTRATION_REFUSED = "registration_refused", _("Request refused")
    REGISTRATION_MORE_ASKED = "registration_more_asked", _("More asked for")
    REGISTRATION_HANDED_OVER = "registration_handed_over", _("Request handed over")
    MEMBERSHIP_STARTED = "membership_started", _("Membership started")
    MEMBERSHIP_RENEWED = "membership_renewed", _("Membership renewed")
    READERS_ENROLLED = "readers_enrolled", _("Readers enrolled from a list")
    READERS_ENDED = "readers_ended", _("Readers left out of a list ended")
    ACCOUNTS_STRUCK_OFF = "accounts_struck_off", _("Accounts struck off")
    ACCOUNT_ERASED = "account_erased", _("Account erased by its holder")
    ERASED_BY_GUARDIAN = "erased_by_guardian", _("Account erased by a guardian")
    GUARDIAN_JOINED = "guardian_joined", _("Guardian tied to a child’s account")
    GUARDIAN_LEFT = "guardian_left", _("Guardian’s tie ended")
    CONSENT_WITHDRAWN = "consent_withdrawn", _("Consent of a guardian withdrawn")
    DATA_DOWNLOADED = "data_downloaded", _("Own data downloaded")
    LIST_EXPORTED = "list_exported", _("List exported")
    DIRECTORY_CHANGED = "directory_changed", _("Reader directory set")
    DIRECTORY_REMOVED = "directory_removed", _("Reader directory removed")
    DIRECTORY_TRIED = "directory_tried", _("Reader directory tried with a card")
    READER_ADMITTED = "reader_admitted", _("Reader let in by her reader system")
    PROVIDER_CHANGED = "provider_changed", _("Identity provider set")
    PROVIDER_REMOVED = "provider_removed", _("Identity provider removed")
    PROVIDER_TRIED = "provider_tried", _("Identity provider tried")
    IDENTITY_ADMITTED = "identity_admitted", _("Reader let in by an identity provider")
    FACTOR_ADDED = "factor_added", _("Way to sign in added")
    FACTOR_REMOVED = "factor_removed", _("Way to sign in removed")
    CODES_RENEWED = "codes_renewed", _("Recovery codes renewed")
    FACTORS_RESET = "factors_reset", _("Second step set back at the desk")
    GROUPS_RESTORED = "groups_restored", _("Groups put right")
    HOME_COMPOSED = "home_composed", _("Home page composed")


class AuditEntry(models.Model):
    """One change, who made it and when; `seal` is the SHA-256 of its facts and of the previous seal.

    `account_id` is whose permissions changed, none when they are those of many.
    """

    at = models.DateTimeField(_("at"))
    actor_account_id = models.BigIntegerField(null=True)
    actor_system = models.CharField(max_length=60, blank=True)
    action = models.CharField(_("what"), max_length=30, choices=AuditAction.choices)
    account_id = models.BigIntegerField(null=True)
    facts = models.JSONField(default=dict)
    previous_seal = models.CharField(max_length=64, unique=True)
    seal = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name = _("entry of the trail")
        verbose_name_plural = _("entries of the trail")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d} {self.action} {self.account_id}"

    def computed_seal(self) -> str:
        """The seal these facts deserve after `previous_seal`."""
        facts: dict[str, Any] = {
            "at": self.at.isoformat(),
            "actor": self.actor_account_id,
            "system": self.actor_system,
            "action": str(self.action),
            "account": self.account_id,
            "facts": self.facts,
            "previous": self.previous_seal,
        }
        return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()


class AuditHead(models.Model):
    """The last seal, in a single row that writers lock so that the chain never forks."""

    seal = models.CharField(max_length=64)
    entry_count = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return self.seal
