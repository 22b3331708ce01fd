"""Apache's own modules sign a resident in, read what they may and nothing else, and let her go."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from django.utils import timezone
from lxml import html

from portee.access.adapters.xml_signature import is_available
from portee.protocols.saml import certificate_body, draw_key_with_certificate
from tests.access.peers import apache
from tests.faults.installation import Installation, free_port

pytestmark = [pytest.mark.peers, pytest.mark.fault]

SECRET = "secret-du-client-apache"

PREPARE = """
import json
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone
from portee.access.models import Offer, Supplier
from portee.access.services.supplier_secret import set_shared_secret
from portee.kernel import clock
from tests.access.handover import world as handover
from tests.people.world import build_world
now = timezone.now()
handover.NOW = now
handover.TODAY = now.date()
door = handover.build_door(build_world())
Supplier.objects.update(hosts="127.0.0.1")
Offer.objects.update(address={address!r})
set_shared_secret(supplier_id=door.supplier.pk, secret={secret!r})
door.supplier.refresh_from_db()
door.use({method!r}, json.loads({content!r}))
account = door.world.accounts["resident"]
store = SessionStore()
store["_auth_user_id"] = str(account.pk)
store["_auth_user_backend"] = settings.AUTHENTICATION_BACKENDS[0]
store["_auth_user_hash"] = account.get_session_auth_hash()
store.create()
from portee.access.queries.sharing import facts_asked
from portee.access.queries.supplier_sheet import sheet_of
from portee.access.services.sharing_consent import answer_sharing
asked = facts_asked(sheet_of(door.supplier))
answer_sharing(account_id=account.pk, supplier=door.supplier, facts=asked, is_given=True, at=now)
print(store.session_key)
"""

LEAVE = """
from portee.access.tasks import end_supplier_sessions
from portee.kernel.jobs import run_waiting_jobs
from portee.people.models import Account
end_supplier_sessions.call(account_id=Account.objects.get(email="resident@example.org").pk)
run_waiting_jobs()
from portee.access.models import SupplierSession
print(SupplierSession.objects.exclude(told_at=None).count())
"""


@contextmanager
def resident(
    installation: Installation, port: int, *, method: str, content: dict[str, Any]
) -> Iterator[httpx.Client]:
    """The browser of a resident who signed in, at a site whose supplier is an Apache at `port`."""
    installation.variables.update(
        PORTEE_BASE_URL=f"http://127.0.0.1:{installation.port}",
        PORTEE_OUTBOUND_PRIVATE_HOSTS=f"127.0.0.1:{port}",
    )
    key = installation.python(
        PREPARE.format(
            address=f"http://127.0.0.1:{port}/prive",
            secret=SECRET,
            method=method,
            content=json.dumps(content),
        )
    )
    installation.serve()
    with httpx.Client(follow_redirects=True, timeout=60) as browser:
        browser.cookies.set("portee_session", key, domain="127.0.0.1")
        yield browser


@contextmanager
def serving(server: apache.Apache) -> Iterator[apache.Apache]:
    """The Apache, until the end of the block."""
    process = server.start()
    try:
        yield server
    finally:
        process.terminate()
        process.wait(timeout=20)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where Apache keeps what is its own."""
    found = tmp_path / "apache"
    found.mkdir()
    return found


@pytest.mark.skipif(not apache.has("auth_cas"), reason="mod_auth_cas is not installed")
def test_mod_auth_cas_signs_in_and_out(sqlite_installation: Installation, folder: Path) -> None:
    port = free_port()
    site = f"http://127.0.0.1:{sqlite_installation.port}"
    content = {
        "schema": 1,
        "services": [{"address": f"http://127.0.0.1:{port}/prive", "below": True}],
        "attributes": [{"name": "etablissement", "fact": "establishment"}],
        "attributes_in_2": True,
        "single_logout": True,
    }
    settings = f"""
CASVersion 2
CASLoginURL {site}/cas/login
CASValidateURL {site}/cas/serviceValidate
CASCookiePath {folder}/cache/
CASSSOEnabled On
<Location /prive>
  AuthType CAS
  CASAuthNHeader CAS-User
  Require valid-user
</Location>
"""
    server = apache.Apache(
        folder, port, module="auth_cas", told="name.startswith('HTTP_CAS')", settings=settings
    )
    with (
        resident(sqlite_installation, port, method="cas", content=content) as browser,
        serving(server),
    ):
        answer = browser.get(f"http://127.0.0.1:{port}/prive")
        assert answer.headers["Content-Type"] == "application/json", answer.text + server.said()
        told = answer.json()
        assert set(told) == {"REMOTE_USER", "HTTP_CAS_USER", "HTTP_CAS_ETABLISSEMENT"}
        assert told["HTTP_CAS_ETABLISSEMENT"] == "valley-library"
        assert len(told["REMOTE_USER"]) == 32
        assert sqlite_installation.python(LEAVE) == "1"
        browser.cookies.delete("portee_session")
        after = browser.get(f"http://127.0.0.1:{port}/prive")
        assert "/connexion/" in str(after.url)


