"""A file of XML gives its records as their own bytes, past what is broken in it."""

import io
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.protocols.records import (
    Limits,
    RawRecord,
    RefusedRecord,
    Remark,
    UnreadableRecordError,
    UnusableFileError,
)
from portee.protocols.xml import ElementName, cut_elements, parse

SPACE = "http://www.loc.gov/MARC21/slim"
HEAD = f'<?xml version="1.0"?>\n<m:collection xmlns:m="{SPACE}" xmlns:x="urn:x">\n'


LIMITS = Limits()


class Dribble(io.BytesIO):
    """A stream that gives a few bytes at a time, as a slow line does."""

    def __init__(self, content: bytes, step: int) -> None:
        super().__init__(content)
        self._step = step

    def read(self, size: int | None = -1) -> bytes:
        return super().read(self._step)


def is_record(name: ElementName) -> bool:
    return name.local == "record"


def cut(
    content: bytes, limits: Limits = LIMITS, step: int = 65536
) -> list[RawRecord | RefusedRecord]:
    return list(cut_elements(Dribble(content, step), limits, is_record))


def record(text: str) -> str:
    return f"<m:record><m:a>{text}</m:a></m:record>\n"


def texts(found: list[RawRecord | RefusedRecord]) -> list[str | None]:
    """Give the text of each record, the code of each refusal."""
    return [
        "".join(map(str, parse(one.content).itertext()))
        if isinstance(one, RawRecord)
        else f"!{one.remark.code}"
        for one in found
    ]


@pytest.mark.parametrize("step", [1, 2, 7, 64, 65536])
def test_records_are_their_own_bytes_with_the_namespaces_around_them(step: int) -> None:
    content = (HEAD + record("un") + record("deux") + "</m:collection>\n").encode()
    found = cut(content, step=step)
    assert [type(one) for one in found] == [RawRecord, RawRecord]
    assert found[0].content == (
        f'<m:record xmlns:m="{SPACE}" xmlns:x="urn:x"><m:a>un</m:a></m:record>'.encode()
    )
    assert [one.position for one in found] == [1, 2]
    for one in found:
        assert content[one.offset_bytes :].startswith(b"<m:record>")


def test_a_declaration_of_the_record_itself_wins_over_those_around_it() -> None:
    content = b'<c xmlns="urn:a" xmlns:p="urn:p"><record xmlns="urn:b">x</record></c>'
    (only,) = cut(content)
    assert only.content == b'<record xmlns:p="urn:p" xmlns="urn:b">x</record>'


@pytest.mark.parametrize(
    "charset", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "iso-8859-1", "cp1252"]
)
@pytest.mark.parametrize("step", [3, 65536])
def test_every_character_set_is_read(charset: str, step: int) -> None:
    label = {"utf-8-sig": "utf-8", "utf-16-le": "utf-16", "utf-16-be": "utf-16"}.get(
        charset, charset
    )
    text = f'<?xml version="1.0" encoding="{label}"?><c xmlns:é="urn:e">' + (
        "<record n='a>b'>été, cœur</record>" if charset != "iso-8859-1" else "<record>été</record>"
    )
    found = cut((text + "<record/></c>").encode(charset), step=step)
    assert texts(found) == ["été, cœur" if charset != "iso-8859-1" else "été", ""]


def test_a_file_that_claims_utf_16_and_is_not_is_read_by_its_bytes() -> None:
    content = '<?xml version="1.0" encoding="utf-16"?><c><record>é</record></c>'.encode()
    assert texts(cut(content)) == ["é"]


@pytest.mark.parametrize("step", [5, 65536])
def test_a_record_that_is_not_well_formed_is_refused_alone(step: int) -> None:
    bad = "<m:record><m:a>x</m:b></m:record>\n"
    content = HEAD + record("un") + bad + record("deux") + bad + bad + record("trois")
    found = cut((content + "</m:collection>").encode(), step=step)
    assert texts(found) == [
        "un",
        "!malformed-xml",
        "deux",
        "!malformed-xml",
        "!malformed-xml",
        "trois",
    ]
    assert found[1].content == bad.strip().encode()


def test_a_record_that_is_not_closed_does_not_swallow_the_next() -> None:
    content = HEAD + "<m:record><m:a>x</m:a>\n" + record("deux") + "</m:collection>"
    assert texts(cut(content.encode())) == ["!unclosed-record", "deux"]


def test_rubbish_between_records_is_refused_and_passed() -> None:
    content = HEAD + record("un") + "<< ? &\n" + record("deux") + "</m:collection>"
    assert texts(cut(content.encode())) == ["un", "!malformed-xml", "deux"]


