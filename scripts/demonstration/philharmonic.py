"""Concert programmes of the New York Philharmonic, season 2024-25.

Source: New York Philharmonic Performance History (nyphilarchive/PerformanceHistory, `Programs/xml`), CC0 1.0. What is
changed: the title is made of the composers played and the first date; works become the contents.
"""

import gzip
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

COLUMNS = (
    "Identifiant",
    "Titre",
    "Sous-titre",
    "Éditeur",
    "Date",
    "Chef d’orchestre",
    "Solistes",
    "Contenu",
    "Note",
    "Type",
    "Sujet",
    "Discipline",
)
_MONTHS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)
_MOST_NAMED = 4
_DANCERS = frozenset(("Dancer", "Choreographer", "Choreographer/Dancer"))


def rows(path: Path) -> Iterator[dict[str, str]]:
    """A row for each programme."""
    with gzip.open(path) as file:
        tree = ElementTree.parse(file)  # noqa: S314  a file of this project's choice
    for programme in tree.iterfind("program"):
        works = [
            work
            for work in programme.iterfind("worksInfo/work")
            if work.find("workTitle") is not None
        ]
        composers = _distinct(_said(work, "composerName").partition(",")[0] for work in works)
        season = programme.findtext("season", "")
        nights = [_day(one.findtext("Date", "")) for one in programme.iterfind("concertInfo")]
        soloists = list(programme.iterfind("worksInfo/work/soloists/soloist"))
        is_danced = any(_said(one, "soloistInstrument") in _DANCERS for one in soloists)
        shown = ", ".join(composers[:_MOST_NAMED]) + (
            " et autres" if len(composers) > _MOST_NAMED else ""
        )
        yield {
            "Identifiant": f"nyp-{programme.findtext('programID')}",
            "Titre": f"{shown or _event(programme)} (concert du {nights[0]})",
            "Sous-titre": f"{_event(programme)}, saison {season}",
            "Éditeur": programme.findtext("orchestra", ""),
            "Date": season[:4] if not nights[0] else nights[0][-4:],
            "Chef d’orchestre": "|".join(_distinct(_said(work, "conductorName") for work in works)),
            "Solistes": "|".join(_distinct(_said(one, "soloistName") for one in soloists)),
            "Contenu": "|".join(_work(work) for work in works),
            "Note": f"Lieu : {programme.findtext('concertInfo/Venue')}. Dates : {', '.join(nights)}.",
            "Type": "Programme de concert",
            "Sujet": "Concerts symphoniques",
            "Discipline": "Musique|Danse" if is_danced else "Musique",
        }


def _said(node: "ElementTree.Element[str]", name: str) -> str:
    return " ".join(node.findtext(name, "").split())


def _event(programme: "ElementTree.Element[str]") -> str:
    return programme.findtext("concertInfo/eventType", "")


def _distinct(names: Iterator[str]) -> list[str]:
    return list(dict.fromkeys(name for name in names if name))


def _day(moment: str) -> str:
    """« 2024-09-12T04:00:00Z » is « 12 septembre 2024 »."""
    year, month, day = moment.partition("T")[0].split("-")
    return f"{int(day)} {_MONTHS[int(month) - 1]} {year}"


def _work(work: "ElementTree.Element[str]") -> str:
    title = _said(work, "workTitle").capitalize()
    movement = _said(work, "movement")
    composer = _said(work, "composerName")
    return " ".join(
        filter(
            None, (f"{composer} :" if composer else "", title, f"({movement})" if movement else "")
        )
    )
