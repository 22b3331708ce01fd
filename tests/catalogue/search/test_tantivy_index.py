"""What only an index on a disk can suffer: another process, a kill, a folder that disappears."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from portee.catalogue.search.adapters.tantivy_index import TantivyEngine
from portee.catalogue.search.adapters.tantivy_index.folder import IndexFolder
from portee.catalogue.search.port import (
    BusyError,
    Document,
    Field,
    IndexMissingError,
    Query,
    Reason,
)

WRITER = """
import sys
from pathlib import Path
from portee.catalogue.search.adapters.tantivy_index import TantivyEngine
from portee.catalogue.search.port import Document, Field
with TantivyEngine(Path(sys.argv[1])).writer() as writer:
    number = int(sys.argv[2])
    while True:
        writer.put([Document(id=number, texts={Field.TITLE: (f"chat {number}",)})])
        print(writer.commit(mark=str(number)), number, flush=True)
        number += 1
"""
KILLS = 6


def shelf(folder: Path, *numbers: int) -> TantivyEngine:
    engine = TantivyEngine(folder)
    with engine.rebuild() as writer:
        writer.put(Document(id=n, texts={Field.TITLE: (f"chat {n}",)}) for n in numbers)
        writer.swap()
    return engine


def started(folder: Path, number: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(folder), str(number)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )


def test_without_an_index_search_says_that_it_is_being_rebuilt(tmp_path: Path) -> None:
    engine = TantivyEngine(tmp_path)
    with pytest.raises(IndexMissingError):
        engine.search(Query("chat"))
    assert not engine.health().is_ready
    assert engine.mark() == ""


def test_an_index_deleted_under_a_reader_is_missed_and_found_again(tmp_path: Path) -> None:
    engine = shelf(tmp_path, 1, 2)
    assert engine.search(Query("chat")).total == 2
    shutil.rmtree(tmp_path)
    with pytest.raises(IndexMissingError):
        engine.search(Query("chat"))
    assert engine.health().reason
    shelf(tmp_path, 3)
    assert [hit.id for hit in engine.search(Query("chat")).hits] == [3]


def test_an_index_of_another_format_is_not_opened(tmp_path: Path) -> None:
    engine = shelf(tmp_path, 1)
    (folder,) = tmp_path.iterdir()
    folder.rename(tmp_path / "tantivy-0")
    with pytest.raises(IndexMissingError):
        engine.search(Query("chat"))


def test_a_writer_whose_index_was_replaced_is_told_so(tmp_path: Path) -> None:
    engine = shelf(tmp_path, 1)
    with engine.writer() as writer:
        with engine.rebuild() as rebuild:
            rebuild.put([Document(id=2, texts={Field.TITLE: ("chat",)})])
            rebuild.swap()
        writer.put([Document(id=3, texts={Field.TITLE: ("chat",)})])
        with pytest.raises(IndexMissingError):
            writer.commit()
    assert [hit.id for hit in engine.search(Query("chat")).hits] == [2]


def test_generations_before_the_live_one_are_dropped(tmp_path: Path) -> None:
    engine = shelf(tmp_path, 1)
    size = engine.health().size_bytes
    for _ in range(3):
        with engine.rebuild() as rebuild:
            rebuild.put([Document(id=1, texts={Field.TITLE: ("chat",)})])
            rebuild.swap()
    assert len(list(IndexFolder(tmp_path).path.glob("g-*"))) == 1
    assert engine.health().size_bytes < 3 * size


def test_what_another_process_commits_is_seen_at_once(tmp_path: Path) -> None:
    engine = shelf(tmp_path, 1)
    writer = started(tmp_path, 2)
    try:
        assert writer.stdout is not None
        for _ in range(5):
            generation, number = writer.stdout.readline().split()
            seen = engine.search(Query("", limit=100))
            assert int(number) in {hit.id for hit in seen.hits}
            assert generation.split(".")[0] == seen.generation.split(".")[0]
        with pytest.raises(BusyError), engine.writer():
            pass
    finally:
        writer.kill()
        writer.wait()
        assert writer.stdout is not None
        writer.stdout.close()


def test_a_killed_writer_loses_nothing_it_committed(tmp_path: Path) -> None:
    engine = shelf(tmp_path, 1)
    last = 1
    for turn in range(KILLS):
        writer = started(tmp_path, last + 1)
        assert writer.stdout is not None
        last = int(writer.stdout.readline().split()[1])
        time.sleep(0.007 * turn)
        writer.send_signal(signal.SIGKILL)
        rest = writer.stdout.read().splitlines()
        last = max([last, *(int(line.split()[1]) for line in rest if len(line.split()) == 2)])
        writer.wait()
        writer.stdout.close()
        found = set(TantivyEngine(tmp_path).scan(Query("")))
        assert set(range(1, last + 1)) <= found
        assert int(engine.mark()) <= max(found)
    with engine.writer() as again:
        again.commit()


def test_the_reasons_of_a_place_add_up_to_its_score(tmp_path: Path) -> None:
    engine = shelf(tmp_path, 1, 2)
    whole = engine.explain(Query("chat 2"), 2)
    assert whole is not None
    assert whole.score == pytest.approx(sum(part.score for part in whole.parts), abs=0.01)
    assert whole.score == pytest.approx(engine.search(Query("chat 2")).hits[0].score)
    assert {part.reason for part in whole.parts if part.score > 0} == {
        Reason.FOUND,
        Reason.WORD,
        Reason.PHRASE,
        Reason.WHOLE_TITLE,
    }
    assert {part.field for part in whole.parts if part.reason is Reason.WORD} == {Field.TITLE}
