"""How often, in a row, a password was wrong: what slows guessing down."""

from django.db import models


class FailedSignIn(models.Model):
    """The failures of one account, place or device, under a scrambled key that tells neither name nor address.

    A table rather than the cache: it survives a restart, counts exactly, and nobody can empty it by filling it up.
    """

    key = models.CharField(max_length=64, primary_key=True)
    failures = models.PositiveIntegerField(default=0)
    last_failed_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.key[:8]} {self.failures}"
