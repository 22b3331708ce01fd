"""Thirty French and Spanish pieces of the Mutopia Project, each with its own free licence.

Source: MutopiaProject/MutopiaProject (`ftp/**/*.ly`): what the header of each file says. Only the description is here;
the score is at Mutopia.
"""

import re
from collections.abc import Iterator
from pathlib import Path

COLUMNS = (
    "Identifiant",
    "Titre",
    "Sous-titre",
    "Compositeur",
    "Instrument",
    "Date",
    "Type",
    "Note",
    "Lien",
    "Droits",
)
_STATED = re.compile(r'^\s*(\w+)\s*=\s*"([^"]*)"', re.MULTILINE)
_LICENCE = re.compile(
    r"Creative Commons Attribution[- ]ShareAlike \d\.\d|public domain", re.IGNORECASE
)
_COMPOSERS = {
    "AlkanCV": "Alkan, Charles-Valentin (1813-1888)",
    "BizetG": "Bizet, Georges (1838-1875)",
    "BurgmullerJFF": "Burgmüller, Johann Friedrich Franz (1806-1874)",
    "CouperinF": "Couperin, François (1668-1733)",
    "FaureG": "Fauré, Gabriel (1845-1924)",
    "FranckC": "Franck, César (1822-1890)",
    "LullyJB": "Lully, Jean-Baptiste (1632-1687)",
    "RameauJP": "Rameau, Jean-Philippe (1683-1764)",
    "SatieE": "Satie, Erik (1866-1925)",
    "SorF": "Sor, Fernando (1778-1839)",
}
_INSTRUMENTS = {
    "Guitar": "guitare",
    "Voice and Piano": "voix, piano",
    "Harpsichord, Piano": "clavecin, piano",
    "Piano, Orgue": "piano, orgue",
    "Orchestra, Voice": "orchestre, voix",
    "Mezzo-soprano or Baryton and Organ": "mezzo-soprano, orgue",
    "Haute-contre, Basse, Basse Continue": "haute-contre, basse, basse continue",
    "Haute-contre, Basse Continue": "haute-contre, basse continue",
}


def rows(folder: Path) -> Iterator[dict[str, str]]:
    """A row for each piece, whatever the keys in which its files give it."""
    given: set[str] = set()
    for path in sorted(folder.glob("*.ly")):
        text = path.read_text(encoding="utf-8", errors="replace")
        said: dict[str, str] = dict(_STATED.findall(text))
        number = said["footer"].rpartition("-")[2]
        if number in given:
            continue
        given.add(number)
        licence: str = said.get("copyright") or said.get("license") or ""
        found = _LICENCE.search(text)
        title = said["mutopiatitle"]
        yield {
            "Identifiant": f"mutopia-{number}",
            "Titre": title,
            "Sous-titre": "" if said.get("title", "") in title else said.get("title", ""),
            "Compositeur": _COMPOSERS[said["mutopiacomposer"]],
            "Instrument": _INSTRUMENTS.get(said["mutopiainstrument"], said["mutopiainstrument"]),
            "Date": said.get("date", "").removesuffix(" Century").removesuffix("s"),
            "Type": "Partition",
            "Note": f"D’après : {said['source']}" if "source" in said else "",
            "Lien": f"https://www.mutopiaproject.org/cgibin/piece-info.cgi?id={number}",
            "Droits": licence or (found[0] if found else ""),
        }
