"""The format of a file is told by its content alone, from its first 64 KiB."""

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.protocols.container import unpack
from portee.protocols.description import Format
from portee.protocols.detection import HEAD_BYTES, detect
from portee.protocols.records import Limits, Remark, UnusableFileError
from tests.protocols.marc.building import MARC21_LEADER, book, iso2709

NO_RECORD = "no-record"
UNKNOWN = "unknown-format"
FOREIGN = "foreign-format"

# Folder or file of the shared data, and what is in it; the longest name that fits a file decides.
EXPECTED: dict[str, Format | str] = {
    "01-unimarc/": Format.UNIMARC,
    "01-unimarc/bnf_sru_unimarcxchange.xml": Format.UNIMARCXML,
    "01-unimarc/sudoc/": Format.UNIMARCXML,
    "02-marc21/": Format.MARC21,
    "02-marc21/evergreen_concerto.xml": Format.MARCXML,
    "02-marc21/lc_british_library.xml.gz": Format.MARCXML,
    "02-marc21/rero_suisse.xml.gz": Format.MARCXML,
    "02-marc21/rism_sources.xml.gz": Format.MARCXML,
    "03-malformed/": Format.MARC21,
    "03-malformed/catmandu-marc__t__broken.xml": Format.MARCXML,
    "03-malformed/marc4j__test__resources__chabon": Format.MARCXML,
    "03-malformed/natlibfi": Format.MARCXML,
    "03-malformed/pymarc__test__bad_tag.xml": Format.MARCXML,
    "03-malformed/qa-catalogue": Format.MARCXML,
    "04-oai-pmh/": NO_RECORD,
    "04-oai-pmh/gallica_ListRecords_100.xml.gz": Format.OAI_DC,
    "04-oai-pmh/sickle__sickle__tests__sample_data__GetRecord.xml": Format.OAI_DC,
    "04-oai-pmh/sickle__sickle__tests__sample_data__ListRecords": Format.OAI_DC,
    "04-oai-pmh/sickle__sickle__tests__sample_data__ListRecordsBroken.xml": UNKNOWN,
    "04-oai-pmh/vufindharvest__tests__fixtures__list_records_response.xml": Format.OAI_DC,
    "04-oai-pmh/vufindharvest__tests__fixtures__oai_doaj.xml.gz": Format.OAI_DC,
    "04-oai-pmh/zenodo_list_identifiers.yaml": UNKNOWN,
    "05-ead-mods-dc/": Format.EAD,
    "05-ead-mods-dc/others/metafacture": Format.MARCXML,
    "05-ead-mods-dc/others/ndl-vufind2__module__Finna__tests__fixtures__ead3": Format.EAD,
    "05-ead-mods-dc/others/ndl-vufind2__module__Finna__tests__fixtures__lido": FOREIGN,
    "05-ead-mods-dc/others/ndl-vufind2__module__Finna__tests__fixtures__lrmi": Format.OAI_DC,
    "05-ead-mods-dc/others/ndl-vufind2__module__Finna__tests__fixtures__qdc": Format.OAI_DC,
    "06-kbart/": Format.KBART,
    "13-france/": Format.CSV,
    "13-france/departements.json": UNKNOWN,
    "13-france/regions.json": UNKNOWN,
    "14-authorities/": UNKNOWN,
    "14-authorities/doremus/MIMO-Wikidata.tsv": Format.CSV,
    "14-authorities/doremus/functions.csv": Format.CSV,
    "14-authorities/imslp_works.tsv.gz": Format.CSV,
    "14-authorities/rism_sigla_F.xml.gz": Format.MARCXML,
}


def found_in(head: bytes) -> Format | str:
    """Give the format, or the code under which the file is refused."""
    try:
        return detect(head)
    except UnusableFileError as refused:
        return refused.remark.code


def test_every_real_file_is_told_by_its_content(shared_data: Path) -> None:
    found = {}
    expected = {}
    for folder in sorted({name.partition("/")[0] for name in EXPECTED}):
        for path in sorted((shared_data / folder).rglob("*")):
            if path.is_file():
                name = path.relative_to(shared_data).as_posix()
                with path.open("rb") as file:
                    found[name] = found_in(unpack(file, Limits()).peek(HEAD_BYTES))
                expected[name] = EXPECTED[max(filter(name.startswith, EXPECTED), key=len)]
    assert len(found) == 123
    assert found == expected


