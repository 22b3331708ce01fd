"""What writers write, and when it shows."""

import pytest

from portee.catalogue.search.port import BusyError, Engine
from tests.catalogue.search.shelf import book, found


def test_the_last_word_on_a_document_holds(shelf: Engine) -> None:
    with shelf.writer() as writer:
        writer.put([book(2, "Le chien"), book(2, "La souris")])
        writer.remove([3, 3, 99])
        writer.put([book(6, "Le renard"), book(7, "Le loup")])
        writer.remove([7])
        writer.commit()
    assert found(shelf, "souris") == {2}
    assert found(shelf, "chat chien loup", may_correct=False) == set()
    assert found(shelf, "") == {1, 2, 4, 5, 6}
    assert shelf.health().documents == 5


def test_nothing_shows_before_a_commit_and_nothing_stays_without_one(shelf: Engine) -> None:
    before = shelf.health().generation
    with shelf.writer() as writer:
        writer.put([book(9, "Le loup")])
        assert found(shelf, "loup", may_correct=False) == set()
    assert shelf.health().generation == before
    assert found(shelf, "loup", may_correct=False) == set()
    with shelf.writer() as writer:
        writer.commit()
    assert found(shelf, "loup", may_correct=False) == set()


def test_the_mark_of_the_last_commit_is_kept(shelf: Engine) -> None:
    assert shelf.mark() == "42"
    with shelf.writer() as writer:
        writer.commit()
        assert shelf.mark() == "42"
        writer.commit(mark="43")
    assert shelf.mark() == "43"


def test_a_second_writer_is_told_so(shelf: Engine) -> None:
    with shelf.writer():
        with pytest.raises(BusyError), shelf.writer():
            pass
        with shelf.rebuild(), pytest.raises(BusyError), shelf.rebuild():
            pass
    with shelf.writer() as writer:
        writer.commit()


def test_a_rebuild_shows_when_it_is_swapped_and_leaves_nothing_otherwise(shelf: Engine) -> None:
    with shelf.rebuild() as rebuild:
        rebuild.put([book(8, "Le renard")])
        rebuild.commit(mark="100")
        assert found(shelf, "") == {1, 2, 3, 4, 5}
    assert found(shelf, "") == {1, 2, 3, 4, 5}
    before = shelf.health().generation
    with shelf.rebuild() as rebuild:
        rebuild.put([book(8, "Le renard")])
        rebuild.commit(mark="101")
        assert rebuild.swap() == shelf.health().generation != before
    assert found(shelf, "") == {8}
    assert shelf.mark() == "101"
