"""The proof that an establishment asks for: joined or shown, seen by who decides, gone at the decision."""

import io
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from portee.kernel.private_files import stored
from portee.network.models import Establishment
from portee.people.models import Registration, RegistrationDraft, RegistrationProof
from portee.people.proof_content import ProofRefusedError, read_proof
from portee.people.services.registration import RegistrationRefusedError, submit_registration
from portee.people.services.registration_letter import follow_path
from portee.people.services.registration_proof import FOLDER, forget_old_proofs
from tests.people.test_registration_page import PERSON, begin, go_on
from tests.people.wishes import ask, open_registration, wish
from tests.people.world import NOW, World
from tests.retention import delete_due

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n%%EOF\n"
Committed = Callable[[], AbstractContextManager[Any]]
QUEUE = "/gestion/inscriptions/"


def picture(kind: str = "JPEG", size: tuple[int, int] = (60, 40)) -> bytes:
    """A picture that says where it was taken."""
    kept = io.BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "Appareil de Léa"
    exif[0x0112] = 6
    Image.new("RGB", size, "red").save(kept, kind, exif=exif)
    return kept.getvalue()


@pytest.fixture
def site(world: World) -> World:
    cache.clear()
    open_registration(world, "valley-library")
    Establishment.objects.filter(code="valley-library").update(
        proof_name="Justificatif de domicile", proof_reason="Réservé aux habitants de la vallée."
    )
    return world


def files() -> list[Path]:
    folder = stored(FOLDER)
    return sorted(folder.glob("*.bin")) if folder.is_dir() else []


