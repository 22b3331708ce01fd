"""Who answers for a minor, from the consent she gave until the minor is of age."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portee.people import ages
from portee.people.models.account import Account
from portee.people.models.registration import Registration


class GuardianLink(models.Model):
    """One consent: whose it is, for whom. `guardian` is None until the guardian has an account and takes the link.

    It never opens what the child reads: neither openings nor loans. Only the year of birth is known, so each age is
    taken on the side that harms nobody (ages.py): the guardian acts until the child is surely fifteen, sees until she
    is surely of age, and the young person ends it herself from the year in which she may be. From fifteen on she may
    hide her requests and limits (`is_hidden`). `told_at` is when both were told of that. Withdrawn, it stays: a
    guardian may still take away or erase what is kept of the child.
    """

    child = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="guardian_links")
    guardian = models.ForeignKey(
        Account, on_delete=models.CASCADE, null=True, related_name="child_links"
    )
    registration = models.OneToOneField(
        Registration, on_delete=models.SET_NULL, null=True, related_name="guardian_link"
    )
    birth_year = models.PositiveSmallIntegerField(_("year of birth"))
    consented_at = models.DateTimeField(_("consent given on"))
    withdrawn_at = models.DateTimeField(_("consent withdrawn on"), null=True)
    is_hidden = models.BooleanField(_("hidden by the young person"), default=False)
    told_at = models.DateTimeField(_("told at fifteen on"), null=True)

    class Meta:
        verbose_name = _("guardian’s link")
        verbose_name_plural = _("guardians’ links")
        constraints = [
            models.UniqueConstraint(
                fields=["child", "guardian"], name="guardian_link_once_per_guardian"
            ),
            models.CheckConstraint(
                condition=~Q(child=F("guardian")), name="guardian_link_between_two_people"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def may_act(self, *, on: date) -> bool:
        """Whether the guardian still withdraws, takes away and erases for the child."""
        return ages.may_be_under_consent_age(self.birth_year, on=on)

    def may_be_left(self, *, on: date) -> bool:
        """Whether the young person may end the link herself: she may be of age."""
        return ages.may_be_of_age(self.birth_year, on=on)

    def is_over(self, *, on: date) -> bool:
        """Whether the young person is surely of age."""
        return ages.is_surely_of_age(self.birth_year, on=on)
