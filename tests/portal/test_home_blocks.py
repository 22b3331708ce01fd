"""The blocks of the home page, as readers see them once staff composed them."""

import re
from unittest.mock import patch

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from portee.catalogue.api import FacetName
from portee.kernel.actor import VISITOR, Actor, Grant, RoleKind
from portee.network.models import Establishment
from portee.people.models import AuditEntry
from portee.portal.models import HomeBlock
from portee.portal.policies import may_compose_home
from portee.portal.queries.home_blocks import ORIGINAL, read_blocks
from portee.portal.queries.search_question import SearchQuestion
from portee.portal.services.home_block import (
    MOST_BLOCKS,
    HomeRefusedError,
    add_block,
    change_block,
    move_block,
    remove_block,
    restore_home,
    show_block,
)
from tests.portal.home_page import NOW, manager_of
from tests.portal.search_shelf import Shelf

SCORES = SearchQuestion(chosen={FacetName.TYPE: ("score",)})


def codes() -> list[str]:
    return [block.code for block in read_blocks()]


def headings(client: Client, path: str = "/") -> list[str]:
    return re.findall(r"<h2[^>]*>([^<]+)</h2>", client.get(path).content.decode())


@pytest.mark.django_db
def test_page_is_the_original_one_until_somebody_composes_it() -> None:
    assert read_blocks() == list(ORIGINAL)
    assert not HomeBlock.objects.exists()


def test_first_change_keeps_the_other_blocks_as_they_were(network: Establishment) -> None:
    move_block(code="help", by=-1, actor=manager_of(network), at=NOW)
    expected = [block.code for block in ORIGINAL]
    expected[-2:] = ["help", "account"]
    assert codes() == expected
    assert read_blocks()[:6] == list(ORIGINAL[:6])
    assert list(HomeBlock.objects.values_list("position", flat=True)) == list(range(1, 9))


def test_a_block_goes_no_further_than_the_page(network: Establishment) -> None:
    actor = manager_of(network)
    assert move_block(code="doors", by=-1, actor=actor, at=NOW) == 1
    assert move_block(code="help", by=1, actor=actor, at=NOW) == len(ORIGINAL)


def test_hidden_block_is_kept_and_not_shown(client: Client, network: Establishment) -> None:
    show_block(code="help", is_shown=False, actor=manager_of(network), at=NOW)
    assert "Besoin d’aide\xa0?" not in headings(client)
    show_block(code="help", is_shown=True, actor=manager_of(network), at=NOW)
    assert "Besoin d’aide\xa0?" in headings(client)


def test_new_shelf_is_hidden_until_somebody_shows_it(client: Client, shelf: Shelf) -> None:
    actor = manager_of(Establishment.objects.get(code="reseau"))
    facts = {"title_fr": "À jouer ce soir", "question": SCORES, "length": 1}
    code = add_block(kind="shelf", facts=facts, actor=actor, at=NOW)  # type: ignore[arg-type]
    assert "À jouer ce soir" not in headings(client)
    show_block(code=code, is_shown=True, actor=actor, at=NOW)
    page = client.get("/").content.decode()
    section = page[page.index(f'id="shelf-{code}"') :].split("</section>")[0]
    assert section.count('<li class="hit">') == 1
    assert 'href="/recherche?type=score"' in section


def test_shelf_that_finds_nothing_is_not_shown(client: Client, shelf: Shelf) -> None:
    actor = manager_of(Establishment.objects.get(code="reseau"))
    nothing = {"title_fr": "Vide", "question": SearchQuestion(text="zzzzqqqq")}
    change_block(code="scores", facts=nothing, actor=actor, at=NOW)  # type: ignore[arg-type]
    assert "Vide" not in headings(client)
    assert client.get("/").status_code == 200


def test_list_is_laid_out_as_a_list(client: Client, shelf: Shelf) -> None:
    actor = manager_of(Establishment.objects.get(code="reseau"))
    change_block(code="scores", facts={"layout": "list"}, actor=actor, at=NOW)
    page = client.get("/").content.decode()
    assert 'class="hits"' in page[page.index('id="shelf-scores"') :]


def test_words_are_drawn_and_tags_shown_as_typed(client: Client, network: Establishment) -> None:
    actor = manager_of(network)
    text = (
        "Fermé **lundi**.\n\n- un\n- deux\n\n<script>alert(1)</script> "
        "[ici](https://example.org) [là](javascript:alert(1)) ![x](https://x.example/y.png)"
    )
    facts = {"title_fr": "Été", "text_fr": text}
    code = add_block(kind="words", facts=facts, actor=actor, at=NOW)  # type: ignore[arg-type]
    show_block(code=code, is_shown=True, actor=actor, at=NOW)
    page = client.get("/").content.decode()
    assert "<strong>lundi</strong>" in page
    assert "<li>deux</li>" in page
    assert '<a href="https://example.org">ici</a>' in page
    assert "<script>alert" not in page
    assert 'href="javascript:' not in page
    assert "<img" not in page
    english = client.get("/en/").content.decode()
    assert f'<h2 id="words-{code}" lang="fr">Été</h2>' in english


