"""The type of document is decided by ranked evidence: values of real records, answers written before the code ran."""

import pytest

from portee.catalogue.vocabularies import classify
from portee.protocols.description import Description, Subject, Term
from portee.protocols.schemes import Scheme


def words(text: str) -> Term:
    return Term(Scheme.WORDS, text=text)


def book(*subjects: Subject) -> Description:
    return Description(types=(Term(Scheme.UNIMARC_LEADER, "am"),), subjects=subjects)


TYPES: list[tuple[list[Term], str]] = [
    ([Term(Scheme.UNIMARC_LEADER, "am"), words("Texte imprimé")], "book"),
    ([Term(Scheme.UNIMARC_LEADER, "as"), words("Texte imprimé")], "periodical"),
    ([Term(Scheme.UNIMARC_LEADER, "aa"), words("Texte imprimé")], "article"),
    ([Term(Scheme.UNIMARC_LEADER, "am"), Term(Scheme.UNIMARC_105, "t")], "comic"),
    ([Term(Scheme.UNIMARC_LEADER, "am"), Term(Scheme.UNIMARC_105, "m")], "thesis"),
    ([Term(Scheme.UNIMARC_LEADER, "am"), Term(Scheme.UNIMARC_105, "v")], "thesis"),
    ([Term(Scheme.UNIMARC_LEADER, "am"), Term(Scheme.UNIMARC_105, "z")], "book"),
    ([Term(Scheme.UNIMARC_LEADER, "j"), words("Enr. sonore")], "music-recording"),
    ([Term(Scheme.UNIMARC_LEADER, "jm"), words("Enregistrement sonore")], "music-recording"),
    ([Term(Scheme.UNIMARC_LEADER, "im"), words("Enr. sonore")], "spoken-recording"),
    ([Term(Scheme.UNIMARC_LEADER, "g"), words("DVD")], "video"),
    ([Term(Scheme.UNIMARC_LEADER, "gm"), words("Vidéocassette")], "video"),
    ([Term(Scheme.UNIMARC_LEADER, "gm"), words("Vidéocasette")], "video"),
    ([Term(Scheme.UNIMARC_LEADER, "gm"), words("Blu-Ray Disc")], "video"),
    ([Term(Scheme.UNIMARC_LEADER, "cm"), words("Musique imprimée")], "score"),
    ([Term(Scheme.UNIMARC_LEADER, "c"), words("Mus. imprimée")], "score"),
    ([words("[enr. sonore]")], "sound-recording"),
    ([words("musique imprimée")], "score"),
    ([Term(Scheme.UNIMARC_LEADER, "mm"), words("Multimédia multisupport")], "kit"),
    ([Term(Scheme.UNIMARC_LEADER, "em"), words("Document cartographique")], "map"),
    ([Term(Scheme.UNIMARC_LEADER, "km"), words("Image fixe")], "image"),
    ([Term(Scheme.UNIMARC_LEADER, "km"), Term(Scheme.UNIMARC_116, "i")], "print"),
    ([Term(Scheme.UNIMARC_LEADER, "km"), Term(Scheme.UNIMARC_116_FUNCTION, "ad")], "poster"),
    ([Term(Scheme.UNIMARC_LEADER, "cm"), Term(Scheme.UNIMARC_125, "c")], "vocal-score"),
    ([Term(Scheme.UNIMARC_LEADER, "cm"), Term(Scheme.UNIMARC_125, "a")], "full-score"),
    ([Term(Scheme.UNIMARC_LEADER, "cm"), Term(Scheme.UNIMARC_125, "b")], "study-score"),
    ([Term(Scheme.UNIMARC_LEADER, "dm")], "music-manuscript"),
    ([Term(Scheme.MARC21_LEADER, "dd"), words("print")], "score"),
    ([Term(Scheme.MARC21_LEADER, "dd"), words("manuscript")], "music-manuscript"),
    ([Term(Scheme.MARC21_LEADER, "dd"), words("autograph")], "music-manuscript"),
    ([Term(Scheme.MARC21_LEADER, "tm")], "manuscript"),
    ([Term(Scheme.MARC21_LEADER, "cm"), Term(Scheme.MARC21_008_MUSIC, "d")], "vocal-score"),
    ([Term(Scheme.MARC21_LEADER, "as"), Term(Scheme.RDA_CONTENT, "txt")], "periodical"),
    ([Term(Scheme.MARC21_LEADER, "om")], "kit"),
    ([Term(Scheme.MARC21_LEADER, "mm")], "digital-document"),
    ([Term(Scheme.RDA_CONTENT, "prm"), Term(Scheme.RDA_MEDIA, "s")], "music-recording"),
    ([Term(Scheme.RDA_CONTENT, "txt"), Term(Scheme.RDA_CONTENT, "sti")], "book"),
    ([Term(Scheme.RDA_CONTENT, "ntm")], "score"),
    ([Term(Scheme.RDA_CONTENT, "tdi")], "video"),
    ([words("texte"), words("monographie imprimée"), words("printed monograph")], "book"),
    ([words("texte"), words("publication en série imprimée")], "periodical"),
    ([words("image fixe"), words("photographie"), words("still image")], "photograph"),
    ([words("image fixe"), words("dessin"), words("Dessins et plans -- 18e siècle")], "drawing"),
    ([words("document cartographique"), words("carte")], "map"),
    ([words("text")], "book"),
    ([Term(Scheme.KBART_TYPE, "monograph")], "ebook"),
    ([Term(Scheme.KBART_TYPE, "serial")], "periodical"),
    ([Term(Scheme.EAD_LEVEL, "file")], "archive-file"),
    ([Term(Scheme.EAD_LEVEL, "file"), words("Affiche")], "poster"),
    ([Term(Scheme.MODS_TYPE, "notated music")], "score"),
    ([Term(Scheme.DCMI_TYPE, "StillImage")], "image"),
    ([Term(Scheme.SUDOC_008, "Aax3")], "book"),
    ([Term(Scheme.SUDOC_008, "Abx3")], "periodical"),
    ([words("Matériel d'orchestre")], "orchestra-set"),
    ([words("Captation de concert")], "performance-recording"),
    ([words("Programmes de concerts")], "programme"),
    ([], "other"),
]


@pytest.mark.parametrize(("types", "expected"), TYPES)
def test_the_type_is_decided_by_ranked_evidence(types: list[Term], expected: str) -> None:
    assert classify(Description(types=tuple(types))).type == expected


def test_a_form_heading_refines_a_book_and_never_overturns_a_score() -> None:
    forms = (words("Bandes dessinées"),)
    assert classify(Description(types=book().types, genres=forms)).type == "comic"
    score = (Term(Scheme.UNIMARC_LEADER, "cm"),)
    assert classify(Description(types=score, genres=forms)).type == "score"


def test_a_thesis_is_known_by_its_form() -> None:
    forms = (Subject("Thèses et écrits académiques", "genre"),)
    assert classify(Description(types=book().types, subjects=forms)).type == "thesis"


def test_an_on_line_book_is_an_ebook() -> None:
    said = (*book().types, Term(Scheme.RDA_CARRIER, "cr"))
    assert classify(Description(types=said)).type == "ebook"
