"""The page types of the site, each in the state that a test should see it in.

One line per type: where it is, who looks, and what is done before looking. A new page of the site is added
here and thereby passes through every browser test.
"""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page

from tests.browser.demo_site import (
    CONSERVATOIRE,
    ESTABLISHMENT,
    GROUP,
    GUIDE_PAGE,
    LANGUAGES,
    MANAGER,
    RESIDENT,
    TEACHER,
    Persona,
    localised,
)


def _nothing(page: Page) -> None:
    """Leave the page as it opens."""


def _refused_sign_in(page: Page) -> None:
    """Send the form with an address nobody has."""
    page.locator("main input[type=email]").fill("personne@nulle-part.example")
    page.locator("main input[type=password]").fill("Quatre vents, trois pupitres")
    with page.expect_navigation():
        page.locator("main input[type=password]").press("Enter")
    page.locator("main #form-errors").wait_for()


def _chosen_library(page: Page) -> None:
    """Choose the first establishment, go on to the next question."""
    page.locator("main input[name=establishment]").first.check()
    _send(page)


def _told_of_a_child(page: Page) -> None:
    """Go on to the address of the guardian of a child."""
    _chosen_library(page)
    page.locator("main #id_display_name").fill("Noé Vidal")
    page.locator("main #id_birth_year").fill("2016")
    page.locator("main #id_commune").fill("Montauban")
    _send(page)
    page.locator("main #id_guardian_email").wait_for()


def _asked_for_a_proof(page: Page) -> None:
    """Go on to the proof that the conservatoire asks for."""
    _chosen_library(page)
    page.locator("main #id_display_name").fill("Rose Martin")
    page.locator("main #id_birth_year").fill("1980")
    page.locator("main #id_commune").fill("Montauban")
    _send(page)
    page.locator("main #id_email").fill("rose@demo.example")
    _send(page)
    page.locator("main #id_file").wait_for()


CLASS = """Nom;Prénom;Année de naissance;Commune;Classe
Delmas;Ana;2009;Caylus;Cycle 2
Sirven;Luc;12;Caylus;Cycle 2
"""
"""A class of two, of whom one has no year of birth that can be."""


def sent_class(page: Page) -> None:
    """Send a class list, and go on to its columns."""
    page.locator("main #id_file").set_input_files(
        {"name": "classe.csv", "mimeType": "text/csv", "buffer": CLASS.encode()}
    )
    _send(page)
    page.locator("main select[name=column-0]").wait_for()


def _compared_class(page: Page) -> None:
    """Go on to what the class would change."""
    sent_class(page)
    _send(page)
    page.locator("main nav a[aria-current]").wait_for()


def _ready_to_be_sent(page: Page) -> None:
    """Go on to the last look at the answers."""
    _told_of_a_child(page)
    page.locator("main #id_guardian_email").fill("parent@demo.example")
    _send(page)


def _send(page: Page) -> None:
    with page.expect_navigation():
        page.locator("main form[method=post] button[type=submit]").click()


def _first_sheet(page: Page) -> None:
    """Go on from the list to the form of its first establishment, and unfold what adds a season."""
    _first_link(page, "/edit/")
    page.locator("main .bo-season > summary").last.click()


def _refused_shelf(page: Page) -> None:
    """Send the form of a shelf with an address of another site."""
    page.locator("main #id_address").fill("https://ailleurs.example/recherche?q=x")
    with page.expect_navigation():
        page.locator("main form .bo-row button:not([name])").click()
    page.locator("main .error-message").first.wait_for()


def _previewed_move(page: Page) -> None:
    """Choose an establishment and the top of the network as its new place; read what that changes."""
    page.locator("main #id_establishment").select_option(index=2)
    page.locator("main #id_parent").select_option(index=1)
    with page.expect_navigation():
        page.locator("main form[method=get] button").click()
    page.locator("main #preview").wait_for()


def _first_page(page: Page) -> None:
    """Go on from the list to the page of its first row."""
    _first_link(page, "/inspect/")


def _first_offer(page: Page) -> None:
    """Go on from the list to the page of its first row, whose title leads to its form."""
    form = page.locator("main table a[href*='/edit/']").first.get_attribute("href")
    assert form
    page.goto(form.replace("/edit/", "/inspect/"))