@pytest.mark.skipif(not apache.has("auth_openidc"), reason="mod_auth_openidc is not installed")
def test_mod_auth_openidc_signs_in_and_out(sqlite_installation: Installation, folder: Path) -> None:
    port = free_port()
    site = f"http://127.0.0.1:{sqlite_installation.port}"
    back = f"http://127.0.0.1:{port}/prive/retour"
    content = {
        "schema": 1,
        "client_id": "films",
        "redirect_uris": [{"address": back}],
        "claims": [{"name": "etablissement", "fact": "establishment"}],
        "back_channel_logout": f"{back}?logout=backchannel",
    }
    settings = f"""
OIDCProviderMetadataURL {site}/.well-known/openid-configuration
OIDCClientID films
OIDCClientSecret {SECRET}
OIDCRedirectURI {back}
OIDCCryptoPassphrase une-phrase-pour-les-temoins
OIDCPKCEMethod S256
OIDCScope openid
OIDCCookieSameSite Off
OIDCRemoteUserClaim sub
<Location /prive>
  AuthType openid-connect
  Require valid-user
</Location>
"""
    server = apache.Apache(
        folder,
        port,
        module="auth_openidc",
        told="name.startswith('OIDC_CLAIM')",
        settings=settings,
    )
    with (
        resident(sqlite_installation, port, method="oidc", content=content) as browser,
        serving(server),
    ):
        answer = browser.get(f"http://127.0.0.1:{port}/prive")
        assert answer.headers["Content-Type"] == "application/json", answer.text + server.said()
        told = answer.json()
        technical = {f"OIDC_CLAIM_{name}" for name in ("iss", "aud", "iat", "exp", "sid", "nonce")}
        assert set(told) - technical == {
            "REMOTE_USER",
            "OIDC_CLAIM_sub",
            "OIDC_CLAIM_etablissement",
        }
        assert told["OIDC_CLAIM_etablissement"] == "valley-library"
        assert told["REMOTE_USER"] == told["OIDC_CLAIM_sub"]
        assert sqlite_installation.python(LEAVE) == "1"
        browser.cookies.delete("portee_session")
        after = browser.get(f"http://127.0.0.1:{port}/prive")
        assert "/connexion/" in str(after.url), server.said()


# Left to itself the module asks for a name that changes each time, which no reader of ours has.
ITS_METADATA = """<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="{here}/metadata">
<SPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol" AuthnRequestsSigned="true">
<KeyDescriptor use="signing"><KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><X509Data>
<X509Certificate>{body}</X509Certificate></X509Data></KeyInfo></KeyDescriptor>
<SingleLogoutService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="{here}/logout"/>
<NameIDFormat>urn:oasis:names:tc:SAML:2.0:nameid-format:persistent</NameIDFormat>
<AssertionConsumerService index="0" isDefault="true" Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST"
 Location="{here}/postResponse"/></SPSSODescriptor></EntityDescriptor>
"""


@pytest.mark.skipif(
    not (apache.has("auth_mellon") and is_available()),
    reason="mod_auth_mellon, pysaml2 or xmlsec1 is not installed",
)
def test_mod_auth_mellon_signs_in_and_out(sqlite_installation: Installation, folder: Path) -> None:
    port = free_port()
    site = f"http://127.0.0.1:{sqlite_installation.port}"
    here = f"http://127.0.0.1:{port}/prive/saml"
    key, certificate = draw_key_with_certificate(name="films", at=timezone.now())
    (folder / "its-key.pem").write_text(key)
    (folder / "its-certificate.pem").write_text(certificate)
    body = certificate_body(certificate)
    (folder / "its-metadata.xml").write_text(ITS_METADATA.format(here=here, body=body))
    content = {
        "schema": 1,
        "entity_id": f"{here}/metadata",
        "assertion_consumers": [{"address": f"{here}/postResponse"}],
        "attributes": [{"name": "etablissement", "fact": "establishment"}],
        "certificates": [certificate],
        "logout_response": f"{here}/logout",
    }
    settings = f"""
<Location /prive>
  MellonEnable auth
  MellonEndpointPath /prive/saml
  MellonSPPrivateKeyFile {folder}/its-key.pem
  MellonSPCertFile {folder}/its-certificate.pem
  MellonSPMetadataFile {folder}/its-metadata.xml
  MellonIdPMetadataFile {folder}/metadata.xml
  MellonSecureCookie Off
  MellonUser NAME_ID
  MellonSetEnvNoPrefix ETABLISSEMENT etablissement
</Location>
"""
    server = apache.Apache(
        folder, port, module="auth_mellon", told="name == 'ETABLISSEMENT'", settings=settings
    )
    with resident(sqlite_installation, port, method="saml", content=content) as browser:
        (folder / "metadata.xml").write_bytes(browser.get(f"{site}/saml/metadata").content)
        with serving(server):
            page = browser.get(f"http://127.0.0.1:{port}/prive")
            assert "SAMLResponse" in page.text, f"{page.url} {page.text}" + server.said()
            answer = sent_on(browser, page)
            assert answer.headers["Content-Type"] == "application/json", answer.text + server.said()
            told = answer.json()
            assert set(told) == {"REMOTE_USER", "ETABLISSEMENT"}
            assert told["ETABLISSEMENT"] == "valley-library"
            assert len(told["REMOTE_USER"]) == 32
            left = browser.get(
                f"{here}/logout", params={"ReturnTo": f"http://127.0.0.1:{port}/prive"}
            )
            assert "/connexion/" in str(left.url), left.text + server.said()


def sent_on(browser: httpx.Client, page: httpx.Response) -> httpx.Response:
    """What comes of the button of the page that goes on."""
    tree: Any = html.fromstring(page.text)
    [form] = [one for one in tree.forms if "SAMLResponse" in one.fields]
    return browser.post(form.action, data=dict(form.fields))
