"""Staff see which fields records hold that the mapping does not read, and how many records hold them."""

import pytest

from portee.catalogue.models import UnmappedValue
from portee.catalogue.reading.preparation import PLACE
from tests.catalogue.conftest import FileOf, iso2709, run_import

pytestmark = pytest.mark.django_db

LEADER = "     nam0 22     3  450 "
TITLE = ("200", b"  \x1faCarmen")


def record(identifier: str, *local: bytes) -> bytes:
    fields = [("001", identifier.encode()), TITLE, *(("903", b"  " + one) for one in local)]
    return iso2709(fields, leader=LEADER)


def counted() -> dict[str, int]:
    rows = UnmappedValue.objects.filter(vocabulary=PLACE)
    return dict(rows.values_list("value", "count"))


def test_a_record_counts_once_for_each_place_that_is_not_read(file_of: FileOf) -> None:
    run_import(file_of(record("1", b"\x1faun", b"\x1fadeux\x1fbtrois"), record("2", b"\x1faun")))
    assert counted() == {"903$a": 2, "903$b": 1}


def test_a_place_that_no_record_holds_any_more_is_forgotten(file_of: FileOf) -> None:
    run_import(file_of(record("1", b"\x1fbun"), record("2", b"\x1faun")))
    run_import(file_of(record("1", b"\x1faun"), record("2", b"\x1faun")))
    assert counted() == {"903$a": 2}
