"""Whole descriptions brought to our vocabularies: values of real records, answers written before the code ran."""

import pytest

from portee.catalogue.vocabularies import classify, evidence, vocabulary
from portee.protocols.description import (
    Contribution,
    Description,
    Name,
    Performer,
    Subject,
    Term,
    Title,
)
from portee.protocols.schemes import Scheme


def words(text: str) -> Term:
    return Term(Scheme.WORDS, text=text)


def book(*subjects: Subject) -> Description:
    return Description(types=(Term(Scheme.UNIMARC_LEADER, "am"),), subjects=subjects)


DISCIPLINES: list[tuple[Description, list[str]]] = [
    (Description(types=(Term(Scheme.UNIMARC_LEADER, "cm"),)), ["music"]),
    (Description(types=(Term(Scheme.UNIMARC_LEADER, "jm"),)), ["music"]),
    (book(Subject("792.8", "classification", scheme="dewey")), ["dance"]),
    (book(Subject("792.7", "classification", scheme="dewey")), ["theatre"]),
    (book(Subject("793.31", "classification", scheme="dewey")), ["traditional-dance"]),
    (book(Subject("782.421 64092", "classification", scheme="dewey")), ["music"]),
    (book(Subject("842.914 (oeuvre)", "classification", scheme="dewey")), ["theatre"]),
    (book(Subject("843.914", "classification", scheme="dewey")), ["literature"]),
    (book(Subject("641.5", "classification", scheme="dewey")), []),
    (book(Subject("796.42", "classification", scheme="dewey")), []),
    (book(Subject("741.56", "classification", scheme="dewey")), []),
    (book(Subject("Danse")), ["dance"]),
    (book(Subject("Théâtre")), ["theatre"]),
    (book(Subject("Théâtre (genre littéraire) français")), ["theatre"]),
    (book(Subject("Mime")), ["mime"]),
    (book(Subject("Marionnettes")), ["puppetry"]),
    (book(Subject("Jazz"), Subject("Musique")), ["jazz"]),
    (book(Subject("Cuisine")), []),
    (book(Subject("Chasse"), Subject("Canons"), Subject("Fusion"), Subject("Catch")), []),
    (book(Subject("Marche"), Subject("Passion"), Subject("Boston (Mass.)")), []),
    (book(Subject("Analyse"), Subject("Lecture"), Subject("Lettres"), Subject("Geste")), []),
    (book(Subject("Rock (musique)")), ["music"]),
    (book(Subject("Arts du spectacle")), ["multidisciplinary"]),
    (book(Subject("Valses (musique)")), ["music"]),
    (book(Subject("Chansons françaises")), ["music"]),
    (Description(disciplines=(words("Danse classique"),)), ["classical-dance"]),
    (Description(disciplines=(words("musique"), words("danse"))), ["music", "dance"]),
]


@pytest.mark.parametrize(("description", "expected"), DISCIPLINES)
def test_disciplines_are_said_or_deduced(description: Description, expected: list[str]) -> None:
    assert list(classify(description).disciplines) == expected


GENRES = [
    ("Romans", "novel"),
    ("Albums", "picture-book"),
    ("Contes, légendes et folklore", "tale"),
    ("Premières lectures", "first-reading"),
    ("Documentaires : sciences et techniques", "documentary-book"),
    ("Manuels d'amateurs", "practical-guide"),
    ("Récits personnels", "autobiography"),
    ("Oeuvre d'origine : roman", "novel"),
    ("Catalogues d'exposition", "exhibition-catalogue"),
    ("Problèmes et exercices", "exercises"),
    ("Nouvelles allemandes", "short-story"),
    ("Poésie turque", "poetry"),
    ("Dictionnaires pour la jeunesse", "dictionary"),
    ("[Périodiques]", None),
    ("[Jurisprudence]", "case-law"),
    ("[Actes de congrès]", "proceedings"),
    ("Love stories.", "romance-fiction"),
    ("Toy and movable books.", "toy-book"),
    ("musique baroque (1600-1750)", "baroque-music"),
    ("variété instrumentale et vocale", "popular-music"),
    ("jazz, blues et gospel", "gospel"),
    ("Films à suspense", "thriller-film"),
    ("Drames (cinéma)", "film-drama"),
]


@pytest.mark.parametrize(("heading", "expected"), GENRES)
def test_a_genre_in_words_is_brought_to_ours(heading: str, expected: str | None) -> None:
    found = classify(Description(types=book().types, genres=(words(heading),)))
    assert found.genres == ((expected,) if expected else ())
    assert found.unmapped == ()


