"""Every address has a name to be spoken by, and is written as a French reader would read it."""

import re
from collections.abc import Iterator
from importlib import import_module

from django.urls import URLPattern, URLResolver, get_resolver, path

from tests.architecture import source

Entry = tuple[str, URLPattern]
# Words of machines, in lower case, without accents: what survives being dictated on the telephone.
FRENCH_PATH = re.compile(r"^[a-z0-9/.<>:_-]*$")


def own_patterns(resolver: URLResolver, before: str = "") -> Iterator[Entry]:
    """Every address that a view of ours answers, with its whole path."""
    for entry in resolver.url_patterns:
        whole = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from own_patterns(entry, whole)
        elif _is_ours(entry):
            yield whole, entry


def _is_ours(pattern: URLPattern) -> bool:
    callback = getattr(pattern.callback, "view_class", pattern.callback)
    return str(getattr(callback, "__module__", "")).startswith("portee.")


def nameless(entries: Iterator[Entry]) -> list[str]:
    """Give the addresses that no template could ever speak of."""
    return [whole for whole, pattern in entries if not pattern.name]


def test_every_address_has_a_name() -> None:
    found = list(own_patterns(get_resolver()))
    assert len(found) > 10
    assert nameless(iter(found)) == []


def test_every_address_is_plain_to_read_and_to_say() -> None:
    odd = [
        whole
        for whole, pattern in own_patterns(get_resolver())
        if not FRENCH_PATH.match(re.sub(r"\^|\$|\(\?P<\w+>[^)]*\)|\\", "", whole))
    ]
    assert odd == []


def test_the_names_of_a_context_are_its_own() -> None:
    for context in source.contexts():
        if (source.CONTEXTS_FOLDER / context / "urls.py").is_file():
            assert getattr(import_module(f"portee.{context}.urls"), "app_name", None) == context


def test_an_address_without_name_is_seen() -> None:
    def view() -> None: ...

    view.__module__ = "portee.somewhere.views"
    pattern = path("secret/", view)  # type: ignore[arg-type]
    assert nameless(iter([("secret/", pattern)])) == ["secret/"]
    assert _is_ours(pattern)