DC = '<dc xmlns="http://www.openarchives.org/OAI/2.0/oai_dc/"/>'
MARC = '<record><leader>     cam0 22        450 </leader><datafield tag="200"/></record>'


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (book(), Format.UNIMARC),
        (b"\xef\xbb\xbf\r\n" + book(), Format.UNIMARC),
        (iso2709(("008", b"x"), ("245", b"10\x1faB"), leader=MARC21_LEADER), Format.MARC21),
        (MARC.encode(), Format.UNIMARCXML),
        (MARC.replace("200", "245").replace("450 ", "4500").encode(), Format.MARCXML),
        (f"<collection>{MARC}".encode(), Format.UNIMARCXML),
        (MARC.encode("utf-16"), Format.UNIMARCXML),
        (f'<?xml version="1.0" encoding="macintosh"?>{MARC}'.encode(), Format.UNIMARCXML),
        (f"<OAI-PMH><ListRecords><record><metadata>{DC}".encode(), Format.OAI_DC),
        (f"<OAI-PMH><ListSets><set><setDescription>{DC}".encode(), NO_RECORD),
        (
            b'<OAI-PMH><request metadataPrefix="marcxml"/><ListRecords><record><header status="deleted">',
            Format.MARCXML,
        ),
        (b'<mods xmlns="http://www.loc.gov/mods/v3"><titleInfo/>', Format.MODS),
        (b"<modsCollection><mods>", Format.MODS),
        (b'<!DOCTYPE ead SYSTEM "ead.dtd"><ead><eadheader/>', Format.EAD),
        (b"<c02 level='file'><did/></c02>", Format.EAD),
        (b"publication_title\tprint_identifier\n", Format.KBART),
        ("Titre;Compositeur\nBoléro;Ravel\nNocturnes;Debussy\n".encode("cp1252"), Format.CSV),
        ("Titre\tCompositeur\nBoléro\tRavel\n".encode("utf-16"), Format.CSV),
        (b'a,b,c\n1,"2,\n2",3\n4,5,6\n7,8,9\n', Format.CSV),
        (b"<html><body>404</body></html>", FOREIGN),
        (b"@prefix a: <b> .\nc a:d e ;\n  a:f g ;\n  a:h i .\n", UNKNOWN),
        (b"INSERT INTO a VALUES (1,2);\nINSERT INTO a VALUES (3,4);\n", UNKNOWN),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", UNKNOWN),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x1e\x1f", UNKNOWN),
        (b'{"a": 1, "b": 2}\n{"a": 1, "b": 2}\n', UNKNOWN),
        (b"Bonjour, voici\nla liste\ndes partitions.\n", UNKNOWN),
        (b"<", UNKNOWN),
        (b"\x0c\x0c", UNKNOWN),
        (b"", "empty-file"),
        (b"\xef\xbb\xbf \r\n\x00", "empty-file"),
    ],
)
def test_a_content_is_told(head: bytes, expected: Format | str) -> None:
    assert found_in(head) == expected


@pytest.mark.parametrize(
    ("root", "name"),
    [
        ("lido:lidoWrap xmlns:lido='http://www.lido-schema.org'", "LIDO"),
        ("TEI xmlns='http://www.tei-c.org/ns/1.0'", "TEI"),
        ("ONIXMessage release='3.0'", "ONIX"),
        ("score-partwise version='4.0'", "MusicXML"),
    ],
)
def test_a_format_that_is_not_read_here_is_named(root: str, name: str) -> None:
    with pytest.raises(UnusableFileError) as refusal:
        detect(f"<{root}><x/>".encode())
    assert refusal.value.remark == Remark("foreign-format", values=(name,))


def test_a_workbook_is_told_from_another_zip() -> None:
    for member, expected in (("xl/workbook.xml", Format.XLSX), ("word/document.xml", UNKNOWN)):
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w") as archive:
            archive.writestr("[Content_Types].xml", "<Types/>")
            archive.writestr(member, "<x/>")
        assert found_in(file.getvalue()) == expected


def test_a_first_record_longer_than_the_head_is_enough() -> None:
    long = iso2709(("001", b"1"), *(("330", b"  \x1fa" + b"x" * 9000) for _ in range(10)))
    assert found_in(long[:HEAD_BYTES]) == Format.UNIMARC


def test_entities_are_not_expanded() -> None:
    entities = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 50}">' for n in range(8))
    bomb = f'<!DOCTYPE ead [<!ENTITY e0 "ha">{entities}]><ead><c>&e8;</c></ead>'
    assert found_in(bomb.encode()) == Format.EAD


@given(head=st.one_of(st.binary(max_size=300), st.text(max_size=100).map(str.encode)))
def test_no_content_breaks_detection(head: bytes) -> None:
    assert found_in(head)
    assert found_in(b"<" + head)
    assert found_in(book()[:40] + head)
