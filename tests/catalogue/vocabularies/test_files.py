"""The vocabularies themselves: whole, unambiguous, labelled in two languages, with their licences."""

from collections import defaultdict

import pytest

from portee.catalogue.vocabularies import NAMES, Vocabulary, vocabulary
from portee.catalogue.vocabularies.reference import reference
from portee.catalogue.vocabularies.words import folded
from tests.architecture import source

EVERY = [pytest.param(vocabulary(name), id=name) for name in NAMES]
LICENCES = {"AGPL-3.0-or-later", "CC-BY-4.0", "Unicode-3.0"}
IAML_MEDIUMS = 396
"""Codes of the IAML list of mediums of performance that we tie to an instrument of ours, classes included."""


@pytest.mark.parametrize("listed", EVERY)
def test_every_code_has_a_label_in_both_languages(listed: Vocabulary) -> None:
    for code in listed.codes:
        for language in ("fr", "en"):
            label = listed.label(code, language)
            assert label.strip() == label != "", code
            assert label[0].isupper() or not label[0].isalpha() or listed.name in ("language",), (
                label
            )


@pytest.mark.parametrize("listed", EVERY)
def test_labels_have_typographic_apostrophes(listed: Vocabulary) -> None:
    labels = [listed.label(code, language) for code in listed.codes for language in ("fr", "en")]
    assert [label for label in labels if "'" in label or "  " in label or "oeu" in label] == []


@pytest.mark.parametrize("listed", EVERY)
def test_codes_are_kebab_case(listed: Vocabulary) -> None:
    for code in listed.codes:
        assert folded(code).replace(" ", "-") == code


@pytest.mark.parametrize("listed", EVERY)
def test_families_exist_and_make_no_circle(listed: Vocabulary) -> None:
    for code in listed.codes:
        above = listed.broader(code)
        seen = {code}
        while above:
            assert above not in seen, code
            seen.add(above)
            above = listed.broader(above)


@pytest.mark.parametrize("listed", EVERY)
def test_no_foreign_code_means_two_things(listed: Vocabulary) -> None:
    meanings: dict[tuple[str, str], set[str]] = defaultdict(set)
    for entry in listed.entries.values():
        for scheme, codes in entry.codes.items():
            for code in codes:
                meanings[scheme, code].add(entry.code)
    assert {key: codes for key, codes in meanings.items() if len(codes) > 1} == {}


@pytest.mark.parametrize("listed", EVERY)
def test_no_word_means_two_things(listed: Vocabulary) -> None:
    meanings: dict[str, set[str]] = defaultdict(set)
    for entry in listed.entries.values():
        for words in (entry.french, entry.english, *entry.words):
            assert folded(words), entry.code
            meanings[folded(words)].add(entry.code)
    assert {words: codes for words, codes in meanings.items() if len(codes) > 1} == {}


@pytest.mark.parametrize("listed", EVERY)
def test_source_licence_and_attribution_are_named(listed: Vocabulary) -> None:
    assert listed.licence in LICENCES
    assert listed.source
    assert listed.attribution
    if listed.licence == "CC-BY-4.0":
        assert "DOREMUS" in listed.source
        assert "CC BY 4.0" in listed.attribution


@pytest.mark.parametrize("listed", EVERY)
def test_labels_find_their_own_code(listed: Vocabulary) -> None:
    for code in listed.codes:
        assert listed.from_words(listed.label(code, "fr")) == code
        assert listed.from_words(listed.label(code, "en").upper()) == code


def test_there_are_more_than_three_hundred_instruments_besides_families() -> None:
    instruments = vocabulary("instrument")
    families = {instruments.broader(code) for code in instruments.codes}
    assert len([code for code in instruments.codes if code not in families]) > 300


def test_the_whole_iaml_list_of_mediums_is_tied_to_an_instrument() -> None:
    tied = {
        code
        for entry in vocabulary("instrument").entries.values()
        for code in entry.codes.get("iaml-mop", ())
    }
    assert len(tied) >= IAML_MEDIUMS


def test_an_unknown_vocabulary_and_an_unknown_code_are_refused() -> None:
    with pytest.raises(LookupError):
        vocabulary("colour")
    with pytest.raises(KeyError):
        vocabulary("instrument").label("violon", "fr")


def test_a_vocabulary_is_loaded_once() -> None:
    assert vocabulary("genre") is vocabulary("genre")


def test_labels_follow_the_language_asked_and_fall_back_on_english() -> None:
    instruments = vocabulary("instrument")
    assert instruments.label("cello", "fr") == instruments.label("cello", "fr-CA") == "Violoncelle"
    assert instruments.label("cello", "en-GB") == instruments.label("cello", "de") == "Cello"


def test_broader_codes_lead_to_the_family() -> None:
    instruments = vocabulary("instrument")
    assert instruments.ancestors("bass-clarinet") == ("clarinet", "woodwinds", "winds")
    assert vocabulary("type").ancestors("vocal-score") == ("score",)


def test_the_reference_page_shows_each_code_and_licence() -> None:
    page = reference()
    for name in NAMES:
        listed = vocabulary(name)
        assert listed.attribution in page
        assert listed.source in page
    assert "| `violin` | Violon | Violin | `bowed-strings` |" in page
    assert page in source.text_of(source.ROOT / "docs" / "reference" / "vocabularies.md")
