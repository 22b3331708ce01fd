"""Mails written in a folder: those that name an address are deleted, those that name a longer one are not."""

from pathlib import Path
from typing import Any

import pytest

from portee.kernel.mail.addresses import whole_addresses
from portee.kernel.mail.spool import forget_spooled


@pytest.mark.parametrize(
    "text",
    [
        "To: lea@example.org",
        "To: Léa <LEA@example.org>, x@example.org",
        "mailto:lea@example.org",
        "/?email=lea@example.org&x=1",
        "Votre adresse est lea@example.org.",
        "« lea@example.org »",
        '"lea@example.org"',
        "lea@example.org",
    ],
)
def test_address_is_found_wherever_it_stands(text: str) -> None:
    assert whole_addresses(["lea@example.org"]).search(text)


@pytest.mark.parametrize(
    "text",
    [
        "To: clea@example.org",
        "To: anne.lea@example.org",
        "To: anne-lea@example.org",
        "To: anne+lea@example.org",
        "To: o'lea@example.org",
        "To: lea@example.org.uk",
        "To: lea@example.organic",
        "To: lea@example.org-a.net",
        "To: leaXexample.org",
        "",
    ],
)
def test_part_of_another_address_is_not_the_address(text: str) -> None:
    assert not whole_addresses(["lea@example.org"]).search(text)


@pytest.mark.parametrize("addresses", [[], [""]])
def test_no_address_finds_nothing(addresses: list[str]) -> None:
    assert not whole_addresses(addresses).search("To: lea@example.org")


def test_mail_of_somebody_whose_address_holds_another_stays(settings: Any, tmp_path: Path) -> None:
    settings.EMAIL_URL = f"file://{tmp_path}"
    for name, to in (("1.log", "lea@example.org"), ("2.log", "clea@example.org")):
        (tmp_path / name).write_text(f"Subject: Bonjour\nTo: {to}\n\nVoilà.")
    assert forget_spooled(["Lea@example.org"]) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["2.log"]
