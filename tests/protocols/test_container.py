"""A file is unpacked as it is read; what is no honest container is refused with a reason."""

import gzip
import io
import struct
import zipfile

import pytest

from portee.protocols.container import HEAD_BYTES, unpack
from portee.protocols.records import Limits, UnusableFileError

CONTENT = b"Les f\xc3\xaates galantes\n" * 5000
SMALL = Limits(content_bytes=200_000, expansion=20, expansion_floor_bytes=50_000)


def zipped(*members: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Write a zip of these members."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return file.getvalue()


def code_of(content: bytes, limits: Limits | None = None) -> str:
    """Read a file to its end and give the code under which it is refused."""
    with pytest.raises(UnusableFileError) as refused:
        unpack(io.BytesIO(content), limits or Limits()).read()
    return refused.value.remark.code


@pytest.mark.parametrize(
    "packed",
    [
        CONTENT,
        gzip.compress(CONTENT),
        gzip.compress(CONTENT[:1000]) + gzip.compress(CONTENT[1000:]),
        zipped(("notices.mrc", CONTENT)),
        zipped(("notices.mrc", CONTENT), method=zipfile.ZIP_STORED),
        zipped(("folder/", b""), ("folder/notices.mrc", CONTENT), ("__MACOSX/._notices", b"x")),
    ],
)
def test_the_content_is_the_same_however_it_is_packed(packed: bytes) -> None:
    stream = unpack(io.BytesIO(packed), Limits())
    assert stream.peek(HEAD_BYTES)[:HEAD_BYTES] == CONTENT[:HEAD_BYTES]
    assert stream.read() == CONTENT
    assert stream.seek(0) == 0
    assert stream.read(10) == CONTENT[:10]


def test_a_workbook_is_left_as_it_is() -> None:
    workbook = zipped(("[Content_Types].xml", b"<Types/>"), ("xl/workbook.xml", b"<workbook/>"))
    assert unpack(io.BytesIO(workbook), Limits()).read() == workbook


@pytest.mark.parametrize("content", [b"", gzip.compress(b""), zipped(("notices.mrc", b""))])
def test_an_empty_file_is_refused(content: bytes) -> None:
    assert code_of(content) == "empty-file"


@pytest.mark.parametrize(
    "content",
    [
        gzip.compress(gzip.compress(CONTENT)),
        gzip.compress(zipped(("notices.mrc", CONTENT))),
        zipped(("notices.mrc.gz", gzip.compress(CONTENT))),
        zipped(("notices.zip", zipped(("notices.mrc", CONTENT)))),
    ],
)
def test_a_container_in_a_container_is_refused(content: bytes) -> None:
    assert code_of(content) == "nested-archive"


def test_a_gzip_bomb_is_refused_while_it_is_read() -> None:
    assert code_of(gzip.compress(b"0" * 30_000_000)) == "archive-bomb"


def test_a_zip_bomb_is_refused_before_it_is_read() -> None:
    bomb = zipped(("notices.mrc", b"0" * 30_000_000))
    with pytest.raises(UnusableFileError) as refused:
        unpack(io.BytesIO(bomb), Limits())
    assert refused.value.remark.code == "archive-bomb"


def test_a_zip_that_lies_about_its_size_gives_no_more_than_it_says() -> None:
    bomb = zipped(("notices.mrc", b"0" * 300_000))
    lying = bomb.replace(struct.pack("<L", 300_000), struct.pack("<L", 1000))
    assert code_of(lying, SMALL) == "broken-archive"


def test_what_shrinks_well_is_no_bomb_below_the_floor() -> None:
    assert unpack(io.BytesIO(gzip.compress(b"0" * 40_000)), SMALL).read() == b"0" * 40_000


@pytest.mark.parametrize("content", [b"x" * 200_001, gzip.compress(bytes(range(256)) * 800)])
def test_a_content_beyond_the_limit_is_refused(content: bytes) -> None:
    generous = Limits(content_bytes=200_000, expansion=10_000, expansion_floor_bytes=10**9)
    assert code_of(content, generous) == "too-large"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (gzip.compress(CONTENT)[:-20], "truncated-archive"),
        (gzip.compress(CONTENT)[:5], "truncated-archive"),
        (zipped(("notices.mrc", CONTENT))[:-30], "truncated-archive"),
        (
            gzip.compress(CONTENT)[:20] + b"\xff" * 40 + gzip.compress(CONTENT)[60:],
            "broken-archive",
        ),
        (gzip.compress(CONTENT)[:-8] + bytes(8), "broken-archive"),
        (b"PK\x05\x06" + bytes(18), "no-member"),
        (zipped(("a.mrc", CONTENT), ("b.mrc", CONTENT)), "several-members"),
        (zipped(("a.mrc", CONTENT), method=zipfile.ZIP_LZMA), "unsupported-archive"),
        (b"BZh91AY&SY" + bytes(40), "unsupported-archive"),
        (b"7z\xbc\xaf\x27\x1c" + bytes(40), "unsupported-archive"),
        (b"Rar!\x1a\x07\x01\x00" + bytes(40), "unsupported-archive"),
    ],
)
def test_a_container_that_cannot_be_read_says_why(content: bytes, code: str) -> None:
    assert code_of(content) == code


def test_an_encrypted_zip_is_refused() -> None:
    content = bytearray(zipped(("notices.mrc", CONTENT)))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    assert code_of(bytes(content)) == "encrypted-archive"


def test_a_zip_with_a_huge_directory_is_refused_before_it_is_read() -> None:
    content = bytearray(zipped(("notices.mrc", CONTENT)))
    end = content.index(b"PK\x05\x06")
    content[end + 12 : end + 16] = struct.pack("<L", 500_000_000)
    assert code_of(bytes(content)) == "several-members"
