"""LDAP messages: what is written byte for byte, what is believed, and damaged bytes that bring out no other error."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.protocols.ldap import (
    SEARCHED,
    Done,
    Entry,
    LdapRefusal,
    is_whole,
    read_messages,
    write_bind,
    write_search,
)

# RFC 4511, sections 4.2 and 4.5, written by hand: 30 length, 02 01 id, then the operation.
BIND_DONE = bytes.fromhex("300c 0201 01 61 07 0a0100 0400 0400")
SEARCH_DONE = bytes.fromhex("300c 0201 02 65 07 0a0100 0400 0400")


def wrapped(tag: int, content: bytes) -> bytes:
    return bytes([tag, len(content)]) + content


ENTRY = wrapped(
    0x30,
    b"\x02\x01\x02"
    + wrapped(
        0x64,
        wrapped(0x04, b"uid=1,d=e")
        + wrapped(
            0x30,
            wrapped(0x30, wrapped(0x04, b"CN") + wrapped(0x31, wrapped(0x04, "Zoé".encode()))),
        ),
    ),
)


def test_bind_is_the_one_of_the_standard() -> None:
    sent = write_bind(message_id=1, name="cn=a,dc=x", password="p")
    assert sent == bytes.fromhex("3016 020101 6011 020103 0409") + b"cn=a,dc=x" + b"\x80\x01p"


def test_bind_without_a_password_is_never_written() -> None:
    with pytest.raises(LdapRefusal, match="empty_password"):
        write_bind(message_id=1, name="cn=a,dc=x", password="")


def test_what_is_looked_for_is_a_value_whatever_it_holds() -> None:
    sent = write_search(
        message_id=2, base="dc=x", attribute="uid", value="*)(uid=*", wanted=["cn"], seconds=0
    )
    # [3] equalityMatch: the attribute, then the eight bytes as they were typed.
    assert bytes.fromhex("a30f 0403 756964 0408") + b"*)(uid=*" in sent


def test_answers_are_read_in_their_order() -> None:
    assert read_messages(BIND_DONE) == [Done(1, 0)]
    assert read_messages(SEARCH_DONE) == [Done(2, 0, SEARCHED)]
    assert is_whole(SEARCH_DONE)
    assert not is_whole(SEARCH_DONE[:-1])
    assert not is_whole(b"")
    assert is_whole(b"HTTP/1.1")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"\x04\x00", "not_a_message"),
        (b"\x30", "cut_short"),
        (b"\x30\x84\x00", "cut_short"),
        (b"\x30\x80", "length"),
        (b"\x30\x85\x00\x00\x00\x00\x00", "length"),
        (b"\x30\x83\x7f\xff\xff", "too_large"),
        (b"\x30\x02\x05\x00", "unreadable"),
        (bytes.fromhex("3016 020101 6011 020103 0409") + b"cn=a,dc=x\x80\x01p", "other_message"),
        (BIND_DONE[:4] + b"\xff" + BIND_DONE[5:-2], "cut_short"),
    ],
)
def test_bytes_that_are_no_answer_are_refused(content: bytes, reason: str) -> None:
    with pytest.raises(LdapRefusal) as caught:
        read_messages(content)
    assert caught.value.reason == reason


def test_damaged_answers_bring_out_no_other_error() -> None:
    chance = random.Random(20261122)  # noqa: S311 - the same bytes every time
    for _ in range(1500):
        content = bytearray(chance.choice([BIND_DONE, SEARCH_DONE, ENTRY + SEARCH_DONE]))
        for _ in range(chance.randint(1, 3)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        try:
            found = read_messages(bytes(content))
        except LdapRefusal:
            continue
        assert all(isinstance(one.message_id, int) for one in found)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=120))
def test_no_bytes_bring_out_another_error(content: bytes) -> None:
    framed = b"\x30" + bytes([len(content)]) + content
    for received in (content, framed):
        try:
            read_messages(received)
        except LdapRefusal:
            continue


def test_entry_gives_its_attributes_in_lower_case() -> None:
    assert read_messages(ENTRY + SEARCH_DONE) == [
        Entry(2, "uid=1,d=e", {"cn": ["Zoé"]}),
        Done(2, 0, SEARCHED),
    ]
