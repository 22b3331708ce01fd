"""The person's answer to what a supplier asks for beyond the identifier: given, declined, taken back."""

from datetime import datetime

from django.db import transaction

from portee.access.models import SharingConsent, Supplier
from portee.access.queries.sharing import facts_asked
from portee.access.queries.supplier_sheet import sheet_of


@transaction.atomic
def answer_sharing(*, account_id: int, supplier: Supplier, is_given: bool, at: datetime) -> None:
    """Keep the answer to what the sheet in use asks for. Raises `SheetError`."""
    asked = [fact.value for fact in facts_asked(sheet_of(supplier))]
    SharingConsent.objects.update_or_create(
        account_id=account_id,
        supplier=supplier,
        defaults={"facts": asked, "is_given": is_given, "decided_at": at},
    )


def take_back_sharing(*, account_id: int, supplier_code: str) -> None:
    """Forget the answer: from now on nothing more than the identifier leaves, and the question comes again."""
    SharingConsent.objects.filter(account_id=account_id, supplier__code=supplier_code).delete()
