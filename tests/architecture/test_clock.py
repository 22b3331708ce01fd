"""The clock is an argument: only the edges of the house read the real one."""

import ast
from collections.abc import Iterable
from pathlib import Path

from tests.architecture import source

READINGS = frozenset(
    {
        "clock.now",
        "clock.today",
        "timezone.now",
        "timezone.localdate",
        "timezone.localtime",
        "datetime.now",
        "datetime.today",
        "datetime.utcnow",
        "datetime.datetime.now",
        "date.today",
        "datetime.date.today",
        "time.time",
    }
)
# Given a moment, these only translate it.
CONVERSIONS = frozenset({"timezone.localdate", "timezone.localtime"})
# Where a moment enters the house, and from where it is handed on as an argument. Monotonic clocks measure
# durations and are free everywhere.
EDGES = frozenset(
    {"views", "tasks", "handlers", "commands", "middleware", "staff", "backoffice", "templatetags"}
)


def is_edge(path: Path) -> bool:
    """Whether a module stands where the house meets the world: a request, a job, a command."""
    return bool(EDGES & {Path(part).stem for part in path.parts})


def readings_of_the_clock(path: Path) -> list[str]:
    """Give each place of a file that reads the real clock; a column's default only stamps the row."""
    tree = source.tree_of(path)
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    stamps = {id(word.value) for call in calls for word in call.keywords if word.arg == "default"}
    conversions = {
        id(call.func) for call in calls if call.args and ast.unparse(call.func) in CONVERSIONS
    }
    return [
        f"{source.shown(path)}:{node.lineno}: {ast.unparse(node)}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and ast.unparse(node) in READINGS
        and id(node) not in stamps | conversions
    ]


def read_inside(paths: Iterable[Path]) -> list[str]:
    """Give the readings of the clock by modules that should have been handed the moment."""
    return [line for path in paths if not is_edge(path) for line in readings_of_the_clock(path)]


def test_only_views_tasks_commands_and_staff_screens_read_the_clock() -> None:
    # The kernel's clock is the one that the others read, and its job machinery lives by the clock.
    kernel = source.CONTEXTS_FOLDER / "kernel"
    inside = [
        path for path in source.hand_written_python(under="src") if not path.is_relative_to(kernel)
    ]
    assert read_inside(inside) == []


def test_a_service_that_reads_the_clock_is_seen(tmp_path: Path) -> None:
    path = tmp_path / "service.py"
    path.write_text("from django.utils import timezone\n\n\ndef f():\n    return timezone.now()\n")
    assert read_inside([path]) == ["service.py:5: timezone.now"]


def test_a_view_may_read_the_clock_and_a_column_may_stamp(tmp_path: Path) -> None:
    view = tmp_path / "views" / "page.py"
    view.parent.mkdir()
    view.write_text("from portee.kernel import clock\nprint(clock.now())\n")
    model = tmp_path / "model.py"
    model.write_text("at = DateTimeField(default=timezone.now)\nday = timezone.localdate(at)\n")
    assert read_inside([view, model]) == []
