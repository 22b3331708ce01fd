"""Fault 14: files that lie about themselves cost little, are told, and lose none of their good records."""

import gzip
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management.base import CommandError
from django.test import override_settings

from portee.catalogue.models import ImportRun, Record, RemarkKind, Resource, RunRemark, RunState
from portee.protocols.records import Limits
from tests.catalogue.conftest import Notice, counts, iso2709, run_import, written

pytestmark = [pytest.mark.fault, pytest.mark.django_db]

GOOD = [Notice(str(n), f"Titre numéro {n} à l’été") for n in range(1, 4)]
XML = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<collection xmlns="info:lc/xmlns/marcxchange-v2"'
    ' numberOfRecords="2">{}</collection>'
)


def in_xml(notice: Notice) -> str:
    return (
        '<record format="UNIMARC"><leader>00000nam0 2200000   450 </leader>'
        f'<controlfield tag="001">{notice.identifier}</controlfield>'
        '<datafield tag="100" ind1=" " ind2=" "><subfield code="a">'
        "20200101d2019    m  y0frey50      ba</subfield></datafield>"
        '<datafield tag="200" ind1="1" ind2=" "><subfield code="a">'
        f"{notice.title}</subfield></datafield></record>"
    )


def file_with(folder: Path, content: bytes) -> Path:
    path = folder / "export.bin"
    path.write_bytes(content)
    return path


def refused(path: Path) -> str:
    """The sentence of a file that cannot be used, which leaves nothing behind but its refusal."""
    with pytest.raises(CommandError) as refusal:
        run_import(path)
    assert refusal.value.returncode == 3
    assert "\n" not in str(refusal.value)
    assert not Record.objects.exists()
    assert ImportRun.objects.get().state == RunState.REFUSED
    return str(refusal.value)


def zipped(**members: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (lambda: b"", "vide"),
        (lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "format"),
        (lambda: gzip.compress(written(GOOD[0]))[:-12], "incomplète"),
        (lambda: zipped(a=b"1", b=b"2"), "plusieurs fichiers"),
        (zipped, "vide"),
        (lambda: b'<!DOCTYPE a [<!ENTITY b "c">]><collection>&b;</collection>', "entités|format"),
        (lambda: b";".join(b"c%d" % n for n in range(5_000_000)) + b"\n1;2\n", "colonnes|format"),
    ],
    ids=["empty", "foreign", "truncated", "several", "no-member", "entities", "five-million"],
)
def test_a_file_that_is_of_no_use_is_refused_in_one_sentence(
    tmp_path: Path, content: Callable[[], bytes], said: str
) -> None:
    sentence = refused(file_with(tmp_path, content()))
    assert any(word in sentence for word in said.split("|")), sentence


def test_a_bomb_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    good = b"".join(written(one) for one in GOOD)
    assert "déploie" in refused(file_with(tmp_path, gzip.compress(good + b" " * 200_000_000)))


def test_a_file_larger_than_it_may_be_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    with override_settings(IMPORT_LIMITS=Limits(content_bytes=2_000)):
        many = b"".join(written(Notice(str(n))) for n in range(50))
        assert "taille" in refused(file_with(tmp_path, many))


def test_a_file_with_more_records_than_it_promises_gives_them_all(tmp_path: Path) -> None:
    content = XML.format("".join(map(in_xml, GOOD))).encode()
    assert counts(run_import(file_with(tmp_path, content))) == {"read": 3, "created": 3}


@pytest.mark.parametrize(
    "lie",
    [
        b"\x00" * 500 + b"\x1d",
        b"99999nam0 2200061   450 001000200000\x1e1\x1e\x1d",
        b"this is no record at all\x1d",
        written(Notice("9", "Coupé"))[:60] + b"\x1d",
        b"00050nam0 22zzzzz   450 " + b"\x1d",
    ],
    ids=["nulls", "too-short", "words", "cut", "no-base"],
)
def test_good_records_around_a_broken_one_are_kept(tmp_path: Path, lie: bytes) -> None:
    content = written(GOOD[0]) + lie + written(GOOD[1]) + written(GOOD[2])
    said = run_import(file_with(tmp_path, content))
    assert said["created"] - said["repaired"] <= 3
    assert set(Record.objects.values_list("key", flat=True)) >= {"1", "2", "3"}
    remarks = RunRemark.objects.filter(kind=RemarkKind.REJECTED)
    assert remarks.count() == said["rejected"]
    for remark in remarks:
        assert remark.offset_bytes >= len(written(GOOD[0])) - 1


def test_a_record_longer_than_it_may_be_is_refused_alone(tmp_path: Path) -> None:
    huge = iso2709(
        [("001", b"9"), *[("300", b"  \x1fa" + b"x" * 9_000)] * 12],
        leader="     nam0 22        450 ",
    )
    with override_settings(IMPORT_LIMITS=Limits(record_bytes=50_000)):
        said = run_import(file_with(tmp_path, written(GOOD[0]) + huge + written(GOOD[1])))
    assert counts(said) == {"read": 3, "created": 2, "rejected": 1}


def test_broken_xml_gives_the_records_that_are_whole(tmp_path: Path) -> None:
    broken = in_xml(GOOD[1]).replace("</controlfield>", "")
    content = XML.format(in_xml(GOOD[0]) + broken + in_xml(GOOD[2])).encode()
    said = run_import(file_with(tmp_path, content))
    assert said["rejected"] >= 1
    assert {"1", "3"} <= set(Record.objects.values_list("key", flat=True))


def test_records_that_lie_about_their_character_set_keep_their_accents(tmp_path: Path) -> None:
    lying = written(GOOD[0]).replace(b"y50 ", b"y01 ")
    run_import(file_with(tmp_path, lying))
    assert Resource.objects.get().title == "Titre numéro 1 à l’été"


def test_a_report_is_bounded_and_its_counters_are_not(tmp_path: Path, settings: Any) -> None:
    settings.IMPORT_REMARKS_KEPT = 10
    said = run_import(file_with(tmp_path, written(GOOD[0]) + b"no record\x1d" * 100))
    assert said["rejected"] == 100
    assert RunRemark.objects.count() == 10
    assert ImportRun.objects.get().remark_count == 100
