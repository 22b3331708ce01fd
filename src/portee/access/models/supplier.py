"""Who sells offers, and how its machine is told who is signing in: a sheet, which is data, never code."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class SignInMethod(models.TextChoices):
    """How a person is handed over to a supplier."""

    PLAIN_LINK = "plain_link", _("Plain link")
    SIGNED_LINK = "signed_link", _("Signed link")
    ADDRESS_RANGE = "address_range", _("Addresses of the establishment")
    REFERER = "referer", _("Page the reader comes from")
    EZPROXY = "ezproxy", _("Proxy")
    CAS = "cas", _("CAS")
    OIDC = "oidc", _("OpenID Connect")
    SAML = "saml", _("SAML")


class ServiceState(models.TextChoices):
    """What is known of whether a platform answers; unknown is said, never taken for well."""

    UNKNOWN = "unknown", _("Not known")
    ANSWERS = "answers", _("Answers")
    SILENT = "silent", _("Does not answer")


class Supplier(models.Model):
    """One supplier. `hosts` are the only names that people are ever handed over to, one a line, in lower case.

    `service_state` is what was last seen of its platform, since `service_since_at`: by a probe every ten minutes when
    `is_watched`, else by a person. `secret_handle` names the file of the data folder that holds the secret they share.
    """

    code = models.SlugField(_("code"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=200)
    website = models.URLField(_("website"), max_length=300, blank=True)
    contact_name = models.CharField(_("who to ask there"), max_length=200, blank=True)
    contact_email = models.EmailField(_("e-mail address"), blank=True)
    contact_phone = models.CharField(_("telephone"), max_length=30, blank=True)
    help_text = models.TextField(_("notes for colleagues"), blank=True)
    hosts = models.TextField(_("hosts"), blank=True)
    active_sheet = models.ForeignKey(
        "access.SupplierSheet",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("sheet in use"),
    )
    service_state = models.CharField(
        _("state of service"),
        max_length=10,
        choices=ServiceState.choices,
        default=ServiceState.UNKNOWN,
    )
    is_watched = models.BooleanField(_("watched"), default=True)
    service_since_at = models.DateTimeField(_("since"), null=True, blank=True)
    secret_handle = models.CharField(max_length=32, blank=True, default="", editable=False)
    created_at = models.DateTimeField(_("created at"), default=timezone.now, editable=False)
    changed_at = models.DateTimeField(_("changed at"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("supplier")
        verbose_name_plural = _("suppliers")

    def __str__(self) -> str:
        return self.name

    @property
    def host_names(self) -> frozenset[str]:
        """The hosts, as a set."""
        return frozenset(line.strip().lower() for line in self.hosts.splitlines() if line.strip())


class SupplierSheet(models.Model):
    """One version of how a supplier is told who comes. Rows are only added; `content` is JSON that a schema checks."""

    supplier = models.ForeignKey(
        Supplier, on_delete=models.CASCADE, related_name="sheets", verbose_name=_("supplier")
    )
    version = models.PositiveIntegerField(_("version"))
    method = models.CharField(_("method"), max_length=20, choices=SignInMethod.choices)
    content = models.JSONField(_("content"), default=dict)
    created_at = models.DateTimeField(_("created at"), default=timezone.now, editable=False)
    created_by_id = models.BigIntegerField(null=True, editable=False)

    class Meta:
        verbose_name = _("sheet of a supplier")
        verbose_name_plural = _("sheets of suppliers")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["supplier", "version"], name="supplier_sheet_once_per_version"
            ),
            models.CheckConstraint(
                condition=Q(version__gte=1), name="supplier_sheet_version_from_one"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.supplier} · {self.version}"

    @property
    def is_in_use(self) -> bool:
        """Whether readers are handed over by this version."""
        return self.supplier.active_sheet_id == self.pk