@pytest.fixture
def committed(django_capture_on_commit_callbacks: Any) -> Committed:
    """What is done once a transaction is certain, at the end of the block."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture(autouse=True)
def no_file_before(db: None) -> None:
    for path in files():
        path.unlink()


def to_the_proof(site: World, client: Client) -> str:
    """Answer up to the proof; its address."""
    contact = go_on(client, begin(site, client), **PERSON)
    return go_on(client, contact, email="lea@example.org")


def join(client: Client, address: str, content: bytes = PDF) -> str:
    answer = client.post(address, {"file": SimpleUploadedFile("scan.pdf", content)})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer.headers["Location"])


def send(site: World, client: Client, content: bytes = PDF) -> Registration:
    check = join(client, to_the_proof(site, client), content)
    go_on(client, check, consent="on")
    return Registration.objects.get()


def test_person_joins_a_proof_on_one_page_more(site: World, client: Client) -> None:
    address = to_the_proof(site, client)
    page = client.get(address).content.decode()
    assert "Justificatif de domicile" in page
    assert "Réservé aux habitants" in page
    check = join(client, address)
    assert "Joint" in client.get(check).content.decode()
    go_on(client, check, consent="on")
    assert RegistrationProof.objects.get().registration == Registration.objects.get()
    assert len(files()) == 1
    assert not client.cookies


def test_person_says_she_will_show_it(site: World, client: Client) -> None:
    check = go_on(client, to_the_proof(site, client), at_desk="on")
    go_on(client, check, consent="on")
    assert Registration.objects.get().brings_proof
    assert not RegistrationProof.objects.exists()


def test_nothing_is_sent_without_the_proof_that_is_asked(site: World, client: Client) -> None:
    address = to_the_proof(site, client)
    assert client.post(address, {}).status_code == 422
    check = address.replace("justificatif", "verifier")
    assert client.get(check).headers["Location"] == address
    with pytest.raises(RegistrationRefusedError):
        submit_registration(wish(site), at=NOW)


def test_nobody_is_asked_where_none_is_wanted(world: World, client: Client) -> None:
    cache.clear()
    open_registration(world, "valley-library")
    address = to_the_proof(world, client)
    assert address.endswith("/verifier/")
    proof = address.replace("verifier", "justificatif")
    assert client.get(proof).headers["Location"] == address


def test_picture_is_drawn_again_upright_without_what_the_camera_wrote() -> None:
    kept = Image.open(io.BytesIO(read_proof(picture()).content))
    assert kept.size == (40, 60)
    assert not kept.getexif()
    assert b"Appareil" not in read_proof(picture()).content
    assert read_proof(picture("PNG")).kind == "jpeg"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "vide"),
        (b"<script>alert(1)</script>", "ni une image"),
        (b"\xff\xd8\xff\xe0 cut", "ni une image"),
        (b"%PDF-1.7 cut", "incomplet"),
        (b"\0\0\0\x18ftypheic" + b"\0" * 40, "HEIC"),
        (b"GIF89a" + b"\0" * 40, "ni une image"),
        (picture("PNG", (8_000, 5_001)), "quarante millions"),
    ],
    ids=["empty", "html", "cut picture", "cut pdf", "heic", "gif", "huge"],
)
def test_file_that_is_no_proof_is_told_by_its_content(content: bytes, said: str) -> None:
    with pytest.raises(ProofRefusedError) as refused:
        read_proof(content)
    assert said in str(refused.value)


def test_file_too_large_is_told_in_the_form(site: World, client: Client) -> None:
    address = to_the_proof(site, client)
    huge = PDF + b"\0" * settings.PROOF_BYTES
    answer = client.post(address, {"file": SimpleUploadedFile("scan.pdf", huge)})
    assert answer.status_code == 422
    assert "mégaoctets" in answer.content.decode()
    assert not files()


def test_another_file_replaces_the_one_before(
    site: World, client: Client, committed: Committed
) -> None:
    address = to_the_proof(site, client)
    join(client, address)
    with committed():
        join(client, address, picture())
    assert RegistrationProof.objects.get().kind == "jpeg"
    assert len(files()) == 1


def test_only_who_may_decide_takes_the_file_away_and_no_browser_opens_it_here(
    site: World, client: Client
) -> None:
    found = send(site, client)
    address = f"{QUEUE}{found.pk}/justificatif/"
    for name in ("hills-librarian", "writer"):
        client.force_login(site.accounts[name])
        assert client.get(address).status_code == 404, name
    client.force_login(site.accounts["librarian"])
    answer = client.get(address)
    assert b"".join(answer.streaming_content) == PDF  # type: ignore[attr-defined]
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert "no-store" in answer.headers["Cache-Control"]
    assert "Léa" not in answer.headers["Content-Disposition"]
    assert address in client.get(f"{QUEUE}inspect/{found.pk}/").content.decode()


@pytest.mark.parametrize(
    ("verb", "said"),
    [
        ("accepter", {}),
        ("refuser", {"reason": "outside"}),
        ("transmettre", {"establishment": "hills-library"}),
    ],
)
def test_proof_is_deleted_at_the_decision(
    site: World,
    client: Client,
    verb: str,
    said: dict[str, str],
    committed: Committed,
) -> None:
    found = send(site, client)
    client.force_login(site.accounts["librarian"])
    if "establishment" in said:
        said = {"establishment": str(site.nodes[said["establishment"]].pk)}
    with committed():
        client.post(f"{QUEUE}{found.pk}/{verb}/", said)
    found.refresh_from_db()
    assert not found.is_open
    assert not RegistrationProof.objects.exists()
    assert not files()


def test_proof_goes_with_the_request_that_is_withdrawn(
    site: World, client: Client, committed: Committed
) -> None:
    found = send(site, client)
    with committed():
        client.post(follow_path(found), {"withdraw": "1"})
    assert not Registration.objects.exists()
    assert not files()


def test_proof_is_deleted_after_thirty_days_whatever_happens(
    site: World, client: Client, committed: Committed
) -> None:
    send(site, client)
    received = RegistrationProof.objects.get().received_at
    early = received + timedelta(days=30, seconds=-1)
    assert forget_old_proofs(at=early) == 0
    with committed():
        assert forget_old_proofs(at=received + timedelta(days=30)) == 1
    assert not files()
    assert Registration.objects.get().is_open


def test_proof_of_answers_never_sent_goes_with_them(
    site: World, client: Client, committed: Committed
) -> None:
    join(client, to_the_proof(site, client))
    later = timezone.now() + timedelta(days=8)
    with committed():
        assert delete_due("people.drafts", at=later) == 1
    assert not RegistrationDraft.objects.exists()
    assert not files()


def test_file_without_its_row_is_swept(site: World, client: Client) -> None:
    send(site, client)
    Registration.objects.all().delete()
    later = timezone.now() + timedelta(days=2)
    RegistrationProof.objects.all().delete()
    assert forget_old_proofs(at=later) == 1
    assert not files()


def test_request_that_asks_for_no_proof_has_none_to_show(world: World, client: Client) -> None:
    found = ask(world)
    client.force_login(world.accounts["librarian"])
    assert client.get(f"{QUEUE}{found.pk}/justificatif/").status_code == 404
