"""The pages of `docs/` that are drawn from the code say what the code does."""

from collections.abc import Callable, Mapping
from pathlib import Path

from config.env import VARIABLES
from scripts.write_docs import PAGES, environment_reference
from tests.architecture import source


def out_of_date(pages: Mapping[Path, Callable[[], str]]) -> list[str]:
    """Give the pages that would change if they were written again."""
    return [
        source.shown(path)
        for path, write in pages.items()
        if not path.is_file() or source.text_of(path) != write()
    ]


def test_generated_pages_are_up_to_date() -> None:
    assert out_of_date(PAGES) == [], "make docs writes them again"


def test_every_variable_is_explained_in_both_languages() -> None:
    page = environment_reference()
    assert len(VARIABLES) > 10
    for variable in VARIABLES:
        assert f"`{variable.name}`" in page
        assert variable.french in page
        assert variable.english in page
        assert variable.french != variable.english


def test_a_stale_or_missing_page_is_seen(tmp_path: Path) -> None:
    fresh, stale = tmp_path / "fresh.md", tmp_path / "stale.md"
    fresh.write_text("now")
    stale.write_text("then")
    pages = {path: lambda: "now" for path in (fresh, stale, tmp_path / "missing.md")}
    assert out_of_date(pages) == ["stale.md", "missing.md"]
