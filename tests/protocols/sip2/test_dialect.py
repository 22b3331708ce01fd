"""Dialects as data: every family can be used, and a sheet with a mistake says which line is wrong."""

import pytest

from portee.protocols.sip2 import DialectError, families, read_dialect


@pytest.mark.parametrize("family", families())
def test_every_family_is_a_dialect(family: str) -> None:
    assert read_dialect(f'family = "{family}"').family == family


def test_library_changes_what_its_system_does_otherwise() -> None:
    found = read_dialect('family = "koha"\nline_end = "\\r\\n"\nblocked_by = ["excessive_fines"]')
    assert (found.charset, found.line_end, found.blocked_by) == (
        "utf-8",
        "\r\n",
        ("excessive_fines",),
    )


def test_empty_sheet_is_the_standard() -> None:
    assert read_dialect("").family == "standard"


@pytest.mark.parametrize(
    ("sheet", "key"),
    [
        ("= rien", ""),
        ('family = "aucune"', "family"),
        ('couleur = "bleu"', "couleur"),
        ('charset = "rot13"', "charset"),
        ('line_end = "|"', "line_end"),
        ('field_end = "A"', "field_end"),
        ('field_end = "||"', "field_end"),
        ('error_detection = "oui"', "error_detection"),
        ("error_detection = 1", "error_detection"),
        ("location = true", "location"),
        ('patron_message = "11"', "patron_message"),
        ('language = "fr"', "language"),
        ('email_field = "mail"', "email_field"),
        ('blocked_by = ["tout"]', "blocked_by"),
        ('blocked_by = "card_lost"', "blocked_by"),
        ('blank_fields = ["A|"]', "blank_fields"),
        ('institution_id = "A|B"', "institution_id"),
        ('institution_id = "A\\rB"', "institution_id"),
    ],
)
def test_mistake_in_a_sheet_names_its_line(sheet: str, key: str) -> None:
    with pytest.raises(DialectError) as caught:
        read_dialect(sheet)
    assert caught.value.key == key
