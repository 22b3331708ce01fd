"""The ledger of the 106 criteria, and the statement made from it."""

import ast
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from portee.portal.menu import accessibility_label
from portee.portal.queries.accessibility import (
    Level,
    Method,
    Outcome,
    ledger_file,
    parse_ledger,
    read_ledger,
)

COUNTS = {1: 9, 2: 2, 3: 3, 4: 13, 5: 8, 6: 2, 7: 5, 8: 10, 9: 4, 10: 14, 11: 13, 12: 11, 13: 12}
"""Criteria of each theme. Source: RGAA 4.1.2."""

NAMED_TESTS = sorted({test for criterion in read_ledger().criteria for test in criterion.tests})


def ledger_where(outcomes: list[str]) -> str:
    """A ledger of one theme, audited, whose criteria have these outcomes."""
    lines = [
        "updated_on = 2026-11-22",
        "audited_on = 2026-11-20",
        "[[theme]]",
        'number = 1\nfr = "T"\nen = "T"',
    ]
    for number, outcome in enumerate(outcomes, start=1):
        lines.append(
            f'[[theme.criterion]]\nnumber = "1.{number}"\nmethod = "manual"\nfr = "C"\nen = "C"\n'
            f'outcome = "{outcome}"\naudited_on = 2026-11-20'
        )
    return "\n".join(lines)


def test_the_ledger_has_every_criterion_once_under_its_official_number() -> None:
    expected = [
        f"{theme}.{rank}" for theme, count in COUNTS.items() for rank in range(1, count + 1)
    ]
    assert [criterion.number for criterion in read_ledger().criteria] == expected
    assert len(expected) == 106


def test_each_criterion_is_said_in_both_languages_in_its_own_words() -> None:
    for language in ("fr", "en"):
        titles = [criterion.titles[language] for criterion in read_ledger().criteria]
        assert len(set(titles)) == 106
        assert all(title.endswith(".") and len(title) < 100 for title in titles)


@pytest.mark.parametrize("test", NAMED_TESTS)
def test_each_test_that_the_ledger_names_exists(test: str) -> None:
    path, _, name = test.partition("::")
    tree = ast.parse((Path(settings.BASE_DIR) / path).read_text(encoding="utf-8"))
    assert name in {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def test_no_criterion_for_a_person_claims_to_be_proven_by_machine() -> None:
    claimed = [
        criterion.number
        for criterion in read_ledger().criteria
        if criterion.method is Method.MANUAL and criterion.tests
    ]
    assert claimed == []


def test_only_an_audit_writes_an_outcome() -> None:
    ledger = read_ledger()
    for criterion in ledger.criteria:
        assert (criterion.outcome is Outcome.NOT_AUDITED) == (criterion.audited_on is None)
    if ledger.audited_on is None:
        assert ledger.outcomes[Outcome.NOT_AUDITED] == 106


@pytest.mark.parametrize(
    ("outcomes", "percent", "level"),
    [
        (["conform", "conform"], 100, Level.TOTAL),
        (["conform", "conform", "not_applicable"], 100, Level.TOTAL),
        (["conform", "not_conform"], 50, Level.PARTIAL),
        (["conform", "not_conform", "not_conform"], 33, Level.NONE),
        (["conform", "not_audited"], None, Level.NOT_AUDITED),
        (["not_applicable"], None, Level.NOT_AUDITED),
    ],
)
def test_conformity_is_counted_over_the_criteria_that_apply_after_a_whole_audit(
    outcomes: list[str], percent: int | None, level: Level
) -> None:
    ledger = parse_ledger(ledger_where(outcomes))
    assert ledger.audited_on == date(2026, 11, 20)
    assert (ledger.conformity_percent, ledger.level) == (percent, level)


def test_no_conformity_is_claimed_before_an_audit(client: Client, db: None) -> None:
    assert read_ledger().level is Level.NOT_AUDITED
    page = client.get("/accessibilite/").content.decode()
    assert "Ce site n’a pas encore été audité" in page
    assert "est totalement conforme" not in page
    assert accessibility_label() == "Accessibilité\u00a0: non conforme (audit non réalisé)"


def test_the_level_is_shown_on_the_home_page(client: Client, db: None) -> None:
    assert accessibility_label() in client.get("/").content.decode()


def test_the_statement_gives_a_contact_and_the_legal_recourse(
    client: Client, db: None, settings: pytest.FixtureRequest
) -> None:
    page = client.get("/accessibilite/").content.decode()
    assert "Défenseur des droits, Libre réponse 71120, 75342 Paris CEDEX 07" in page
    assert "n’a pas encore communiqué d’adresse électronique" in page
    settings.CONTACT_EMAIL = "equipe@reseau.example"  # type: ignore[attr-defined]
    page = client.get("/accessibilite/").content.decode()
    assert 'href="mailto:equipe@reseau.example"' in page


def test_the_page_of_criteria_shows_the_106(client: Client, db: None) -> None:
    page = client.get("/accessibilite/criteres/").content.decode()
    assert page.count("<tr>") - page.count("<thead>") == 106
    assert ledger_file().name == "rgaa.toml"
