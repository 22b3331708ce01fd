"""The page of a resource: what it is, where it is, what to do with it, and an address that stays."""

import html
import itertools
import json
import re
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from lxml import etree
from pytest_django import DjangoAssertNumQueries

from portee.catalogue.models import Record, Resource, ResourceRedirect
from portee.kernel.actor import RoleKind
from portee.network.models import Establishment
from portee.people.models import Account, Role
from portee.portal.templatetags.resource import contents_lines
from tests.catalogue.search_engine import IndexNow
from tests.portal.resource_shelf import BOOK, BY, CODED, ELEGY, TITLE, Put
from tests.portal.site_pages import PageSeen

SLUG = "elegie-op-24-pour-violoncelle-et-piano"


def address_of(resource_id: int, slug: str = SLUG) -> str:
    return f"/ressource/{resource_id}/{slug}"


def text_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, (address, response.get("Location"))
    return html.unescape(response.content.decode()).replace("\u00a0", " ")


def bare(text: str) -> str:
    """The words of a page without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def structured(text: str) -> Any:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', text, flags=re.S)
    assert found
    return json.loads(found[1])


def test_the_page_says_what_the_resource_is_before_its_title(client: Client, put: Put) -> None:
    words = bare(text_of(client, address_of(put(*ELEGY))))
    sentence = "Partition pour violoncelle et piano, 2e cycle, 12 minutes"
    assert 0 < words.index(sentence) < words.index("Élégie, op. 24 pour violoncelle et piano")
    assert "Gabriel Fauré (1845-1924) , compositeur" in words
    assert "Une pièce lente et chantante." in words


def test_names_and_subjects_lead_to_searches(client: Client, put: Put) -> None:
    text = text_of(client, address_of(put(*ELEGY)))
    for query in (
        "q=auteur%3A%22Faur%C3%A9%2C+Gabriel%22",
        "subject=Violoncelle+et+piano%2C+Musique+de",
        "instrument=strings%2Fbowed-strings%2Fcello",
        "level=cycle-2",
    ):
        assert f'href="/recherche?{query}"' in text


def test_holdings_say_the_call_number_and_what_is_known(client: Client, put: Put) -> None:
    words = bare(text_of(client, address_of(put(*ELEGY))))
    where = words[words.index("Où la trouver") : words.index("À propos")]
    assert "S FAU Emprunté jusqu’au 4 décembre 2027" in where
    # A day gone by tells when the file was made, nothing about today.
    assert "S FAU 2 Disponibilité non communiquée" in where
    assert "780 FAU Disponibilité non communiquée" in where
    assert where.index("Moissac") < where.index("Caussade") < where.index("Ailleurs")
    assert "39021500012" not in words


def test_the_readers_own_establishment_comes_first(client: Client, put: Put) -> None:
    resource_id = put(*ELEGY)
    reader = Account.objects.create_user(email="lu@example.org", password=None)
    Role.objects.create(
        account=reader,
        establishment=Establishment.objects.get(code="caussade"),
        kind=RoleKind.RESIDENT,
        start_date=timezone.localdate(),
    )
    client.force_login(reader)
    words = bare(text_of(client, address_of(resource_id)))
    assert "Dans votre établissement" in words
    where = words[words.index("Où la trouver") :]
    assert where.index("Caussade") < where.index("Votre établissement") < where.index("Moissac")


def test_only_addresses_of_the_web_are_links(client: Client, put: Put) -> None:
    text = text_of(client, address_of(put(*ELEGY)))
    assert 'href="https://exemple.org/elegie" rel="external noopener noreferrer"' in text
    assert "Ouvrir la partition" in text
    assert "javascript:" not in text


def test_a_title_alone_makes_a_page(client: Client, put: Put) -> None:
    resource_id = put(("200", (("a", "Sans rien d’autre"),)), leader=BOOK)
    words = bare(text_of(client, f"/ressource/{resource_id}/sans-rien-dautre"))
    assert "Aucun établissement du réseau ne dit en avoir un exemplaire." in words
    assert "À propos" not in words


def test_three_hundred_names_and_three_thousand_copies_are_folded(client: Client, put: Put) -> None:
    names = [("702", (("a", f"Nom{n}"), ("b", "Prénom"))) for n in range(300)]
    copies = [("995", (("b", "caussade"), ("k", f"P {n}"))) for n in range(3_000)]
    resource_id = put(CODED, TITLE, *names, *copies)
    response = client.get(address_of(resource_id))
    words = bare(html.unescape(response.content.decode()))
    assert "285 autres personnes" in words
    assert "2995 autres exemplaires" in words.replace("\u202f", "").replace("\u00a0", "")
    assert len(response.content) < 400_000


def test_a_title_from_right_to_left_says_its_language(client: Client, put: Put) -> None:
    title = ("200", (("a", "ألف ليلة وليلة"),))
    resource_id = put(CODED, ("101", (("a", "ara"),)), title, leader=BOOK)
    text = text_of(client, f"/ressource/{resource_id}/ressource")
    assert '<h1 id="title" lang="ar" dir="auto">ألف ليلة وليلة</h1>' in text
    assert "Livre, en arabe" in text


@pytest.mark.parametrize("wrong", ["", "/", "/autre-chose"])
def test_any_other_address_leads_to_the_right_one(client: Client, put: Put, wrong: str) -> None:
    resource_id = put(*ELEGY)
    response = client.get(f"/ressource/{resource_id}{wrong}")
    assert (response.status_code, response["Location"]) == (301, address_of(resource_id))
    response = client.get(f"/en/ressource/{resource_id}{wrong}?x=1")
    assert response["Location"] == f"/en{address_of(resource_id)}?x=1"


def test_a_merged_resource_leads_to_the_one_that_stayed(client: Client, put: Put) -> None:
    old, new = put(*ELEGY), put(CODED, ("200", (("a", "Carmen"),)), leader=BOOK)
    Record.objects.filter(resource_id=old).update(resource_id=new)
    Resource.objects.filter(pk=old).update(withdrawn_at=timezone.now())
    ResourceRedirect.objects.create(old_id=old, new_id=new)
    response = client.get(address_of(old))
    assert (response.status_code, response["Location"]) == (301, f"/ressource/{new}/carmen")
    response = client.get(f"/ressource/{old}/export/ris")
    assert response["Location"] == f"/ressource/{new}/export/ris"


def test_a_resource_that_is_gone_says_so_and_helps(client: Client, put: Put) -> None:
    resource_id = put(*ELEGY)
    Record.objects.filter(resource_id=resource_id).update(deleted_at=timezone.now())
    Resource.objects.filter(pk=resource_id).update(withdrawn_at=datetime(2026, 11, 3, tzinfo=UTC))
    for address in (address_of(resource_id), f"/ressource/{resource_id}/export/unimarc"):
        response = client.get(address)
        words = html.unescape(response.content.decode())
        assert response.status_code == 410
        assert "3 novembre 2026" in words
        assert 'value="Élégie, op. 24 : pour violoncelle et piano"' in words
    for unknown in ("999999", "9" * 30):
        assert client.get(f"/ressource/{unknown}/rien").status_code == 404
        assert client.get(f"/ressource/{unknown}/signaler/").status_code == 404
        assert client.get(f"/ressource/{unknown}/export/ris").status_code == 404


def test_machines_read_the_resource_and_nothing_ends_their_script(client: Client, put: Put) -> None:
    evil = ("200", (("a", "</script><script>alert(1)</script>"), ("e", "<!-- & \u2028")))
    resource_id = put(*(evil if field[0] == "200" else field for field in ELEGY))
    address = client.get(f"/ressource/{resource_id}")["Location"]
    raw = client.get(address).content.decode()
    assert "<script>alert" not in raw
    data = structured(raw)
    assert data["@type"] == "SheetMusic"
    assert data["name"] == "</script><script>alert(1)</script>"
    assert data["author"] == [{"@type": "Person", "name": "Gabriel Fauré"}]
    assert data["datePublished"] == "1883"
    assert {offer["sku"] for offer in data["offers"]} == {"S FAU", "780 FAU"}
    assert "" not in data.values()


@pytest.mark.parametrize(
    ("export_format", "media_type", "name", "begins"),
    [
        ("unimarc", "application/marc", "unimarc.mrc", b"0"),
        ("marc21", "application/marc", "marc21.mrc", b"0"),
        ("dc", "application/xml", "dc.xml", b"<oai_dc:dc"),
        ("ris", "application/x-research-info-systems", "ris", b"TY  - MUSIC"),
        ("bibtex", "application/x-bibtex", "bib", b"@misc{portee-"),
    ],
)
def test_the_description_can_be_taken_away(  # noqa: PLR0917  one row of the table
    client: Client, put: Put, export_format: str, media_type: str, name: str, begins: bytes
) -> None:
    resource_id = put(*ELEGY)
    response = client.get(f"/ressource/{resource_id}/export/{export_format}")
    assert response["Content-Type"].startswith(media_type)
    assert response["Content-Disposition"] == (
        f'attachment; filename="{SLUG}-{resource_id}.{name}"'
    )
    assert response.content.startswith(begins)
    assert "noindex" in response["X-Robots-Tag"]
    assert client.get(f"/ressource/{resource_id}/export/pdf").status_code == 404


def test_the_qr_code_is_a_drawing_of_the_lasting_address(client: Client, put: Put) -> None:
    response = client.get(f"/ressource/{put(*ELEGY)}/qr.svg")
    assert response["Content-Type"] == "image/svg+xml"
    assert etree.fromstring(response.content).tag == "{http://www.w3.org/2000/svg}svg"
    assert b"style" not in response.content


def test_the_page_asks_six_queries_at_most(
    client: Client, put: Put, index_now: IndexNow, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    part_of = ("461", (("t", "Œuvres"), ("0", "1")))
    resource_id = put(*ELEGY)
    other = put(*ELEGY, part_of)
    text_of(client, address_of(other))
    index_now()
    with django_assert_num_queries(6):
        words = bare(text_of(client, address_of(other)))
    assert "De la même personne" in words
    assert address_of(resource_id) in text_of(client, address_of(other))


def test_every_page_of_a_resource_has_one_title_and_headings_in_order(
    client: Client, put: Put
) -> None:
    seen = PageSeen(client.get(address_of(put(*ELEGY))).content.decode())
    levels = [level for level, _text in seen.headings]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    assert len(seen.ids) == len(set(seen.ids))
    assert seen.title.startswith("Élégie, op. 24 · Gabriel Fauré")


def test_the_english_page_is_in_english(client: Client, put: Put) -> None:
    words = bare(text_of(client, f"/en{address_of(put(*ELEGY))}"))
    assert "Score for cello and piano, second cycle, 12 minutes" in words
    assert "Borrowed until Dec. 4, 2027" in words


def test_a_resource_of_the_same_person_is_said_without_an_index_too(
    client: Client, put: Put
) -> None:
    # Search may be rebuilding: the page stands without what goes with it.
    words = bare(text_of(client, address_of(put(TITLE, BY))))
    assert "Continuer à partir d’ici" not in words


@pytest.mark.parametrize(
    "note",
    [
        "Overture -- Act I. The garden -- Finale.",
        "Overture.--Act I. The garden--Finale",
        "Overture ; Act I. The garden ; Finale",
    ],
)
def test_works_of_a_disc_are_told_apart_as_catalogues_write_them(note: str) -> None:
    assert contents_lines(note) == ["Overture", "Act I. The garden", "Finale"]
