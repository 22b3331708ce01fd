"""Names of people and bodies as one string holds them: « Bach, Johann Sebastian (1685-1750). Compositeur ».

Source: usage of the BnF in Dublin Core (heading, dates and profession in brackets, then roles after full stops).
"""

import re
from typing import NamedTuple

from portee.protocols.description import Name, Term
from portee.protocols.schemes import Scheme

_BRACKETS = re.compile(r"\A([^()]+?)\s*\(([^()]*)\)\s*(.*)\Z", re.S)
_DATES = re.compile(r"\d{3,4}|\d{2}\.\.|\.{4}|\d{2}[-?]{2}")
_TRAILING_DATES = re.compile(
    r"\A(.+?),\s+((?:né|née|b\.|born|m\.|d\.)?\s*\d{3,4}\??\s*-\s*(?:\d{3,4}\??|\.{2,4})?)\s*\.?\Z"
)
_NUMERALS = re.compile(r"\A(.*[^,\s])\s+([IVX]{1,5}(?:er|e)?)\Z")

# Words that begin, or stand in, the names of bodies; compared without case.
_BODIES = frozenset(
    """
    académie academy agence archives association atelier ballet bibliothèque cathédrale centre
    chambre chœur choeur chorale church cinémathèque collège comité commission communauté
    compagnie company conservatoire conseil cour département direction duo école éditions
    ensemble église fanfare fédération festival fondation foundation groupe groupement harmonie
    imprimerie institut institute inspection laboratoire library ligue maison maîtrise
    médiathèque ministère mission musée museum observatoire office opéra orchestra orchestre
    ordre organisation philharmonie préfecture press quatuor quintette réunion schola
    secrétariat service société society studio symphony syndicat théâtre theatre trio union
    université university ville
    """.split()  # noqa: SIM905  a paragraph reads better than a hundred lines
)
_ROLES = frozenset(
    """
    accompagnateur accordéoniste acteur actrice adaptateur adaptatrice ancien arrangeur
    arrangeuse artiste artistique auteur autrice bruiteur cartographe chanteur chanteuse chef
    chef-d'orchestre chorégraphe claveciniste collaborateur collecteur commanditaire
    commentateur commissaire compilateur compositeur compositrice concepteur copiste dédicataire
    dessinateur dessinatrice destinataire diffuseur directeur directrice distributeur doreur
    éditeur éditrice enlumineur expéditeur fabricant fonctions graphiste graveur guitariste
    harmonisateur illustrateur illustratrice imprimeur imprimeur-libraire ingénieur
    instrumentiste interprète intervenant inventeur librettiste libraire lithographe luthier
    maquettiste metteur monteur musicien musicienne narrateur narratrice organisateur organiste
    orchestrateur parolier participant peintre percussionniste photographe pianiste postfacier
    préfacier présentateur producteur productrice propriétaire réalisateur réalisatrice récitant
    rédacteur rédactrice relieur responsable scénariste scénographe sculpteur signataire soliste
    technicien traducteur traductrice transcripteur trompettiste violoncelliste violoniste
    vocaliste voix author composer editor illustrator translator performer conductor singer
    arranger lyricist librettist
    """.split()  # noqa: SIM905  a paragraph reads better than a hundred lines
)
# Bodies whose heading is a bare name of place, and « France. Armée » like them.
_STATES = frozenset(
    ("france", "paris", "belgique", "suisse", "italie", "espagne", "allemagne", "canada")
)


class StatedName(NamedTuple):
    """A name and the roles that its string gives it, as written."""

    name: Name
    roles: tuple[Term, ...]


def name_of(text: str, kind: str = "") -> StatedName:
    """Read one name; `kind` says what it is when the format knows, else its own form does.

    What is in the brackets after the dates (« 18..-19.. ; compositeur ») is who the person was, no role in this
    resource: it tells the person from namesakes, and stays out of the roles.
    """
    heading, dates, rest, qualifier = text.strip(), "", "", ""
    if (parts := _BRACKETS.match(heading)) is not None:
        inside, after = parts[2].strip(), parts[3].strip()
        if _DATES.search(inside):
            said = [part.strip() for part in inside.split(";")]
            heading, rest = parts[1], after
            dates = next(part for part in said if _DATES.search(part))
            qualifier = " ; ".join(part for part in said if part and part != dates)
        else:
            heading, rest = f"{parts[1]} ({inside})" if inside else parts[1], after
    elif (trailing := _TRAILING_DATES.match(heading)) is not None:
        heading, dates = trailing[1], trailing[2].strip()
    if not rest:
        heading, rest = _split_roles(heading)
    roles = tuple(
        Term(Scheme.WORDS, text=role.strip(" ."))
        for role in rest.lstrip(". ,").split(". ")
        if role.strip(" .")
    )
    heading = heading.strip(" ,;")
    numeration = ""
    if (ruler := _NUMERALS.match(heading)) is not None and "," not in heading and dates:
        heading, numeration = ruler[1], ruler[2]
    kind = kind or _kind(heading)
    return StatedName(Name(heading, kind, dates, numeration, qualifier=qualifier), roles)


def _split_roles(heading: str) -> tuple[str, str]:
    """Take the roles off the end of a name without dates: « Girard, Pierre-Simon. Rédacteur »."""
    parts = heading.split(". ")
    kept = len(parts)
    while kept > 1 and _is_role(parts[kept - 1]):
        kept -= 1
    return ". ".join(parts[:kept]), ". ".join(parts[kept:])


def _is_role(text: str) -> bool:
    words = text.strip(" .").lower().split()
    if not words or len(words) > 6:
        return False
    return words[0] in _ROLES or words == ["agence", "photographique"]


def _kind(heading: str) -> str:
    if "," not in heading and (heading.lower() in _STATES or ". " in heading.rstrip(".")):
        return "corporate"
    words = heading.lower().replace("'", " ").replace("’", " ").split()
    first = words[0].strip(",.") if words else ""
    if first in _BODIES or ("," not in heading and any(word in _BODIES for word in words)):
        return "corporate"
    return "person"
