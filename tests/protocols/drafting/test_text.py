"""Marks of sorting leave the text and become a count; addresses that cannot be followed are none."""

import pytest

from portee.protocols.drafting import (
    NSB,
    NSE,
    kind_of_publisher,
    part_after_marks,
    tidy,
    web_address,
)


@pytest.mark.parametrize(
    ("marked", "text", "skipped"),
    [
        (f"{NSB}Les {NSE}Misérables", "Les Misérables", 4),
        (f"{NSB}L'{NSE}échappée belle", "L'échappée belle", 2),
        (f" {NSB}Le {NSE}lac", "Le lac", 3),
        (f"[{NSB}Le {NSE}lac]", "[Le lac]", 4),
        (f"Retour à {NSB}la {NSE}maison", "Retour à la maison", 0),
        (f"{NSB}Le lac", "Le lac", 0),
        (f"Le {NSE}lac", "Le lac", 0),
        (f"{NSB}Le {NSE}", "Le", 2),
        (f"{NSE}{NSB}", "", 0),
        ("Sans marque ", "Sans marque", 0),
    ],
)
def test_marks_of_sorting_become_a_count(marked: str, text: str, skipped: int) -> None:
    assert part_after_marks(marked) == (text, skipped)
    assert tidy(marked) == text


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("http://gallica.bnf.fr/ark:/12148/x ", "http://gallica.bnf.fr/ark:/12148/x"),
        ("HTTPS://example.org", "HTTPS://example.org"),
        ("www.bibliomedia.ch", "https://www.bibliomedia.ch"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("//example.org", ""),
        ("", ""),
    ],
)
def test_only_an_address_that_may_be_followed_is_one(written: str, address: str) -> None:
    assert web_address(written) == address


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("distrib. Sonodisc", "distribution"),
        ("[[s.n.] [distrib.]]", "distribution"),
        ("F. Steiner [distributor]", "distribution"),
        ("France Télévisions Distribution", "publication"),
        ("Heugel", "publication"),
    ],
)
def test_a_name_that_says_it_distributes_is_believed(name: str, kind: str) -> None:
    assert kind_of_publisher(name, "publication") == kind
