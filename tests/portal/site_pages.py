"""Every public page of the portal, by its French path, and what a reader's software sees of one."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

GUIDE_SLUGS = (
    "chercher",
    "comprendre-les-facettes",
    "parcourir",
    "s-inscrire",
    "inscrire-un-enfant",
    "se-connecter",
    "se-connecter-avec-sa-carte",
    "se-connecter-par-un-autre-site",
    "trouver-son-etablissement",
    "confort-de-lecture",
    "garder-une-liste",
    "mes-donnees",
    "bibliothecaires-premiers-pas",
    "se-connecter-en-deux-etapes",
    "fiche-etablissement",
    "decider-dune-demande",
    "inscrire-une-liste",
    "proposer-des-ressources-en-ligne",
    "brancher-un-fournisseur",
    "importer-ses-notices",
    "composer-l-accueil",
    "donner-un-role",
    "connaitre-ses-lecteurs",
    "regler-un-fournisseur-d-identite",
    "donnees-et-messages",
    "installer-portee",
)
EASY_SLUGS = ("chercher", "se-connecter", "trouver-son-etablissement", "confort-de-lecture")

PATHS = (
    "/",
    "/recherche",
    "/recherche?q=caussade",
    "/recherche?q=introuvable",
    "/liste/",
    "/recherche?type=course",
    "/parcourir/",
    "/parcourir/musique/",
    "/parcourir/mime/",
    "/parcourir/instruments/",
    "/parcourir/types/",
    "/parcourir/genres/",
    "/parcourir/sujets/",
    "/parcourir/personnes/",
    "/parcourir/periodes/",
    "/aide/",
    *(f"/aide/{slug}/" for slug in GUIDE_SLUGS),
    "/aide/facile-a-lire/",
    *(f"/aide/{slug}/facile-a-lire/" for slug in EASY_SLUGS),
    "/accessibilite/",
    "/accessibilite/criteres/",
    "/mentions-legales/",
    "/donnees-personnelles/",
    "/plan-du-site/",
)
LANGUAGES = ("fr", "en")


def localised(path: str, language: str) -> str:
    """The address of a French path in a language."""
    return path if language == "fr" else f"/en{path}"


@dataclass
class PageSeen(HTMLParser):
    """The parts of a page that the tests look at. `headings` are (level, text) in order."""

    html: str
    language: str = ""
    title: str = ""
    headings: list[tuple[int, str]] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    tags: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self._open = ""
        self.feed(self.html)
        self.title = " ".join(self.title.split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the tag, its identifier, its link; begin a heading or the title."""
        values = {name: value or "" for name, value in attrs}
        self.tags.append((tag, values))
        if tag == "html":
            self.language = values.get("lang", "")
        if "id" in values:
            self.ids.append(values["id"])
        if tag == "a":
            self.links.append(values.get("href", ""))
        if tag in {"h1", "h2", "h3", "h4", "h5", "h6"}:
            self.headings.append((int(tag[1]), ""))
            self._open = "heading"
        elif tag == "title" and not self.title:
            self._open = "title"

    def handle_endtag(self, tag: str) -> None:
        """End the heading or the title."""
        if tag in {"h1", "h2", "h3", "h4", "h5", "h6", "title"}:
            self._open = ""

    def handle_data(self, data: str) -> None:
        """Add the words to what is open."""
        if self._open == "heading":
            level, text = self.headings[-1]
            self.headings[-1] = (level, text + data)
        elif self._open == "title":
            self.title += data
