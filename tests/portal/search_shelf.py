"""A few resources of a small network, indexed in memory: what the tests of search ask questions of."""

from collections.abc import Callable
from pathlib import Path

import pytest

from portee.network.models import Establishment
from portee.portal.search_budget import budget
from tests.catalogue.conftest import run_import
from tests.catalogue.search_engine import IndexNow

Shelf = Callable[[str], None]

TABLE = Path(__file__).with_name("samples") / "shelf.csv"
COLUMNS = TABLE.read_text(encoding="utf-8").splitlines()[0]

VIOLONCELLE = "strings/bowed-strings/cello"


@pytest.fixture
def shelf(network: Establishment, tmp_path: Path, index_now: IndexNow) -> Shelf:
    """Import six resources and index them; give the means of adding more, written as lines of that table."""
    budget.forget()

    def add(rows: str) -> None:
        path = tmp_path / "shelf.csv"
        path.write_text(f"{COLUMNS}\n{rows}\n", encoding="utf-8")
        run_import(path, source="essai")
        index_now()

    run_import(TABLE, source="essai")
    index_now()
    return add
