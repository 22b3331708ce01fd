"""A hundred French novels of 1840–1920, whose whole text is on line.

Source: European Literary Text Collection (COST-ELTeC/ELTeC-fra), texts in the public domain. What is changed: the
pseudonym kept and the civil name made a note, the genre said in French.
"""

import csv
import re
from collections.abc import Iterator
from pathlib import Path

COLUMNS = (
    "Identifiant",
    "Titre",
    "Auteur",
    "Date",
    "Type",
    "Genre",
    "Discipline",
    "Langue",
    "Sujet",
    "Note",
    "Lien",
    "Droits",
)
_TEXT = "https://github.com/COST-ELTeC/ELTeC-fra/blob/master/plain1/{}.txt"
_CIVIL_NAME = re.compile(r"\s*\[([^\]]+)\]")
_SUBJECTS = {
    "social novel": "Roman social",
    "adventure novel": "Roman d’aventures",
    "adventure": "Roman d’aventures",
    "historical novel": "Roman historique",
    "crime fiction": "Roman policier",
    "children's fiction": "Littérature pour la jeunesse",
    "sentimental novel": "Roman sentimental",
}


def rows(path: Path) -> Iterator[dict[str, str]]:
    """A row for each novel."""
    with path.open(encoding="utf-8", newline="") as file:
        for novel in csv.DictReader(file, delimiter="\t"):
            civil_name = _CIVIL_NAME.search(novel["author-name"])
            yield {
                "Identifiant": novel["xmlid"],
                "Titre": re.split(r"\s*: ?édition ELTeC", novel["title"])[0],
                "Auteur": _author(novel),
                "Date": novel["first-edition"] if novel["first-edition"] != "NA" else "",
                "Type": "Livre numérique",
                "Genre": "Roman",
                "Discipline": "Littérature",
                "Langue": "fre",
                "Sujet": _SUBJECTS.get(novel["subgenre"], ""),
                "Note": f"Nom civil : {civil_name[1]}." if civil_name else "",
                "Lien": _TEXT.format(novel["filename"]),
                "Droits": "Domaine public",
            }


def _author(novel: dict[str, str]) -> str:
    born, died = novel["author-birth"], novel["author-death"]
    years = f" ({born}-{died})" if born.isdigit() and died.isdigit() else ""
    return _CIVIL_NAME.sub("", novel["author-name"]).strip() + years
