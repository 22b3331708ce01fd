"""Incipits are drawn by a child that may die, cleaned, and kept."""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from portee.catalogue.drawing.cleaning import cleaned
from portee.catalogue.drawing.code import plaine_and_easie
from portee.catalogue.drawing.engraver import Engraver, can_engrave
from portee.catalogue.drawing.incipit import drawn_incipits
from portee.catalogue.drawing.shelf import DrawingShelf
from portee.protocols.description import Incipit

ELEGY = Incipit(
    notation="4''E-8DCED/4C'B8A4G/", clef="F-4", key_signature="bBEA", time_signature="c"
)
needs_verovio = pytest.mark.skipif(not can_engrave(), reason="verovio has no wheel here")


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path


@pytest.fixture
def engraver() -> Iterator[Engraver]:
    engraver = Engraver()
    yield engraver
    engraver.close()


@pytest.fixture
def hanging() -> Iterator[Engraver]:
    engraver = Engraver("tests.catalogue.drawing.hanging_engraver")
    yield engraver
    engraver.close()


@needs_verovio
def test_the_notes_are_drawn_as_shapes_in_the_colour_of_the_text(engraver: Engraver) -> None:
    (drawn,) = drawn_incipits([ELEGY], engraver=engraver)
    root = etree.fromstring(drawn.drawing)
    assert root.get("viewBox")
    assert len(root.findall(".//{*}use")) > 10
    assert not re.search(r"style|script|http(?!://www\.w3\.org/2000/svg)|black|#000", drawn.drawing)
    ids = {element.get("id") for element in root.iter() if element.get("id")}
    assert {use.get("href") for use in root.iter("{*}use")} == {f"#{one}" for one in ids}


@needs_verovio
def test_a_drawing_is_made_once(engraver: Engraver) -> None:
    first = drawn_incipits([ELEGY], engraver=engraver)
    engraver.close()

    class Forbidden(Engraver):
        def draw(self, code: str, *, seconds: float = 0.0) -> str | None:
            raise AssertionError(code)

    assert drawn_incipits([ELEGY], engraver=Forbidden()) == first


@needs_verovio
def test_two_incipits_of_a_page_share_no_name(engraver: Engraver) -> None:
    drawn = drawn_incipits([ELEGY, Incipit(notation="'4CDEF/1G/")], engraver=engraver)
    names = [set(re.findall(r'id="([^"]+)"', one.drawing)) for one in drawn]
    assert names[0]
    assert names[1]
    assert not names[0] & names[1]


def test_what_hangs_is_killed_and_its_code_is_shown_instead(hanging: Engraver) -> None:
    assert hanging.draw(plaine_and_easie(ELEGY), seconds=0.2) is None
    assert hanging._process is None


def test_what_dies_is_not_tried_again_at_each_visit(tmp_path: Path) -> None:
    engraver = Engraver("tests.catalogue.drawing.dying_engraver")
    (drawn,) = drawn_incipits([ELEGY], engraver=engraver)
    assert (drawn.code, drawn.drawing) == (plaine_and_easie(ELEGY), "")
    if can_engrave():
        kept = list(tmp_path.glob("cache/incipits/*/*.svg"))
        assert [path.read_text() for path in kept] == [""]


def test_only_the_first_incipits_of_a_page_are_drawn() -> None:
    class Counting(Engraver):
        calls = 0

        def draw(self, code: str, *, seconds: float = 0.0) -> str | None:
            Counting.calls += 1
            return ""

    told = drawn_incipits(
        [Incipit(notation=f"'{note}/") for note in "ABCDEFG"], engraver=Counting()
    )
    assert len(told) == 7
    assert Counting.calls == (3 if can_engrave() else 0)


def test_an_incipit_without_notes_is_no_music() -> None:
    assert drawn_incipits([Incipit(text="Kyrie eleison"), Incipit(caption="Allegro")]) == []


@pytest.mark.parametrize(
    ("said", "line"),
    [
        (Incipit(notation="'4C/"), "@clef:G-2"),
        (Incipit(notation="'4C/", clef="C-1 (sic)"), "@clef:C-1"),
        (Incipit(notation="'4C/", clef="@data:x\n@clef"), "@clef:G-2"),
        (Incipit(notation="'4C/\n@timesig:4/4"), "@data:'4C/@timesig:4/4"),
    ],
    ids=["none", "with a remark", "forged", "two lines"],
)
def test_a_code_is_four_lines_whatever_a_record_holds(said: Incipit, line: str) -> None:
    code = plaine_and_easie(said)
    assert line in code.splitlines()
    assert len(code.splitlines()) == 4


def test_what_acts_or_fetches_is_left_out_of_a_drawing() -> None:
    drawing = cleaned(
        """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" onload="alert(1)" style="x">
        <script>alert(1)</script><style>* {}</style><foreignObject><b/></foreignObject>
        <defs><path id="n" d="M0 0h9" fill="url(http://evil.example/)"/></defs>
        <image href="http://evil.example/x.png"/><a href="javascript:alert(1)"><path d="M0 0"/></a>
        <g class="note" onclick="alert(1)"><use href="#n" x="1"/><use href="http://evil.example/#n"/></g>
        </svg>""",
        prefix="i1",
    )
    assert drawing == (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><defs>'
        '<path d="M0 0h9" id="i1-n"/></defs><g><use x="1" href="#i1-n"/></g></svg>'
    )


@pytest.mark.parametrize(
    "drawing",
    ["", "no drawing", '<!DOCTYPE svg [<!ENTITY a "b">]><svg>&a;</svg>', "<svg><path/></svg>"],
)
def test_what_holds_no_music_is_no_drawing(drawing: str) -> None:
    assert cleaned(drawing, prefix="i1") == ""


def test_the_oldest_drawings_leave_when_there_are_too_many(tmp_path: Path) -> None:
    shelf = DrawingShelf(tmp_path, most_files=2)
    for number, name in enumerate(("aaa", "bbb", "ccc")):
        shelf.write(name, name)
        os.utime(tmp_path / name[:2] / f"{name[2:]}.svg", (number, number))
    shelf.sweep()
    assert [shelf.read(name) for name in ("aaa", "bbb", "ccc")] == [None, "bbb", "ccc"]
