"""The legal notice and what becomes of personal data."""

from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from portee.kernel.personal_data import purposes, rules
from portee.ui.comfort import COOKIE_AGE_SECONDS


@pytest.fixture(autouse=True)
def _database(db: None) -> None:
    """The footer may ask who is signed in."""


def test_legal_notice_gives_the_names_that_the_installation_set(
    client: Client, settings: Any
) -> None:
    settings.PUBLISHER = "Département de Tarn-et-Garonne"
    settings.PUBLICATION_DIRECTOR = "Une personne"
    settings.HOSTING = "Un hébergeur, 1 rue du Port"
    page = client.get("/mentions-legales/").content.decode()
    for words in ("Département de Tarn-et-Garonne", "Une personne", "Un hébergeur, 1 rue du Port"):
        assert words in page
    assert "ne dit pas encore qui la publie" not in page


def test_legal_notice_leads_to_the_source_code_or_says_how_to_get_it(
    client: Client, settings: Any
) -> None:
    assert "est remis à qui le demande" in client.get("/mentions-legales/").content.decode()
    settings.SOURCE_URL = "https://forge.example/portee"
    page = client.get("/mentions-legales/").content.decode()
    assert 'href="https://forge.example/portee"' in page
    assert "est remis à qui le demande" not in page


def test_legal_notice_says_what_is_not_given(client: Client) -> None:
    page = client.get("/mentions-legales/").content.decode()
    assert page.count("Non communiqué") == 4
    assert "ne dit pas encore qui la publie" in page


def test_personal_data_page_names_each_purpose_its_reason_its_basis_and_its_duration(
    client: Client,
) -> None:
    page = unescape(client.get("/en/donnees-personnelles/").content.decode())
    with translation.override("en"):
        for purpose in purposes():
            for words in (purpose.title, purpose.data, purpose.reason, purpose.kept):
                assert str(words) in page
            assert str(purpose.basis.label) in page
            assert str(purpose.recipients) in page
        for rule in rules():
            if rule.purpose:
                assert str(rule.what) in page


def test_personal_data_page_gives_the_officer_or_says_that_none_is_given(
    client: Client, settings: Any
) -> None:
    assert "n’a pas encore communiqué les coordonnées" in (
        client.get("/donnees-personnelles/").content.decode()
    )
    settings.DPO_CONTACT = "dpo@reseau.example"
    assert "dpo@reseau.example" in client.get("/donnees-personnelles/").content.decode()


def test_data_lives_as_long_as_the_page_says(settings: Any) -> None:
    assert COOKIE_AGE_SECONDS == 365 * 24 * 3600
    assert settings.SESSION_COOKIE_AGE <= 14 * 24 * 3600
