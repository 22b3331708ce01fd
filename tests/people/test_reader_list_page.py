"""The pages of lists: a teacher's own, and those of the back office; the same steps, without a script."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from portee.kernel.jobs import run_waiting_jobs
from portee.people.models import Account, ActivationCode, Membership, ReaderList
from portee.people.services.activation import account_of_code
from tests.people.lists import CLASS, enrol, plan
from tests.people.world import NOW, World

CLASSES = "/mes-classes/"
LISTS = "/gestion/listes/"


@pytest.fixture
def school(world: World, client: Client) -> World:
    client.force_login(world.accounts["teacher"])
    return world


def upload(content: str = CLASS) -> SimpleUploadedFile:
    return SimpleUploadedFile("classe.csv", content.encode())


def columns_on(page: str) -> dict[str, str]:
    """What the form of the columns would send as it opens."""
    found = re.findall(r'<select[^>]* name="(column-\d+)">(.*?)</select>', page, re.S)
    chosen = {name: re.search(r'value="(\w*)" selected', options) for name, options in found}
    return {name: match[1] for name, match in chosen.items() if match}


def send(school: World, client: Client, content: str = CLASS) -> str:
    """Send a class; the address of its columns."""
    said = {"establishment": school.nodes["valley-library"].pk, "file": upload(content)}
    answer = client.post(CLASSES, said)
    assert answer.status_code == 302, answer.content.decode()
    return str(answer.headers["Location"])


def test_teacher_enrols_her_class_from_a_list(school: World, client: Client) -> None:
    address = send(school, client)
    columns = columns_on(client.get(address).content.decode())
    page = client.post(address, columns, follow=True).content.decode()
    assert "Nouveaux (3)" in page
    assert not Membership.objects.exists()
    here = address.removesuffix("colonnes/")
    client.post(here, {"do": "apply"})
    run_waiting_jobs()
    page = client.get(here).content.decode()
    assert "Appliquée" in page
    assert Membership.objects.count() == 3
    sheets = client.post(f"{here}feuilles/", {"part": "1"}).content.decode()
    codes = re.findall(r"[2-9A-Z]{5}-[2-9A-Z]{5}", sheets)
    assert len(codes) == 3
    assert sheets.count("<svg") >= 3
    assert ActivationCode.objects.count() == 3
    assert {str(account_of_code(code, at=NOW)) for code in codes} >= {"Léa Martin"}


def test_file_that_cannot_be_used_is_told_in_the_form(school: World, client: Client) -> None:
    said = {"establishment": school.nodes["valley-library"].pk, "file": upload("Nom;Mail\n")}
    answer = client.post(CLASSES, said)
    assert answer.status_code == 422
    assert "personne au-dessous" in answer.content.decode()
    assert not ReaderList.objects.exists()


def test_column_of_the_name_is_asked_for(school: World, client: Client) -> None:
    address = send(school, client)
    answer = client.post(address, {"column-2": "birth_year"})
    assert answer.status_code == 422
    assert "quelle colonne contient le nom" in answer.content.decode()


def test_school_of_somebody_else_is_not_offered(school: World, client: Client) -> None:
    said = {"establishment": school.nodes["hills-library"].pk, "file": upload()}
    assert client.post(CLASSES, said).status_code == 422


def test_namesakes_are_asked_and_answered_together(school: World, client: Client) -> None:
    enrol(school, by="teacher")
    found = plan(school, CLASS.replace("Cycle 2", "Cycle 3"), by="teacher")
    here = f"{CLASSES}{found.pk}/"
    assert "Qui est Léa Martin" in client.get(here).content.decode()
    page = client.post(here, {"do": "answer", "all-same": "on"}, follow=True).content.decode()
    assert "3 réponses enregistrées" in page
    assert "Modifiés (3)" in page


def test_list_of_a_colleague_does_not_exist(school: World, client: Client) -> None:
    found = plan(school, by="librarian")
    assert client.get(f"{CLASSES}{found.pk}/").status_code == 404


def test_pages_are_kept_by_no_cache_and_listed_by_no_engine(school: World, client: Client) -> None:
    answer = client.get(CLASSES)
    assert answer.headers["Cache-Control"] == "no-store"
    assert "noindex" in answer.headers["X-Robots-Tag"]


def test_my_account_leads_teachers_to_their_classes(school: World, client: Client) -> None:
    assert CLASSES in client.get("/mon-compte/").content.decode()
    client.force_login(school.accounts["resident"])
    assert CLASSES not in client.get("/mon-compte/").content.decode()


def test_librarian_goes_through_the_same_steps_in_the_back_office(
    world: World, client: Client
) -> None:
    client.force_login(world.accounts["librarian"])
    said = {
        "establishment": str(world.nodes["valley-library"].pk),
        "role_kind": "resident",
        "file": upload(),
        "has_guardian_consent": "on",
    }
    answer = client.post(f"{LISTS}new/", said)
    assert answer.status_code == 302, answer.content.decode()
    address = str(answer.headers["Location"])
    page = client.get(address).content.decode()
    page = client.post(address, columns_on(page), follow=True).content.decode()
    assert "Nouveaux (3)" in page
    here = f"{LISTS}inspect/{ReaderList.objects.get().pk}/"
    client.post(here, {"do": "apply"})
    run_waiting_jobs()
    assert Account.objects.filter(roles__kind="resident", memberships__isnull=False).count() == 3
    again = plan(world, CLASS.splitlines()[0] + "\n" + CLASS.splitlines()[1] + "\n")
    assert again.lines.filter(outcome="absent").count() == 0


def test_message_with_a_link_leaves_for_those_who_have_an_address(
    world: World, client: Client, mailoutbox: list[object]
) -> None:
    client.force_login(world.accounts["librarian"])
    content = "Nom complet;Mail;Naissance\nRose Martin;rose@example.org;1950\nPaul Petit;;1951\n"
    found = plan(world, content, is_by_mail=True)
    client.post(f"{LISTS}inspect/{found.pk}/", {"do": "apply"})
    run_waiting_jobs()
    run_waiting_jobs()
    assert list(found.lines.filter(is_invited=True).values_list("email", flat=True)) == [
        "rose@example.org"
    ]


def test_page_of_a_list_asks_the_same_whatever_its_length(
    school: World, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    enrol(school, by="teacher")
    few = plan(school, CLASS.replace("Cycle 2", "Cycle 3"), by="teacher")
    here = f"{CLASSES}{few.pk}/"
    client.get(here)
    with CaptureQueriesContext(connection) as asked:
        client.get(here)
    more = CLASS.replace("Cycle 2", "Cycle 3") + "".join(
        f"Nom{chr(97 + n)};Ana;2008;Caylus;Cycle 3;\n" for n in range(20)
    )
    many = plan(school, more, by="teacher")
    with django_assert_num_queries(len(asked)):
        client.get(f"{CLASSES}{many.pk}/")
    assert len(asked) == 7
