"""A licensed on-line platform or list of titles, as the network bought it."""

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portee.access.models.supplier import Supplier
from portee.network.models import Establishment


class OfferKind(models.TextChoices):
    """What is inside."""

    VIDEO = "video", _("Films and videos")
    PRESS = "press", _("Press")
    TRAINING = "training", _("Self-training")
    YOUTH = "youth", _("For children")
    BOOKS = "books", _("Digital books")
    MUSIC = "music", _("Music")
    OTHER = "other", _("Other")


class OfferAudience(models.TextChoices):
    """For whom it is made; who may open it is said by the rights."""

    EVERYBODY = "everybody", _("Everybody")
    ADULTS = "adults", _("Adults")
    YOUNG = "young", _("Teenagers")
    CHILDREN = "children", _("Children")
    PROFESSIONALS = "professionals", _("Professionals")


class OfferModel(models.TextChoices):
    """How it is paid for, so what an opening costs."""

    FREE = "free", _("Free of charge")
    FLAT = "flat", _("Flat fee")
    TOKENS = "tokens", _("Tokens")
    SEATS = "seats", _("Simultaneous seats")
    QUOTA = "quota", _("Quota for each person")


class Accessibility(models.TextChoices):
    """What is known of the accessibility of a platform."""

    UNKNOWN = "unknown", _("Not provided")
    FULL = "full", _("Totally conform")
    PARTIAL = "partial", _("Partially conform")
    NONE = "none", _("Not conform")


class Offer(models.Model):
    """One offer. `establishment` answers for it: its managers change it. `address` is where it opens.

    `source_code` names the source of the catalogue whose titles open through it. Caps without a number are none;
    `network_year_cap` and `token_count` are the budget whose end is foreseen. `funding` is a list of
    `{"name", "percent"}`. `alert_percents` are the thresholds, in percent of a budget.
    """

    code = models.SlugField(_("code"), max_length=60, unique=True)
    title = models.CharField(_("title"), max_length=200)
    sort_title = models.CharField(max_length=220, editable=False, db_index=True, default="")
    supplier = models.ForeignKey(
        Supplier, on_delete=models.PROTECT, related_name="offers", verbose_name=_("supplier")
    )
    establishment = models.ForeignKey(
        Establishment,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("who answers for it"),
    )
    kind = models.CharField(_("kind"), max_length=20, choices=OfferKind.choices)
    audience = models.CharField(
        _("public"),
        max_length=20,
        choices=OfferAudience.choices,
        default=OfferAudience.EVERYBODY,
    )
    description = models.TextField(_("what one finds there"))
    devices = models.CharField(_("devices"), max_length=300, blank=True)
    asks = models.TextField(_("what it asks of the reader"), blank=True)
    first_steps = models.TextField(_("first steps"), blank=True)
    help_text = models.TextField(_("how to get help"), blank=True)
    accessibility = models.CharField(
        _("accessibility"),
        max_length=10,
        choices=Accessibility.choices,
        default=Accessibility.UNKNOWN,
    )
    accessibility_note = models.TextField(_("what is known of it"), blank=True)
    address = models.URLField(_("address that opens it"), max_length=1_000)
    source_code = models.SlugField(_("source of its titles"), max_length=60, blank=True)
    is_published = models.BooleanField(_("shown to readers"), default=False)
    start_date = models.DateField(_("from"))
    end_date = models.DateField(_("until"), null=True, blank=True)
    price_euros = models.DecimalField(
        _("price a year, in euros"), max_digits=10, decimal_places=2, null=True, blank=True
    )
    funding = models.JSONField(_("who pays what share"), default=list, blank=True)
    model = models.CharField(_("how it is paid for"), max_length=10, choices=OfferModel.choices)
    token_count = models.PositiveIntegerField(_("tokens bought"), null=True, blank=True)
    seat_count = models.PositiveIntegerField(_("seats"), null=True, blank=True)
    seat_minutes = models.PositiveIntegerField(
        _("minutes a seat is kept"),
        default=60,
        validators=[MinValueValidator(1), MaxValueValidator(1_440)],
    )
    person_month_cap = models.PositiveIntegerField(
        _("openings a month for each person"), null=True, blank=True
    )
    network_month_cap = models.PositiveIntegerField(
        _("openings a month for all"), null=True, blank=True
    )
    network_year_cap = models.PositiveIntegerField(
        _("openings a year for all"), null=True, blank=True
    )
    alert_percents = models.JSONField(_("warn at"), default=list, blank=True)
    created_at = models.DateTimeField(_("created at"), default=timezone.now, editable=False)
    changed_at = models.DateTimeField(_("changed at"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("offer")
        verbose_name_plural = _("offers")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(end_date=None) | Q(end_date__gte=F("start_date")),
                name="offer_ends_after_it_starts",
                violation_error_message=_("The last day comes before the first one."),
            ),
            models.CheckConstraint(
                condition=~Q(model=OfferModel.TOKENS) | Q(token_count__isnull=False),
                name="offer_of_tokens_counts_them",
                violation_error_message=_("Say how many tokens were bought."),
            ),
            models.CheckConstraint(
                condition=~Q(model=OfferModel.SEATS) | Q(seat_count__isnull=False),
                name="offer_of_seats_counts_them",
                violation_error_message=_("Say how many seats there are."),
            ),
            models.CheckConstraint(
                condition=~Q(model=OfferModel.QUOTA) | Q(person_month_cap__isnull=False),
                name="offer_of_quota_says_it",
                violation_error_message=_("Say how many openings a month each person has."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class OfferChangeKind(models.TextChoices):
    """What was done."""

    OFFER_CREATED = "offer_created", _("Offer added")
    OFFER_CHANGED = "offer_changed", _("Offer changed")
    RIGHT_GIVEN = "right_given", _("Right given")
    RIGHT_CHANGED = "right_changed", _("Right changed")
    RIGHT_REMOVED = "right_removed", _("Right taken away")


class OfferChange(models.Model):
    """One change of an offer or of its rights: who, when, and the fields, from what to what."""

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="changes")
    at = models.DateTimeField(_("at"))
    actor_account_id = models.BigIntegerField(null=True)
    actor_system = models.CharField(max_length=60, blank=True)
    what = models.CharField(_("what"), max_length=30, choices=OfferChangeKind.choices)
    facts = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("change of an offer")
        verbose_name_plural = _("changes of offers")
        ordering: ClassVar[list[str]] = ["-pk"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d} {self.what} {self.offer_id}"
