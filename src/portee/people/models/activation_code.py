"""What a printed sheet holds for whoever receives no mail: a short code that leads to the choice of a password."""

from django.db import models

from portee.people.models.account import Account


class ActivationCode(models.Model):
    """The print of a code, never the code itself. It is worth nothing once a password is chosen, or after its time.

    A new sheet replaces the one before.
    """

    account = models.OneToOneField(Account, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.account_id)
