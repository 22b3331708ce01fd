"""What a person may do, where, and from when to when."""

from collections.abc import Iterable
from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portee.kernel.actor import RoleKind
from portee.network.models import Establishment
from portee.people.models.account import Account


class RoleQuerySet(models.QuerySet["Role"]):
    """Roles by date."""

    def in_force(self, *, on: date) -> "RoleQuerySet":
        """Roles whose dates include the day `on`; both ends belong to the role."""
        return self.not_ended(on=on).filter(start_date__lte=on)

    def not_ended(self, *, on: date) -> "RoleQuerySet":
        """Roles in force on the day `on` or starting later."""
        return self.filter(Q(end_date__isnull=True) | Q(end_date__gte=on))

    def under(self, paths: Iterable[str]) -> "RoleQuerySet":
        """Roles held at one of these nodes or below it; no path, no role."""
        reach = Q(pk__in=[])
        for path in paths:
            reach |= Q(establishment__path__startswith=path)
        return self.filter(reach)


class Role(models.Model):
    """A role held at an establishment and, by inheritance, at everything below it."""

    KIND_LABELS = {
        RoleKind.RESIDENT: _("Resident"),
        RoleKind.PUPIL: _("Pupil"),
        RoleKind.GUARDIAN: _("Guardian"),
        RoleKind.TEACHER: _("Teacher"),
        RoleKind.LIBRARIAN: _("Librarian"),
        RoleKind.WRITER: _("Writer"),
        RoleKind.MODERATOR: _("Moderator"),
        RoleKind.NETWORK_MANAGER: _("Network manager"),
        RoleKind.PARTNER_COORDINATOR: _("Partner coordinator"),
        RoleKind.TESTER: _("Tester"),
    }

    account = models.ForeignKey(
        Account, on_delete=models.CASCADE, related_name="roles", verbose_name=_("account")
    )
    establishment = models.ForeignKey(
        Establishment, on_delete=models.PROTECT, related_name="+", verbose_name=_("establishment")
    )
    kind = models.CharField(
        _("role"),
        max_length=30,
        choices=[(kind.value, label) for kind, label in KIND_LABELS.items()],
    )
    start_date = models.DateField(_("from"))
    end_date = models.DateField(_("until"), null=True, blank=True)

    objects = RoleQuerySet.as_manager()

    class Meta:
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        constraints = [
            models.UniqueConstraint(
                fields=["account", "establishment", "kind", "start_date"],
                name="role_held_once_per_start",
            ),
            models.CheckConstraint(
                condition=Q(end_date__isnull=True) | Q(end_date__gte=F("start_date")),
                name="role_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account} · {self.get_kind_display()} · {self.establishment}"