def first_hit(page: Page) -> None:
    """Go on from a page of results to the first of them."""
    address = page.locator("main .hit h3 a").first.get_attribute("href")
    assert address
    page.goto(address)


def _first_link(page: Page, part: str) -> None:
    address = page.locator(f"main table a[href*='{part}']").first.get_attribute("href")
    assert address
    page.goto(address)


def _kept_list(page: Page) -> None:
    """Keep three documents in this browser, one with a note, in the second of two lists; read the page again."""
    page.evaluate(
        """() => localStorage.setItem("portee.lists", JSON.stringify({
          current: "b",
          all: [
            {key: "a", name: "", entries: [{id: 1, note: ""}]},
            {key: "b", name: "Cours du jeudi", entries: [
              {id: 3, note: "Mesures 1 à 20.\\nApporter deux copies."}, {id: 1, note: ""}, {id: 2, note: ""}]},
          ],
        }))"""
    )
    page.reload()
    page.locator("main li[data-asked]").nth(2).wait_for()


@dataclass(frozen=True)
class PageType:
    """One kind of page: its name in test reports, its French path, and how it comes to be seen."""

    name: str
    path: str
    persona: Persona | None = None
    status: int = 200
    prepare: Callable[[Page], None] = _nothing
    in_workshop: bool = False
    reaches: str = ""
    """The name of the address that `prepare` ends at, when it holds what only a form gives."""

    @property
    def in_back_office(self) -> bool:
        """Whether the page stands under the address of the back office, which is the same in all languages."""
        return self.path.startswith("/gestion/")

    @property
    def has_one_address(self) -> bool:
        """Whether the page is at the same address in all languages: the back office, and what a protocol fixes."""
        return self.in_back_office or self.path.startswith("/cas/")

    def address(self, language: str) -> str:
        """Give the path in a language."""
        return self.path if self.has_one_address else localised(self.path, language)

    def languages(self) -> tuple[str, ...]:
        """Give the languages that the page has addresses for."""
        return ("fr",) if self.has_one_address else LANGUAGES


