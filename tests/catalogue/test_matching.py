"""Records of several sources put into resources, parted again, and what people decide about them."""

from datetime import UTC, datetime

import msgspec
import pytest

from portee.catalogue.matching.confirming import MatchReason
from portee.catalogue.models import Record, Resource, ResourceRedirect, Verdict
from portee.catalogue.queries.catalogue_fingerprint import catalogue_fingerprint
from portee.catalogue.services.match_decision import decide_match, withdraw_decision
from tests.catalogue.conftest import FileOf, Notice, run_import

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
ISBN = "9782070368228"
HERS = Notice("1", "Carmen", isbn=(ISBN,))
THEIRS = Notice("x9", "Carmen", isbn=("2-07-036822-X",), note="Avec un livret")


def resource_of(key: str) -> Resource:
    found = Record.objects.get(key=key).resource
    assert found is not None
    return found


def test_a_merger_says_why(file_of: FileOf) -> None:
    run_import(file_of(HERS), source="a")
    run_import(file_of(THEIRS), source="b")
    reason = msgspec.json.decode(Record.objects.get(key="x9").match_reason, type=MatchReason)
    assert reason == MatchReason("identifier-title-date", ("isbn", ISBN, "1", "100"))
    assert resource_of("1") == resource_of("x9")
    assert "Avec un livret" in resource_of("1").description


def test_a_third_record_joins_two_resources_and_the_older_address_stays(file_of: FileOf) -> None:
    other = "9782070360024"
    run_import(file_of(HERS), source="a")
    run_import(file_of(THEIRS.but(isbn=(other,))), source="b")
    older, newer = resource_of("1"), resource_of("x9")
    assert older != newer
    run_import(file_of(Notice("z", "Carmen", isbn=(ISBN, other))), source="c")
    assert {resource_of(key).pk for key in ("1", "x9", "z")} == {older.pk}
    redirect = ResourceRedirect.objects.get()
    assert (redirect.old_id, redirect.new_id) == (newer.pk, older.pk)
    newer.refresh_from_db()
    assert newer.withdrawn_at is not None


def test_records_whose_evidence_changes_part_again_and_get_their_addresses_back(
    file_of: FileOf,
) -> None:
    other = "9782070360024"
    run_import(file_of(HERS), source="a")
    run_import(file_of(THEIRS.but(isbn=(other,))), source="b")
    before = {key: resource_of(key).pk for key in ("1", "x9")}
    run_import(file_of(THEIRS), source="b")
    assert resource_of("1") == resource_of("x9")
    run_import(file_of(THEIRS.but(year="1950")), source="b")
    assert {key: resource_of(key).pk for key in ("1", "x9")} == before
    assert not ResourceRedirect.objects.exists()
    assert not Resource.objects.exclude(withdrawn_at=None).exists()


def test_volumes_that_bear_the_isbn_of_their_set_stay_apart(file_of: FileOf) -> None:
    volumes = [
        Notice(str(n), "Les Misérables", part=f"Tome {n}", isbn=(ISBN,)) for n in range(1, 5)
    ]
    run_import(file_of(*volumes))
    assert Resource.objects.count() == 4


def test_an_identifier_that_hundreds_bear_joins_nothing(file_of: FileOf) -> None:
    run_import(file_of(*(Notice(str(n), "Cours en ligne", isbn=(ISBN,)) for n in range(60))))
    before = catalogue_fingerprint()
    run_import(file_of(Notice("z", "Cours en ligne", isbn=(ISBN,))), source="b")
    assert Record.objects.get(key="z").match_reason == ""
    assert before != catalogue_fingerprint()


@pytest.mark.parametrize("order", ["abc", "acb", "bac", "bca", "cab", "cba"])
def test_the_order_of_imports_does_not_matter(
    file_of: FileOf, order: str, request: pytest.FixtureRequest
) -> None:
    records = {
        "a": HERS,
        "b": THEIRS.but(year="", isbn=(ISBN, "9782070360024")),
        "c": Notice("z", "Carmen", isbn=("9782070360024",), year="1950"),
    }
    for name in order:
        run_import(file_of(records[name], name=f"{name}.mrc"), source=name)
    together = sorted(
        sorted(resource.records.values_list("key", flat=True))
        for resource in Resource.objects.filter(withdrawn_at=None)
    )
    assert together == [["1", "x9"], ["z"]]


