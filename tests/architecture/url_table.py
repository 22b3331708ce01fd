"""What every address answers, to whom. An address that is not here fails the suite: decide, then add it."""

from collections.abc import Mapping
from typing import Any

from portee.kernel.actor import RoleKind
from tests.architecture.directory_rows import DIRECTORY_ROWS, PROVIDER_ROWS
from tests.architecture.sign_in_rows import SIGN_IN_ROWS
from tests.architecture.url_catalogue import (
    error_report,
    import_run,
    record,
    remap_run,
    resource,
    resource_format,
    resource_slug,
    source,
)
from tests.architecture.url_guardians import GUARDIAN_ROWS
from tests.architecture.url_handover import OFFER_ROWS, OFFER_SCREENS
from tests.architecture.url_kept import KEPT_ROWS
from tests.architecture.url_people import (
    PEOPLE_ROWS,
    REGISTRATION_ROWS,
    library,
    library_code,
    membership,
    next_month,
    reader,
    reader_list,
    reader_role,
    registration,
)
from tests.architecture.url_rules import (
    PUBLIC,
    READ_ONLY,
    Answer,
    Row,
    Values,
    at_the_entrance,
    everybody,
    for_managers_of_all,
    for_roles,
    for_rows_of,
)

PAGE, ELSEWHERE, ABSENT = Answer.PAGE, Answer.ELSEWHERE, Answer.ABSENT
LIBRARIAN, MANAGER = RoleKind.LIBRARIAN, RoleKind.NETWORK_MANAGER


def guide_page(_world: Any, _place: str) -> Mapping[str, Any]:
    """A page of the guide that also exists in easy words."""
    return {"slug": "se-connecter"}


def discipline(_world: Any, _place: str) -> Mapping[str, Any]:
    """A discipline that has a page."""
    return {"slug": "danse"}


def vocabulary(_world: Any, _place: str) -> Mapping[str, Any]:
    """A vocabulary that has a page."""
    return {"word": "instruments"}


def headings(_world: Any, _place: str) -> Mapping[str, Any]:
    """A list from A to Z."""
    return {"word": "sujets"}


def letter(_world: Any, _place: str) -> Mapping[str, Any]:
    """A letter of that list, under which there is nothing: the world of this table has no documents."""
    return {"word": "sujets", "begins": "b"}


def home_block(_world: Any, _place: str) -> Mapping[str, Any]:
    """A block of the original home page, whose form may be sent empty."""
    return {"code": "help"}


def block_kind(_world: Any, _place: str) -> Mapping[str, Any]:
    """A kind of block whose form may not."""
    return {"kind": "shelf"}


def mail_kind(_world: Any, _place: str) -> Mapping[str, Any]:
    """A kind of message."""
    return {"code": "invitation"}


def sitemap_section(_world: Any, _place: str) -> Mapping[str, Any]:
    """A part of the site."""
    return {"section": "pages"}


