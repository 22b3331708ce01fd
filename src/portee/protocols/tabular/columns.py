"""What the columns of a small library's spreadsheet are called, in French and in English.

Names are compared in small letters without accents; plurals in -s are the same word. The words of the longest known
name found inside the name of a column decide (« Date d'achat » is known as such, and is no date of publication).
"""

import re
from functools import lru_cache
from unicodedata import normalize

UNSAID = ""
"""The target of columns that are known to say nothing of the document: they are kept unmapped."""

_NAMES: dict[str, str] = {
    "title": (
        "titre, title, titre de l oeuvre, oeuvre, intitule, morceau, piece, titre propre, nom de l "
        "oeuvre, partition"
    ),
    "subtitle": "sous titre, complement de titre, complement du titre, subtitle",
    "composer": "compositeur, composer, auteur compositeur, compositrice",
    "author": "auteur, author, auteur principal, nom de l auteur, autrice, realisateur",
    "arranger": (
        "arrangeur, arrangement, arr, orchestrateur, transcripteur, adaptateur, arranger, "
        "harmonisateur"
    ),
    "lyricist": "parolier, parole, auteur des paroles, librettiste, texte de, lyricist",
    "performer": "interprete, artiste, performer, chanteur, musicien",
    "illustrator": "illustrateur, illustrator",
    "translator": "traducteur, translator",
    "contributor": "collaborateur, contributeur, autre auteur, auteur secondaire, contributor",
    "instrument": (
        "instrument, instrumentation, effectif, formation, nomenclature, voix, distribution, "
        "instrument principal"
    ),
    "level": "niveau, cycle, difficulte, degre, level, grade",
    "discipline": "discipline",
    "audience": "public, public vise, age, tranche d age, audience",
    "publisher": "editeur, edition, maison d edition, publisher, label",
    "publication_place": "lieu d edition, lieu de publication, ville d edition",
    "edition": "mention d edition, n d edition, numero d edition",
    "date": (
        "annee, date, annee d edition, date d edition, annee de publication, date de publication, "
        "parution, date de parution, year, copyright"
    ),
    "plate_number": "cotage, numero de cotage, n de cotage, numero de planche, plate number",
    "publisher_number": (
        "reference editeur, ref editeur, numero d editeur, n d editeur, reference, ref, publisher "
        "number"
    ),
    "call_number": "cote, call number, cote de rangement, classement, shelfmark",
    "isbn": "isbn, isbn13, isbn 13, isbn10, isbn 10",
    "ismn": "ismn",
    "issn": "issn",
    "ean": "ean, ean13, ean 13, gencod, code ean",
    "genre": "genre, style, genre musical, forme, forme musicale, genre style",
    "type": (
        "type, type de document, support, nature, type document, nature du document, document type"
    ),
    "language": "langue, language",
    "key": "tonalite",
    "extent": (
        "page, nombre de page, nb page, nb de page, collation, description materielle, nb pages, "
        "pagination"
    ),
    "duration": "duree, minutage, duration",
    "series": "collection, serie, series",
    "part_number": "tome, volume, vol, n de tome, n de volume",
    "note": "observation, remarque, note, commentaire, divers, notes, comment, comments",
    "summary": "resume, description, summary",
    "contents": "contenu, contient, sommaire, depouillement",
    "subject": "sujet, mot cle, theme, matiere, indexation, subject, keyword",
    "classification": "indice, dewey, classification, cdd, pcdm, indice dewey",
    "holdings": (
        "nb exemplaire, nombre d exemplaire, nb d exemplaire, exemplaire, quantite, qte, nbre d "
        "exemplaire, nbre exemplaire, nombre de partition, copies"
    ),
    "location": (
        "localisation, emplacement, salle, armoire, rayon, etagere, boite, rangement, location, "
        "carton"
    ),
    "establishment": (
        "bibliotheque, etablissement, site, bib, conservatoire, ecole, mediatheque, library"
    ),
    "barcode": (
        "code barre, codebarre, code a barre, barcode, n d exemplaire, numero d exemplaire"
    ),
    "collection": "fonds, section",
    "loan": "condition de pret, empruntable",
    "availability": "disponibilite, disponible, statut, etat",
    "url": "url, lien, adresse web, site web, link, lien internet",
    "identifier": (
        "id, identifiant, numero de notice, n de notice, n notice, id notice, record id, numero d "
        "inventaire, n d inventaire, n inventaire, numero inventaire, identifier"
    ),
    UNSAID: (
        "date d achat, date d acquisition, date d entree, date de pret, date de retour, date de "
        "saisie, prix, price, nombre de pret, nbre de pret, nb de pret, nb pret, nombre d emprunt, "
        "date de creation, date de modification, tarif, emprunteur, date d inventaire"
    ),
}


def _singular(text: str) -> str:
    """Take the mark of the plural off each word but the short ones."""
    return " ".join(word.removesuffix("s") if len(word) > 3 else word for word in text.split())


_TARGETS = {
    _singular(name): target for target, names in _NAMES.items() for name in names.split(",")
}
_LONGEST = max(len(name.split()) for name in _TARGETS)
_LOANS = ("pret", "emprunt", "loan")


@lru_cache(maxsize=4096)
def plain_name(name: str) -> str:
    """Give the words of a column's name in small letters, without accents, plurals or what is in brackets."""
    text = re.sub(
        r"\([^)]*\)", " ", name.lower().replace("œ", "oe").replace("°", " ").replace("’", " ")
    )
    text = normalize("NFD", text)
    words = re.findall(r"[a-z0-9]+", "".join(letter for letter in text if letter.isascii()))
    return _singular(" ".join(words))


@lru_cache(maxsize=4096)
def target_of(name: str) -> str | None:
    """Tell what a column means by its name; UNSAID when that is nothing of the document, None when it is not known."""
    words = plain_name(name).split()
    for count in range(min(len(words), _LONGEST), 0, -1):
        for start in range(len(words) - count + 1):
            target = _TARGETS.get(" ".join(words[start : start + count]))
            # A single word counts where names have their main one, at either end.
            is_main = count > 1 or start in (0, len(words) - 1)
            if target is not None and is_main:
                return target
    return None


def counts_loans(header: tuple[str, ...]) -> bool:
    """Whether the rows count loans: their year is then that of the loans."""
    return any(word in _LOANS for name in header for word in plain_name(name).split())
