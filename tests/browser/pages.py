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
    GUARDIAN,
    GUIDE_PAGE,
    LANGUAGES,
    MANAGER,
    RESIDENT,
    TEACHER,
    Persona,
    localised,
)
from tests.browser.preparations import (
    asked_for_a_proof,
    child_to_erase,
    chosen_library,
    compared_class,
    consent_to_withdraw,
    first_child,
    first_offer,
    first_page,
    first_sheet,
    kept_list,
    kept_search,
    list_in_account,
    nothing,
    opened_list_in_account,
    previewed_move,
    ready_to_be_sent,
    refused_shelf,
    refused_sign_in,
    sent_class,
    told_of_a_child,
)


@dataclass(frozen=True)
class PageType:
    """One kind of page: its name in test reports, its French path, and how it comes to be seen."""

    name: str
    path: str
    persona: Persona | None = None
    status: int = 200
    prepare: Callable[[Page], None] = nothing
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
        prepare=chosen_library,
        reaches="people:registration_person",
    ),
    PageType(
        "registration, contact of a child",
        "/inscription/?tous=1",
        prepare=told_of_a_child,
        reaches="people:registration_contact",
    ),
    PageType(
        "registration, proof",
        f"/inscription/?etablissement={CONSERVATOIRE}",
        prepare=asked_for_a_proof,
        reaches="people:registration_proof",
    ),
    PageType(
        "registration, to be sent",
        "/inscription/?tous=1",
        prepare=ready_to_be_sent,
        reaches="people:registration_check",
    ),
    PageType("registration, sent", f"/inscription/envoyee/{ESTABLISHMENT}/"),
    PageType("activation", "/activer/"),
    PageType("registration, worn-out link", "/inscription/suivi/1.x/", status=404),
    PageType("sign-in", "/connexion/"),
    PageType("sign-in refused", "/connexion/", prepare=refused_sign_in),
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
    PageType("request of a child, worn-out link", "/inscription/mon-compte/1.x/", status=404),
    PageType("guardian, worn-out link", "/responsable/1.x/", status=404),
    PageType("site map", "/plan-du-site/"),
    PageType("signed out of every platform", "/cas/logout"),
    PageType(
        "platform that nobody knows", "/cas/login?service=https://nulle-part.example/", status=403
    ),
    PageType("page not found", "/nulle-part/", status=404),
)
KEEPER_PAGES = (PageType("my list", "/liste/", prepare=kept_list),)
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
        prepare=compared_class,
        reaches="people:class_list",
    ),
    PageType("my searches, none", "/mon-compte/recherches/", persona=TEACHER),
    PageType("my searches", "/mon-compte/recherches/", RESIDENT, prepare=kept_search),
    PageType("my lists, none", "/mon-compte/listes/", persona=TEACHER),
    PageType("my lists", "/mon-compte/listes/", RESIDENT, prepare=list_in_account),
    PageType(
        "list of my account",
        "/mon-compte/listes/",
        RESIDENT,
        prepare=opened_list_in_account,
        reaches="portal:saved_list",
    ),
    PageType("resource, signed in", "/ressource/1", persona=RESIDENT),
    PageType("my data", "/mon-compte/donnees/", persona=RESIDENT),
    PageType("erase my account", "/mon-compte/donnees/effacer/", persona=RESIDENT),
    PageType("children, none", "/mon-compte/enfants/", persona=RESIDENT),
    PageType("children", "/mon-compte/enfants/", persona=GUARDIAN),
    PageType(
        "child", "/mon-compte/enfants/", GUARDIAN, prepare=first_child, reaches="people:child"
    ),
    PageType(
        "child, consent to withdraw",
        "/mon-compte/enfants/",
        GUARDIAN,
        prepare=consent_to_withdraw,
        reaches="people:consent_withdrawal",
    ),
    PageType(
        "child, account to erase",
        "/mon-compte/enfants/",
        GUARDIAN,
        prepare=child_to_erase,
        reaches="people:child_erasure",
    ),
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
    PageType("back office, sheet", "/gestion/etablissements/", MANAGER, prepare=first_sheet),
    PageType("back office, move", "/gestion/deplacements/", MANAGER, prepare=previewed_move),
    PageType("back office, new role", "/gestion/roles/new/", persona=MANAGER),
    PageType("back office, requests", "/gestion/inscriptions/", persona=MANAGER),
    PageType("back office, request", "/gestion/inscriptions/", MANAGER, prepare=first_page),
    PageType("back office, registered", "/gestion/inscrits/", MANAGER, prepare=first_page),
    PageType("back office, desk", "/gestion/inscriptions/new/", persona=MANAGER),
    PageType("back office, send a list", "/gestion/listes/new/", persona=MANAGER),
    PageType("back office, people", "/gestion/comptes/", persona=MANAGER),
    PageType("back office, home page", "/gestion/accueil/", persona=MANAGER),
    PageType("back office, shelf", "/gestion/accueil/scores/", persona=MANAGER),
    PageType(
        "back office, shelf refused", "/gestion/accueil/scores/", MANAGER, prepare=refused_shelf
    ),
    PageType("back office, new words", "/gestion/accueil/nouveau/words/", persona=MANAGER),
    PageType("back office, home restored", "/gestion/accueil/retablir/", persona=MANAGER),
    PageType("back office, block removed", "/gestion/accueil/help/retirer/", persona=MANAGER),
    PageType("back office, home preview", "/gestion/accueil/apercu/", persona=MANAGER),
    PageType("back office, new directory", "/gestion/annuaires/new/", persona=MANAGER),
    PageType("back office, identity providers", "/gestion/identites/", persona=MANAGER),
    PageType("back office, new identity provider", "/gestion/identites/new/", persona=MANAGER),
    PageType("back office, offers", "/gestion/offres/", persona=MANAGER),
    PageType("back office, offer", "/gestion/offres/", MANAGER, prepare=first_offer),
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
    PageType("back office, import", "/gestion/importations/", MANAGER, prepare=first_page),
    PageType("back office, records", "/gestion/notices/", persona=MANAGER),
    PageType("back office, record", "/gestion/notices/", MANAGER, prepare=first_page),
    PageType("back office, values", "/gestion/valeurs/", persona=MANAGER),
    PageType("back office, error reports", "/gestion/signalements/", persona=MANAGER),
)
SITE_PAGES = (*PUBLIC_PAGES, *KEEPER_PAGES, *MEMBER_PAGES, *WORKSHOP_PAGES)
ALL_PAGES = (*SITE_PAGES, *BACK_OFFICE_PAGES)
