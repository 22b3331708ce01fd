"""Feeds every reader of a format bytes that libFuzzer makes up, for a bounded time.

    python -m tests.protocols.fuzzing CORPUS -max_total_time=20

The first byte of an input names the format, the rest is the file. It ends with an error when a reader raises anything
but its two errors, or takes ten seconds over one file.
"""

import sys
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["portee.protocols"]):
    from portee.protocols.container import unpack
    from portee.protocols.description import Format
    from portee.protocols.detection import HEAD_BYTES, detect
    from portee.protocols.formats import FORMATS
    from portee.protocols.records import (
        STANDARD_SHEET,
        Limits,
        RawRecord,
        UnreadableRecordError,
        UnusableFileError,
    )

    # Readers load when they are first asked for: here, so that libFuzzer sees into them.
    _READERS = {name: FORMATS[name] for name in Format}

_FORMATS = list(Format)
_LIMITS = Limits(record_bytes=4096, fields=200, columns=50, rows=50, cell_characters=500, depth=20)
SEEDS: dict[Format, bytes] = {
    Format.UNIMARC: b"00096nam0 2200049   450 001000200000200001600002\x1e1\x1e1 \x1faF\xc3\xaates\x1ffHugo\x1e\x1d",
    Format.MARC21: b"00095nam  2200049   4500001000200000245001600002\x1e1\x1e10\x1faF\xe3etes\x1b$1'\\9\x1e\x1d",
    Format.MARCXML: b'<record><controlfield tag="001">1</controlfield><datafield tag="245" ind1="1" ind2="0">'
    b'<subfield code="a">B</subfield></datafield></record>',
    Format.OAI_DC: b"<dc><title>B</title></dc>",
    Format.MODS: b"<mods><titleInfo><title>B</title></titleInfo></mods>",
    Format.EAD: b"<ead><archdesc><did><unittitle>B</unittitle></did></archdesc></ead>",
    Format.KBART: b"publication_title\tprint_identifier\tonline_identifier\nB\t\t\n",
    Format.CSV: b"Titre;Compositeur\nB;Ravel\n",
}


def read_file(data: bytes) -> None:
    """Read one file as an import would, then all of it as if it were the bytes kept of one record."""
    if not data:
        return
    reader = _READERS[_FORMATS[data[0] % len(_FORMATS)]]
    content = data[1:]
    with suppress(UnusableFileError):
        detect(content[:HEAD_BYTES])
    with suppress(UnusableFileError):
        for raw in reader.cut(unpack(BytesIO(content), _LIMITS), _LIMITS):
            if isinstance(raw, RawRecord):
                with suppress(UnreadableRecordError):
                    reader.read(raw.content, STANDARD_SHEET)
    with suppress(UnreadableRecordError):
        reader.read(content, STANDARD_SHEET)


def main(arguments: list[str]) -> None:
    """Write the seeds into the corpus, the first argument, and give the rest to libFuzzer."""
    corpus = Path(arguments[1])
    for name, seed in SEEDS.items():
        (corpus / name).write_bytes(bytes([_FORMATS.index(name)]) + seed)
    atheris.Setup(arguments, read_file)
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv)
