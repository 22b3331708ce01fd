"""ISO 2709 files are cut at the right bytes, and one bad record never hides the next."""

from io import BytesIO

import pytest

from portee.protocols.marc import cut_iso2709
from portee.protocols.records import Limits, RawRecord, RefusedRecord
from tests.protocols.marc.building import FIELD_END, RECORD_END, book, cut, iso2709

FIRST, SECOND, THIRD = book(number="1"), book(number="2"), book(number="3")


class _Trickle(BytesIO):
    """A stream that gives seven bytes at a time, whatever is asked."""

    def read(self, size: int | None = -1, /) -> bytes:
        return super().read(7)


def test_records_are_given_with_their_positions_and_offsets() -> None:
    assert cut(FIRST + SECOND) == [
        RawRecord(1, 0, FIRST),
        RawRecord(2, len(FIRST), SECOND),
    ]


def test_records_are_whole_however_the_stream_is_read() -> None:
    found = list(cut_iso2709(_Trickle(FIRST + b"\r\n" + SECOND), Limits()))
    assert found == [RawRecord(1, 0, FIRST), RawRecord(2, len(FIRST) + 2, SECOND)]


def test_padding_between_records_belongs_to_none() -> None:
    content = b"\xef\xbb\xbf" + FIRST + b"\r\n" + SECOND + b"   \x00\x1a\n"
    assert cut(content) == [RawRecord(1, 3, FIRST), RawRecord(2, 5 + len(FIRST), SECOND)]


def test_an_empty_stream_holds_no_record() -> None:
    assert cut(b"") == []
    assert cut(b"\r\n \x1d\x1d") == []


def test_a_record_that_lost_its_terminator_does_not_swallow_the_next() -> None:
    cropped = FIRST.removesuffix(RECORD_END)
    assert cut(cropped + SECOND + THIRD) == [
        RawRecord(1, 0, cropped),
        RawRecord(2, len(cropped), SECOND),
        RawRecord(3, len(cropped) + len(SECOND), THIRD),
    ]


def test_a_record_cut_short_does_not_swallow_the_next() -> None:
    cropped = FIRST[:-20]
    assert [raw.content for raw in cut(cropped + SECOND)] == [cropped, SECOND]


def test_a_stray_terminator_inside_a_record_does_not_cut_it() -> None:
    strange = book("Un\x1ddeux")
    assert cut(strange + SECOND) == [RawRecord(1, 0, strange), RawRecord(2, len(strange), SECOND)]


def test_a_wrong_length_does_not_move_the_next_record() -> None:
    wrong = b"00999" + FIRST[5:]
    assert cut(wrong + SECOND) == [RawRecord(1, 0, wrong), RawRecord(2, len(wrong), SECOND)]


def test_what_stands_before_a_record_is_refused_apart() -> None:
    junk = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n"
    refused, kept = cut(junk + FIRST)
    assert isinstance(refused, RefusedRecord)
    assert (refused.position, refused.offset_bytes, refused.content) == (1, 0, junk)
    assert refused.remark.code == "no-record-here"
    assert kept == RawRecord(2, len(junk), FIRST)


def test_a_record_longer_than_the_limit_is_refused_alone() -> None:
    long = book("a" * 5000, number="long")
    refused, kept = cut(long + SECOND, Limits(record_bytes=1000))
    assert isinstance(refused, RefusedRecord)
    assert refused.remark.code == "record-too-long"
    assert refused.identifier == "long"
    assert kept == RawRecord(2, len(long), SECOND)


def test_a_stretch_without_end_is_refused_with_its_beginning_only() -> None:
    (refused,) = cut(b"x" * 3_000_000, Limits(record_bytes=500_000))
    assert isinstance(refused, RefusedRecord)
    assert len(refused.content) == 100_000


@pytest.mark.parametrize("end", [b"", FIELD_END, RECORD_END])
def test_a_last_record_is_given_whatever_ends_it(end: bytes) -> None:
    last = iso2709(("001", b"9"), ("200", b"1 \x1faFin")).rstrip(FIELD_END + RECORD_END) + end
    assert cut(FIRST + last) == [RawRecord(1, 0, FIRST), RawRecord(2, len(FIRST), last)]
