"""What the repository carries for the demonstration: enough, varied, compact, and allowed to be there."""

import gzip
from collections import Counter
from hashlib import sha256
from pathlib import Path
from typing import Any

from portee.catalogue.reading.preparation import Prepared, decode_classification, prepare
from portee.catalogue.services.file_content import cut_file, format_of
from portee.catalogue.sheet_text import parse_sheet
from portee.catalogue.vocabularies import Classification, vocabulary
from portee.protocols.records import Limits, RawRecord

MOST_BYTES = 4 * 1024**2
MANY = 300
EVERY = 12
"""Of files with many records, one in so many is read: types repeat, and time is dear."""

FORBIDDEN = (
    "01-unimarc/roubaix*",
    "01-unimarc/moccam*",
    "01-unimarc/sbn*",
    "02-marc21/laurentienne*",
    "02-marc21/evergreen*",
    "02-marc21/rero*",
    "03-malformed/*",
    "04-oai-pmh/*",
    "05-ead-mods-dc/*",
    "06-kbart/*",
    "12-learning/*",
    "14-authorities/imslp*",
    "14-authorities/mimo*",
    "16-access-logs/*",
)
"""Files that nobody was given leave to publish, or only under a licence that is not ours."""


def test_every_file_is_imported_and_every_import_has_its_file(
    folder: Path, listed: list[dict[str, Any]]
) -> None:
    carried = {f"records/{path.name}" for path in (folder / "records").iterdir()}
    assert {one["file"] for one in listed} == carried


def test_every_file_says_whose_it_is_under_which_licence(
    folder: Path, listed: list[dict[str, Any]]
) -> None:
    said = (folder / "LICENCES.md").read_text("utf-8")
    lines = [line for line in said.splitlines() if line.startswith("|")]
    for path in (folder / "records").iterdir():
        line = next((line for line in lines if f"`{path.name}`" in line), "")
        assert line, path.name
        texts = [cell for cell in line.split("`") if cell.startswith("licences/")]
        assert all((folder / text).is_file() for text in texts), line
        assert texts or "public domain" in line or "../LICENSE" in line, line
    assert all(one["licence"] for one in listed)


def test_files_are_compact(folder: Path) -> None:
    files = list((folder / "records").iterdir())
    assert sum(path.stat().st_size for path in files) < MOST_BYTES
    for path in files:
        assert path.suffix == ".gz" or path.stat().st_size <= 150_000, path.name


def test_nothing_without_leave_was_copied(folder: Path, shared_data: Path) -> None:
    forbidden = {
        sha256(_unpacked(path)).hexdigest()
        for pattern in FORBIDDEN
        for path in shared_data.glob(pattern)
        if path.is_file()
    }
    assert forbidden
    for path in (folder / "records").iterdir():
        assert sha256(_unpacked(path)).hexdigest() not in forbidden, path.name


def test_documents_are_many_of_many_types_in_music_dance_theatre_and_mime(
    folder: Path, listed: list[dict[str, Any]]
) -> None:
    total = 0
    read: list[Classification] = []
    for one in listed:
        path = folder / one["file"]
        name = format_of(path, limits=Limits())
        with cut_file(path, format_name=name, limits=Limits()) as cuts:
            contents = [cut.content for cut in cuts if isinstance(cut, RawRecord)]
        total += len(contents)
        sheet = parse_sheet(one.get("sheet", ""))
        for content in contents[:: EVERY if len(contents) > MANY else 1]:
            prepared = prepare(content, format_name=name, sheet=sheet)
            if isinstance(prepared, Prepared):  # Boston's are partly longer than ISO 2709 allows
                read.append(decode_classification(prepared.classification))
    assert total >= 8_000
    types = Counter(said.type for said in read)
    assert set(types) >= {"score", "book", "comic", "music-recording", "video", "periodical"}
    assert set(types) >= {"programme", "ebook", "play-text", "performance-recording", "costume"}
    disciplines = {code for said in read for code in said.disciplines}
    families = {one for code in disciplines for one in vocabulary("discipline").ancestors(code)}
    assert disciplines | families >= {"music", "dance", "theatre", "mime"}
    levels = {code for said in read for code in said.levels}
    assert levels >= {"awakening", "initiation", "cycle-1", "cycle-2", "cycle-3"}


def _unpacked(path: Path) -> bytes:
    content = path.read_bytes()
    return gzip.decompress(content) if content.startswith(b"\x1f\x8b") else content
