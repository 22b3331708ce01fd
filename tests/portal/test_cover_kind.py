"""Which drawing stands for a document, and which words are set on it."""

import pytest

from portee.portal.queries.cover_kind import KINDS, LONGEST_WORDS, cover_kind, cover_title
from portee.ui.templatetags.ui import COVERS


def test_every_kind_has_drawings() -> None:
    assert set(KINDS.values()) <= set(COVERS)


@pytest.mark.parametrize(
    ("types", "kind"),
    [
        (["musical-instrument", "object"], "instrument"),
        (["video-game", "game"], "game"),
        (["costume", "object"], "theatre"),
        (["object"], "kit"),
        (["kit"], "kit"),
        (["exhibition"], "exhibition"),
        (["photograph", "image"], "image"),
        (["something-new"], "archive"),
    ],
)
def test_things_are_drawn_as_what_they_are(types: list[str], kind: str) -> None:
    assert cover_kind(types) == kind


def test_a_film_of_dance_is_drawn_as_dance() -> None:
    assert cover_kind(["performance-recording", "video"], ["dance"]) == "dance"


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Du masque au clown, exposition en six panneaux", "Du masque au clown"),
        ("Élégie : op. 24", "Élégie"),
        ("La mer. Trois esquisses", "La mer"),
        ("Aujourd’hui", "Aujourd’hui"),
        ("Saint-Saëns intime", "Saint-Saëns intime"),
        ("", ""),
        ("  :  ", ""),
    ],
)
def test_a_cover_bears_the_first_words_of_a_title(title: str, words: str) -> None:
    assert cover_title(title) == words


def test_a_title_without_pause_is_cut_between_words() -> None:
    words = cover_title("Recueil des plus belles chansons populaires de toutes les provinces")
    assert words == "Recueil des plus belles chansons…"
    assert len(words) <= LONGEST_WORDS + 1
    assert len(cover_title("x" * 500)) == LONGEST_WORDS + 1
