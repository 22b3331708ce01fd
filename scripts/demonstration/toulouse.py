"""The most borrowed documents of the library of Toulouse, 2011–2022: one row for each title, whatever its years.

Source: Ville de Toulouse, « Top 500 des imprimés / CD / films les plus empruntés », as kept by the project
brooks-code/toulouse-biblio-chronicle (`dataset`). Licence Ouverte 2.0. What is changed: years of one title gathered and
its loans added up; accents that two conversions had broken put back; the column too many of 2019 and 2020 taken out;
genre and audience read from the call number. The holding library is invented.
"""

import csv
import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from portee.protocols.marc import mend_text
from scripts.demonstration.holders import holder_of
from scripts.demonstration.tables import identifier

FILES = {
    "cds": "toulouse_prets_cds.csv.gz",
    "films": "toulouse_prets_films.csv.gz",
    "imprimes": "toulouse_prets_imprimes.csv.gz",
}
COLUMNS = (
    "Identifiant",
    "Titre",
    "Auteur",
    "Instrument",
    "Éditeur",
    "Type",
    "Genre",
    "Discipline",
    "Public",
    "Cote",
    "Prêts à Toulouse",
    "Établissement",
)
_YEARS_WITH_A_COLUMN_TOO_MANY = frozenset(("2019", "2020"))
_BRACKETED = re.compile(
    r"\s*\[(?:enregistrement sonore|microsillon|texte imprimé)[^\]]*\]", re.IGNORECASE
)
_PLAYS = re.compile(
    r"\.\s*((?:Trp|Trb|P|Saxo|Chant|Guit|Org|Vl|Perc|Ac|Ctb|Batt|Comp|Oud)\b.*)\Z", re.IGNORECASE
)
_INSTRUMENTS = {
    "trp": "trompette",
    "trb": "trombone",
    "p": "piano",
    "saxo": "saxophone",
    "saxo a": "saxophone alto",
    "saxo t": "saxophone ténor",
    "saxo s": "saxophone soprano",
    "chant": "voix",
    "guit": "guitare",
    "org": "orgue",
    "vl": "violon",
    "perc": "percussions",
    "ac": "accordéon",
    "ctb": "contrebasse",
    "batt": "batterie",
    "oud": "oud",
}
_AUDIENCES = {"E": "Jeunesse", "BB": "Tout-petits", "TP": "Adolescents"}
_PRINTED = {
    "BD": "Bande dessinée",
    "PERIO": "Périodique",
    "LIVCD": "CD",
    "TE": "Livre audio",
    "CD": "CD",
    "CDVDROM": "CD-ROM",
}
_NOVELS = {"ROM": "Roman", "POL": "Roman policier", "SF": "Science-fiction"}
_GENRES_OF_DISCS = (
    ("099", "Chanson française"),
    ("06", "Musiques du monde"),
    ("0", "Musiques du monde"),
    ("110", "Blues"),
    ("18", "Soul"),
    ("1", "Jazz"),
    ("28", "Rhythm and blues"),
    ("291", "Rap"),
    ("292", "Reggae"),
    ("294", "Musique électronique"),
    ("2", "Rock"),
    ("3", "Musique classique"),
    ("520", "Musique de film"),
    ("511", "Comédie musicale"),
)
_GENRES_OF_FILMS = (
    ("Anim ", "Film d’animation"),
    ("SF ", "Science-fiction"),
    ("TV ", "Série télévisée"),
    ("C ", "Comédie (cinéma)"),
    ("P ", "Film policier"),
)
_BAND = re.compile(r"\A(?:BD[TM]* |[A-Z][a-z]{2} \d)")


@dataclass(slots=True)
class Loan:
    """One line of the lists: a title in one year."""

    list_name: str
    loans: int
    title: str
    author: str
    publisher: str
    call_number: str
    readers: str
    support: str

    @property
    def key(self) -> tuple[str, str, str]:
        """What the years of one title have in common."""
        title = re.sub(r"\W+", " ", self.title.partition(" / ")[0]).strip().lower()
        return self.list_name, title, re.split(r"[,.(]", self.author)[0].strip().lower()


