"""Sessions that are over, and those of people who are erased."""

from collections.abc import Sequence

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session

from portee.kernel.personal_data import Person


def forget_sessions(people: Sequence[Person]) -> int:
    """Delete every session of these people. A session is sealed text: each is opened to see whose it is."""
    ids = {str(person.account_id) for person in people}
    found = [
        session.pk
        for session in Session.objects.iterator()
        if session.get_decoded().get(SESSION_KEY) in ids
    ]
    deleted, _rows = Session.objects.filter(pk__in=found).delete()
    return deleted
