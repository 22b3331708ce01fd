"""What a person decides about two records: kept with the names of the records, and applied at once."""

from datetime import datetime

from django.utils.translation import gettext as _

from portee.catalogue.errors import DecisionRefusedError
from portee.catalogue.events import ResourceChanged
from portee.catalogue.matching.partition import RecordName, pair
from portee.catalogue.models import MatchDecision, Record, Verdict
from portee.catalogue.services.catalogue_lock import raise_generation
from portee.catalogue.services.settling import settle
from portee.kernel import events
from portee.kernel.transactions import retrying


@retrying()
def decide_match(
    *, first_id: int, second_id: int, verdict: Verdict, account_id: int | None, at: datetime
) -> MatchDecision:
    """Keep two records together, or apart, whatever the rules say now or at any later import.

    Raises: DecisionRefusedError when it is one and the same record.
    """
    if first_id == second_id:
        raise DecisionRefusedError(_("A decision is about two records."))
    raise_generation()
    rows = Record.objects.filter(pk__in=[first_id, second_id])
    names: dict[int, RecordName] = {
        pk: (code, key) for pk, code, key in rows.values_list("pk", "source__code", "key")
    }
    first, second = pair(names[first_id], names[second_id])
    decision, _created = MatchDecision.objects.update_or_create(
        first_source_code=first[0],
        first_key=first[1],
        second_source_code=second[0],
        second_key=second[1],
        defaults={"verdict": verdict, "decided_by_id": account_id, "decided_at": at},
    )
    _settle_again({first_id, second_id}, at=at)
    return decision


@retrying()
def withdraw_decision(*, decision_id: int, at: datetime) -> None:
    """Leave two records to the rules again."""
    raise_generation()
    decision = MatchDecision.objects.get(pk=decision_id)
    names = [
        (decision.first_source_code, decision.first_key),
        (decision.second_source_code, decision.second_key),
    ]
    decision.delete()
    ids = {
        record_id
        for code, key in names
        for record_id in Record.objects.filter(source__code=code, key=key).values_list(
            "pk", flat=True
        )
    }
    _settle_again(ids, at=at)


def _settle_again(record_ids: set[int], *, at: datetime) -> None:
    if changed := settle(record_ids, at=at):
        events.publish(ResourceChanged(resource_ids=tuple(sorted(changed)), at=at))
