"""The settings of a live site, as Django's own deployment check and a browser see them."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from config import env

SHOW = """
import json
import django
django.setup()
from django.conf import settings
names = ("SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE",
         "SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS", "SECURE_HSTS_INCLUDE_SUBDOMAINS",
         "ALLOWED_HOSTS", "DEBUG", "SECRET_KEY", "SILENCED_SYSTEM_CHECKS")
print(json.dumps({name: getattr(settings, name) for name in names}))
"""


def run_python(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PORTEE_")}
    return subprocess.run(
        [sys.executable, *arguments],
        env={**kept, "DJANGO_SETTINGS_MODULE": "config.production", **variables},
        cwd=env.ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def settings_of(data_dir: Path, **variables: str) -> dict[str, object]:
    shown = run_python("-c", SHOW, PORTEE_DATA_DIR=str(data_dir), **variables)
    assert shown.returncode == 0, shown.stderr
    values: dict[str, object] = json.loads(shown.stdout)
    return values


@pytest.mark.parametrize("scope", ["host", "subdomains", "preload"])
def test_the_deployment_check_finds_nothing_on_an_https_site(tmp_path: Path, scope: str) -> None:
    checked = run_python(
        *("-m", "django", "check", "--deploy", "--fail-level", "WARNING"),
        PORTEE_DATA_DIR=str(tmp_path),
        PORTEE_BASE_URL="https://portee.exemple.fr",
        PORTEE_HSTS_SCOPE=scope,
    )
    assert checked.returncode == 0, checked.stderr
    assert "no issues" in checked.stdout + checked.stderr


def test_cookies_are_bound_to_the_host_over_https(tmp_path: Path) -> None:
    shown = settings_of(tmp_path, PORTEE_BASE_URL="https://portee.exemple.fr")
    assert shown["SESSION_COOKIE_NAME"] == "__Host-portee_session"
    assert shown["CSRF_COOKIE_NAME"] == "__Host-portee_csrf"
    assert shown["SESSION_COOKIE_SECURE"] is True
    assert shown["CSRF_COOKIE_SECURE"] is True
    assert shown["SECURE_SSL_REDIRECT"] is True
    assert shown["SECURE_HSTS_SECONDS"] == 31_536_000
    assert shown["SECURE_HSTS_INCLUDE_SUBDOMAINS"] is False


def test_a_trial_over_http_on_this_machine_can_sign_in(tmp_path: Path) -> None:
    shown = settings_of(tmp_path)
    assert shown["SESSION_COOKIE_NAME"] == "portee_session"
    assert shown["SESSION_COOKIE_SECURE"] is False
    assert shown["SECURE_SSL_REDIRECT"] is False
    assert shown["SECURE_HSTS_SECONDS"] == 0


def test_no_secret_has_a_default(tmp_path: Path) -> None:
    one = settings_of(tmp_path / "one")["SECRET_KEY"]
    other = settings_of(tmp_path / "other")["SECRET_KEY"]
    assert one != other
    assert one == settings_of(tmp_path / "one")["SECRET_KEY"]


def test_the_site_answers_under_its_own_names_only(tmp_path: Path) -> None:
    shown = settings_of(
        tmp_path,
        PORTEE_BASE_URL="https://portee.exemple.fr",
        PORTEE_ALLOWED_HOSTS="autre.exemple.fr",
    )
    assert shown["ALLOWED_HOSTS"] == [
        "127.0.0.1",
        "localhost",
        "[::1]",
        "portee.exemple.fr",
        "autre.exemple.fr",
    ]


def test_development_mode_is_refused_on_an_https_site(tmp_path: Path) -> None:
    refused = run_python(
        *("-m", "portee.cli", "check"),
        PORTEE_DATA_DIR=str(tmp_path),
        PORTEE_BASE_URL="https://portee.exemple.fr",
        PORTEE_DEBUG="1",
    )
    assert refused.returncode == 1
    assert "PORTEE_DEBUG" in refused.stderr
