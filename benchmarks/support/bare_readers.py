"""The peer of the import of readers: accounts and memberships by two bare `bulk_create`; prints the seconds."""

import os
import sys
import time
from datetime import timedelta

import django
from django.utils import timezone

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")


def main() -> None:
    """Write them, then print how long it took."""
    django.setup()
    from portee.network.models import Establishment  # noqa: PLC0415
    from portee.people.models import Account, Membership  # noqa: PLC0415

    count, today = int(sys.argv[1]), timezone.localdate()
    place = Establishment.objects.places().first()
    began_at = time.perf_counter()
    accounts = Account.objects.bulk_create(
        [
            Account(email=f"bare{number}@banc.example", display_name="Léa Martin", password="!")
            for number in range(count)
        ],
        batch_size=500,
    )
    Membership.objects.bulk_create(
        [
            Membership(
                account=account,
                establishment=place,
                start_date=today,
                end_date=today + timedelta(days=364),
            )
            for account in accounts
        ],
        batch_size=500,
    )
    print(time.perf_counter() - began_at)


if __name__ == "__main__":
    main()
