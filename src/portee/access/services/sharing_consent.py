"""The person's answer to what a supplier asks for beyond the identifier: given, declined, taken back."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from portee.access.models import SharingConsent, Supplier
from portee.access.sheets.fact import Fact


@transaction.atomic
def answer_sharing(
    *,
    account_id: int,
    supplier: Supplier,
    facts: Iterable[Fact],
    is_given: bool,
    at: datetime,
) -> None:
    """Keep the answer about the facts that the person was shown, and about no other."""
    SharingConsent.objects.update_or_create(
        account_id=account_id,
        supplier=supplier,
        defaults={"facts": [fact.value for fact in facts], "is_given": is_given, "decided_at": at},
    )


def take_back_sharing(*, account_id: int, supplier_code: str) -> None:
    """Forget the answer: from now on nothing more than the identifier leaves, and the question comes again."""
    SharingConsent.objects.filter(account_id=account_id, supplier__code=supplier_code).delete()
