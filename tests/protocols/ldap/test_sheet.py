"""Layouts as data: every family can be used, and a sheet with a mistake says which line is wrong."""

import pytest

from portee.protocols.ldap import LdapSheetError, families, read_sheet


@pytest.mark.parametrize("family", families())
def test_every_family_needs_no_more_than_a_base(family: str) -> None:
    assert read_sheet(f'family = "{family}"\nbase = "dc=x"').wanted()


@pytest.mark.parametrize(
    ("sheet", "key"),
    [
        ("= rien", ""),
        ("", "base"),
        ('base = ""', "base"),
        ('family = "aucune"\nbase = "dc=x"', "family"),
        ('base = "dc=x"\ncouleur = "bleu"', "couleur"),
        ('base = "dc=x"\ncard_attribute = "uid)("', "card_attribute"),
        ('base = "dc=x"\nname_attribute = ""', "name_attribute"),
        ('base = "dc=x"\nblocked_values = "non"', "blocked_values"),
        ('base = "dc=x"\nexpiry_format = 1', "expiry_format"),
    ],
)
def test_mistake_in_a_sheet_names_its_line(sheet: str, key: str) -> None:
    with pytest.raises(LdapSheetError) as caught:
        read_sheet(sheet)
    assert caught.value.key == key
