"""Only commands and jobs act for the installation itself: no request can ever carry that actor."""

from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src" / "portee"
MAKERS = ("tasks.py", "/management/commands/")


def test_only_commands_and_jobs_make_a_system_actor() -> None:
    makers = [
        str(path.relative_to(SOURCE))
        for path in SOURCE.rglob("*.py")
        if path.name != "actor.py"
        and ("system_actor(" in (text := path.read_text()) or "system_name=" in text)
    ]
    assert makers, "the demonstration command at least makes one"
    assert [path for path in makers if not any(place in f"/{path}" for place in MAKERS)] == []
