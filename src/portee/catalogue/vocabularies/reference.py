"""Writes docs/reference/vocabularies.md from the files themselves, for librarians and for whoever sends us records."""

from collections.abc import Iterator

from portee.catalogue.vocabularies.vocabulary import NAMES, Entry, Vocabulary, vocabulary

TITLES = {
    "type": "Types de document",
    "level": "Niveaux",
    "discipline": "Disciplines",
    "audience": "Publics",
    "instrument": "Instruments, voix et ensembles",
    "language": "Langues",
    "genre": "Genres et formes",
    "relator": "Fonctions",
    "key": "Tonalités",
    "country": "Pays",
}
ONLY_COUNTED = frozenset({"language", "country"})
"""Long lists that are those of a standard, word for word."""


def reference() -> str:
    """The page, in French: what each vocabulary holds, from where, and what is taken for each code."""
    lines = [
        "# Vocabulaires",
        "",
        "Les codes de Portée, leurs libellés et ce que les notices disent pour les désigner. Chaque liste est",
        "un fichier de `src/portee/catalogue/vocabularies/data/`, dont l’en-tête donne la source et la licence ;",
        "c’est là qu’on la corrige. Les mots sont comparés sans majuscules, accents ni ponctuation, au singulier",
        "comme au pluriel ; ceux qui sont entre parenthèses ne comptent que si rien d’autre ne parle. Une valeur",
        "inconnue est gardée, comptée et montrée au personnel.",
        "",
        "Les codes d’autres listes sont précédés du nom de leur liste (`iaml-mop svl` : UNIMARC 145 et 146).",
    ]
    for name in NAMES:
        lines += ["", *_section(vocabulary(name))]
    return "\n".join(lines) + "\n"


def _section(listed: Vocabulary) -> Iterator[str]:
    yield f"## {TITLES[listed.name]} (`{listed.name}`)"
    yield ""
    yield f"{len(listed.codes)} codes. Source : {listed.source}. Licence : {listed.licence}."
    yield f"Mention : {listed.attribution}."
    if listed.name in ONLY_COUNTED:
        return
    yield ""
    yield "| Code | Français | English | Plus large | Codes d’ailleurs | Mots |"
    yield "|---|---|---|---|---|---|"
    for entry in listed.entries.values():
        yield _row(entry)


def _row(entry: Entry) -> str:
    codes = "; ".join(f"{scheme} {', '.join(found)}" for scheme, found in entry.codes.items())
    words = ", ".join((*entry.words, *(f"({word})" for word in entry.weak_words)))
    broader = f"`{entry.broader}`" if entry.broader else ""
    cells = (f"`{entry.code}`", entry.french, entry.english, broader, codes, words)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
