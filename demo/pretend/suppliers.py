"""Three pretend platforms of the demonstration, which check what they receive and show it: nothing else.

They know nothing of Portée but its address and, for one, a shared secret: they ask as any supplier's program would, by
the standard library and PyJWT. `portee pretend-suppliers` starts them beside the site, on the loopback.
"""

import base64
import hashlib
import hmac
import html
import json
import secrets
import time
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any
from wsgiref.types import StartResponse, WSGIEnvironment
from xml.etree import ElementTree

import jwt

CAS = "{http://www.yale.edu/tp/cas}"
SESSION_INDEX = "{urn:oasis:names:tc:SAML:2.0:protocol}SessionIndex"
LATE_SECONDS = 300
CLIENT = "demonstration"
TECHNICAL = {"iss", "aud", "iat", "exp", "sid", "nonce"}

PAGE = """<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{name}</title><style>
body{{font:1.1rem/1.5 system-ui,sans-serif;max-width:42rem;margin:2rem auto;padding:0 1rem}}
body{{color:#1c1c1c;background:#fff}}
dt{{font-weight:600}}dd{{margin:0 0 .75rem;overflow-wrap:anywhere}}a{{color:#0b4f8a}}
</style></head>
<body><main><p>Plateforme fictive de la démonstration</p><h1>{name}</h1>{body}</main></body></html>
"""


@dataclass
class Platform:
    """One platform: its name, where the portal is, who is inside."""

    name: str
    portal: str
    here: str
    secret: str = ""
    inside: dict[str, dict[str, str]] = field(default_factory=dict)
    by_ticket: dict[str, str] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)
    started: dict[str, dict[str, str]] = field(default_factory=dict)

    def let_in(self, received: dict[str, str], *, ticket: str = "") -> str:
        """Open a session for whoever was announced; its key."""
        key = secrets.token_urlsafe(24)
        self.inside[key] = received
        if ticket:
            self.by_ticket[ticket] = key
        return key

    def show(self, received: dict[str, str]) -> str:
        """The page of somebody who is inside."""
        told = "".join(
            f"<dt>{html.escape(name)}</dt><dd>{html.escape(value)}</dd>"
            for name, value in received.items()
        )
        body = (
            "<p>Vous êtes entré. Voici tout ce que cette plateforme a reçu de vous :</p>"
            f'<dl>{told}</dl><p><a href="/sortir">Me déconnecter</a></p>'
        )
        return PAGE.format(name=html.escape(self.name), body=body)

    def refuse(self, why: str) -> str:
        """The page of somebody who is not let in."""
        body = f"<p>Entrée refusée : {html.escape(why)}</p>"
        return PAGE.format(name=html.escape(self.name), body=body)


Answer = tuple[str, list[tuple[str, str]], str]


def page(text: str, status: str = "200 OK", cookie: str = "") -> Answer:
    """An answer that is a page."""
    headers = [("Content-Type", "text/html; charset=utf-8"), ("Cache-Control", "no-store")]
    if cookie:
        headers.append(("Set-Cookie", f"{cookie}; HttpOnly; SameSite=Lax; Path=/"))
    return status, headers, text


def leads_to(address: str, cookie: str = "") -> Answer:
    """An answer that leads elsewhere."""
    headers = [("Location", address), ("Cache-Control", "no-store")]
    if cookie:
        headers.append(("Set-Cookie", f"{cookie}; HttpOnly; SameSite=Lax; Path=/"))
    return "302 Found", headers, ""


def cas_platform(platform: Platform, path: str, said: dict[str, str], key: str) -> Answer:
    """A platform that asks by CAS 3 who comes, and lets go whoever signs out of the portal."""
    service = f"{platform.here}/cas"
    if path == "/cas" and "logoutRequest" in said:
        root = ElementTree.fromstring(said["logoutRequest"])  # noqa: S314 - from our own machine
        ticket = root.findtext(SESSION_INDEX) or ""
        platform.inside.pop(platform.by_ticket.pop(ticket, ""), None)
        return page("")
    if path == "/cas" and "ticket" in said:
        asked = urllib.parse.urlencode({"service": service, "ticket": said["ticket"]})
        with urllib.request.urlopen(  # noqa: S310 - the address is the portal's
            f"{platform.portal}/cas/p3/serviceValidate?{asked}", timeout=10
        ) as answer:
            root = ElementTree.fromstring(answer.read())  # noqa: S314 - as above
        success = root.find(f"{CAS}authenticationSuccess")
        if success is None:
            return page(platform.refuse("ce ticket n’est pas valable."), "403 Forbidden")
        received = {"Identifiant": success.findtext(f"{CAS}user") or ""}
        for attribute in success.find(f"{CAS}attributes") or ():
            received[attribute.tag.removeprefix(CAS)] = attribute.text or ""
        opened = platform.let_in(received, ticket=said["ticket"])
        return leads_to(f"{platform.here}/", cookie=f"pretend_cas={opened}")
    if key in platform.inside:
        return page(platform.show(platform.inside[key]))
    there = urllib.parse.urlencode({"service": service})
    return leads_to(f"{platform.portal}/cas/login?{there}")


