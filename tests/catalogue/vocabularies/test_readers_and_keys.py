"""Stages of study, ages, audiences, keys, languages and countries as people write them."""

import pytest

from portee.catalogue.vocabularies import classify, vocabulary
from portee.catalogue.vocabularies.ages import audience_of_age
from portee.catalogue.vocabularies.stages import stages_in_words
from portee.catalogue.vocabularies.tonality import key_in_words
from portee.protocols.description import Description, Term
from portee.protocols.schemes import Scheme

STAGES = [
    ("Éveil", ["awakening"]),
    ("éveil musical", ["awakening"]),
    ("Initiation 2", ["initiation"]),
    ("C1", ["cycle-1"]),
    ("1C", ["cycle-1"]),
    ("1C3", ["cycle-1"]),
    ("2C1", ["cycle-2"]),
    ("cycle I", ["cycle-1"]),
    ("Cycle II", ["cycle-2"]),
    ("cycle 3", ["cycle-3"]),
    ("1er cycle", ["cycle-1"]),
    ("Premier cycle", ["cycle-1"]),
    ("deuxième cycle", ["cycle-2"]),
    ("Second cycle", ["cycle-2"]),
    ("1er cycle 2e année", ["cycle-1"]),
    ("1re année de 2e cycle", ["cycle-2"]),
    ("2e cycle, 3ème année", ["cycle-2"]),
    ("fin de 2e cycle", ["cycle-2"]),
    ("2ème et 3ème cycles", ["cycle-2", "cycle-3"]),
    ("1er et 2e cycles", ["cycle-1", "cycle-2"]),
    ("2e-3e cycle", ["cycle-2", "cycle-3"]),
    ("C1 à C3", ["cycle-1", "cycle-2", "cycle-3"]),
    ("C2-C3", ["cycle-2", "cycle-3"]),
    ("débutant", ["cycle-1"]),
    ("Grands débutants", ["cycle-1"]),
    ("Niveau débutant", ["cycle-1"]),
    ("facile à moyen", ["cycle-1", "cycle-2"]),
    ("Élémentaire", ["cycle-1"]),
    ("Moyenne difficulté", ["cycle-2"]),
    ("très difficile", ["cycle-3"]),
    ("Grade 3", ["cycle-1"]),
    ("Grade 5", ["cycle-2"]),
    ("Grade 8", ["cycle-3"]),
    ("3e cycle spécialisé", ["pre-professional"]),
    ("CEPI", ["pre-professional"]),
    ("CPES", ["pre-professional"]),
    ("DEM", ["pre-professional"]),
    ("Supérieur", ["higher-education"]),
    ("Formation continue", ["continuing-education"]),
    ("Tous niveaux", ["all-levels"]),
    ("bleu", []),
    ("", []),
]

AUDIENCES = [
    ("À partir de 9 ans", "preteens"),
    ("A partir de 5 ans", "preschool"),
    ("À partir de 6 ans", "primary"),
    ("À partir de 13 ans", "teenagers"),
    ("De 0 à 3 ans", "early-childhood"),
    ("à partir de 9 mois", "early-childhood"),
    ("10-12 ans", "preteens"),
    ("Enfants (6-9 ans)", "primary"),
    ("Dès 16 ans", "teenagers"),
    ("Adolescents (12-15 ans)", "preteens"),
    ("Jugendliche (15-18 Jahre)", "teenagers"),
    ("Tout public", "general"),
    ("Public motivé", "specialist"),
    ("Licence", "students"),
    ("Terminale L, ES, S", "teenagers"),
    ("2de générale et technologique", "teenagers"),
    ("Lectorat de livres en grands caractères", "print-disabled"),
    ("Accord parental", "young-people"),
    ("Kindergarten", "preschool"),
    ("Primarschule (1.-2. Kl.)", "primary"),
    ("Key Stage 3.", "teenagers"),
    ("GCSE.", "teenagers"),
    ("Tertiaire", "students"),
    ("Formateurs HEP", "specialist"),
]

KEYS = [
    ("ré mineur", "d-minor"),
    ("en si bémol majeur", "b-flat-major"),
    ("Ut mineur", "c-minor"),
    ("fa dièse mineur", "f-sharp-minor"),
    ("la maj.", "a-major"),
    ("D minor", "d-minor"),
    ("E-flat major", "e-flat-major"),
    ("cis-Moll", "c-sharp-minor"),
    ("H-Dur", "b-major"),
    ("Si♭ majeur", "b-flat-major"),
    ("D", "d-major"),
    ("d", "d-minor"),
    ("Bb", "b-flat-major"),
    ("mode de ré", "dorian"),
    ("bleu", ""),
]

