"""A link sent by mail that signs in once, in place of a password."""

from django.db import models

from portee.people.models.account import Account


class SignInLink(models.Model):
    """The last link that an account received; a new one takes its place, and only a digest of it is kept."""

    account = models.OneToOneField(Account, on_delete=models.CASCADE, related_name="sign_in_link")
    digest = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.account_id} {self.expires_at:%Y-%m-%d %H:%M}"
