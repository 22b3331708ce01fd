"""Every message that leaves can be read beforehand: in both languages, as text and as HTML."""

import re
from pathlib import Path

import pytest

from portee.kernel.mail.samples import MailKind, mail_kinds, sample_of
from portee.people import services
from portee.people.adapters.account_adapter import MAILS
from portee.people.services import (
    account_letter,
    guardian_letter,
    membership_reminder,
    registration_letter,
)
from portee.people.services.letter import Letter
from portee.portal.services import search_alert
from tests.people.world import World

EMAILS = Path(services.__file__).parent.parent / "templates" / "people" / "email"
KINDS = list(mail_kinds())


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_message_has_a_subject_a_text_and_an_html_twin(
    db: None, kind: MailKind, language: str
) -> None:
    found = sample_of(kind, language=language)
    assert found.subject
    assert "\n" not in found.subject
    assert len(found.text) > 50
    assert f'<html lang="{language}">' in found.html
    links = re.findall(r"https?://\S+", found.text)
    assert all(link in found.html for link in links)
    assert "None" not in found.text + found.html


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_message_is_translated(db: None, kind: MailKind) -> None:
    french, english = (sample_of(kind, language=language) for language in ("fr", "en"))
    assert french.subject != english.subject
    assert french.text.startswith("Bonjour")
    assert english.text.startswith("Hello")


def test_every_template_of_a_mail_has_its_subject_its_text_its_html_and_a_sample() -> None:
    names = {path.stem for path in EMAILS.glob("*.html")} - {"base"}
    for name in names:
        assert (EMAILS / f"{name}.txt").is_file()
        assert (EMAILS / f"{name}_subject.txt").is_file()
    codes = {kind.code.replace("-", "_") for kind in KINDS}
    assert names - {"letter"} <= codes
    assert set(MAILS.values()) <= codes


def test_every_letter_has_a_sample() -> None:
    composed = [
        name
        for module in (
            account_letter,
            guardian_letter,
            membership_reminder,
            registration_letter,
            search_alert,
        )
        for name, found in vars(module).items()
        if getattr(found, "__annotations__", {}).get("return") is Letter
        and found.__module__ == module.__name__
    ]
    letters = {kind.code for kind in KINDS} - {code.replace("_", "-") for code in MAILS.values()}
    assert len(composed) == len(letters - {"invitation"})


def test_staff_read_the_messages_and_nothing_is_sent(
    world: World, client: object, mailoutbox: list[object]
) -> None:
    client.force_login(world.accounts["librarian"])  # type: ignore[attr-defined]
    mailoutbox.clear()
    page = client.get("/gestion/messages/request-refused/").content.decode()  # type: ignore[attr-defined]
    assert "Votre demande n’a pas été acceptée" in page
    assert "Your request was not accepted" in page
    assert '<div class="bo-phone" role="region" lang="en"' in page
    assert mailoutbox == []
    assert client.get("/gestion/messages/rien/").status_code == 404  # type: ignore[attr-defined]