CODES = [
    ("key", Scheme.UNIMARC_KEY, "cxm", "c-sharp-minor"),
    ("key", Scheme.RISM_KEY, "F", "f-major"),
    ("key", Scheme.RISM_KEY, "f", "f-minor"),
    ("key", Scheme.RISM_KEY, "B|b", "b-flat-major"),
    ("key", Scheme.RISM_KEY, "1t", "tone-1"),
    ("language", Scheme.ISO_639_2B, "fre", "fr"),
    ("language", Scheme.ISO_639_2T, "fra", "fr"),
    ("language", Scheme.ISO_639_2B, "ger", "de"),
    ("language", Scheme.ISO_639_2B, "grc", "grc"),
    ("language", Scheme.ISO_639_2B, "gsw", "gsw"),
    ("language", Scheme.ISO_639_1, "it", "it"),
    ("language", Scheme.BCP_47, "fr-CA", "fr"),
    ("country", Scheme.ISO_3166, "FR", "fr"),
    ("country", Scheme.ISO_3166, "UK", "gb"),
    ("country", Scheme.MARC_COUNTRY, "gw ", "de"),
    ("country", Scheme.MARC_COUNTRY, "nyu", "us"),
    ("country", Scheme.MARC_COUNTRY, "enk", "gb"),
    ("country", Scheme.MARC_COUNTRY, "quc", "ca"),
    ("audience", Scheme.UNIMARC_AUDIENCE, "m", "adult"),
    ("audience", Scheme.UNIMARC_AUDIENCE, "d", "preteens"),
    ("audience", Scheme.MARC21_AUDIENCE, "j", "young-people"),
    ("audience", Scheme.MARC21_AUDIENCE, "d", "teenagers"),
    ("instrument", Scheme.IAML_MOP, "kpf", "piano"),
    ("instrument", Scheme.IAML_MOP, "svl", "violin"),
    ("instrument", Scheme.IAML_MOP, "wflf", "bass-flute"),
    ("instrument", Scheme.IAML_MOP, "wflx", "flute"),
    ("instrument", Scheme.IAML_MOP, "tgu  r", "electric-guitar"),
    ("instrument", Scheme.IAML_MOP, "vun", "voices"),
    ("instrument", Scheme.MARC_MOP, "ka", "piano"),
    ("instrument", Scheme.MARC_MOP, "tb", "guitar"),
    ("instrument", Scheme.MARC_MOP, "bb", "trumpet"),
    ("instrument", Scheme.MARC_MOP, "wi", "saxophone"),
    ("genre", Scheme.IAML_GENRE, "sn", "sonata"),
    ("genre", Scheme.IAML_GENRE, "mld", "melodie"),
    ("genre", Scheme.MARC_GENRE, "co", "concerto"),
    ("genre", Scheme.MARC_GENRE, "jz", "jazz"),
    ("genre", Scheme.UNIMARC_105_LITERATURE, "g", "poetry"),
    ("relator", Scheme.UNIMARC_RELATOR, "070", "author"),
    ("relator", Scheme.UNIMARC_RELATOR, "230", "composer"),
    ("relator", Scheme.UNIMARC_RELATOR, "690", "scenarist"),
    ("relator", Scheme.UNIMARC_RELATOR, "721", "singer"),
    ("relator", Scheme.UNIMARC_RELATOR, "005", "actor"),
    ("relator", Scheme.MARC_RELATOR, "lyr", "lyricist"),
    ("relator", Scheme.MARC_RELATOR, "fmo", "former-owner"),
    ("relator", Scheme.MARC_RELATOR, "prf.", "performer"),
]

RELATORS = [
    ("ed.", "editor"),
    ("former owner.", "former-owner"),
    ("tr.", "translator"),
    ("joint author.", "author"),
    ("supposed author.", "dubious-author"),
    ("compositeur", "composer"),
    ("Accordéoniste", "instrumentalist"),
    ("Metteur en scène", "stage-director"),
    ("Chef de chœur", "choral-director"),
]


@pytest.mark.parametrize(("words", "expected"), STAGES)
def test_a_stage_of_study_is_read_however_teachers_write_it(
    words: str, expected: list[str]
) -> None:
    assert list(stages_in_words(words)) == expected


@pytest.mark.parametrize(("words", "expected"), AUDIENCES)
def test_an_audience_is_read_in_words_and_ages(words: str, expected: str) -> None:
    said = Description(audiences=(Term(Scheme.WORDS, text=words),))
    assert classify(said).audiences == (expected,)


@pytest.mark.parametrize(("words", "expected"), KEYS)
def test_a_key_is_read_in_words_and_letters(words: str, expected: str) -> None:
    assert key_in_words(words) == expected


@pytest.mark.parametrize(("name", "scheme", "code", "expected"), CODES)
def test_a_code_of_another_list_is_brought_to_ours(
    name: str, scheme: str, code: str, expected: str
) -> None:
    assert vocabulary(name).find(Term(scheme, code)) == expected


@pytest.mark.parametrize(("words", "expected"), RELATORS)
def test_a_role_in_words_is_brought_to_ours(words: str, expected: str) -> None:
    assert vocabulary("relator").from_words(words) == expected


def test_a_cycle_said_of_readers_is_a_level_and_an_age_said_of_a_level_is_an_audience() -> None:
    said = Description(
        audiences=(Term(Scheme.WORDS, text="2e cycle"),),
        levels=(Term(Scheme.WORDS, text="dès 10 ans"),),
    )
    found = classify(said)
    assert found.levels == ("cycle-2",)
    assert found.audiences == ("preteens",)
    assert found.unmapped == ()


def test_codes_that_say_nothing_are_neither_mapped_nor_counted() -> None:
    said = Description(
        languages=(Term(Scheme.ISO_639_2B, "und"), Term(Scheme.ISO_639_2B, "xxx")),
        audiences=(Term(Scheme.UNIMARC_AUDIENCE, "u"),),
    )
    assert classify(said).unmapped == ()


def test_a_text_without_age_has_no_audience_by_age() -> None:
    assert audience_of_age("Pour les 9 muses") == ""