def test_a_score_says_its_medium_by_codes_before_headings_and_titles() -> None:
    said = Description(
        types=(Term(Scheme.UNIMARC_LEADER, "cm"),),
        titles=(Title("Pièces pour hautbois"),),
        subjects=(Subject("Flûte, Musique de"),),
        performers=(
            Performer(Term(Scheme.IAML_MOP, "svl"), 2),
            Performer(Term(Scheme.IAML_MOP, "kpf"), 1),
        ),
    )
    assert classify(said).instruments == (("violin", 2), ("piano", 1))


def test_a_score_without_medium_takes_that_of_its_heading_then_of_its_title() -> None:
    score = (Term(Scheme.UNIMARC_LEADER, "cm"),)
    title = (Title("Pièces", remainder="pour hautbois et piano"),)
    by_title = Description(types=score, titles=title)
    assert classify(by_title).instruments == (("oboe", 1), ("piano", 1))
    by_heading = Description(types=score, titles=title, subjects=(Subject("Flûte, Musique de"),))
    assert classify(by_heading).instruments == (("flute", None),)


def test_a_book_about_a_violin_is_for_no_violin() -> None:
    said = Description(
        types=book().types,
        titles=(Title("Méthodes pour violon"),),
        subjects=(Subject("Violon, Musique de"),),
    )
    assert classify(said).instruments == ()


def test_the_players_of_a_medium_are_added_up_over_its_lines() -> None:
    lines = tuple(Performer(Term(Scheme.RISM_MOP, "vl", text)) for text in ("vl 1", "vl 2"))
    assert classify(Description(performers=lines)).instruments == (("violin", 2),)


def test_a_voice_given_as_a_role_is_an_instrument_of_the_recording() -> None:
    roles = (Term(Scheme.UNIMARC_RELATOR, "vso"),)
    found = classify(Description(contributions=(Contribution(Name("Battle, Kathleen"), roles),)))
    assert found.instruments == (("soprano", None),)
    assert found.unmapped == ()


def test_a_reciter_alone_makes_no_music() -> None:
    lines = (Performer(Term(Scheme.IAML_MOP, "vre")),)
    assert classify(Description(performers=lines)).disciplines == ()
    dancers = (Performer(Term(Scheme.IAML_MOP, "zda")),)
    assert classify(Description(performers=dancers)).disciplines == ("dance",)


def test_a_value_no_vocabulary_knows_is_kept_as_written() -> None:
    said = Description(
        types=(words("PRETLIV"),),
        genres=(words("édition commerciale"),),
        performers=(Performer(words("zblorg")),),
        levels=(words("bleu"),),
        languages=(Term(Scheme.ISO_639_2B, "frd"),),
        contributions=(Contribution(Name("X"), (Term(Scheme.UNIMARC_RELATOR, "956"),)),),
    )
    assert set(classify(said).unmapped) == {
        ("type", "PRETLIV"),
        ("genre", "édition commerciale"),
        ("instrument", "zblorg"),
        ("level", "bleu"),
        ("language", "iso639-2b frd"),
        ("relator", "unimarc-relator 956"),
    }


def test_classifying_twice_says_the_same_and_only_codes_of_ours() -> None:
    said = Description(
        types=(Term(Scheme.UNIMARC_LEADER, "cm"), words("Musique imprimée")),
        subjects=(Subject("Sonates (violon et piano)", subdivisions=("Partitions",)),),
        languages=(Term(Scheme.ISO_639_2B, "fre"),),
        keys=(words("ré mineur"),),
    )
    found = classify(said)
    assert found == classify(said)
    assert found.keys == ("d-minor",)
    assert found.languages == ("fr",)
    assert found.genres == ("sonata",)
    for name, codes in (
        ("type", (found.type,)),
        ("instrument", tuple(code for code, _ in found.instruments)),
        ("discipline", found.disciplines),
    ):
        assert set(codes) <= set(vocabulary(name).codes)


def test_the_evidence_of_a_type_is_told_heaviest_first() -> None:
    said = Description(types=(Term(Scheme.UNIMARC_LEADER, "jm"), words("Enr. sonore")))
    told = [item for item in evidence(said) if item[0] == "type"]
    assert told == [
        ("type", "sound-recording", "words: Enr. sonore (60)"),
        ("type", "music-recording", "unimarc-leader: jm (50)"),
    ]
