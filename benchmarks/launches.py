"""Hand-overs a second, mixed over methods, and validations of tickets a second, beside a bare view.

Eight clients, each request another reader: a third come in by CAS, a third by OpenID Connect, a third click on an offer
with a signed link; each is decided, counted and written. Then machines show tickets, each once. Promises on two
free cores: 200 launches a second, 95 % of them within 150 ms, no error; 150 validations a second. The peer is a bare
view (`/sante/live`), in the same run. Any wrong answer makes the exit code 1.

    make bench-launches SIZE=ci        600 launches, 600 tickets
    make bench-launches SIZE=full      6,000 of each
"""

import argparse
import json
import threading
import time
from collections.abc import Callable, Sequence
from http.client import HTTPConnection
from urllib.parse import urlencode

from benchmarks.support.installation import Installation, served, throw_away_installation
from benchmarks.support.launching import CALLBACK, SERVICE

NUMBERS = {"ci": 600, "full": 6_000}
CLIENTS = 8
CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
CSRF = "b" * 32

Request = tuple[str, str, str, dict[str, str]]
Check = Callable[[int, str, str], bool]


def launch_of(number: int, session: str) -> Request:
    """How one reader comes in: method, path, body, headers."""
    headers = {"Cookie": session}
    if number % 3 == 0:
        return "GET", f"/cas/login?{urlencode({'service': SERVICE})}", "", headers
    if number % 3 == 1:
        asked = {
            "client_id": "cours",
            "redirect_uri": CALLBACK,
            "response_type": "code",
            "scope": "openid",
            "code_challenge": CHALLENGE,
            "code_challenge_method": "S256",
        }
        return "GET", f"/oidc/authorize?{urlencode(asked)}", "", headers
    posted = {
        "Cookie": f"{session}; portee_csrf={CSRF}",
        "X-CSRFToken": CSRF,
        "Content-Type": "application/x-www-form-urlencoded",
    }
    return "POST", "/offre/musique/ouvrir/", "", posted


def is_led_away(status: int, location: str, body: str) -> bool:
    """Whether the answer leads to a supplier."""
    if status == 302:
        return location.startswith((SERVICE, CALLBACK)) and (
            "ticket=" in location or "code=" in location
        )
    return status == 200 and "https://musique.example.org/?id=" in body


def is_told(status: int, _location: str, body: str) -> bool:
    """Whether the answer says who it is."""
    return status == 200 and "authenticationSuccess" in body


def is_fine(status: int, _location: str, _body: str) -> bool:
    """Whether there is an answer."""
    return status == 200


def run(port: int, requests: Sequence[Request], check: Check) -> tuple[float, float, int]:
    """Ask all of it by eight clients: answers a second, p95 in ms, wrong answers."""
    took: list[float] = []
    wrong: list[int] = []

    def ask(first: int) -> None:
        connection = HTTPConnection("127.0.0.1", port, timeout=60)
        for method, path, body, headers in requests[first::CLIENTS]:
            began = time.perf_counter()
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            text = answer.read().decode("utf-8", "replace")
            took.append(time.perf_counter() - began)
            if not check(answer.status, answer.headers.get("Location", ""), text):
                wrong.append(answer.status)

    began = time.perf_counter()
    clients = [threading.Thread(target=ask, args=(number,)) for number in range(CLIENTS)]
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    elapsed = time.perf_counter() - began
    took.sort()
    return len(took) / elapsed, took[int(len(took) * 0.95) - 1] * 1000, len(wrong)


def measure(installation: Installation, number: int) -> int:
    """Print the table; how many answers were wrong."""
    said = installation.run("benchmarks.support.launching", str(number), str(number))
    filled = json.loads(said.splitlines()[-1])
    launches = [launch_of(n, session) for n, session in enumerate(filled["sessions"])]
    tickets: list[Request] = [
        ("GET", f"/cas/serviceValidate?{urlencode({'service': SERVICE, 'ticket': one})}", "", {})
        for one in filled["tickets"]
    ]
    bare: list[Request] = [("GET", "/sante/live", "", {})] * number
    wrong = 0
    with served(installation):
        print(f"{'':<28}{'per s':>9}{'p95 ms':>9}{'× bare':>9}{'wrong':>7}{'promise':>9}")
        peer = 0.0
        for name, asked, check, promise in (
            ("peer: bare view", bare, is_fine, ""),
            ("launches, mixed", launches, is_led_away, "200"),
            ("validations of tickets", tickets, is_told, "150"),
        ):
            rate, p95, bad = run(installation.port, asked, check)
            peer = peer or rate
            wrong += bad
            print(
                f"{name:<28}{rate:>9.0f}{p95:>9.1f}{rate / peer:>9.2f}{bad:>7}{promise:>9}",
                flush=True,
            )
    return wrong


def main() -> None:
    """Serve an installation of readers and suppliers, have all of them come in."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", choices=NUMBERS, default="ci")
    number = NUMBERS[parser.parse_args().size]
    with throw_away_installation() as installation:
        if measure(installation, number):
            raise SystemExit("Some answers were wrong.")


if __name__ == "__main__":
    main()
