"""A browser in which somebody is signed in, as its owner recognises it."""

from django.db import models

from portee.people.models.account import Account


class OpenSession(models.Model):
    """One session of an account: since when, and when it was last seen, to the hour.

    Neither the network address nor what the browser says of itself is kept: only the names of the two, from short
    lists (people/device.py). `session_key` is Django's; the row goes with the session.
    """

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="open_sessions")
    session_key = models.CharField(max_length=40, unique=True)
    browser = models.CharField(max_length=20, blank=True)
    system = models.CharField(max_length=20, blank=True)
    started_at = models.DateTimeField()
    last_seen_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.account_id} {self.started_at:%Y-%m-%d %H:%M}"
