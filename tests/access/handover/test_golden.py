"""Of each sheet that is shipped, one file holds exactly what leaves: a change of it is a change of a promise.

The files are changed by hand, with the change that makes them wrong.
"""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from portee.access.sheets.dry_run import Trial, dry_run
from portee.access.sheets.fact import Fact, Passenger
from portee.access.sheets.reading import read_sheet, refuse_foreign_hosts
from portee.access.sheets.shipped import ShippedSheet, shipped_sheets

GOLDEN = Path(__file__).parent / "golden"
EVERYTHING = Passenger(
    {
        Fact.IDENTIFIER: "k7q4mexampleexampleexampleexampl",
        Fact.TARGET: "https://plateforme.example.org/titre?id=1&l=fr",
        Fact.ESTABLISHMENT: "mediatheque-de-la-vallee",
        Fact.ESTABLISHMENT_NAME: "Médiathèque de la Vallée",
        Fact.NAME: "Camille Exemple",
        Fact.EMAIL: "camille@example.org",
        Fact.BIRTH_YEAR: "1986",
        Fact.COMMUNE: "Exempleville",
        Fact.LANGUAGE: "fr",
    }
)


def left_by(shipped: ShippedSheet) -> str:
    """All that leaves, for somebody who agreed to everything."""
    sheet = read_sheet(shipped.method, dict(shipped.content))
    refuse_foreign_hosts(sheet, hosts=frozenset(shipped.hosts))
    trial = Trial(
        passenger=EVERYTHING,
        target=EVERYTHING.value(Fact.TARGET),
        site="https://reseau.example.org",
        secret="secret-pour-essayer",
        at=datetime(2026, 11, 22, 9, 0, tzinfo=UTC),
    )
    return "".join(f"== {one.way}\n{one.text.rstrip()}\n" for one in dry_run(sheet, trial))


@pytest.mark.parametrize("shipped", shipped_sheets(), ids=lambda one: one.code)
def test_exactly_this_leaves(shipped: ShippedSheet) -> None:
    expected = (GOLDEN / f"{shipped.code}.txt").read_text(encoding="utf-8")
    assert left_by(shipped) == expected


def test_each_golden_file_is_of_a_sheet() -> None:
    assert {path.stem for path in GOLDEN.glob("*.txt")} == {one.code for one in shipped_sheets()}


def test_every_method_has_a_generic_sheet() -> None:
    generic = {one.method for one in shipped_sheets() if one.standing == "generic"}
    assert generic == {
        "plain_link",
        "address_range",
        "referer",
        "ezproxy",
        "signed_link",
        "cas",
        "oidc",
        "saml",
    }


def test_drafts_say_that_they_are_to_be_confirmed() -> None:
    drafts = [one for one in shipped_sheets() if one.standing != "generic"]
    assert drafts
    assert all("À confirmer par contrat" in one.note for one in drafts)
