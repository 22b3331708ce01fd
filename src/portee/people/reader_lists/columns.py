"""What the columns of a class list or of a reader system's export are called, in French and in English."""

import re
from collections.abc import Sequence
from enum import StrEnum
from typing import Final

from portee.kernel.ordering import search_key


class Meaning(StrEnum):
    """What a column may mean; the empty one is a column that is not read."""

    IGNORED = ""
    NAME = "name"
    FIRST_NAME = "first_name"
    LAST_NAME = "last_name"
    EMAIL = "email"
    BIRTH_YEAR = "birth_year"
    COMMUNE = "commune"
    CARD_NUMBER = "card_number"
    CLASS_NAME = "class_name"
    GUARDIAN_EMAIL = "guardian_email"


_NAMES: Final = {
    Meaning.NAME: (
        "nom et prenom,prenom et nom,nom prenom,prenom nom,nom complet,eleve,usager,lecteur,abonne,"
        "nom de l eleve,nom du lecteur,full name,name,identite"
    ),
    Meaning.FIRST_NAME: "prenom,prenoms,first name,given name,prenom de l eleve,prenom usuel",
    Meaning.LAST_NAME: (
        "nom,nom de famille,nom d usage,nom de naissance,last name,surname,family name"
    ),
    Meaning.EMAIL: (
        "mail,e mail,email,courriel,adresse electronique,adresse mail,adresse e mail,adresse email,"
        "mel,e mail address,email address,courriel de l eleve,mail eleve,courriel eleve"
    ),
    Meaning.BIRTH_YEAR: (
        "annee de naissance,naissance,date de naissance,ne le,nee le,ne e le,ne en,year of birth,"
        "birth year,date of birth,birth date,ddn,annee"
    ),
    Meaning.COMMUNE: "commune,ville,localite,city,town,commune de residence",
    Meaning.CARD_NUMBER: (
        "carte,numero de carte,n de carte,no de carte,code barre,code barres,numero de lecteur,"
        "n lecteur,numero lecteur,card,card number,barcode,n carte,numero d abonne,numero d adherent"
    ),
    Meaning.CLASS_NAME: (
        "classe,niveau,cycle,groupe,division,class,level,cours,discipline,classe niveau"
    ),
    Meaning.GUARDIAN_EMAIL: (
        "mail parent,mail parents,courriel parent,courriel parents,courriel du responsable,"
        "mail responsable,courriel responsable,email parent,email parents,e mail parent,"
        "e mail parents,e mail responsable,adresse du responsable,mail responsable legal,"
        "courriel responsable legal,guardian e mail,parent e mail,parent email,guardian email,"
        "courriel d un parent,mail d un parent,e mail du responsable legal,courriel du responsable legal"
    ),
}
_KNOWN: Final = {name: meaning for meaning, names in _NAMES.items() for name in names.split(",")}

_YEAR: Final = re.compile(r"(?:\d{4}|\d{1,2}/\d{1,2}/\d{4}|\d{4}-\d{2}-\d{2})")
_ADDRESS: Final = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_ENOUGH: Final = 0.6


def propose_columns(header: Sequence[str], rows: Sequence[Sequence[str]]) -> list[Meaning]:
    """Say what each column seems to mean, by its name, else by most of its cells. Each meaning is given once."""
    found = [_KNOWN.get(search_key(name.replace("°", " ")), Meaning.IGNORED) for name in header]
    for place, _name in enumerate(header):
        if not found[place]:
            found[place] = _by_cells([row[place] for row in rows if place < len(row)])
    if Meaning.LAST_NAME in found and Meaning.FIRST_NAME not in found:
        found[found.index(Meaning.LAST_NAME)] = Meaning.NAME
    return [
        meaning if meaning not in found[:place] else Meaning.IGNORED
        for place, meaning in enumerate(found)
    ]


def is_enough(columns: Sequence[Meaning]) -> bool:
    """Whether the columns say who somebody is: a whole name, or both of its parts."""
    return Meaning.NAME in columns or {Meaning.FIRST_NAME, Meaning.LAST_NAME} <= set(columns)


def is_a_row(header: Sequence[str]) -> bool:
    """Whether what stands where the names of columns should is somebody: an address or a year is no name."""
    return any(_ADDRESS.fullmatch(cell.strip()) or _YEAR.fullmatch(cell.strip()) for cell in header)


def _by_cells(cells: list[str]) -> Meaning:
    said = [cell.strip() for cell in cells if cell.strip()]
    if not said:
        return Meaning.IGNORED
    for pattern, meaning in ((_ADDRESS, Meaning.EMAIL), (_YEAR, Meaning.BIRTH_YEAR)):
        if sum(pattern.fullmatch(cell) is not None for cell in said) >= _ENOUGH * len(said):
            return meaning
    return Meaning.IGNORED
