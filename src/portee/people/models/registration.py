"""What somebody asks for, apart from any account, decided by their home establishment."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from portee.network.models import Establishment
from portee.people.models.account import Account


class RegistrationState(models.TextChoices):
    """Where a request stands."""

    PENDING = "pending", _("Waiting")
    MORE_ASKED = "more_asked", _("More asked for")
    ACCEPTED = "accepted", _("Accepted")
    REFUSED = "refused", _("Refused")
    HANDED_OVER = "handed_over", _("Handed over")


OPEN_STATES = (RegistrationState.PENDING, RegistrationState.MORE_ASKED)
"""Those in which a decision is still to come."""


class RefusalReason(models.TextChoices):
    """Why a request is refused, in words sent to the person."""

    OUTSIDE = "outside", _("You do not live, work or study where this establishment serves.")
    ALREADY_REGISTERED = "already_registered", _("You are already registered.")
    UNREACHABLE = "unreachable", _("We could not check what you wrote.")
    NOT_OFFERED = "not_offered", _("This establishment does not open this service to you.")
    OTHER = "other", _("Another reason, written below.")


class RegistrationQuerySet(models.QuerySet["Registration"]):
    """Requests by what they wait for."""

    def open(self) -> "RegistrationQuerySet":
        """Those in which a decision is still to come."""
        return self.filter(state__in=OPEN_STATES)

    def ready(self) -> "RegistrationQuerySet":
        """Those that may be decided now: nothing is expected from the person, nor from a guardian."""
        return self.filter(state=RegistrationState.PENDING).exclude(
            needs_guardian=True, guardian_consented_at__isnull=True
        )

    def late(self, *, at: datetime) -> "RegistrationQuerySet":
        """Those that may be decided, and that should have been by now."""
        return self.ready().filter(due_at__lt=at)

    def under(self, paths: Iterable[str]) -> "RegistrationQuerySet":
        """Those made to one of these nodes or below it; no path, no request."""
        reach = Q(pk__in=[])
        for path in paths:
            reach |= Q(establishment__path__startswith=path)
        return self.filter(reach)


class Registration(models.Model):
    """A request to be registered at an establishment: little is asked, and who decided is kept.

    `due_at` is when the establishment promised an answer. `origin` is the request that another establishment handed
    over; `account` is whose membership came of it; `claimed_by` is the account that said, from its own mailbox, that
    the child of the request is its holder. The addresses of a request that was handed over are emptied.
    """

    establishment = models.ForeignKey(
        Establishment, on_delete=models.PROTECT, related_name="+", verbose_name=_("establishment")
    )
    state = models.CharField(
        _("state"),
        max_length=20,
        choices=RegistrationState.choices,
        default=RegistrationState.PENDING,
    )
    display_name = models.CharField(_("name"), max_length=150)
    email = models.EmailField(_("e-mail address"), blank=True)
    birth_year = models.PositiveSmallIntegerField(_("year of birth"))
    commune = models.CharField(_("commune"), max_length=100)
    brings_proof = models.BooleanField(_("proof shown at the desk"), default=False)
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    consent_version = models.CharField(max_length=20)
    consented_at = models.DateTimeField()
    needs_guardian = models.BooleanField(default=False)
    guardian_email = models.EmailField(_("e-mail address of the guardian"), blank=True)
    guardian_consented_at = models.DateTimeField(_("guardian’s consent"), null=True, blank=True)
    submitted_at = models.DateTimeField(_("asked on"))
    due_at = models.DateTimeField(_("answer promised by"))
    late_reported_at = models.DateTimeField(null=True, editable=False)
    asked_at = models.DateTimeField(null=True, editable=False)
    question = models.TextField(_("what was asked"), blank=True)
    answer = models.TextField(_("what was answered"), blank=True)
    reason = models.CharField(_("reason"), max_length=20, choices=RefusalReason.choices, blank=True)
    reason_text = models.TextField(_("in other words"), blank=True)
    decided_at = models.DateTimeField(_("decided on"), null=True, blank=True)
    decided_by = models.ForeignKey(
        Account, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    account = models.ForeignKey(
        Account, on_delete=models.CASCADE, null=True, blank=True, related_name="registrations"
    )
    claimed_by = models.ForeignKey(
        Account, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    origin = models.OneToOneField(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="successor"
    )

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        verbose_name = _("request for registration")
        verbose_name_plural = _("requests for registration")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=OPEN_STATES, decided_at__isnull=True)
                | (~Q(state__in=OPEN_STATES) & Q(decided_at__isnull=False)),
                name="registration_is_dated_once_decided",
            ),
            models.CheckConstraint(
                condition=~Q(state=RegistrationState.ACCEPTED)
                | Q(needs_guardian=False)
                | Q(guardian_consented_at__isnull=False),
                name="registration_of_a_child_has_consent",
            ),
            models.CheckConstraint(
                condition=Q(due_at__gte=F("submitted_at")), name="registration_due_after_submitted"
            ),
            models.UniqueConstraint(
                Lower("email"),
                "establishment",
                condition=Q(state__in=OPEN_STATES) & ~Q(email=""),
                name="registration_open_once_per_address",
            ),
        ]
        indexes = [models.Index(fields=["state", "due_at"], name="registration_by_state")]

    def __str__(self) -> str:
        return self.display_name

    @property
    def is_open(self) -> bool:
        """Whether a decision is still to come."""
        return self.state in OPEN_STATES

    @property
    def awaits_guardian(self) -> bool:
        """Whether nothing may be decided before a guardian agrees."""
        return self.is_open and self.needs_guardian and self.guardian_consented_at is None

    @property
    def contact_email(self) -> str:
        """Where letters go: the guardian's address for a child, the person's own otherwise, or nowhere."""
        return self.guardian_email or self.email