def test_title_of_its_own_replaces_the_usual_one(client: Client, network: Establishment) -> None:
    facts = {"title_fr": "Par où entrer", "title_en": "Where to start"}
    change_block(code="doors", facts=facts, actor=manager_of(network), at=NOW)  # type: ignore[arg-type]
    assert "Par où entrer" in headings(client)
    assert "Where to start" in headings(client, "/en/")


def test_page_costs_the_same_however_many_blocks(
    client: Client, shelf: Shelf, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    actor = manager_of(Establishment.objects.get(code="reseau"))
    for number in range(MOST_BLOCKS - len(ORIGINAL)):
        facts = {"title_fr": f"Étagère {number}", "question": SCORES, "length": 12}
        code = add_block(kind="shelf", facts=facts, actor=actor, at=NOW)  # type: ignore[arg-type]
        show_block(code=code, is_shown=True, actor=actor, at=NOW)
    client.get("/")
    with django_assert_num_queries(8):
        client.get("/")


def test_page_holds_twelve_blocks_at_most(network: Establishment) -> None:
    actor = manager_of(network)
    for _ in range(MOST_BLOCKS - len(ORIGINAL)):
        add_block(kind="words", facts={"title_fr": "x", "text_fr": "y"}, actor=actor, at=NOW)
    with pytest.raises(HomeRefusedError):
        add_block(kind="words", facts={"title_fr": "x", "text_fr": "y"}, actor=actor, at=NOW)
    assert HomeBlock.objects.count() == MOST_BLOCKS


def test_what_says_the_same_each_time_stands_once(network: Establishment) -> None:
    with pytest.raises(HomeRefusedError):
        add_block(kind="help", facts={}, actor=manager_of(network), at=NOW)
    HomeBlock.objects.create(code="a", position=1, kind="help")
    with pytest.raises(IntegrityError), transaction.atomic():
        HomeBlock.objects.create(code="b", position=2, kind="help")


@pytest.mark.django_db
def test_no_shelf_is_stored_without_a_search() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        HomeBlock.objects.create(code="a", position=1, kind="shelf")


def test_last_block_is_not_removed(network: Establishment) -> None:
    actor = manager_of(network)
    for code in codes()[1:]:
        remove_block(code=code, actor=actor, at=NOW)
    with pytest.raises(HomeRefusedError):
        remove_block(code="doors", actor=actor, at=NOW)
    assert codes() == ["doors"]


def test_page_with_every_block_hidden_still_opens(client: Client, network: Establishment) -> None:
    for code in codes():
        show_block(code=code, is_shown=False, actor=manager_of(network), at=NOW)
    page = client.get("/")
    assert page.status_code == 200
    assert headings(client)[:1] != ["Entrer par…"]


def test_restored_page_is_the_original_one(network: Establishment) -> None:
    remove_block(code="help", actor=manager_of(network), at=NOW)
    restore_home(actor=manager_of(network), at=NOW)
    assert read_blocks() == list(ORIGINAL)


def test_block_that_is_gone_is_said(network: Establishment) -> None:
    with pytest.raises(HomeRefusedError):
        show_block(code="gone", is_shown=True, actor=manager_of(network), at=NOW)
    assert not HomeBlock.objects.exists()


def test_each_change_is_sealed_in_the_trail(network: Establishment) -> None:
    move_block(code="help", by=-1, actor=manager_of(network), at=NOW)
    entry = AuditEntry.objects.get(action="home_composed")
    assert (entry.actor_account_id, entry.facts) == (1, {"change": "moved", "block": "help"})


@pytest.mark.django_db(transaction=True)
def test_each_change_redraws_the_pages_kept_for_visitors(network: Establishment) -> None:
    with patch("portee.portal.handlers.page_cache.purge") as purge:
        show_block(code="help", is_shown=False, actor=manager_of(network), at=NOW)
    purge.assert_called_once_with()


@pytest.mark.parametrize(
    ("kind", "at", "allowed"),
    [
        (RoleKind.NETWORK_MANAGER, "0001", True),
        (RoleKind.WRITER, "0001", True),
        (RoleKind.LIBRARIAN, "0001", False),
        (RoleKind.MODERATOR, "0001", False),
        (RoleKind.NETWORK_MANAGER, "00010001", False),
        (RoleKind.WRITER, "00010001", False),
    ],
)
def test_home_page_is_composed_by_those_who_speak_for_the_whole_network(
    kind: RoleKind, at: str, *, allowed: bool
) -> None:
    actor = Actor(1, frozenset({Grant(kind, at)}))
    assert may_compose_home(actor, top_paths=["0001"]) is allowed


def test_nobody_composes_a_network_without_nodes_or_one_of_two_networks() -> None:
    actor = Actor(1, frozenset({Grant(RoleKind.NETWORK_MANAGER, "0001")}))
    assert not may_compose_home(actor, top_paths=[])
    assert not may_compose_home(actor, top_paths=["0001", "0002"])
    assert not may_compose_home(VISITOR, top_paths=["0001"])


def test_service_refuses_whoever_may_not(network: Establishment) -> None:
    librarian = Actor(2, frozenset({Grant(RoleKind.LIBRARIAN, network.path)}))
    with pytest.raises(HomeRefusedError):
        restore_home(actor=librarian, at=NOW)