def test_what_was_whole_in_a_file_cut_short_is_kept() -> None:
    content = (HEAD + record("un") + record("deux")).encode()
    assert texts(cut(content)) == ["un", "deux", "!truncated"]
    assert texts(cut(content[:-12])) == ["un", "!truncated"]


def test_documents_one_after_the_other_are_all_read() -> None:
    one = (HEAD + record("un") + "</m:collection>").encode()
    assert texts(cut(one + b"\n" + one + b"\xef\xbb\xbf" + one)) == ["un", "un", "un"]


@pytest.mark.parametrize(
    ("broken", "text", "code"),
    [
        (b"Bach & fils", "Bach & fils", "bare-ampersand"),
        (b"caf&eacute;", "café", "named-entity"),
        (b"a\x1bb&#1;", "ab", "control-character"),
        (b"caf\xe9 \xc3\xa9t\xc3\xa9", "café été", "wrong-charset"),
    ],
)
def test_a_fault_with_one_possible_meaning_is_put_right(
    broken: bytes, text: str, code: str
) -> None:
    content = b"<c><record>" + broken + b"</record><record>z</record></c>"
    found = cut(content)
    assert texts(found) == [text, "z"]
    assert isinstance(found[0], RawRecord)
    assert found[0].remarks == (Remark(code),)
    assert broken in found[0].content


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE c [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>',
        '<!DOCTYPE c [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE c [<!ENTITY % p "x">]>',
    ],
)
def test_a_file_that_declares_entities_is_refused(doctype: str) -> None:
    content = f"<?xml version='1.0'?>{doctype}<c><record>&b;</record></c>".encode()
    with pytest.raises(UnusableFileError) as refusal:
        cut(content)
    assert refusal.value.remark == Remark("entities-forbidden")
    with pytest.raises(UnreadableRecordError):
        parse(content)


def test_a_plain_doctype_is_no_fault() -> None:
    content = b'<!DOCTYPE ead PUBLIC "ead" "ead.dtd"><c><record>&agrave;</record></c>'
    assert texts(cut(content)) == ["à"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty-file"),
        (b" \n ", "empty-file"),
        (b"broken xml", "malformed-xml"),
        (b"<c></c>", "no-record"),
        (b"<?xml version='1.0' encoding='klingon'?><c/>", "unknown-charset"),
        (b"<d>" * 200, "too-deep"),
        (b"<c a='" + b"x" * 9000, "malformed-xml"),
    ],
)
def test_a_file_that_cannot_be_used_says_why(content: bytes, code: str) -> None:
    with pytest.raises(UnusableFileError) as refusal:
        cut(content, step=1000)
    assert refusal.value.remark.code == code


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("x" * 3000, "too-long"),
        ("<a/>" * 60, "too-many-elements"),
        ("<a>" * 30 + "</a>" * 30, "too-deep"),
        ("x" * 3000 + "&", "too-long"),
        ("<a b='" + "x" * 9000 + "'/>", "too-long"),
    ],
)
@pytest.mark.parametrize("step", [100, 65536])
def test_a_record_beyond_a_limit_is_refused_alone(body: str, code: str, step: int) -> None:
    limits = Limits(record_bytes=2000, fields=50, depth=20)
    content = f"<c><record>1</record><record>{body}</record><record>2</record></c>".encode()
    assert texts(cut(content, limits, step)) == ["1", f"!{code}", "2"]


def test_a_large_file_costs_no_memory() -> None:
    class Endless(io.RawIOBase):
        left = 400

        def read(self, size: int = -1) -> bytes:
            self.left -= 1
            return b"<record>" + b"x" * 60_000 + b"</record>" if self.left > 0 else b""

    import tracemalloc  # noqa: PLC0415

    tracemalloc.start()
    count = sum(1 for _ in cut_elements(Endless(), Limits(), is_record))  # type: ignore[arg-type, misc]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 399
    assert peak < 3 * 1024**2


GOOD = (HEAD + "".join(record(f"n° {n}") for n in range(6)) + "</m:collection>").encode()


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, len(GOOD) - 1), st.binary(max_size=3), st.integers(0, 9)),
        min_size=1,
        max_size=4,
    ),
    st.sampled_from([1, 13, 65536]),
)
def test_no_damage_raises_anything_but_the_refusal_of_the_file(
    damages: list[tuple[int, bytes, int]], step: int
) -> None:
    content = bytearray(GOOD)
    for place, put, taken in damages:
        content[place : place + taken] = put
    try:
        found = cut(bytes(content), step=step)
    except UnusableFileError:
        return
    assert [one.position for one in found] == list(range(1, len(found) + 1))
    assert all(one.offset_bytes < two.offset_bytes for one, two in pairwise(found))
    for one in found:
        if isinstance(one, RawRecord):
            parse(one.content)
