"""Every format has a reader, and the reader keeps its promises."""

import contextlib
from io import BytesIO

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from portee.protocols.description import Format
from portee.protocols.formats import FORMATS
from portee.protocols.records import (
    STANDARD_SHEET,
    Limits,
    RawRecord,
    UnreadableRecordError,
    UnusableFileError,
)


def test_every_format_has_a_reader() -> None:
    assert set(FORMATS) == set(Format)


@pytest.mark.parametrize("name", FORMATS, ids=str)
@given(content=st.one_of(st.binary(max_size=200), st.text(max_size=80).map(str.encode)))
@example(content=b";;\n;;\n")
def test_no_bytes_break_a_reader(name: Format, content: bytes) -> None:
    reader = FORMATS[name]
    try:
        for raw in reader.cut(BytesIO(content), Limits()):
            if isinstance(raw, RawRecord):
                reader.read(raw.content, STANDARD_SHEET)
    except (UnusableFileError, UnreadableRecordError):
        pass
    with contextlib.suppress(UnreadableRecordError):
        reader.read(content, STANDARD_SHEET)
