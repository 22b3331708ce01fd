"""A node of the network.

Opening hours, identifiers and territories are tables of their own; what may be changed by whom is in `policies`.
"""

from functools import cache
from typing import Any
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portee.kernel.ordering import search_key, sort_key
from portee.network.models.tree import TreeManager, TreeNode, TreeQuerySet


class EstablishmentKind(models.TextChoices):
    """What a node of the network is."""

    NETWORK = "network", _("Network")
    COMMUNE_GROUP = "commune_group", _("Group of communes")
    LIBRARY = "library", _("Library")
    MEDIA_LIBRARY = "media_library", _("Media library")
    READING_POINT = "reading_point", _("Reading point")
    TOY_LIBRARY = "toy_library", _("Toy library")
    CONSERVATOIRE = "conservatoire", _("Conservatoire")
    SCHOOL = "school", _("School")
    PARTNER_BODY = "partner_body", _("Partner body")


GROUPING_KINDS = (EstablishmentKind.NETWORK, EstablishmentKind.COMMUNE_GROUP)
"""Nodes that gather others and have no door of their own."""

PLACE_KINDS = tuple(kind for kind in EstablishmentKind if kind not in GROUPING_KINDS)
"""Nodes that people go to, in a building or on line."""


class Answer(models.TextChoices):
    """A fact that may not be known: unknown is said, never taken for no."""

    YES = "yes", _("Yes")
    NO = "no", _("No")
    UNKNOWN = "unknown", _("Not provided")


def validate_timezone_name(name: str) -> None:
    """Refuse a name that is no time zone of the IANA database."""
    if name not in _known_zones():
        raise ValidationError(_("“%(name)s” is not a known time zone."), params={"name": name})


@cache
def _known_zones() -> frozenset[str]:
    """The names of the IANA database, read once: finding them walks a folder of six hundred files."""
    return frozenset(available_timezones())


class EstablishmentQuerySet(TreeQuerySet["Establishment"]):
    """Nodes by what they are and where they stand."""

    def places(self) -> "EstablishmentQuerySet":
        """Establishments that people go to, without the nodes that only gather others."""
        return self.filter(kind__in=PLACE_KINDS)

    def registering(self) -> "EstablishmentQuerySet":
        """Places that take requests for registration made on line."""
        return self.places().filter(registration_delay_days__isnull=False)

    def at_or_below(self, path: str) -> "EstablishmentQuerySet":
        """The node of that path and everything under it; an empty path is no node."""
        return self.filter(path__startswith=path) if path else self.none()


class EstablishmentManager(TreeManager["Establishment"]):
    """Gives the nodes in the order of the tree."""

    def get_queryset(self) -> EstablishmentQuerySet:
        """All nodes, each parent before its children."""
        return EstablishmentQuerySet(self.model, using=self._db).order_by("path")

    def places(self) -> EstablishmentQuerySet:
        """Establishments that people go to."""
        return self.get_queryset().places()

    def at_or_below(self, path: str) -> EstablishmentQuerySet:
        """The node of that path and everything under it."""
        return self.get_queryset().at_or_below(path)


class Establishment(TreeNode):
    """A network, a group of communes, a library, a conservatoire…: a node of one tree.

    `path` is treebeard's materialised path; a role held at a node reaches every path that starts with it. Children
    stay in the order of their creation, so that a path changes only when its node is moved; pages sort by `sort_name`.
    Positions are WGS 84 degrees. Unknown is `None`, empty or `Answer.UNKNOWN`, never zero.
    """

    code = models.SlugField(_("code"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=20, choices=EstablishmentKind.choices)
    is_virtual = models.BooleanField(_("virtual"), default=False)
    about = models.TextField(_("about"), blank=True)

    street = models.CharField(_("street"), max_length=200, blank=True)
    postcode = models.CharField(_("postcode"), max_length=10, blank=True)
    commune = models.CharField(_("commune"), max_length=100, blank=True)
    insee_code = models.CharField(
        _("INSEE code of the commune"),
        max_length=5,
        blank=True,
        validators=[RegexValidator(r"^(\d{5}|2[AB]\d{3})$")],
    )
    longitude = models.FloatField(
        _("longitude"),
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
    )
    latitude = models.FloatField(
        _("latitude"),
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
    )
    timezone_name = models.CharField(
        _("time zone"), max_length=40, default="Europe/Paris", validators=[validate_timezone_name]
    )

    phone = models.CharField(_("telephone"), max_length=30, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    website = models.URLField(_("website"), max_length=300, blank=True)

    hours_note = models.CharField(_("note on opening hours"), max_length=300, blank=True)
    public_transport = models.TextField(_("public transport"), blank=True)
    step_free_access = models.CharField(
        _("step-free access"), max_length=10, choices=Answer.choices, default=Answer.UNKNOWN
    )
    public_internet = models.CharField(
        _("public internet access"), max_length=10, choices=Answer.choices, default=Answer.UNKNOWN
    )
    population_served = models.PositiveIntegerField(_("population served"), null=True, blank=True)
    registration_delay_days = models.PositiveSmallIntegerField(
        _("on-line registrations answered within"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
        help_text=_("In days, as promised to readers. Leave empty to take no on-line request."),
    )
    proof_name = models.CharField(
        _("proof asked with an on-line registration"),
        max_length=120,
        blank=True,
        help_text=_("For example “Proof of address”. Leave empty to ask for none."),
    )
    proof_reason = models.CharField(
        _("why it is asked"),
        max_length=300,
        blank=True,
        help_text=_("Told to whoever asks to be registered. The proof is deleted at the decision."),
    )

    sort_name = models.CharField(max_length=220, editable=False, db_index=True, default="")
    search_text = models.CharField(max_length=500, editable=False, default="")
    created_at = models.DateTimeField(_("created at"), default=timezone.now, editable=False)
    changed_at = models.DateTimeField(_("changed at"), default=timezone.now, editable=False)

    objects = EstablishmentManager()

    class Meta:
        verbose_name = _("establishment")
        verbose_name_plural = _("establishments")
        constraints = [
            models.CheckConstraint(
                condition=Q(longitude__isnull=True, latitude__isnull=True)
                | Q(
                    longitude__isnull=False,
                    latitude__isnull=False,
                    longitude__range=(-180, 180),
                    latitude__range=(-90, 90),
                ),
                name="establishment_position_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(proof_name="", proof_reason="")
                | (~Q(proof_name="") & ~Q(proof_reason="")),
                name="establishment_says_why_it_asks_a_proof",
                violation_error_message=_("A proof and the reason why it is asked go together."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the two columns derived from the name and the commune true, then store the row."""
        self.sort_name = sort_key(self.name)[:220]
        self.search_text = search_key(f"{self.name} {self.commune} {self.postcode}")[:500]
        if (fields := kwargs.get("update_fields")) is not None:
            kwargs["update_fields"] = {*fields, "sort_name", "search_text"}
        super().save(*args, **kwargs)

    @property
    def is_group(self) -> bool:
        """Whether it only gathers others and has no door of its own."""
        return self.kind in GROUPING_KINDS

    @property
    def full_name(self) -> str:
        """The name, with the commune when the name does not already say it: unique enough for a page title."""
        if not self.commune or search_key(self.commune) in search_key(self.name):
            return self.name
        return f"{self.name}, {self.commune}"