PUBLIC_PAGES = (
    PageType("home", "/"),
    PageType("establishment list", "/etablissements/"),
    PageType("establishment list, nothing found", "/etablissements/?q=zzzzqqqq"),
    PageType("group of establishments", f"/etablissement/{GROUP}/"),
    PageType("establishment", f"/etablissement/{ESTABLISHMENT}/"),
    PageType("on-line resources", "/offres/"),
    PageType("on-line resources, nothing found", "/offres/?q=zzzzqqqq"),
    PageType("on-line resource", "/offre/kiosque-des-coteaux/"),
    PageType("search", "/recherche?q=violoncelle&open=instrument:strings"),
    PageType("search, covers and filters", "/recherche?type=score&level=cycle-2&view=covers"),
    PageType("search, nothing found", "/recherche?q=violoncelle+zzzzqqqq&type=score"),
    PageType("browse", "/parcourir/"),
    PageType("browse, music", "/parcourir/musique/"),
    PageType("browse, mime", "/parcourir/mime/"),
    PageType("browse, instruments", "/parcourir/instruments/"),
    PageType("browse, subjects", "/parcourir/sujets/"),
    PageType("browse, people, a letter", "/parcourir/personnes/s/"),
    PageType("timeline", "/parcourir/periodes/"),
    PageType("resource", "/ressource/1"),
    PageType("resource, report an error", "/ressource/1/signaler/"),
    PageType("my list, nothing in it", "/liste/"),
    PageType("shared list", "/liste/partagee?r=2,1,3#t=Jeudi&n1=De+la+double+barre+%C3%A0+la+fin"),
    PageType("shared list, cut link", "/liste/partagee?r="),
    PageType("registration", "/inscription/?commune=montauban"),
    PageType("registration, nothing found", "/inscription/?commune=zzzzqqqq"),
    PageType(
        "registration, who",
        "/inscription/?commune=montauban",
        prepare=_chosen_library,
        reaches="people:registration_person",
    ),
    PageType(
        "registration, contact of a child",
        "/inscription/?tous=1",
        prepare=_told_of_a_child,
        reaches="people:registration_contact",
    ),
    PageType(
        "registration, proof",
        f"/inscription/?etablissement={CONSERVATOIRE}",
        prepare=_asked_for_a_proof,
        reaches="people:registration_proof",
    ),
    PageType(
        "registration, to be sent",
        "/inscription/?tous=1",
        prepare=_ready_to_be_sent,
        reaches="people:registration_check",
    ),
    PageType("registration, sent", f"/inscription/envoyee/{ESTABLISHMENT}/"),
    PageType("activation", "/activer/"),
    PageType("registration, worn-out link", "/inscription/suivi/1.x/", status=404),
    PageType("sign-in", "/connexion/"),
    PageType("sign-in refused", "/connexion/", prepare=_refused_sign_in),
    PageType("sign-in with a card", "/connexion/carte/"),
    PageType("link to sign in", "/connexion/lien/"),
    PageType("link to sign in, sent", "/connexion/lien/envoye/"),
    PageType("link to sign in, worn-out", "/connexion/lien/x/", status=404),
    PageType("password reset", "/mot-de-passe/oublie/"),
    PageType("password reset, sent", "/mot-de-passe/oublie/envoye/"),
    PageType("password, worn-out link", "/mot-de-passe/choisir/1-abc123/"),
    PageType("password chosen", "/mot-de-passe/choisi/"),
    PageType("closed account", "/connexion/compte-ferme/"),
    PageType("help", "/aide/"),
    PageType("guide page", f"/aide/{GUIDE_PAGE}/"),
    PageType("help, easy to read", "/aide/facile-a-lire/"),
    PageType("guide page, easy to read", f"/aide/{GUIDE_PAGE}/facile-a-lire/"),
    PageType("reading comfort", "/confort/"),
    PageType("accessibility statement", "/accessibilite/"),
    PageType("accessibility criteria", "/accessibilite/criteres/"),
    PageType("legal notice", "/mentions-legales/"),
    PageType("personal data", "/donnees-personnelles/"),
    PageType("account erased", "/compte-efface/"),
    PageType("change of address, worn-out link", "/mon-compte/adresse/1.x/", status=404),
    PageType("guardian, worn-out link", "/responsable/1.x/", status=404),
    PageType("site map", "/plan-du-site/"),
    PageType("signed out of every platform", "/cas/logout"),
    PageType(
        "platform that nobody knows", "/cas/login?service=https://nulle-part.example/", status=403
    ),
    PageType("page not found", "/nulle-part/", status=404),
)
KEEPER_PAGES = (PageType("my list", "/liste/", prepare=_kept_list),)
"""Seen by somebody whose browser already keeps something for them."""
MEMBER_PAGES = (
    PageType("my account", "/mon-compte/", persona=RESIDENT),
    PageType("my classes", "/mes-classes/", persona=TEACHER),
    PageType(
        "class, columns",
        "/mes-classes/",
        persona=TEACHER,
        prepare=sent_class,
        reaches="people:class_columns",
    ),
    PageType(
        "class, what it changes",
        "/mes-classes/",
        persona=TEACHER,
        prepare=_compared_class,
        reaches="people:class_list",
    ),
    PageType("my data", "/mon-compte/donnees/", persona=RESIDENT),
    PageType("erase my account", "/mon-compte/donnees/effacer/", persona=RESIDENT),
    PageType("children, none", "/mon-compte/enfants/", persona=RESIDENT),
    PageType("what my parent sees, nobody", "/mon-compte/responsables/", persona=RESIDENT),
    PageType("change of address", "/mon-compte/adresse/", persona=RESIDENT),
    PageType("what opens to me", "/offres/?pour_moi=on", persona=RESIDENT),
    PageType("on-line resource that opens", "/offre/atelier-des-savoirs/", persona=RESIDENT),
    PageType("on-line resource that does not", "/offre/rayon-numerique/", persona=RESIDENT),
    PageType("on-line resource, help", "/offre/rayon-numerique/aide/", persona=RESIDENT),
    PageType("example member", "/offres/exemple/", persona=MANAGER),
    PageType("change of password", "/mot-de-passe/changer/", persona=RESIDENT),
    PageType("open sessions", "/mon-compte/connexions/", persona=RESIDENT),
    PageType("ways to sign in", "/mon-compte/securite/", persona=RESIDENT),
    PageType("asked again who one is", "/mon-compte/confirmer/", persona=RESIDENT),
    PageType("application to set up", "/mon-compte/securite/application/", persona=RESIDENT),
    PageType("passkey to add", "/mon-compte/securite/cles/ajouter/", persona=RESIDENT),
    PageType("new recovery codes", "/mon-compte/securite/codes/nouveaux/", persona=RESIDENT),
    PageType("sign-out", "/deconnexion/", persona=RESIDENT),
    PageType("forbidden", "/gestion/", persona=RESIDENT, status=403),
)
WORKSHOP_PAGES = (PageType("gallery of components", "/composants/", in_workshop=True),)
BACK_OFFICE_PAGES = (
    PageType("back office", "/gestion/", persona=MANAGER),
    PageType("back office, list", "/gestion/etablissements/", persona=MANAGER),
    PageType("back office, sheet", "/gestion/etablissements/", MANAGER, prepare=_first_sheet),
    PageType("back office, move", "/gestion/deplacements/", MANAGER, prepare=_previewed_move),
    PageType("back office, new role", "/gestion/roles/new/", persona=MANAGER),
    PageType("back office, requests", "/gestion/inscriptions/", persona=MANAGER),
    PageType("back office, request", "/gestion/inscriptions/", MANAGER, prepare=_first_page),
    PageType("back office, registered", "/gestion/inscrits/", MANAGER, prepare=_first_page),
    PageType("back office, desk", "/gestion/inscriptions/new/", persona=MANAGER),
    PageType("back office, send a list", "/gestion/listes/new/", persona=MANAGER),
    PageType("back office, people", "/gestion/comptes/", persona=MANAGER),
    PageType("back office, home page", "/gestion/accueil/", persona=MANAGER),
    PageType("back office, shelf", "/gestion/accueil/scores/", persona=MANAGER),
    PageType(
        "back office, shelf refused", "/gestion/accueil/scores/", MANAGER, prepare=_refused_shelf
    ),
    PageType("back office, new words", "/gestion/accueil/nouveau/words/", persona=MANAGER),
    PageType("back office, home restored", "/gestion/accueil/retablir/", persona=MANAGER),
    PageType("back office, block removed", "/gestion/accueil/help/retirer/", persona=MANAGER),
    PageType("back office, home preview", "/gestion/accueil/apercu/", persona=MANAGER),
    PageType("back office, new directory", "/gestion/annuaires/new/", persona=MANAGER),
    PageType("back office, offers", "/gestion/offres/", persona=MANAGER),
    PageType("back office, offer", "/gestion/offres/", MANAGER, prepare=_first_offer),
    PageType("back office, new offer", "/gestion/offres/new/", persona=MANAGER),
    PageType("back office, rights", "/gestion/droits/", persona=MANAGER),
    PageType("back office, new right", "/gestion/droits/new/", persona=MANAGER),
    PageType("back office, suppliers", "/gestion/fournisseurs/", persona=MANAGER),
    PageType("back office, addresses", "/gestion/adresses/new/", persona=MANAGER),
    PageType("back office, why", "/gestion/pourquoi/", persona=MANAGER),
    PageType("back office, jobs", "/gestion/travaux/", persona=MANAGER),
    PageType("back office, retention", "/gestion/conservation/", persona=MANAGER),
    PageType("back office, messages", "/gestion/messages/", persona=MANAGER),
    PageType("back office, message", "/gestion/messages/request-refused/", persona=MANAGER),
    PageType("back office, sources", "/gestion/sources/", persona=MANAGER),
    PageType("back office, new source", "/gestion/sources/new/", persona=MANAGER),
    PageType("back office, send a file", "/gestion/importations/new/", persona=MANAGER),
    PageType("back office, import", "/gestion/importations/", MANAGER, prepare=_first_page),
    PageType("back office, records", "/gestion/notices/", persona=MANAGER),
    PageType("back office, record", "/gestion/notices/", MANAGER, prepare=_first_page),
    PageType("back office, values", "/gestion/valeurs/", persona=MANAGER),
    PageType("back office, error reports", "/gestion/signalements/", persona=MANAGER),
)
SITE_PAGES = (*PUBLIC_PAGES, *KEEPER_PAGES, *MEMBER_PAGES, *WORKSHOP_PAGES)
ALL_PAGES = (*SITE_PAGES, *BACK_OFFICE_PAGES)