SITE = {
    "sante/live": READ_ONLY,
    "sante/ready": READ_ONLY,
    "metrics": Row(everybody(ABSENT), everybody(Answer.NOT_THIS_WAY)),
    "robots.txt": READ_ONLY,
    "sitemap.xml": READ_ONLY,
    ".well-known/security.txt": READ_ONLY,
    "": READ_ONLY,
    "recherche": READ_ONLY,
    "flux/recherche": READ_ONLY,
    "export/recherche.<str:export_format>": Row(
        READ_ONLY.get, READ_ONLY.post, values=lambda _world, _place: {"export_format": "csv"}
    ),
    "export/liste.<str:export_format>": Row(
        READ_ONLY.get, READ_ONLY.post, values=lambda _world, _place: {"export_format": "csv"}
    ),
    **KEPT_ROWS,
    "liste/": READ_ONLY,
    "liste/partagee": READ_ONLY,
    "liste/partagee/qr.svg": Row(everybody(ABSENT), everybody(Answer.NOT_THIS_WAY)),
    "api/": Row(everybody(ABSENT), everybody(Answer.NOT_THIS_WAY)),
    "api/openapi.json": READ_ONLY,
    "api/v1/search": READ_ONLY,
    "api/v1/suggest": READ_ONLY,
    "api/v1/resources/<resource_id>": Row(READ_ONLY.get, READ_ONLY.post, values=resource),
    "sitemap-<slug:section>.xml": Row(READ_ONLY.get, READ_ONLY.post, values=sitemap_section),
    "ressource/<int:resource_id>": Row(everybody(ELSEWHERE), READ_ONLY.post, values=resource),
    "ressource/<int:resource_id>/": Row(everybody(ELSEWHERE), READ_ONLY.post, values=resource),
    "ressource/<int:resource_id>/<slug:slug>": Row(
        READ_ONLY.get, READ_ONLY.post, values=resource_slug
    ),
    "ressource/<int:resource_id>/export/<slug:export_format>": Row(
        READ_ONLY.get, READ_ONLY.post, values=resource_format
    ),
    "ressource/<int:resource_id>/qr.svg": Row(READ_ONLY.get, READ_ONLY.post, values=resource),
    "ressource/<int:resource_id>/signaler/": Row(
        everybody(PAGE), everybody(Answer.CORRECT_IT), values=resource
    ),
    "aide/": READ_ONLY,
    "aide/facile-a-lire/": READ_ONLY,
    "aide/<slug:slug>/": Row(READ_ONLY.get, READ_ONLY.post, values=guide_page),
    "aide/<slug:slug>/facile-a-lire/": Row(READ_ONLY.get, READ_ONLY.post, values=guide_page),
    "accessibilite/": READ_ONLY,
    "accessibilite/criteres/": READ_ONLY,
    "mentions-legales/": READ_ONLY,
    "donnees-personnelles/": READ_ONLY,
    "plan-du-site/": READ_ONLY,
    "parcourir/": READ_ONLY,
    "parcourir/periodes/": READ_ONLY,
    "parcourir/<discipline:slug>/": Row(READ_ONLY.get, READ_ONLY.post, values=discipline),
    "parcourir/<vocabulary:word>/": Row(READ_ONLY.get, READ_ONLY.post, values=vocabulary),
    "parcourir/<headings:word>/": Row(READ_ONLY.get, READ_ONLY.post, values=headings),
    "parcourir/<headings:word>/<slug:begins>/": Row(
        everybody(ABSENT), READ_ONLY.post, values=letter
    ),
    "etablissements/": READ_ONLY,
    "etablissement/<slug:code>/": Row(READ_ONLY.get, READ_ONLY.post, values=library_code),
    "confort/": Row(everybody(PAGE), everybody(ELSEWHERE)),
    "theme.css": Row(everybody(ABSENT), everybody(Answer.NOT_THIS_WAY)),
    "composants/": Row(everybody(ABSENT), everybody(Answer.NOT_THIS_WAY)),
}

SEEING = (LIBRARIAN, MANAGER)
LIST = Row(for_roles(*SEEING, then=PAGE), for_roles(*SEEING, then=Answer.NOT_THIS_WAY))
MACHINERY = Row(for_managers_of_all(PAGE), for_managers_of_all(Answer.NOT_THIS_WAY))
DECISION = Row(for_managers_of_all(Answer.NOT_THIS_WAY), for_managers_of_all(ELSEWHERE))


def SEEN(values: Values) -> Row:  # noqa: N802  a word of the table
    """A page to be read by those who reach its row."""
    return Row(
        for_rows_of(*SEEING, then=PAGE, others=ABSENT),
        for_rows_of(*SEEING, then=Answer.NOT_THIS_WAY, others=ABSENT),
        values=values,
    )


def ACTED(values: Values) -> Row:  # noqa: N802  a word of the table
    """Something done to a row by those who reach it."""
    return Row(
        for_rows_of(*SEEING, then=Answer.NOT_THIS_WAY, others=ABSENT),
        for_rows_of(*SEEING, then=ELSEWHERE, others=ABSENT),
        values=values,
    )


