"""Ten thousand frames that no system should send: refused, each by the one error, and never « valid »."""

import random
from collections.abc import Callable

from hypothesis import example, given, settings
from hypothesis import strategies as st

from portee.protocols.sip2 import (
    Patron,
    Sip2Refusal,
    find_frame_end,
    frame_in,
    read_login,
    read_patron,
    read_system_status,
)
from tests.protocols.sip2.lines import CARD, OLD, STANDARD, patron

FRAMES = 10_000
SEED = 20261122

Change = Callable[[random.Random, bytearray], None]


def _cut(chance: random.Random, frame: bytearray) -> None:
    del frame[chance.randrange(len(frame)) :]


def _flip(chance: random.Random, frame: bytearray) -> None:
    frame[chance.randrange(len(frame))] ^= 1 << chance.randrange(8)


def _insert(chance: random.Random, frame: bytearray) -> None:
    at = chance.randrange(len(frame))
    frame[at:at] = chance.choice([b"|", b"\r", b"\x00", b"BLY|", b"CQY|", b"\xff\xfe", b"AY2AZ"])


def _drop(chance: random.Random, frame: bytearray) -> None:
    at = chance.randrange(len(frame))
    del frame[at : at + chance.randint(1, 12)]


def _repeat(chance: random.Random, frame: bytearray) -> None:
    at = chance.randrange(len(frame))
    frame[at:at] = frame[at : at + chance.randint(1, 40)]


CHANGES: tuple[Change, ...] = (_cut, _flip, _insert, _drop, _repeat)


def believed(frame: bytes) -> Patron | None:
    try:
        return read_patron(frame, card_number=CARD, dialect=STANDARD, sequence=2)
    except Sip2Refusal:
        return None


def damaged(whole: bytes, chance: random.Random, times: int) -> bytes:
    frame = bytearray(whole)
    for _ in range(times):
        if frame:
            chance.choice(CHANGES)(chance, frame)
    return bytes(frame)


def test_ten_thousand_damaged_answers_let_nobody_in() -> None:
    # A sum of sixteen bits cannot see two changes that make up for each other: what was no « yes » must never become
    # one by any number of them, and a « yes » is believed after none at all.
    chance = random.Random(SEED)  # noqa: S311 - the same frames every time
    noes = [patron("CQY|", "CQN|"), patron("BLY|CQY|", "BLN|"), patron("CQY|", "CQ|")]
    tried = 0
    while tried < FRAMES:
        is_yes = tried % 2 == 0
        whole = patron() if is_yes else chance.choice(noes)
        frame = damaged(whole, chance, 1 if is_yes else chance.randint(1, 4))
        if frame == whole:
            continue
        tried += 1
        found = believed(frame)
        assert found is None or not found.has_right_secret, frame


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=400), st.sampled_from([b"64", b"24", b"94", b"98", b""]))
@example(b"1AF\x85|", b"94")
def test_no_bytes_bring_out_another_error(content: bytes, code: bytes) -> None:
    for spoken in (STANDARD, OLD):
        end = find_frame_end(code + content, spoken)
        assert end is None or 0 < end <= len(code + content)
        for read in (
            lambda frame, spoken=spoken: read_login(frame, dialect=spoken, sequence=0),
            lambda frame, spoken=spoken: read_system_status(frame, dialect=spoken, sequence=0),
            lambda frame, spoken=spoken: read_patron(
                frame, card_number=CARD, dialect=spoken, sequence=0
            ),
            lambda frame, spoken=spoken: frame_in(frame, spoken),
        ):
            try:
                read(code + content)
            except Sip2Refusal:
                continue
