"""The registry of navigation: order, places, who sees what, where one is."""

from collections.abc import Iterator

import pytest
from django.test import RequestFactory
from django.utils import translation

from portee.kernel.actor import VISITOR, Actor, Grant, RoleKind
from portee.ui import navigation
from portee.ui.languages import language_links
from portee.ui.navigation import NavigationEntry, navigation_for, register

LIBRARIAN = Actor(account_id=1, grants=frozenset({Grant(RoleKind.LIBRARIAN, "0001")}))


@pytest.fixture(autouse=True)
def empty_registry(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(navigation, "_entries", [])
    with translation.override("fr"):
        yield


def at(path: str, actor: Actor = VISITOR) -> navigation.Navigation:
    request = RequestFactory().get(path)
    request.actor = actor  # type: ignore[attr-defined]
    return navigation_for(request)


def test_entries_are_shown_in_their_order() -> None:
    register(NavigationEntry(label="Second", url_name="ui:comfort", order=20))
    register(NavigationEntry(label="First", url_name="portal:home", order=10))
    assert [link.label for link in at("/").main] == ["First", "Second"]


def test_registering_a_page_again_replaces_it() -> None:
    register(NavigationEntry(label="Old", url_name="ui:comfort", order=20))
    register(NavigationEntry(label="New", url_name="ui:comfort", order=20))
    assert [link.label for link in at("/").main] == ["New"]


def test_the_account_menu_is_for_people_signed_in_and_sign_in_for_visitors() -> None:
    register(NavigationEntry(label="Sign in", url_name="ui:comfort", order=1, place="sign-in"))
    register(NavigationEntry(label="Account", url_name="ui:comfort", order=1, place="account"))
    visitor, librarian = at("/"), at("/", LIBRARIAN)
    assert [len(visitor.sign_in), len(visitor.account)] == [1, 0]
    assert [len(librarian.sign_in), len(librarian.account)] == [0, 1]


def test_an_entry_may_be_for_some_only() -> None:
    register(
        NavigationEntry(
            label="Back office",
            url_name="ui:comfort",
            order=1,
            place="account",
            shown_to=lambda actor: actor.is_staff,
        )
    )
    assert len(at("/", LIBRARIAN).account) == 1
    assert not at("/", Actor(account_id=2)).account


@pytest.mark.parametrize(
    ("path", "current"),
    [("/confort/", "page"), ("/confort/plus/", "true"), ("/", ""), ("/confortable/", "")],
)
def test_a_link_says_whether_one_is_there(path: str, current: str) -> None:
    register(NavigationEntry(label="Comfort", url_name="ui:comfort", order=1))
    assert at(path).main[0].current == current


def test_the_home_page_is_not_the_section_of_every_page() -> None:
    register(NavigationEntry(label="Home", url_name="portal:home", order=1))
    assert at("/confort/").main[0].current == ""
    with translation.override("en"):
        assert at("/en/confort/").main[0].current == ""


def test_a_language_link_leads_to_the_same_page_with_its_words() -> None:
    french, english = language_links(RequestFactory().get("/confort/?retour=/a&b=1"))
    assert (french.is_current, english.is_current) == (True, False)
    assert english.url == "/en/confort/?retour=/a&b=1"
    assert (french.name, english.name) == ("Français", "English")


def test_a_page_that_does_not_exist_links_the_home_page_of_the_other_language() -> None:
    _french, english = language_links(RequestFactory().get("/rien-ici/du-tout/"))
    assert english.url == "/en/"
