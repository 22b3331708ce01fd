"""Passwords stolen elsewhere are refused from a list on this machine."""

import hashlib
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from portee.people import breached_password
from portee.people.breached_password import BreachedPasswordValidator, is_listed


def fingerprint(password: str) -> str:
    return hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper()


def written(path: Path, lines: list[str], end: str = "\n") -> Path:
    path.write_text("".join(f"{line}{end}" for line in sorted(lines)), newline="")
    return path


WORDS = [f"mot de passe {number}" for number in range(300)]


@pytest.mark.parametrize("cut", [40, 10])
@pytest.mark.parametrize("end", ["\n", "\r\n", ":12\n"])
def test_every_password_of_the_list_is_found_and_no_other(
    tmp_path: Path, cut: int, end: str
) -> None:
    path = written(tmp_path / "list.txt", [fingerprint(word)[:cut] for word in WORDS], end)
    assert all(is_listed(path, word) for word in WORDS)
    assert not any(is_listed(path, f"autre {word}") for word in WORDS)


@given(st.lists(st.text(max_size=8), max_size=12), st.text(max_size=8))
def test_search_by_halves_agrees_with_reading_it_all(
    tmp_path_factory: pytest.TempPathFactory, words: list[str], wanted: str
) -> None:
    path = written(tmp_path_factory.mktemp("b") / "l", [fingerprint(word) for word in set(words)])
    assert is_listed(path, wanted) == (wanted in words)


def test_listed_password_is_refused_in_words(tmp_path: Path) -> None:
    path = written(tmp_path / "list.txt", [fingerprint("une-phrase-volée")])
    with pytest.raises(ValidationError, match="volé sur un autre site"):
        BreachedPasswordValidator(str(path)).validate("une-phrase-volée")
    BreachedPasswordValidator(str(path)).validate("une-phrase-à-moi")


def test_list_that_vanished_stops_nobody_and_is_told_in_the_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(
        breached_password.logger, "error", lambda event, **_facts: told.append(event)
    )
    BreachedPasswordValidator(str(tmp_path / "gone")).validate("une-phrase")
    assert told == ["breached_passwords_unreadable"]


def test_without_a_list_nothing_is_looked_up() -> None:
    BreachedPasswordValidator("").validate("une-phrase")