def test_a_decision_to_keep_apart_survives_a_new_import(file_of: FileOf) -> None:
    run_import(file_of(HERS), source="a")
    run_import(file_of(THEIRS), source="b")
    ids = [Record.objects.get(key=key).pk for key in ("1", "x9")]
    decide_match(first_id=ids[0], second_id=ids[1], verdict=Verdict.APART, account_id=None, at=AT)
    assert resource_of("1") != resource_of("x9")
    run_import(file_of(THEIRS.but(note="Autre note")), source="b")
    assert resource_of("1") != resource_of("x9")


def test_a_decision_to_keep_together_can_be_withdrawn(file_of: FileOf) -> None:
    run_import(file_of(HERS, Notice("2", "La Dame de pique")))
    ids = [Record.objects.get(key=key).pk for key in ("1", "2")]
    before = catalogue_fingerprint()
    decision = decide_match(
        first_id=ids[0], second_id=ids[1], verdict=Verdict.TOGETHER, account_id=None, at=AT
    )
    assert resource_of("1") == resource_of("2")
    run_import(file_of(HERS, Notice("2", "La Dame de pique", note="Opéra")))
    assert resource_of("1") == resource_of("2")
    run_import(file_of(HERS, Notice("2", "La Dame de pique")))
    withdraw_decision(decision_id=decision.pk, at=AT)
    assert resource_of("1") != resource_of("2")
    assert catalogue_fingerprint() != before


def test_a_record_that_its_source_deletes_leaves_its_resource(file_of: FileOf) -> None:
    run_import(file_of(HERS), source="a")
    run_import(file_of(THEIRS), source="b")
    resource = resource_of("1")
    gone = THEIRS.but(leader="     dam0 22     3  450 ")
    assert run_import(file_of(gone), source="b")["deleted"] == 1
    assert Resource.objects.get(withdrawn_at=None).record_count == 1
    assert run_import(file_of(gone), source="b")["unchanged"] == 1
    run_import(file_of(HERS.but(leader="     dam0 22     3  450 ")), source="a")
    assert Resource.objects.filter(withdrawn_at=None).count() == 0
    run_import(file_of(THEIRS), source="b")
    assert Resource.objects.get(withdrawn_at=None).pk == resource.pk


@pytest.mark.parametrize("first", [3, 50, 51, 53])
def test_an_identifier_too_common_joins_nobody_in_whatever_order_its_records_come(
    file_of: FileOf, first: int
) -> None:
    everyone = [HERS.but(identifier=f"k{number}") for number in range(53)]
    run_import(file_of(*everyone[:first]), source="a")
    run_import(file_of(*everyone), source="a")
    assert Resource.objects.filter(withdrawn_at=None).count() == 53


def test_an_identifier_that_a_record_drops_joins_the_others_when_it_is_common_no_more(
    file_of: FileOf,
) -> None:
    everyone = [HERS.but(identifier=f"k{number}") for number in range(51)]
    run_import(file_of(*everyone), source="a")
    assert Resource.objects.filter(withdrawn_at=None).count() == 51
    run_import(file_of(everyone[0].but(isbn=())), source="a")
    counts = Resource.objects.filter(withdrawn_at=None).values_list("record_count", flat=True)
    assert sorted(counts) == [1, 50]


def test_an_identifier_that_is_common_no_more_joins_its_records_again(file_of: FileOf) -> None:
    everyone = [HERS.but(identifier=f"k{number}") for number in range(51)]
    run_import(file_of(*everyone), source="a")
    run_import(file_of(everyone[0].but(leader="     dam0 22     3  450 ")), source="a")
    assert Resource.objects.get(withdrawn_at=None).record_count == 50