def rows(folder: Path) -> Iterator[dict[str, str]]:
    """The rows of the table, the most borrowed first within each list."""
    titles: dict[tuple[str, str, str], list[Loan]] = {}
    for list_name, file_name in FILES.items():
        for loan in _loans(folder / file_name, list_name):
            titles.setdefault(loan.key, []).append(loan)
    for _, loans in sorted(titles.items(), key=lambda found: (found[0][0], -_borrowed(found[1]))):
        yield _row(loans)


def _borrowed(loans: list[Loan]) -> int:
    return sum(loan.loans for loan in loans)


def _loans(path: Path, list_name: str) -> Iterator[Loan]:
    with gzip.open(path, "rt", encoding="utf-8-sig", newline="") as file:
        for line in list(csv.reader(file, delimiter=";"))[1:]:
            cells = ["" if cell.strip() == "-" else mend_text(cell.strip())[0] for cell in line]
            if cells[0] in _YEARS_WITH_A_COLUMN_TOO_MANY:
                # That column names the groups that are authors.
                cells = [*cells[:3], cells[3] or cells[4], *cells[5:], ""]
            title = " ".join(_BRACKETED.sub("", cells[2]).split())
            yield Loan(
                list_name, int(cells[1]), title, cells[3], cells[4], cells[7], cells[8], cells[9]
            )


def _row(loans: list[Loan]) -> dict[str, str]:
    last = loans[-1]
    number = identifier(
        {"cds": "cd", "films": "film", "imprimes": "livre"}[last.list_name], *last.key
    )
    plays = _PLAYS.search(last.author)
    said = {
        "Identifiant": number,
        "Titre": max((loan.title for loan in loans), key=len),
        "Auteur": _PLAYS.sub("", last.author),
        "Instrument": _instruments(plays[1]) if plays else "",
        "Éditeur": next((loan.publisher for loan in loans if loan.publisher), ""),
        "Public": _AUDIENCES.get(next((loan.readers for loan in loans if loan.readers), ""), ""),
        "Cote": _call_number(last),
        "Prêts à Toulouse": str(_borrowed(loans)),
        "Établissement": holder_of(number),
    }
    support = next((loan.support for loan in loans if loan.support), "")
    return said | _KINDS[last.list_name](last.call_number, support)


def _instruments(plays: str) -> str:
    """« Comp. Trp. » after the name of a jazz player: she composes, and plays the trumpet."""
    parts = (part.strip().lower() for part in re.split(r"[.,]", plays))
    return ", ".join(_INSTRUMENTS[part] for part in parts if part in _INSTRUMENTS)


def _call_number(loan: Loan) -> str:
    """That of a periodical names one issue: its beginning is kept."""
    return re.sub(r"\s+(?:NO|HS)\b.*\Z", "", loan.call_number)


def _disc(call_number: str, _support: str) -> dict[str, str]:
    if call_number.startswith(("TE ", "CE", "JF", "LIVAUD")):
        return {"Type": "Livre audio", "Genre": "", "Discipline": "Littérature"}
    for_children = re.match(r"(?:A|E|AB|BB|LivCD A) ?7", call_number)
    genre = "Chanson pour enfants" if for_children else ""
    found = next((g for head, g in _GENRES_OF_DISCS if call_number.startswith(head)), "")
    return {"Type": "CD", "Genre": genre or found, "Discipline": "Musique"}


def _film(call_number: str, support: str) -> dict[str, str]:
    genre = next((g for head, g in _GENRES_OF_FILMS if call_number.startswith(head)), "")
    if support == "DVDDOC":
        genre = "Film documentaire"
    return {"Type": "DVD", "Genre": genre, "Discipline": "Cinéma"}


def _printed(call_number: str, support: str) -> dict[str, str]:
    if support not in _PRINTED and support not in _NOVELS and _BAND.match(call_number):
        support = "BD"
    kind = _PRINTED.get(support, "Livre")
    discipline = "Musique" if kind == "CD" else "Littérature" if support in _NOVELS else ""
    return {"Type": kind, "Genre": _NOVELS.get(support, ""), "Discipline": discipline}


_KINDS = {"cds": _disc, "films": _film, "imprimes": _printed}
