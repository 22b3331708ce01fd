"""The environment: every value typed, defaulted, described; every mistake told in French."""

import json
import os
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from ipaddress import ip_network
from pathlib import Path

import pytest

from config import env
from config.databases import database
from config.secret_files import read_or_create_secret
from config.variables import (
    InvalidEnvironment,
    Table,
    flag,
    integer,
    names,
    networks,
    one_of,
    secret,
    text,
    time_zone,
    url,
    web_address,
)

STABLE_NAMES = {
    "PORTEE_DATA_DIR",
    "PORTEE_DATABASE_URL",
    "PORTEE_SEARCH_URL",
    "PORTEE_STORAGE_URL",
    "PORTEE_SECRET_KEY",
    "PORTEE_BASE_URL",
    "PORTEE_DEBUG",
}


def run_portee(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run the command with these variables of ours and no other."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PORTEE_")}
    kept.pop("DJANGO_SETTINGS_MODULE", None)
    return subprocess.run(
        [sys.executable, "-m", "portee.cli", *arguments],
        env={**kept, **variables},
        cwd=env.ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.mark.parametrize(
    ("name", "variables"),
    [
        (
            "PORTEE_STAFF_SECOND_FACTOR",
            {"PORTEE_STAFF_SECOND_FACTOR": "demo", "PORTEE_BASE_URL": "https://reseau.example"},
        ),
        ("PORTEE_BREACHED_PASSWORDS", {"PORTEE_BREACHED_PASSWORDS": "/nulle/part.txt"}),
    ],
)
def test_what_would_let_people_in_too_easily_stops_the_start(
    name: str, variables: dict[str, str], tmp_path: Path
) -> None:
    done = run_portee("check", PORTEE_DATA_DIR=str(tmp_path), **variables)
    assert done.returncode == 1
    assert name in done.stderr


def test_the_names_that_stay_put_are_there() -> None:
    assert {variable.name for variable in env.VARIABLES} >= STABLE_NAMES


def test_every_variable_is_described_in_both_languages() -> None:
    for variable in env.VARIABLES:
        assert variable.name.startswith("PORTEE_")
        assert variable.french.endswith("."), variable.name
        assert variable.english.endswith("."), variable.name
        assert variable.shown_default, variable.name


@pytest.mark.parametrize(
    ("parse", "raw", "value"),
    [
        (flag, "oui", True),
        (flag, "0", False),
        (integer(at_least=1, at_most=9), "9", 9),
        (names, "a, b,,c ", ("a", "b", "c")),
        (networks, "10.0.0.1/8, ::1, unix", (ip_network("10.0.0.0/8"), ip_network("::1"), "unix")),
        (one_of("INFO", "DEBUG"), "debug", "DEBUG"),
        (web_address, "https://Portee.Exemple.FR/", "https://portee.exemple.fr"),
        (web_address, "http://127.0.0.1:8000", "http://127.0.0.1:8000"),
        (time_zone, "Indian/Reunion", "Indian/Reunion"),
        (url("smtp", "console"), "smtp://host", "smtp://host"),
    ],
)
def test_a_good_value_is_read(parse: object, raw: str, value: object) -> None:
    assert callable(parse)
    assert parse(raw) == value


@pytest.mark.parametrize(
    ("parse", "raw"),
    [
        (flag, "peut-être"),
        (integer(at_least=1, at_most=9), "10"),
        (integer(at_least=1, at_most=9), "deux"),
        (networks, "300.1.1.1"),
        (one_of("INFO", "DEBUG"), "bavard"),
        (web_address, "portee.exemple.fr"),
        (web_address, "https://portee.exemple.fr/sous/chemin"),
        (web_address, "https://portee.exemple.fr:99999"),
        (web_address, "ftp://portee.exemple.fr"),
        (time_zone, "Mars/Olympus"),
        (time_zone, "../../etc/passwd"),
        (url("smtp", "console"), "http://host"),
        (secret(at_least=50), "court"),
        (secret(at_least=50), "a" * 60),
        (text, "two\nlines"),
    ],
)
def test_a_bad_value_is_refused_with_a_sentence(parse: object, raw: str) -> None:
    assert callable(parse)
    with pytest.raises(ValueError, match=r"\.$"):
        parse(raw)


def test_all_mistakes_are_told_at_once_and_a_secret_is_not_repeated() -> None:
    table = Table({"PORTEE_A": "x", "PORTEE_B": "hunter2"})
    table.read("PORTEE_A", flag, default="0", french=".", english=".")
    table.read("PORTEE_B", secret(at_least=50), french=".", english=".", is_secret=True)
    with pytest.raises(InvalidEnvironment) as caught:
        table.finish()
    assert [problem.name for problem in caught.value.problems] == ["PORTEE_A", "PORTEE_B"]
    assert "« x »" in str(caught.value)
    assert "hunter2" not in str(caught.value)


def test_a_wrong_environment_stops_every_command_with_french_sentences(tmp_path: Path) -> None:
    refused = run_portee(
        "check",
        PORTEE_DATA_DIR=str(tmp_path),
        PORTEE_WEB_WORKERS="beaucoup",
        PORTEE_BASE_URL="nulle part",
    )
    assert refused.returncode == 1
    assert "PORTEE_WEB_WORKERS vaut « beaucoup » : il faut un nombre entier" in refused.stderr
    assert "PORTEE_BASE_URL vaut « nulle part »" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_the_doctor_tells_a_wrong_environment_as_json(tmp_path: Path) -> None:
    refused = run_portee(
        "doctor", "--json", PORTEE_DATA_DIR=str(tmp_path), PORTEE_LOG_LEVEL="bavard"
    )
    assert refused.returncode == 1
    answer = json.loads(refused.stdout)
    assert answer["ok"] is False
    assert "PORTEE_LOG_LEVEL" in answer["findings"][0]["message"]


def test_a_data_folder_that_cannot_keep_the_secret_is_told(tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")
    refused = run_portee("check", PORTEE_DATA_DIR=str(in_the_way))
    assert refused.returncode == 1
    assert "PORTEE_SECRET_KEY" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_a_secret_is_drawn_once_and_kept_to_its_owner(tmp_path: Path) -> None:
    path = tmp_path / "secrets" / "key"
    drawn = read_or_create_secret(path)
    assert len(drawn) == 64
    assert read_or_create_secret(path) == drawn
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert list(path.parent.iterdir()) == [path]


def test_two_installations_never_share_a_secret(tmp_path: Path) -> None:
    assert read_or_create_secret(tmp_path / "a") != read_or_create_secret(tmp_path / "b")


def test_many_that_start_together_end_with_the_same_secret(tmp_path: Path) -> None:
    path = tmp_path / "secrets" / "key"
    with ThreadPoolExecutor(16) as pool:
        drawn = set(pool.map(lambda _: read_or_create_secret(path), range(64)))
    assert len(drawn) == 1


def test_an_emptied_secret_is_refused_rather_than_replaced(tmp_path: Path) -> None:
    """A new key would sign everybody out and break every link sent, without a word."""
    path = tmp_path / "key"
    path.write_text("")
    with pytest.raises(InvalidEnvironment):
        read_or_create_secret(path)


def test_sqlite_waits_for_its_turn_and_keeps_a_log() -> None:
    options = database("sqlite:////srv/portee.sqlite3", **LIMITS)["OPTIONS"]
    assert options["transaction_mode"] == "IMMEDIATE"
    assert options["timeout"] == 20
    assert "journal_mode=WAL" in options["init_command"]
    assert "synchronous=NORMAL" in options["init_command"]


def test_postgresql_has_a_pool_and_limits() -> None:
    settings = database("postgres://account:word@db.example:5433/portee", **LIMITS)
    assert settings["PORT"] == 5433
    assert settings["CONN_MAX_AGE"] == 0
    assert settings["CONN_HEALTH_CHECKS"] is True
    assert settings["OPTIONS"]["pool"]["max_size"] == 10
    assert settings["OPTIONS"]["options"] == (
        "-c statement_timeout=30000 -c lock_timeout=5000"
        " -c idle_in_transaction_session_timeout=60000"
    )


LIMITS = {
    "pool_size": 10,
    "pool_seconds": 10,
    "statement_seconds": 30,
    "lock_seconds": 5,
    "idle_seconds": 60,
}
