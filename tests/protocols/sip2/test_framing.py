"""A frame: its seal as the standard's own examples have it, and every way in which one is not to be believed."""

import pytest

from portee.protocols.sip2 import (
    MAX_FRAME_BYTES,
    Reason,
    Sip2Refusal,
    find_frame_end,
    frame_in,
    read_login,
)
from portee.protocols.sip2.framing import checksum, opened, seal
from tests.protocols.sip2.lines import OLD, STANDARD, dialect, sealed


@pytest.mark.parametrize(
    ("content", "digits"),
    [
        # 3M SIP 2.00, « Message Definitions », the example under each message.
        ("941AY3AZ", "FDFA"),
        ("9900302.00AY1AZ", "FCA5"),
        (
            "6300119980723    091905Y         AOInstitutionID|AAPatronID|BP00001|BQ00005|AY1AZ",
            "EA83",
        ),
    ],
)
def test_checksum_is_the_one_of_the_standards_examples(content: str, digits: str) -> None:
    assert checksum(content.encode()) == digits


def test_message_is_sealed_and_ended_as_the_dialect_says() -> None:
    assert seal("941", dialect=STANDARD, sequence=3) == b"941AY3AZFDFA\r"
    assert seal("941", dialect=OLD, sequence=3) == b"941\r\n"


def test_sequence_goes_on_after_nine() -> None:
    assert b"AY1AZ" in seal("941", dialect=STANDARD, sequence=11)


def refused(frame: bytes, *, sheet: str = "", sequence: int = 3) -> Reason:
    with pytest.raises(Sip2Refusal) as caught:
        read_login(frame, dialect=dialect(sheet), sequence=sequence)
    return caught.value.reason


@pytest.mark.parametrize(
    ("frame", "reason"),
    [
        (b"941AY3AZFDFB", Reason.CHECKSUM),
        (b"940AY3AZFDFA", Reason.CHECKSUM),
        (b"941", Reason.CHECKSUM),
        (b"941AY3AZFD", Reason.CHECKSUM),
        (b"941AY3", Reason.CHECKSUM),
        (sealed("941", sequence=4), Reason.SEQUENCE),
        (b"941AZFEBD"[:-4] + checksum(b"941AZ").encode(), Reason.SEQUENCE),
        (sealed("96", sequence=3), Reason.OTHER_MESSAGE),
        (sealed("641", sequence=3), Reason.OTHER_MESSAGE),
        (sealed("94", sequence=3), Reason.TRUNCATED),
        (sealed("94Y", sequence=3), Reason.FIXED_FIELD),
        (sealed("941AFBonjour", sequence=3), Reason.TRUNCATED),
        (sealed("941AFBon\x07jour|", sequence=3), Reason.CONTROL_CHARACTER),
        (sealed("941af|", sequence=3), Reason.FIELD_CODE),
        (sealed("941|", sequence=3), Reason.FIELD_CODE),
        (b"", Reason.TRUNCATED),
        (b"94", Reason.TRUNCATED),
        (b"9" * (MAX_FRAME_BYTES + 1), Reason.TOO_LONG),
    ],
)
def test_frame_that_lies_about_itself_is_refused(frame: bytes, reason: Reason) -> None:
    assert refused(frame) == reason


def test_letter_of_another_character_set_is_refused_rather_than_guessed() -> None:
    frame = sealed("941AFé|", sequence=3, charset="cp850")
    assert refused(frame, sheet='charset = "utf-8"') == Reason.CHARSET


def test_seal_that_nobody_demanded_must_still_be_right() -> None:
    assert read_login(b"941", dialect=OLD, sequence=0)
    assert read_login(b"941AY0AZFDFD", dialect=OLD, sequence=0)
    with pytest.raises(Sip2Refusal):
        read_login(b"941AY0AZFDFC", dialect=OLD, sequence=0)


def test_no_break_space_is_no_control_character() -> None:
    frame = sealed("941AFBonjour\u00a0!|", sequence=3)
    assert "Bonjour" in opened(frame, dialect=STANDARD, sequence=3)


def test_frame_ends_at_its_line_end_and_not_before() -> None:
    assert find_frame_end(b"941AY3AZFDFA", STANDARD) is None
    assert find_frame_end(b"\n941AY3AZFDFA\r\n", STANDARD) == 14
    assert find_frame_end(b"941\r", OLD) is None
    assert frame_in(b"\n941AY3AZFDFA\r\n", STANDARD) == b"941AY3AZFDFA"


@pytest.mark.parametrize(
    ("received", "reason"),
    [
        (b"941AY3AZFDFA", Reason.TRUNCATED),
        (b"941AY3AZFDFA\r64", Reason.TRAILING),
        (b"9" * MAX_FRAME_BYTES + b"9\r", Reason.TOO_LONG),
    ],
)
def test_answer_is_one_whole_frame(received: bytes, reason: Reason) -> None:
    with pytest.raises(Sip2Refusal) as caught:
        frame_in(received, STANDARD)
    assert caught.value.reason == reason