BACK_OFFICE = {
    "": Row(at_the_entrance(everybody(PAGE)), at_the_entrance(everybody(Answer.NOT_THIS_WAY))),
    "account/": Row(at_the_entrance(everybody(ELSEWHERE)), at_the_entrance(everybody(ELSEWHERE))),
    "logout/": Row(
        at_the_entrance(everybody(Answer.NOT_THIS_WAY)), at_the_entrance(everybody(Answer.SIGN_IN))
    ),
    "login/": Row(everybody(Answer.SIGN_IN), everybody(Answer.SIGN_IN)),
    "sprite/": PUBLIC,
    "jsi18n/": READ_ONLY,
    "inscriptions/": LIST,
    "inscriptions/results/": LIST,
    "inscriptions/new/": Row(for_roles(*SEEING, then=PAGE), for_roles(*SEEING, then=PAGE)),
    "inscriptions/<int:pk>/feuille/": ACTED(registration),
    "inscriptions/<int:pk>/justificatif/": Row(
        at_the_entrance(everybody(ABSENT)),
        for_rows_of(*SEEING, then=Answer.NOT_THIS_WAY, others=ABSENT),
        values=registration,
    ),
    "inscriptions/inspect/<int:pk>/": SEEN(registration),
    "inscriptions/<int:pk>/accepter/": ACTED(registration),
    "inscriptions/<int:pk>/refuser/": ACTED(registration),
    "inscriptions/<int:pk>/demander/": ACTED(registration),
    "inscriptions/<int:pk>/transmettre/": ACTED(registration),
    "inscriptions/accepter/": Row(
        for_roles(*SEEING, then=Answer.NOT_THIS_WAY), for_roles(*SEEING, then=ELSEWHERE)
    ),
    "inscrits/": LIST,
    "inscrits/results/": LIST,
    "inscrits/inspect/<int:pk>/": SEEN(membership),
    "inscrits/<int:pk>/renouveler/": ACTED(membership),
    "listes/": LIST,
    "listes/results/": LIST,
    "listes/new/": Row(for_roles(*SEEING, then=PAGE), for_roles(*SEEING, then=PAGE)),
    "listes/inspect/<int:pk>/": Row(
        for_rows_of(*SEEING, then=PAGE, others=ABSENT),
        for_rows_of(*SEEING, then=ELSEWHERE, others=ABSENT),
        values=reader_list,
    ),
    "listes/<int:pk>/colonnes/": Row(
        for_rows_of(*SEEING, then=ELSEWHERE, others=ABSENT),
        for_rows_of(*SEEING, then=ELSEWHERE, others=ABSENT),
        values=reader_list,
    ),
    "listes/<int:pk>/feuilles/": Row(
        for_rows_of(*SEEING, then=Answer.NOT_THIS_WAY, others=ABSENT),
        for_rows_of(*SEEING, then=PAGE, others=ABSENT),
        values=reader_list,
    ),
    "inscrits/renouveler/": Row(
        for_roles(*SEEING, then=Answer.NOT_THIS_WAY), for_roles(*SEEING, then=ELSEWHERE)
    ),
    "comptes/": LIST,
    "comptes/results/": LIST,
    "comptes/inspect/<int:pk>/": Row(
        for_rows_of(*SEEING, then=PAGE, others=ABSENT),
        for_rows_of(*SEEING, then=Answer.NOT_THIS_WAY, others=ABSENT),
        values=reader,
    ),
    "comptes/edit/<int:pk>/": Row(
        for_rows_of(MANAGER, then=PAGE), for_rows_of(MANAGER, then=PAGE), values=reader
    ),
    **{
        f"comptes/{verb}/": Row(
            for_roles(MANAGER, then=Answer.NOT_THIS_WAY), for_roles(MANAGER, then=ELSEWHERE)
        )
        for verb in ("fermer", "rouvrir")
    },
    "roles/": LIST,
    "roles/terminer/": Row(
        for_roles(*SEEING, then=Answer.NOT_THIS_WAY), for_roles(*SEEING, then=ELSEWHERE)
    ),
    "roles/results/": LIST,
    "roles/new/": Row(for_roles(*SEEING, then=PAGE), for_roles(*SEEING, then=PAGE)),
    "roles/edit/<int:pk>/": Row(
        for_rows_of(*SEEING, then=PAGE),
        for_rows_of(*SEEING, then=ELSEWHERE),
        values=reader_role,
        data=next_month,
    ),
    **DIRECTORY_ROWS,
    **PROVIDER_ROWS,
    **OFFER_SCREENS,
    "journal/": MACHINERY,
    "journal/results/": MACHINERY,
    "accueil/": Row(for_managers_of_all(PAGE), for_managers_of_all(ELSEWHERE)),
    "accueil/apercu/": MACHINERY,
    "accueil/retablir/": Row(for_managers_of_all(PAGE), for_managers_of_all(ELSEWHERE)),
    "accueil/nouveau/<slug:kind>/": Row(
        for_managers_of_all(PAGE), for_managers_of_all(PAGE), values=block_kind
    ),
    "accueil/<slug:code>/": Row(
        for_managers_of_all(PAGE), for_managers_of_all(ELSEWHERE), values=home_block
    ),
    "accueil/<slug:code>/retirer/": Row(
        for_managers_of_all(PAGE), for_managers_of_all(ELSEWHERE), values=home_block
    ),
    **{
        f"accueil/<slug:code>/{verb}/": Row(DECISION.get, DECISION.post, values=home_block)
        for verb in ("monter", "descendre", "montrer", "masquer")
    },
    "premiers-pas/ranger/": DECISION,
    "travaux/": MACHINERY,
    "travaux/<uuid:job_id>/relancer/": DECISION,
    "travaux/<uuid:job_id>/abandonner/": DECISION,
    "courriels/": MACHINERY,
    "conservation/": MACHINERY,
    "messages/": Row(
        at_the_entrance(everybody(PAGE)), at_the_entrance(everybody(Answer.NOT_THIS_WAY))
    ),
    "messages/<slug:code>/": Row(
        at_the_entrance(everybody(PAGE)),
        at_the_entrance(everybody(Answer.NOT_THIS_WAY)),
        values=mail_kind,
    ),
    "etablissements/": LIST,
    "etablissements/results/": LIST,
    "etablissements/new/": Row(for_roles(MANAGER, then=PAGE), for_roles(MANAGER, then=PAGE)),
    "etablissements/edit/<int:pk>/": Row(
        for_rows_of(*SEEING, then=PAGE), for_rows_of(*SEEING, then=PAGE), values=library
    ),
    "deplacements/": Row(for_roles(MANAGER, then=PAGE), for_roles(MANAGER, then=ELSEWHERE)),
    "sources/": LIST,
    "sources/results/": LIST,
    "sources/new/": Row(for_roles(*SEEING, then=PAGE), for_roles(*SEEING, then=PAGE)),
    "sources/edit/<int:pk>/": Row(
        for_rows_of(*SEEING, then=PAGE), for_rows_of(*SEEING, then=PAGE), values=source
    ),
    "importations/": LIST,
    "importations/results/": LIST,
    "importations/new/": Row(for_roles(*SEEING, then=PAGE), for_roles(*SEEING, then=PAGE)),
    "importations/inspect/<int:pk>/": SEEN(import_run),
    "importations/<int:pk>/colonnes/": Row(
        for_rows_of(*SEEING, then=ELSEWHERE, others=ABSENT),
        for_rows_of(*SEEING, then=ELSEWHERE, others=ABSENT),
        values=import_run,
    ),
    "importations/<int:pk>/rapport/": SEEN(import_run),
    "importations/<int:pk>/annuler/": ACTED(import_run),
    "importations/<int:pk>/reprendre/": ACTED(import_run),
    "importations/<int:pk>/absentes/": ACTED(import_run),
    "relectures/": LIST,
    "relectures/results/": LIST,
    "relectures/new/": Row(for_roles(*SEEING, then=PAGE), for_roles(*SEEING, then=PAGE)),
    "relectures/inspect/<int:pk>/": SEEN(remap_run),
    "relectures/<int:pk>/confirmer/": ACTED(remap_run),
    "relectures/<int:pk>/annuler/": ACTED(remap_run),
    "relectures/<int:pk>/reprendre/": ACTED(remap_run),
    "notices/": LIST,
    "notices/results/": LIST,
    "notices/inspect/<int:pk>/": SEEN(record),
    "notices/<int:pk>/octets/": SEEN(record),
    "notices/<int:pk>/decider/": ACTED(record),
    "valeurs/": LIST,
    "valeurs/results/": LIST,
    "classement/": Row(for_roles(*SEEING, then=PAGE), for_roles(*SEEING, then=Answer.NOT_THIS_WAY)),
    "ressources/": LIST,
    "ressources/results/": LIST,
    "signalements/": LIST,
    "signalements/results/": LIST,
    "signalements/edit/<int:pk>/": Row(
        for_rows_of(*SEEING, then=PAGE),
        for_rows_of(*SEEING, then=ELSEWHERE),
        values=error_report,
    ),
}

TABLE = {
    **SITE,
    **OFFER_ROWS,
    **PEOPLE_ROWS,
    **GUARDIAN_ROWS,
    **REGISTRATION_ROWS,
    **SIGN_IN_ROWS,
    **{f"gestion/{route}": row for route, row in BACK_OFFICE.items()},
}
