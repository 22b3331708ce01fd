"""A context explains itself: its README, its door with a list of what it offers, a sentence for each thing."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture import source

README_LINES = 32
TOOLKITS = frozenset({"kernel", "protocols", "ui"})


def offered(door: Path) -> list[str] | None:
    """The names a door lists in `__all__`, or None when it lists nothing."""
    for node in source.tree_of(door).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            return [str(name) for name in ast.literal_eval(node.value)]
    return None


def flaws_of_a_door(door: Path) -> Iterator[str]:
    """Give what a reader of the door would miss: a name in the list, a sentence."""
    listed = offered(door)
    if listed is None:
        yield f"{source.shown(door)}: no __all__"
        return
    for node in source.tree_of(door).body:
        if not isinstance(node, ast.FunctionDef | ast.ClassDef) or node.name.startswith("_"):
            continue
        if node.name not in listed:
            yield f"{source.shown(door)}: {node.name} is not in __all__"
        if not ast.get_docstring(node):
            yield f"{source.shown(door)}: {node.name} has no docstring"


def flaws_of_a_readme(folder: Path) -> Iterator[str]:
    """Give what a context's README does not say."""
    readme = folder / "README.md"
    if not readme.is_file():
        yield f"{folder.name}: no README.md"
        return
    text = source.text_of(readme)
    if len(text.splitlines()) > README_LINES:
        yield f"{folder.name}: README.md is longer than {README_LINES} lines"
    for said in ("owns", "refuses", "word"):
        if said not in text.lower():
            yield f"{folder.name}: README.md does not say “{said}”"


def flaws_of_events(path: Path) -> list[str]:
    """Give the events that are not frozen, or have no sentence."""
    return [
        f"{source.shown(path)}: {node.name}"
        for node in source.tree_of(path).body
        if isinstance(node, ast.ClassDef)
        and (
            not ast.get_docstring(node)
            or not any("frozen=True" in ast.unparse(d) for d in node.decorator_list)
        )
    ]


@pytest.mark.parametrize("context", source.contexts())
def test_every_context_says_what_it_owns_what_it_refuses_and_its_words(context: str) -> None:
    assert list(flaws_of_a_readme(source.CONTEXTS_FOLDER / context)) == []


@pytest.mark.parametrize("context", sorted(set(source.contexts()) - TOOLKITS))
def test_every_door_lists_and_explains_what_it_offers(context: str) -> None:
    door = source.CONTEXTS_FOLDER / context / "api.py"
    assert not door.is_file() or list(flaws_of_a_door(door)) == []


@pytest.mark.parametrize("context", sorted(set(source.contexts()) - TOOLKITS))
def test_every_event_is_frozen_and_explained(context: str) -> None:
    path = source.CONTEXTS_FOLDER / context / "events.py"
    assert not path.is_file() or flaws_of_events(path) == []


def test_a_silent_door_is_seen(tmp_path: Path) -> None:
    door = tmp_path / "api.py"
    door.write_text('__all__ = ["b", "a"]\ndef a():\n    pass\ndef c():\n    """C."""\n')
    assert list(flaws_of_a_door(door)) == [
        "api.py: a has no docstring",
        "api.py: c is not in __all__",
    ]
    empty = tmp_path / "empty.py"
    empty.write_text("")
    assert list(flaws_of_a_door(empty)) == ["empty.py: no __all__"]


def test_a_silent_readme_is_seen(tmp_path: Path) -> None:
    assert list(flaws_of_a_readme(tmp_path)) == [f"{tmp_path.name}: no README.md"]
    (tmp_path / "README.md").write_text("# Room\n\nOwns things. Words: thing.\n" + "\n" * 40)
    assert len(list(flaws_of_a_readme(tmp_path))) == 2


def test_a_thawed_event_is_seen(tmp_path: Path) -> None:
    path = tmp_path / "events.py"
    path.write_text('@dataclass\nclass Done:\n    """Done."""\n')
    assert flaws_of_events(path) == ["events.py: Done"]
