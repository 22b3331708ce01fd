"""The offers of the table, and the addresses by which people are handed over: CAS, OpenID, the question, sheets."""

from collections.abc import Mapping
from typing import Any

from portee.access.models import Supplier, SupplierSheet
from portee.access.stopover import Return, seal_return
from tests.architecture import url_access
from tests.architecture.url_access import WHOLE, supplier
from tests.architecture.url_rules import (
    READ_ONLY,
    Answer,
    Row,
    by_session,
    everybody,
    for_managers_of_all,
)

PAGE, ELSEWHERE = Answer.PAGE, Answer.ELSEWHERE

ASKING = {
    "schema": 1,
    "services": [{"address": "https://platform.example/cas"}],
    "attributes": [{"name": "name", "fact": "name"}],
}


def sheet(world: Any, place: str) -> Mapping[str, Any]:
    """A sheet in use that asks for a name."""
    supplier_id = supplier(world, place)["pk"]
    found, _ = SupplierSheet.objects.get_or_create(
        supplier_id=supplier_id, version=1, defaults={"method": "cas", "content": ASKING}
    )
    Supplier.objects.filter(pk=supplier_id).update(active_sheet=found)
    return {"pk": found.pk}


def question(world: Any, place: str) -> Mapping[str, Any]:
    """The question that it puts, on the way from the supplier's page."""
    sheet(world, place)
    return {"token": seal_return(Return(place, "/offres/"))}


def validation(_world: Any, _place: str) -> Mapping[str, Any]:
    """One of the addresses of CAS 2 and 3."""
    return {"asked": "p3/serviceValidate"}


def broken_seal(_world: Any, _place: str) -> Mapping[str, Any]:
    """A request that nobody made."""
    return {"token": "x"}


def supplier_code(world: Any, place: str) -> Mapping[str, Any]:
    """The code of the supplier."""
    supplier(world, place)
    return {"code": place}


OFFER_ROWS = {
    **url_access.OFFER_ROWS,
    "cas/login": Row(everybody(ELSEWHERE), READ_ONLY.post),
    "cas/logout": READ_ONLY,
    "cas/validate": READ_ONLY,
    "cas/<validation:asked>": Row(READ_ONLY.get, READ_ONLY.post, values=validation),
    "cas/proxy": READ_ONLY,
    ".well-known/openid-configuration": READ_ONLY,
    "oidc/keys": READ_ONLY,
    "oidc/authorize": Row(everybody(Answer.REFUSED), READ_ONLY.post),
    "oidc/token": Row(everybody(Answer.NOT_THIS_WAY), everybody(Answer.UNKNOWN_MACHINE)),
    "oidc/userinfo": Row(everybody(Answer.UNKNOWN_MACHINE), READ_ONLY.post),
    "oidc/logout": READ_ONLY,
    "saml/metadata": READ_ONLY,
    "saml/sso": Row(everybody(Answer.REFUSED), everybody(Answer.REFUSED)),
    "saml/sso/<str:token>": Row(everybody(Answer.REFUSED), READ_ONLY.post, values=broken_seal),
    "saml/logout": Row(everybody(Answer.REFUSED), READ_ONLY.post),
    "offres/transmettre/<str:token>/": Row(
        by_session(visitor=Answer.SIGN_IN, signed_in=PAGE),
        by_session(visitor=Answer.SIGN_IN, signed_in=Answer.CORRECT_IT),
        values=question,
    ),
    "mon-compte/transmis/<slug:code>/retirer/": Row(
        by_session(visitor=Answer.SIGN_IN, signed_in=Answer.NOT_THIS_WAY),
        by_session(visitor=Answer.SIGN_IN, signed_in=ELSEWHERE),
        values=supplier_code,
    ),
}

OFFER_SCREENS = {
    **url_access.OFFER_SCREENS,
    "fiches-connexion/": WHOLE,
    "fiches-connexion/results/": WHOLE,
    "fiches-connexion/new/": Row(for_managers_of_all(PAGE), for_managers_of_all(PAGE)),
    "fiches-connexion/inspect/<int:pk>/": Row(
        for_managers_of_all(PAGE, others=Answer.ABSENT),
        for_managers_of_all(ELSEWHERE, others=Answer.ABSENT),
        values=sheet,
    ),
}
