"""A record is found by the number that it bears in its source."""

from pathlib import Path

from portee.catalogue import api as catalogue
from tests.catalogue.conftest import run_import
from tests.catalogue.search_engine import IndexNow


def test_a_row_is_found_by_its_number(db: None, tmp_path: Path, index_now: IndexNow) -> None:
    path = tmp_path / "partotheque.csv"
    path.write_text("Identifiant;Titre\nCRD-7;Syrinx\nCRD-8;Pavane\n", encoding="utf-8")
    run_import(path, source="partotheque")
    index_now()
    for text in ("CRD-7", "crd 7", "isbn:CRD-7"):
        result = catalogue.search(catalogue.Query(text))
        (card,) = catalogue.resource_cards((hit.id for hit in result.hits), language="fr").values()
        assert card.title == "Syrinx"
