"""An identity provider on loopback: it signs what a test tells it to say, rightly or not."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import sleep
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit

import jwt

from portee.protocols.oidc import draw_private_key, proves, read_private_key, sign_token
from tests.people.world import NOW

KEY = read_private_key(draw_private_key())
OTHER_KEY = read_private_key(draw_private_key())
CLIENT, SECRET = "portee", "entre-nous"
ZOE = {
    "sub": "zoé-de-la-ville",
    "given_name": "Zoé",
    "family_name": "Lefèvre",
    "email": "zoe@example.org",
}


@dataclass
class Provider:
    """What it says: `claims` go over those of the token, `pages` over what any address answers."""

    port: int = 0
    person: dict[str, Any] = field(default_factory=lambda: dict(ZOE))
    claims: dict[str, Any] = field(default_factory=dict)
    description: dict[str, Any] = field(default_factory=dict)
    pages: dict[str, tuple[int, bytes]] = field(default_factory=dict)
    slow: set[str] = field(default_factory=set)
    token: str = ""
    is_userinfo_signed: bool = False
    key: Any = KEY
    published: Any = KEY
    asked: dict[str, dict[str, str]] = field(default_factory=dict)
    calls: list[str] = field(default_factory=list)

    @property
    def issuer(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def sign_in(self, location: str, **person: Any) -> dict[str, str]:
        """What the browser brings back once somebody has signed in there."""
        asked = dict(parse_qsl(urlsplit(location).query))
        code = f"code-{len(self.asked)}"
        self.asked[code] = {**asked, **{name: json.dumps(value) for name, value in person.items()}}
        return {"code": code, "state": asked["state"]}

    def answer(self, path: str, form: dict[str, str], headers: Any) -> tuple[int, str, bytes]:
        """One page."""
        self.calls.append(path)
        if path in self.slow:
            sleep(8)
        if path in self.pages:
            status, body = self.pages[path]
            return status, "application/json", body
        if path == "/.well-known/openid-configuration":
            return 200, "application/json", json.dumps(self._described()).encode()
        if path == "/keys":
            keys = [] if self.published is None else [self.published.public]
            return 200, "application/json", json.dumps({"keys": keys}).encode()
        if path == "/token":
            return self._tokens(form, headers)
        return self._userinfo()

    def _described(self) -> dict[str, Any]:
        places = {
            "authorization_endpoint": "/authorize",
            "token_endpoint": "/token",
            "userinfo_endpoint": "/userinfo",
            "jwks_uri": "/keys",
            "end_session_endpoint": "/end",
        }
        said = {name: f"{self.issuer}{path}" for name, path in places.items()}
        return {
            "issuer": self.issuer,
            **said,
            "code_challenge_methods_supported": ["S256"],
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
            **self.description,
        }

    def _tokens(self, form: dict[str, str], headers: Any) -> tuple[int, str, bytes]:
        def refused(why: str) -> tuple[int, str, bytes]:
            return 400, "application/json", json.dumps({"error": why}).encode()

        if (form.get("client_id"), form.get("client_secret")) != (CLIENT, SECRET):
            return refused("invalid_client")
        asked = self.asked.pop(form.get("code", ""), None)
        if asked is None or form["redirect_uri"] != asked["redirect_uri"]:
            return refused("invalid_grant")
        if not proves(form["code_verifier"], challenge=asked["code_challenge"]):
            return refused("invalid_grant")
        now = int(NOW.timestamp())
        claims = {
            "iss": self.issuer,
            "aud": CLIENT,
            "sub": self.person["sub"],
            "iat": now,
            "exp": now + 300,
            "nonce": asked["nonce"],
            **self.claims,
        }
        token = self.token or sign_token(claims, key=self.key)
        said = {"id_token": token, "access_token": "at", "token_type": "Bearer"}
        return 200, "application/json", json.dumps(said).encode()

    def _userinfo(self) -> tuple[int, str, bytes]:
        if not self.is_userinfo_signed:
            return 200, "application/json", json.dumps(self.person).encode()
        said = {"iss": self.issuer, "aud": CLIENT, **self.person}
        return 200, "application/jwt", sign_token(said, key=self.key).encode()


def unsigned(claims: dict[str, Any]) -> str:
    return jwt.encode(claims, key="", algorithm="none")


@contextmanager
def running(provider: Provider) -> Iterator[Provider]:
    class Handler(BaseHTTPRequestHandler):
        def _serve(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            form = {
                name: said[0] for name, said in parse_qs(self.rfile.read(length).decode()).items()
            }
            status, kind, body = provider.answer(urlsplit(self.path).path, form, self.headers)
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST = _serve  # noqa: N815 - names of the library

        def log_message(self, *_said: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    provider.port = server.server_address[1]
    threading.Thread(
        target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
    ).start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
