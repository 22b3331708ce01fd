"""The songs of the OpenScore Lieder Corpus: scores that anyone may read, play and print.

Source: OpenScore/Lieder (`data/*.tsv`), CC0 1.0. What is changed: three tables joined, a genre drawn from the country
of the composer, the forces (voice and piano) said.
"""

import csv
import gzip
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

COLUMNS = (
    "Identifiant",
    "Titre",
    "Compositeur",
    "Parolier",
    "Recueil",
    "Numéro",
    "Type",
    "Genre",
    "Instrument",
    "Sujet",
    "Lien",
    "Droits",
)
_OTHERS = "Other songs by "
_CATEGORY = "/wiki/Category:"
_SUBJECTS = {"Female": "Compositrices"}


def rows(folder: Path) -> Iterator[dict[str, str]]:
    """A row for each song, as the corpus lists them."""
    composers = {row["id"]: row for row in _table(folder / "lieder_composers.tsv")}
    sets = {row["id"]: row for row in _table(folder / "lieder_sets.tsv")}
    for song in _table(folder / "lieder_scores.tsv.gz"):
        group = sets[song["set_id"]]
        composer = composers[group["composer_id"]]
        title, number = _numbered(song)
        yield {
            "Identifiant": f"lc{song['id']}",
            "Titre": title,
            "Compositeur": _composer(composer),
            "Parolier": _lyricist(song["lyricist_url"]),
            "Recueil": "" if group["name"].startswith(_OTHERS) else group["name"],
            "Numéro": number,
            "Type": "Partition",
            "Genre": _genre(composer["desc"]),
            "Instrument": "voix, piano",
            "Sujet": _SUBJECTS.get(composer["gender"], ""),
            "Lien": song["link"],
            "Droits": "CC0 1.0",
        }


def _table(path: Path) -> Iterator[dict[str, str]]:
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


def _numbered(song: dict[str, str]) -> tuple[str, str]:
    """The path says « 07_Die_Lotosblume » of a song that is the seventh of its set."""
    number = song["path"].rpartition("/")[2].partition("_")[0]
    return song["name"], number.lstrip("0") if number[:1].isdigit() else ""


def _composer(composer: dict[str, str]) -> str:
    """« Holmès, Augusta (1847-1903) »: the path of a composer is inverted, and its name is shorter."""
    family, comma, given = composer["path"].replace("_", " ").partition(", ")
    years = f" ({composer['born']}-{composer['died']})" if composer["born"] else ""
    return f"{family}{comma}{given}{years}"


def _lyricist(address: str) -> str:
    return unquote(address.partition(_CATEGORY)[2]).replace("_", " ")


def _genre(description: str) -> str:
    country = description.partition(" ")[0].partition("-")[0]
    return "Lied" if country in {"German", "Austrian"} else "Mélodie"
