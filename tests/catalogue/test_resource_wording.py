"""One plain sentence says what a resource is, in both languages."""

import pytest
from django.utils import translation

from portee.catalogue.queries.resource_access import web_host
from portee.catalogue.queries.resource_wording import sentence
from portee.catalogue.vocabularies import Classification

SAID = {
    "score": (
        Classification(
            "score", levels=("cycle-2",), instruments=(("cello", 1), ("piano", None))
        ),
        (720,),
        "Partition pour violoncelle et piano, 2e cycle, 12 minutes",
        "Score for cello and piano, second cycle, 12 minutes",
    ),
    "many players": (
        Classification(
            "full-score",
            instruments=(
                ("flute", 2), ("oboe", 2), ("horn", 4), ("violin", 1), ("viola", 1), ("cello", 1),
            ),
        ),
        (),
        "Conducteur pour flûte traversière (2), 2 hautbois, 4 cors, violon et 2 autres parties",
        "Full score for 2 flutes, 2 oboes, 4 horns, violin and 2 other parts",
    ),
    "children": (
        Classification("book", audiences=("young-people", "primary"), languages=("fr",)),
        (),
        "Livre pour les enfants (6-8 ans)",
        "Book for children (6–8), in French",
    ),
    "foreign": (
        Classification("comic", languages=("de",)),
        (),
        "Bande dessinée, en allemand",
        "Comic, in German",
    ),
    "sung": (
        Classification("music-recording", languages=("it",)),
        (3_900,),
        "Enregistrement musical, 1 h 05",
        "Music recording, 1 h 05",
    ),
    "levels": (
        Classification("score", levels=("cycle-1", "cycle-2", "cycle-3")),
        (45,),
        "Partition, 1er cycle, 2e cycle et 3e cycle, 45 secondes",
        "Score, first cycle, second cycle and third cycle, 45 seconds",
    ),
    "instruments of a book": (
        Classification("book", instruments=(("cello", None),), audiences=("adult",)),
        (),
        "Livre",
        "Book",
    ),
    "two lengths": (Classification("video"), (60, 120), "Vidéo", "Video"),
    "no length": (Classification("video"), (0,), "Vidéo", "Video"),
}  # fmt: skip


@pytest.mark.parametrize("name", SAID)
def test_a_sentence_says_what_it_is(name: str) -> None:
    classification, durations, *expected = SAID[name]
    for language, words in zip(("fr", "en"), expected, strict=True):
        with translation.override(language):
            said = sentence(classification, durations_seconds=durations, language=language)
        assert said.replace("\u00a0", " ") == words


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://gallica.bnf.fr/ark:/12148/x", "gallica.bnf.fr"),
        ("HTTP://Exemple.org", "exemple.org"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("ftp://exemple.org/x", ""),
        ("https://gallica.bnf.fr@evil.example/", ""),
        ("https://exemple.org/a b", ""),
        ("https:///x", ""),
        ("https://[::1", ""),
        (f"https://exemple.org/{'x' * 3_000}", ""),
    ],
)
def test_only_what_a_browser_may_follow_has_a_host(address: str, host: str) -> None:
    assert web_host(address) == host