def signed_platform(platform: Platform, path: str, said: dict[str, str], key: str) -> Answer:
    """A platform that checks the signature of a link, its hour, and that it comes for the first time."""
    if path == "/sso":
        expected = hmac.new(
            platform.secret.encode(),
            "|".join(said.get(name, "") for name in ("client", "id", "expire")).encode(),
            hashlib.sha256,
        ).hexdigest()
        if not hmac.compare_digest(expected, said.get("signature", "")):
            return page(platform.refuse("la signature du lien est fausse."), "403 Forbidden")
        if not time.time() <= int(said["expire"]) <= time.time() + LATE_SECONDS:
            return page(platform.refuse("ce lien n’est plus à l’heure."), "403 Forbidden")
        if expected in platform.seen:
            return page(platform.refuse("ce lien a déjà servi."), "403 Forbidden")
        platform.seen.add(expected)
        opened = platform.let_in({"Client": said["client"], "Identifiant": said["id"]})
        return leads_to(f"{platform.here}/", cookie=f"pretend_sso={opened}")
    if key in platform.inside:
        return page(platform.show(platform.inside[key]))
    return page(
        platform.refuse("ouvrez cette plateforme depuis le portail de votre réseau."),
        "403 Forbidden",
    )


def oidc_platform(platform: Platform, path: str, said: dict[str, str], key: str) -> Answer:
    """A platform that is a client of OpenID Connect: code, PKCE, a signed token; told when somebody leaves."""
    if path == "/logout" and "logout_token" in said:
        token = _checked(platform, said["logout_token"], needed=["events", "sid"])
        platform.inside.pop(platform.by_ticket.pop(token["sid"], ""), None)
        return page("")
    if path == "/callback":
        started = platform.started.pop(said.get("state", ""), None)
        if started is None or "code" not in said:
            return page(platform.refuse("cette arrivée n’a pas commencé ici."), "403 Forbidden")
        token = _checked(
            platform, _token_for(platform, said["code"], started), needed=["sub", "nonce"]
        )
        if token["nonce"] != started["nonce"]:
            return page(platform.refuse("ce jeton n’est pas pour cette arrivée."), "403 Forbidden")
        received = {name: str(value) for name, value in token.items() if name not in TECHNICAL}
        opened = platform.let_in(received, ticket=token.get("sid", ""))
        return leads_to(f"{platform.here}/", cookie=f"pretend_oidc={opened}")
    if key in platform.inside:
        return page(platform.show(platform.inside[key]))
    state, nonce, verifier = (secrets.token_urlsafe(32) for _number in range(3))
    platform.started[state] = {"nonce": nonce, "verifier": verifier}
    digest = hashlib.sha256(verifier.encode()).digest()
    asked = {
        "client_id": CLIENT,
        "redirect_uri": f"{platform.here}/callback",
        "response_type": "code",
        "scope": "openid",
        "state": state,
        "nonce": nonce,
        "code_challenge": base64.urlsafe_b64encode(digest).decode().rstrip("="),
        "code_challenge_method": "S256",
    }
    return leads_to(f"{platform.portal}/oidc/authorize?{urllib.parse.urlencode(asked)}")


def _token_for(platform: Platform, code: str, started: dict[str, str]) -> str:
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": f"{platform.here}/callback",
        "code_verifier": started["verifier"],
        "client_id": CLIENT,
        "client_secret": platform.secret,
    }
    body = urllib.parse.urlencode(form).encode()
    with urllib.request.urlopen(  # noqa: S310 - the address is the portal's
        f"{platform.portal}/oidc/token", data=body, timeout=10
    ) as answer:
        return str(json.load(answer)["id_token"])


def _checked(platform: Platform, token: str, *, needed: list[str]) -> dict[str, Any]:
    """The claims of a token signed by the portal for this client. Raises for any other."""
    keys = jwt.PyJWKClient(f"{platform.portal}/oidc/keys")
    found = keys.get_signing_key_from_jwt(token)
    claims: dict[str, Any] = jwt.decode(
        token,
        found.key,
        algorithms=["RS256"],
        audience=CLIENT,
        issuer=platform.portal,
        options={"require": ["iss", "aud", "exp", *needed]},
    )
    return claims


Kind = Callable[[Platform, str, dict[str, str], str], Answer]
KINDS: dict[str, tuple[Kind, str]] = {
    "cas": (cas_platform, "pretend_cas"),
    "oidc": (oidc_platform, "pretend_oidc"),
    "signed_link": (signed_platform, "pretend_sso"),
}


def application(kind: str, platform: Platform) -> Callable[..., Iterable[bytes]]:
    """The WSGI program of one platform."""
    answer, cookie = KINDS[kind]

    def run(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        path = str(environ["PATH_INFO"])
        said = _said(environ)
        key = _cookie(str(environ.get("HTTP_COOKIE", "")), cookie)
        if path == "/sortir":
            platform.inside.pop(key, None)
            status, headers, text = leads_to(f"{platform.portal}/cas/logout")
        elif path == "/favicon.ico":
            status, headers, text = page("", "404 Not Found")
        else:
            status, headers, text = answer(platform, path, said, key)
        start_response(status, headers)
        return [text.encode()]

    return run


def _said(environ: WSGIEnvironment) -> dict[str, str]:
    query = str(environ.get("QUERY_STRING", ""))
    if environ["REQUEST_METHOD"] == "POST":
        length = min(int(environ.get("CONTENT_LENGTH") or 0), 65_536)
        body: Any = environ["wsgi.input"]
        query = body.read(length).decode()
    return dict(urllib.parse.parse_qsl(query))


def _cookie(text: str, name: str) -> str:
    pairs = (part.strip().split("=", 1) for part in text.split(";") if "=" in part)
    return {pair[0]: pair[1] for pair in pairs}.get(name, "")
