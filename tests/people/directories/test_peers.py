"""Foreign programs as reader systems: the SIP2 server of pysip2, and slapd."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from socket import create_connection, create_server

import pytest
from django.test import Client
from pytest_django import Settings

from portee.people.models import DirectoryKind, ReaderCard, ReaderDirectory
from portee.people.ports import Outcome, PatronDirectory
from portee.people.services.reader_directory import DirectorySettings, add_directory
from tests.people.directories.ils import BASE, NOW, ldap_at, sip2_at
from tests.people.directories.readers import READERS, SECRET
from tests.people.world import SETTING_UP, World

pytestmark = pytest.mark.peers
ROOT = Path(__file__).resolve().parents[3]
SCHEMAS = Path("/etc/ldap/schema"), Path("/etc/openldap/schema")


def free_port() -> int:
    with create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port


@pytest.fixture(scope="module")
def pysip2_port() -> Iterator[int]:
    """The server of pysip2 with our readers, in a process of its own."""
    port = free_port()
    command = [sys.executable, "-m", "tests.people.directories.pysip2_server", str(port)]
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'src'}"}
    process = subprocess.Popen(command, env=environment, cwd=ROOT)
    try:
        _wait_for(port, process)
        yield port
    finally:
        process.terminate()
        process.wait(timeout=10)


@pytest.mark.parametrize(
    ("card", "secret", "outcome"),
    [
        ("1001", SECRET, Outcome.VALID),
        ("1003", SECRET, Outcome.BLOCKED),
        ("1004", SECRET, Outcome.VALID),
        ("1001", "autre", Outcome.WRONG),
        ("9999", SECRET, Outcome.WRONG),
    ],
)
def test_pysip2_server_is_understood(
    pysip2_port: int, card: str, secret: str, outcome: Outcome
) -> None:
    directory: PatronDirectory = sip2_at(pysip2_port, sheet="")
    answers = [directory.check(card_number=card, secret=secret, at=NOW) for _ in range(2)]
    assert [(answer.outcome, answer.reason) for answer in answers] == [
        (outcome, answers[0].reason)
    ] * 2


def ldif() -> str:
    entries = [
        "dn: dc=example,dc=org\nobjectClass: dcObject\nobjectClass: organization\ndc: example\no: Example",
        f"dn: {BASE}\nobjectClass: organizationalUnit\nou: lecteurs",
    ]
    for reader in READERS:
        lines = [f"dn: uid={reader.card},{BASE}", "objectClass: inetOrgPerson", "sn: L"]
        lines += [f"uid: {card}" for card in (reader.card, *reader.old_cards)]
        # An address that is no address is no inetOrgPerson either.
        lines += [f"mail: {reader.email}"] if reader.email.isascii() and reader.email else []
        lines += ["title: perdue"] if reader.is_lost else []
        lines += [f"cn: {reader.name}", f"employeeType: {reader.expiry}", f"userPassword: {SECRET}"]
        entries.append("\n".join(lines))
    return "\n\n".join(entries) + "\n"


@pytest.fixture(scope="module")
def slapd_port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """A slapd of our own on loopback, with a folder that is thrown away."""
    slapd = shutil.which("slapd", path="/usr/sbin:/usr/libexec:/usr/lib/openldap:/usr/bin")
    schemas = next((folder for folder in SCHEMAS if folder.is_dir()), None)
    if slapd is None or schemas is None:
        pytest.skip("slapd is not installed")
    folder = tmp_path_factory.mktemp("slapd")
    (folder / "data").mkdir()
    settings = [f"include {schemas / name}.schema" for name in ("core", "cosine", "inetorgperson")]
    modules = [
        path for path in (Path("/usr/lib/ldap"), Path("/usr/lib64/openldap")) if path.is_dir()
    ]
    settings += [f"modulepath {modules[0]}", "moduleload back_mdb"] if modules else []
    settings += [
        f"pidfile {folder / 'slapd.pid'}",
        "database mdb",
        "maxsize 10485760",
        'suffix "dc=example,dc=org"',
        'rootdn "cn=portee,dc=example,dc=org"',
        "rootpw mot-de-passe",
        f"directory {folder / 'data'}",
    ]
    (folder / "slapd.conf").write_text("\n".join(settings) + "\n")
    (folder / "readers.ldif").write_text(ldif())
    base = ["-f", str(folder / "slapd.conf")]
    loaded = subprocess.run(
        [slapd, "-Tadd", *base, "-q", "-l", str(folder / "readers.ldif")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert loaded.returncode == 0, loaded.stderr
    port = free_port()
    process = subprocess.Popen(
        [slapd, *base, "-h", f"ldap://127.0.0.1:{port}/", "-d", "0"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(port, process)
        yield port
    finally:
        process.terminate()
        process.wait(timeout=10)


def _wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    for _ in range(200):
        assert process.poll() is None, "it ended by itself"
        with suppress(OSError), create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.05)
    raise AssertionError("it never listened")


@pytest.mark.parametrize(
    ("card", "secret", "outcome"),
    [
        ("1001", SECRET, Outcome.VALID),
        ("1002", SECRET, Outcome.EXPIRED),
        ("1003", SECRET, Outcome.BLOCKED),
        ("1004", SECRET, Outcome.VALID),
        ("906", SECRET, Outcome.VALID),
        ("1001", "autre", Outcome.WRONG),
        ("9999", SECRET, Outcome.WRONG),
        ("*", SECRET, Outcome.WRONG),
        ("100*", SECRET, Outcome.WRONG),
        ("1001)(uid=*", SECRET, Outcome.WRONG),
        ("\\2a", SECRET, Outcome.WRONG),
    ],
)
def test_slapd_is_understood(slapd_port: int, card: str, secret: str, outcome: Outcome) -> None:
    answer = ldap_at(slapd_port).check(card_number=card, secret=secret, at=NOW)
    assert (answer.outcome, answer.reason if outcome == Outcome.UNKNOWN else "") == (outcome, "")


def test_slapd_gives_the_facts_of_a_reader(slapd_port: int) -> None:
    facts = ldap_at(slapd_port).check(card_number="1001", secret=SECRET, at=NOW).facts
    assert facts
    assert (facts.name, facts.email) == ("Zoé Lefèvre", "zoe@example.org")
    assert facts.expiry_date == date(2027, 12, 31)


def set_directory(world: World, kind: DirectoryKind, port: int, sheet: str) -> ReaderDirectory:
    """What a manager would set at the library of the valley."""
    return add_directory(
        establishment_id=world.nodes["valley-library"].pk,
        settings=DirectorySettings(
            kind=kind,
            host="127.0.0.1",
            port=port,
            is_encrypted=False,
            user="portee" if kind == DirectoryKind.SIP2 else "cn=portee,dc=example,dc=org",
            sheet=sheet,
        ),
        secret="mot-de-passe",
        actor=SETTING_UP,
        at=NOW,
    )


def come(client: Client, row: ReaderDirectory, card: str, secret: str = SECRET) -> int:
    data = {"directory": str(row.pk), "card_number": card, "secret": secret}
    return client.post("/connexion/carte/", data).status_code


@pytest.fixture
def at_home(tmp_path: Path, settings: Settings, world: World) -> Settings:
    settings.DATA_DIR = tmp_path
    return settings


@pytest.mark.parametrize("peer", ["pysip2", "slapd"])
def test_reader_of_a_foreign_system_signs_in_by_her_card(
    client: Client, world: World, at_home: Settings, request: pytest.FixtureRequest, peer: str
) -> None:
    port = request.getfixturevalue(f"{peer}_port")
    at_home.OUTBOUND_PRIVATE_HOSTS = frozenset({f"127.0.0.1:{port}"})
    kind = DirectoryKind.SIP2 if peer == "pysip2" else DirectoryKind.LDAP
    sheet = 'institution_id = "BMVR"' if peer == "pysip2" else f'base = "{BASE}"'
    row = set_directory(world, kind, port, sheet)
    assert come(client, row, "1001", "autre") == 422
    assert come(client, row, "1001") == 302
    card = ReaderCard.objects.select_related("account").get()
    assert (card.card_number, card.account.display_name) == ("1001", "Zoé Lefèvre")
    assert client.get("/mon-compte/").status_code == 200
