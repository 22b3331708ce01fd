"""No page of the site escapes the browser tests: every address in two languages is one of their page types."""

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

from django.urls import URLPattern, URLResolver, get_resolver, resolve
from django.urls.resolvers import LocalePrefixPattern

from tests.browser.pages import SITE_PAGES

View = Callable[..., Any]

NOT_PAGES = {
    "ui:theme": "a style sheet",
    "people:own_data_download": "a file",
    "people:child_data": "a file",
    "portal:resource_export": "a file",
    "portal:resource_code": "a drawing",
    "portal:shared_list_code": "a drawing",
    "people:activation_code": "leads on to the password",
    "people:class_sheets": "sheets to print",
    "access:open": "leads on to the platform",
    "access:sharing": "asked on the way to a platform that wants to know more",
    "access:sharing_taken_back": "a button of one's own page",
    "portal:saved_search_keep": "a button of the results",
    "portal:saved_list_keep": "a button of the page of a document",
    "people:passkey_sign_in": "a challenge for the island of the sign-in page",
}
BY_MAIL = {
    "portal:alert_stop",
    "people:guardian",
    "people:address_confirm",
    "people:registration_claim",
    "people:registration_follow",
    "people:registration_consent",
    "people:sign_in_link_used",
}
OUTSIDE = {
    "people:outside_start",
    "people:outside_return",
    "people:outside_claim",
    "people:remove_identity",
}
"""Met on the way back from another site: tests/people/outside_sign_in has a provider of its own."""

ONCE_SET_UP = {
    "people:second_step",
    "people:recovery_codes",
    "people:remove_app",
    "people:name_passkey",
    "people:remove_passkey",
    "people:code_again",
    "people:passkey_again",
}
"""Seen by whoever has a second factor: tests/journeys/test_sign_in.py sets one up and shows them to axe."""


def test_every_address_in_two_languages_is_examined_by_the_browser_tests() -> None:
    examined = {resolve(urlsplit(each.path).path).func for each in SITE_PAGES if each.status != 404}
    reached = {each.reaches for each in SITE_PAGES}
    missing = [
        name
        for name, view in translated_pages()
        # The names that allauth asks for lead to views that have a name of ours.
        if view not in examined and name not in reached and not name.startswith("mfa_")
    ]
    assert set(missing) == set(NOT_PAGES) | BY_MAIL | ONCE_SET_UP | OUTSIDE, (
        f"add to tests/browser/pages.py: {missing}"
    )


def test_page_types_have_names_of_their_own() -> None:
    names = [each.name for each in SITE_PAGES]
    assert len(set(names)) == len(names)


def translated_pages() -> Iterator[tuple[str, View]]:
    """Give the name and view of each address that the two languages share."""
    for resolver in get_resolver().url_patterns:
        if isinstance(resolver, URLResolver) and isinstance(resolver.pattern, LocalePrefixPattern):
            yield from _views(resolver, "")


def _views(resolver: URLResolver, prefix: str) -> Iterator[tuple[str, View]]:
    inner = f"{prefix}{resolver.namespace}:" if resolver.namespace else prefix
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            yield from _views(each, inner)
        elif isinstance(each, URLPattern):
            yield f"{inner}{each.name}", each.callback
