"""French words as readers type them and as records write them meet in one term."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.catalogue.search.analysis import (
    exact_terms,
    french_terms,
    in_parts,
    normalised,
    stem,
    synonyms,
    terms_in_parts,
)
from portee.catalogue.search.analysis.french import STOP_WORDS
from portee.catalogue.search.analysis.normalisation import isbn_13

ONE_TERM = [
    ("l'école", "ECOLE", "écoles", "l’école", "l'ecole"),
    ("œuvre", "oeuvres", "Œuvres", "ŒUVRE"),
    ("chefs-d'œuvre", "chef d'oeuvre", "Chefs d’œuvre"),
    ("danseur", "danseuse", "danseurs", "danseuses"),
    ("directrice", "directeur", "DIRECTRICES"),
    ("animé", "animée", "animés", "animees"),
    ("chevaux", "cheval", "CHEVAL"),
    ("opéras", "opera", "l'opéra", "d'opéras"),
    ("Saint-Saëns", "saint saens", "SAINT-SAËNS"),
    ("Dvořák", "dvorak", "Dvorák"),
    ("do dièse", "do♯", "do#", "Do ♯", "DO DIESE"),
    ("si bémol", "si♭", "si bemol"),
    ("n° 3", "n°3", "nº 3", "№ 3", "no 3", "No. 3", "numéro 3"),
    ("musicienne", "musicien", "musiciennes"),
    ("heureux", "heureuse", "heureuses"),
    ("acteur", "actrice", "actrices"),
    ("chanteur", "chanteuse", "CHANTEUSES"),
    ("travaux", "travail"),
    ("yeux", "œil"),
    ("2e cycle", "2ème cycle", "2eme cycles"),
    ("1er cycle", "1re cycle"),
    ("978-2-07-061275-8", "9782070612758", "978 2 07 061275 8", "2-07-061275-9", "2070612759"),
    ("ﬁgure", "figure"),
    ("né\N{COMBINING ACUTE ACCENT}".replace("é", "e"), "né"),
]
APART = [
    ("C#", "C"),
    ("C#", "C++"),
    ("peur", "peu"),
    ("été", "est"),
    ("cor", "corps"),
    ("danse", "dense"),
    ("violon", "violoncelle"),
    ("musique", "musée"),
]


def found_as(text: str) -> list[str]:
    terms = exact_terms(text)
    return french_terms(terms) or terms


@pytest.mark.parametrize("spellings", ONE_TERM, ids=lambda spellings: str(spellings[0]))
def test_spellings_of_one_word_meet(spellings: tuple[str, ...]) -> None:
    terms = {tuple(found_as(spelling)) for spelling in spellings}
    assert len(terms) == 1, terms


@pytest.mark.parametrize(("one", "other"), APART)
def test_words_that_differ_stay_apart(one: str, other: str) -> None:
    assert found_as(one) != found_as(other)


@pytest.mark.parametrize(
    "spelling", ["Bach, Jean-Sébastien", "jean sebastien bach", "Jean-Sebastien BACH"]
)
def test_a_name_is_found_in_any_order(spelling: str) -> None:
    assert sorted(found_as(spelling)) == ["bach", "jean", "sebastien"]


def test_initials_ask_for_nothing_that_a_full_name_lacks() -> None:
    assert set(found_as("J. S. Bach")) <= set(found_as("Bach, Jean-Sébastien"))


@pytest.mark.parametrize("title", ["Où", "Elle et lui", "Ça", "Le la"])
def test_a_title_of_stop_words_alone_keeps_them_all(title: str) -> None:
    assert french_terms(exact_terms(title)) == []
    assert len(exact_terms(title)) == len(title.split())


def test_being_and_nothingness_keep_their_nouns() -> None:
    assert found_as("L'Être et le Néant") == [stem("etre"), stem("neant")]


@pytest.mark.parametrize("word", ["ete", "sans", "contre", "etre", "son", "si", "pas"])
def test_words_that_make_titles_are_no_stop_words(word: str) -> None:
    assert word not in STOP_WORDS


def test_stop_words_are_about_seventy_five_folded_words() -> None:
    assert 60 <= len(STOP_WORDS) <= 100
    assert [word for word in STOP_WORDS if exact_terms(word) != [word]] == []


def test_the_exact_view_keeps_words_as_they_were_written() -> None:
    assert exact_terms("Les Écoles d'été, été 1900") == ["les", "ecoles", "d", "ete", "ete", "1900"]


def test_the_sharp_of_a_programming_language_is_no_dieses() -> None:
    assert exact_terms("Apprendre C# et C++") == ["apprendre", "c#", "et", "c++"]


def test_a_number_with_a_wrong_check_digit_is_left_alone() -> None:
    assert isbn_13("2-07-061275-4") == ""
    assert isbn_13("2-07-061275-9") == isbn_13("978-2-07-061275-8") == "9782070612758"
    assert exact_terms("2-07-061275-4") == ["2", "07", "061275", "4"]


def test_synonyms_go_both_ways_and_know_their_phrases() -> None:
    assert ("solfege",) in synonyms()["formation", "musicale"]
    assert ("formation", "musicale") in synonyms()[("solfege",)]


@given(st.text(max_size=200))
def test_analysis_never_fails_and_its_terms_are_stable(text: str) -> None:
    terms = exact_terms(text)
    assert all(terms)
    assert french_terms(terms) == french_terms(terms)
    assert all(len(term) <= 60 and not term.isspace() for term in terms)
    assert exact_terms(normalised(text)) == exact_terms(text)


@given(st.lists(st.text(alphabet="aéœÆ’–°n3-#♯ñßłя \x02\xadx978", max_size=20), max_size=5))
def test_many_texts_at_once_are_analysed_as_one_by_one(texts: list[str]) -> None:
    together = in_parts(terms_in_parts(texts))
    assert together == [" ".join(exact_terms(text)) for text in texts] or not texts


@given(st.text(alphabet=st.characters(max_codepoint=0xFF), max_size=30))
def test_letters_of_latin_1_are_folded_as_unicode_folds_them(text: str) -> None:
    # One letter from elsewhere sends the whole text the long way.
    assert exact_terms(f"{text} я") == [*exact_terms(text), "я"]
