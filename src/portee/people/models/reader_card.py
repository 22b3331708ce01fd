"""What the lists of an establishment say of one of its readers, beside the account that is the reader's own."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portee.network.models import Establishment
from portee.people.models.account import Account


class ReaderCard(models.Model):
    """The facts by which an establishment knows somebody again: never what the person alone may change.

    `birth_year` is None and the others empty when no list said them. A card number is worth something at its
    establishment only, and signs in only once `is_vouched`: the reader system itself said, its secret being right, that
    the number is this person's. What a list says of a number tells readers apart, and opens nothing.
    """

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="reader_cards")
    establishment = models.ForeignKey(
        Establishment, on_delete=models.CASCADE, related_name="+", verbose_name=_("establishment")
    )
    card_number = models.CharField(_("card number"), max_length=50, blank=True)
    is_vouched = models.BooleanField(_("vouched for by the reader system"), default=False)
    birth_year = models.PositiveSmallIntegerField(_("year of birth"), null=True, blank=True)
    commune = models.CharField(_("commune"), max_length=100, blank=True)
    class_name = models.CharField(_("class or level"), max_length=100, blank=True)
    guardian_email = models.EmailField(_("e-mail address of the guardian"), blank=True)
    changed_at = models.DateTimeField(_("changed at"))

    class Meta:
        verbose_name = _("reader’s card")
        verbose_name_plural = _("readers’ cards")
        constraints = [
            models.UniqueConstraint(
                fields=["establishment", "account"], name="reader_card_once_per_establishment"
            ),
            models.UniqueConstraint(
                fields=["establishment", "card_number"],
                condition=~Q(card_number=""),
                name="reader_card_number_once_per_establishment",
            ),
        ]

    def __str__(self) -> str:
        return self.card_number or str(self.account_id)
