"""Importing lists of establishments, the national one and hostile ones."""

import gzip
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.network.adapters import csv_file
from portee.network.adapters.establishment_list import (
    ImportedEstablishment,
    RejectedLine,
    read_establishments,
)
from portee.network.errors import UnusableFileError
from portee.network.models import Establishment, EstablishmentIdentifier, EstablishmentKind
from portee.network.services.establishment import change_establishment
from tests.network.conftest import AT

DEMO = Path(__file__).parents[2] / "demo"
LIBRARIES = DEMO / "bibliotheques-82.csv"
GROUPS = DEMO / "groupes-de-communes-82.csv"
HEADER = (
    "Code_bib,nom_de_l_etablissement,Adresse,code_departement,CP,Ville,"
    "Longitude,Latitude,type_adresse,site_internet\n"
)
CAYLUS = "LI6106,Médiathèque de Caylus,15 avenue,82,82160,Caylus,1.77,44.23,Bâtiment ouvert,\n"


def run(*arguments: str, capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    call_command("import_establishments", *arguments, "--json")
    report: dict[str, object] = json.loads(capsys.readouterr().out.splitlines()[-1])
    return report


@pytest.fixture
def written(tmp_path: Path) -> Path:
    return tmp_path / "liste.csv"


def test_libraries_of_the_demonstration_are_placed_under_their_groups(
    db: None, capsys: pytest.CaptureFixture[str]
) -> None:
    report = run(str(LIBRARIES), "--groups", str(GROUPS), capsys=capsys)
    assert (report["created"], report["rejected"]) == (30, 0)
    groups = Establishment.objects.filter(kind=EstablishmentKind.COMMUNE_GROUP)
    assert groups.count() == 9
    memo = Establishment.objects.get(code="memo-mediatheque-de-montauban")
    assert memo.get_parent().code == "grand-montauban"  # type: ignore[union-attr]
    assert memo.insee_code == "82121"
    assert not any(Establishment.find_problems())


def test_same_file_twice_changes_nothing(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    run(str(LIBRARIES), capsys=capsys)
    before = list(Establishment.objects.values())
    report = run(str(LIBRARIES), capsys=capsys)
    assert (report["created"], report["updated"], report["unchanged"]) == (0, 0, 30)
    assert list(Establishment.objects.values()) == before


def test_what_a_person_changed_is_kept_when_the_list_changes(
    db: None, written: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written.write_text(HEADER + CAYLUS, encoding="utf-8")
    run(str(written), capsys=capsys)
    row = Establishment.objects.get()
    change_establishment(establishment_id=row.pk, at=AT, name="La Médiathèque")
    written.write_text(
        HEADER + CAYLUS.replace("Médiathèque de Caylus", "Médiathèque").replace("15 av", "17 av"),
        encoding="utf-8",
    )
    report = run(str(written), capsys=capsys)
    row.refresh_from_db()
    assert report["updated"] == 1
    assert (row.name, row.street) == ("La Médiathèque", "17 avenue")


def test_dry_run_says_all_and_writes_nothing(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    report = run(str(LIBRARIES), "--groups", str(GROUPS), "--dry-run", capsys=capsys)
    assert report["created"] == 30
    assert not Establishment.objects.exists()


def test_one_departement_is_kept_and_places_closed_to_the_public_are_left_out(
    db: None, written: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    elsewhere = CAYLUS.replace("LI6106", "LI1").replace(",82,", ",46,")
    office = CAYLUS.replace("LI6106", "LI2").replace(
        "Bâtiment ouvert", "Lieu uniquement administratif"
    )
    written.write_text(HEADER + CAYLUS + elsewhere + office, encoding="utf-8")
    report = run(str(written), "--departement", "82", capsys=capsys)
    assert (report["created"], report["skipped"], report["rejected"]) == (1, 1, 0)


def test_bad_lines_are_named_and_the_others_imported(
    db: None, written: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = [CAYLUS, ",Sans code,,82,,,,,,\n", "LI9,,,82,,,,,,\n", "a" * 9 + ",b" * 30 + "\n"]
    written.write_text(HEADER + CAYLUS + "".join(bad), encoding="utf-8")
    report = run(str(written), capsys=capsys)
    assert report["created"] == 1
    assert [line for line, _ in report["errors"]] == [3, 4, 5, 6]  # type: ignore[attr-defined]


def test_two_libraries_of_one_name_get_two_codes(
    db: None, written: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written.write_text(HEADER + CAYLUS + CAYLUS.replace("LI6106", "LI7"), encoding="utf-8")
    run(str(written), capsys=capsys)
    codes = set(Establishment.objects.values_list("code", flat=True))
    assert codes == {"mediatheque-de-caylus", "mediatheque-de-caylus-2"}
    assert EstablishmentIdentifier.objects.count() == 2


def test_overseas_library_keeps_its_clock(
    db: None, written: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written.write_text(HEADER + CAYLUS.replace(",82,", ",974,"), encoding="utf-8")
    run(str(written), capsys=capsys)
    assert Establishment.objects.get().timezone_name == "Indian/Reunion"


@pytest.mark.parametrize(
    ("position", "kept"),
    [("1.77,44.23", True), ("0,0", False), ("999,44", False), ("nan,44", False), ("1.77,", False)],
)
def test_impossible_position_is_no_position(
    db: None, written: Path, capsys: pytest.CaptureFixture[str], position: str, kept: bool
) -> None:
    written.write_text(HEADER + CAYLUS.replace("1.77,44.23", position), encoding="utf-8")
    run(str(written), capsys=capsys)
    assert (Establishment.objects.get().longitude is not None) is kept


@pytest.mark.parametrize(
    "content",
    [
        (HEADER + CAYLUS).encode(),
        b"\xef\xbb\xbf" + (HEADER + CAYLUS).encode(),
        (HEADER + CAYLUS).encode("cp1252"),
        gzip.compress((HEADER + CAYLUS).encode()),
        (HEADER + CAYLUS).replace(",", ";").encode(),
        (HEADER + CAYLUS).replace("\n", "\r\n").encode(),
    ],
    ids=["utf-8", "mark", "windows", "gzip", "semicolons", "crlf"],
)
def test_file_is_understood_however_it_was_saved(written: Path, content: bytes) -> None:
    written.write_bytes(content)
    (line,) = read_establishments(written)
    assert isinstance(line, ImportedEstablishment)
    assert line.facts["name"] == "Médiathèque de Caylus"


def test_own_columns_may_bear_french_names(
    db: None, written: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written.write_text(
        "code;nom;type;rattachement;commune\n"
        "reseau;Réseau;network;;\n"
        "ecole;École de danse;school;reseau;Moissac\n"
        "orpheline;Orpheline;library;nulle-part;\n",
        encoding="utf-8",
    )
    report = run(str(written), capsys=capsys)
    assert (report["created"], report["rejected"]) == (2, 1)
    assert Establishment.objects.get(code="ecole").depth == 2


BOMB = gzip.compress(b"0," * 40_000_000)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n\n \n",
        b"\x89PNG\r\n\x1a\n\x00\x00\x00",
        "colonne\nvaleur\n".encode("utf-16"),
        b"a,b,c\n1,2,3\n",
        gzip.compress(b"Code_bib")[:-6],
        b"\x1f\x8b not gzip at all",
        BOMB,
        (",".join(f"c{number}" for number in range(5000)) + "\n").encode(),
        HEADER.encode() + b"x" * 200_000,
    ],
    ids=["empty", "blank", "binary", "utf-16", "other", "cut", "fake", "bomb", "wide", "long line"],
)
def test_unusable_file_is_refused_with_exit_3_and_nothing_written(
    db: None, written: Path, content: bytes
) -> None:
    written.write_bytes(content)
    with pytest.raises(CommandError) as refusal:
        call_command("import_establishments", str(written))
    assert refusal.value.returncode == 3
    assert "\n" not in str(refusal.value)
    assert not Establishment.objects.exists()


def test_file_that_breaks_in_the_middle_writes_nothing(db: None, written: Path) -> None:
    written.write_bytes(HEADER.encode() + CAYLUS.encode() + b"x" * (csv_file.MAX_LINE_CHARS + 1))
    with pytest.raises(CommandError):
        call_command("import_establishments", str(written))
    assert not Establishment.objects.exists()


def test_missing_file_is_refused(db: None, tmp_path: Path) -> None:
    with pytest.raises(CommandError) as refusal:
        call_command("import_establishments", str(tmp_path / "nowhere.csv"))
    assert refusal.value.returncode == 3


@settings(max_examples=150, deadline=None)
@given(content=st.binary(max_size=2000), with_header=st.booleans())
def test_no_bytes_break_the_reader(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, with_header: bool
) -> None:
    path = tmp_path_factory.mktemp("bytes") / "liste.csv"
    path.write_bytes((HEADER.encode() if with_header else b"") + content)
    try:
        lines = list(read_establishments(path))
    except UnusableFileError:
        return
    assert all(not isinstance(line, RejectedLine) or line.reason for line in lines)


NATIONAL = Path(__file__).parents[3] / "shared/data/13-france/bibliotheques_publiques.csv.gz"


@pytest.mark.skipif(not NATIONAL.exists(), reason="the national list is not on this machine")
def test_whole_national_list_is_read_without_a_rejected_line() -> None:
    lines = list(read_establishments(NATIONAL))
    imported = [line for line in lines if isinstance(line, ImportedEstablishment)]
    assert len(lines) == 7851
    assert len(imported) == 7720
    assert len({line.identifier for line in imported}) == 7720
