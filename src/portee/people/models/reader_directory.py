"""How the readers of an establishment, and of those below it, are known: by us, or by its own reader system.

The secret with which we sign in to a system is in the data folder (services/directory_secret.py), never in a row.
"""

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portee.network.models import Establishment


class DirectoryKind(models.TextChoices):
    """Who knows the readers."""

    LOCAL = "local", _("Accounts opened here")
    LIST = "list", _("Lists that the establishment sends")
    SIP2 = "sip2", _("Reader system, by SIP2")
    LDAP = "ldap", _("Directory, by LDAP")


ASKED_KINDS = (DirectoryKind.SIP2, DirectoryKind.LDAP)
"""Those that are asked when somebody gives a card number, so that have an address."""


class ReaderDirectory(models.Model):
    """One way of knowing readers, for the node where it is set; `sheet` is the dialect or the layout, as TOML."""

    establishment = models.OneToOneField(
        Establishment, on_delete=models.CASCADE, related_name="+", verbose_name=_("establishment")
    )
    kind = models.CharField(_("readers are known by"), max_length=10, choices=DirectoryKind.choices)
    host = models.CharField(_("server"), max_length=253, blank=True)
    port = models.PositiveIntegerField(
        _("port"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(65_535)],
    )
    is_encrypted = models.BooleanField(_("encrypted (TLS)"), default=True)
    authority_pem = models.TextField(_("certificate to trust"), blank=True, max_length=20_000)
    user = models.CharField(_("user"), max_length=200, blank=True)
    secret_handle = models.CharField(max_length=40, blank=True, editable=False)
    sheet = models.TextField(_("sheet"), blank=True, max_length=10_000)
    timeout_seconds = models.PositiveSmallIntegerField(
        _("seconds to answer"),
        default=5,
        validators=[MinValueValidator(1), MaxValueValidator(15)],
    )
    changed_at = models.DateTimeField(_("changed at"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("reader directory")
        verbose_name_plural = _("reader directories")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(kind__in=ASKED_KINDS, port__isnull=False) & ~Q(host="")
                | Q(host="", port__isnull=True) & ~Q(kind__in=ASKED_KINDS),
                name="reader_directory_has_an_address_if_asked",
                violation_error_message=_(
                    "A system that is asked needs a server and a port; the others have none."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.establishment}"

    @property
    def is_asked(self) -> bool:
        """Whether there is a system to ask."""
        return self.kind in ASKED_KINDS

    @property
    def address(self) -> str:
        """The server as the operator must name it; empty without one."""
        return f"{self.host.lower()}:{self.port}" if self.is_asked else ""
