"""What is sent: the bytes of each request, and what is never written."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from portee.protocols.sip2 import (
    Dialect,
    Reason,
    Sip2Refusal,
    write_login,
    write_patron_request,
    write_status_request,
)
from tests.protocols.sip2.lines import CARD, OLD, STANDARD, dialect

AT = datetime(2026, 11, 22, 9, 30, tzinfo=timezone(timedelta(hours=1)))


SECRET = "s3same"


def asked(
    card: str = CARD, secret: str = SECRET, spoken: Dialect = STANDARD, at: datetime = AT
) -> bytes:
    return write_patron_request(card_number=card, secret=secret, at=at, dialect=spoken, sequence=2)


def test_login_names_the_place_where_the_dialect_has_one() -> None:
    sent = write_login(
        user="portee", password="clé", dialect=dialect('location = "WEB"'), sequence=0
    )
    assert sent.startswith("9300CNportee|COclé|CPWEB|AY0AZ".encode("cp850"))
    assert sent.endswith(b"\r")


def test_status_request_names_the_version() -> None:
    assert write_status_request(dialect=STANDARD, sequence=1).startswith(b"9900802.00AY1AZ")


def test_patron_request_asks_for_no_list() -> None:
    head = f"6300220261122    093000{' ' * 10}AOBMVR|AA{CARD}|AC|ADs3same|AY2AZ"
    assert asked().startswith(head.encode())


def test_old_system_is_asked_for_the_status() -> None:
    assert asked(spoken=OLD) == (
        f"2300220261122    093000AOBMVR|AA{CARD}|AC|ADs3same|\r\n".encode()
    )


def test_moment_is_in_universal_time_where_the_dialect_says_so() -> None:
    assert b"20261122   Z083000" in asked(spoken=dialect('dates = "utc"'))
    assert b"20261122   Z093000" in asked(
        spoken=dialect('dates = "utc"'), at=datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
    )


@pytest.mark.parametrize(
    ("card", "secret"),
    [
        (CARD, ""),
        ("", "s3same"),
        (f"{CARD}|BLY", "s3same"),
        (CARD, "s3same|CQY"),
        (CARD, "s3same\r64"),
        (f"{CARD}\n", "s3same"),
        (CARD, "s3same\x00"),
        (CARD, "s3same "),
        (CARD, "密码"),
        ("1" * 256, "s3same"),
    ],
)
def test_value_that_could_end_its_field_is_not_written(card: str, secret: str) -> None:
    with pytest.raises(Sip2Refusal) as caught:
        asked(card, secret)
    assert caught.value.reason == Reason.UNWRITABLE
