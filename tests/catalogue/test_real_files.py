"""Every real file goes through the whole import, with the counts that its own bytes give.

Counts were taken from the files first (record terminators, start tags, lines), never from this code; the exact places
of what is refused stand in tests/protocols. A record that a file repeats to the letter is `unchanged`.
"""

from pathlib import Path

import pytest
from django.core.management import CommandError
from django.db import connection

from portee.catalogue.models import Record
from tests.catalogue.conftest import counts, run_import

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _patient_database(db: None) -> None:
    """Let the end of a test last: it checks at once the rows of a whole file, which an import commits by the batch."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = 0")


OTHER = "Le fichier n’est dans aucun format connu ici"
SUDOC = "01-unimarc/sudoc/"
MENDED_IN_SUDOC = ("037982176.xml", "999999999.xml")
AUTHORITY_OF_SUDOC = "02787088X.xml"


def read(
    created: int, *, repaired: int = 0, rejected: int = 0, unchanged: int = 0
) -> dict[str, int]:
    said = {
        "read": created + rejected + unchanged,
        "created": created,
        "unchanged": unchanged,
        "rejected": rejected,
        "repaired": repaired,
    }
    return {name: count for name, count in said.items() if count}


FILES: dict[str, dict[str, int]] = {
    "01-unimarc/bnf_sru_unimarcxchange.xml": read(25),
    "01-unimarc/moccam_harrypotter.pan": read(7),
    # Authorities: each is said to be one, and none becomes a resource.
    "01-unimarc/roubaix_auth_2024.mrc": read(0, rejected=793),
    "01-unimarc/roubaix_biblio_2022.mrc": read(449, repaired=7),
    "01-unimarc/roubaix_biblio_2024.mrc": read(1192, repaired=53),
    "01-unimarc/sbn_it_data.mrc": read(5),
    "02-marc21/boston_university_ccby.mrc": read(92, rejected=8, repaired=8),
    "02-marc21/evergreen_concerto.xml": read(50, repaired=50),
    "02-marc21/evergreen_jazz.mrc": read(500, repaired=3),
    "02-marc21/laurentienne_fre.mrc": read(250),
    "02-marc21/lc_british_library.xml.gz": read(99),
    "02-marc21/rero_suisse.xml.gz": read(221, repaired=1),
    "02-marc21/rism_sources.xml.gz": read(500, repaired=352),
    "02-marc21/uva.mrc": read(500),
    "03-malformed/catmandu-marc__t__broken.xml": read(10, repaired=1),
    "03-malformed/marc4j__test__resources__bad-characters-in-various-fields.mrc": read(
        1, repaired=1
    ),
    "03-malformed/marc4j__test__resources__bad_leaders_10_11.mrc": read(1),
    "03-malformed/marc4j__test__resources__bad_too_long_plus_2.mrc": read(3, repaired=1),
    "03-malformed/marc4j__test__resources__chabon-missing-controlfield-tag.xml": read(
        1, repaired=1
    ),
    "03-malformed/marc4j__test__resources__chabon-missing-subfield-code.xml": read(1, repaired=1),
    "03-malformed/marc4j__test__resources__chinese_mangled_multibyte.mrc": read(4, repaired=4),
    "03-malformed/marc4j__test__resources__greekmissingcharsetchange.mrc": read(3, repaired=3),
    "03-malformed/marc4j__test__resources__incomplete_esc_seq.mrc": read(1, repaired=1),
    "03-malformed/marc4j__test__resources__pride-and-prejudice-with-many-errors.mrc": read(
        349, unchanged=18, rejected=16, repaired=90
    ),
    "03-malformed/natlibfi-recordmanager__tests__fixtures__Base__record__marc-broken.xml": read(
        1, repaired=1
    ),
    "03-malformed/natlibfi-recordmanager__tests__fixtures__Base__utils__LineBasedMarcFormatter__bad.xml": read(
        1
    ),
    "03-malformed/pymarc__test__bad_indicator.dat": read(1, repaired=1),
    "03-malformed/pymarc__test__bad_records.mrc": read(4, unchanged=1, rejected=3, repaired=3),
    "03-malformed/pymarc__test__bad_tag.xml": read(1, repaired=1),
    "03-malformed/pymarc__test__utf8_invalid.mrc": read(1, repaired=1),
    "03-malformed/qa-catalogue__src__test__resources__marcxml__wrong-marcxml.xml": read(
        3, repaired=1
    ),
    "03-malformed/traject__test__test_support__bad_subfield_code.marc": read(1, repaired=1),
    "03-malformed/traject__test__test_support__date_type_r_missing_date2.marc": read(1),
    "04-oai-pmh/gallica_ListRecords_100.xml.gz": read(100),
    "04-oai-pmh/vufindharvest__tests__fixtures__oai_doaj.xml.gz": read(100),
    "05-ead-mods-dc/ead_moulins.xml.gz": read(280),
    "05-ead-mods-dc/ead_roubaix/FR595129901_CSV_01.xml": read(29),
    "05-ead-mods-dc/ead_roubaix/FR595129901_MED_15.xml.gz": read(191),
    "05-ead-mods-dc/ead_roubaix/FRAM59100_3D130-165.xml.gz": read(915),
    "06-kbart/CAIRN_GLOBAL_ALLJOURNALS_2026-03-23.txt.gz": read(768),
    "06-kbart/CLASSIQUESGARNIER_GLOBAL_ALLTITLES_2024-08-28.txt.gz": read(7144),
    "06-kbart/CYBERLIBRIS_GLOBAL_ALLTITLES_2024-07-17.txt.gz": read(3582),
    "06-kbart/EUROPRESSE_GLOBAL_BIBESR_2026-03-18.txt.gz": read(4251),
    "06-kbart/OE_All_Books_kbart_2021-03-15.txt.gz": read(5529),
    "06-kbart/assimil_AllTitles_2015-10-16.txt": read(34),
    "06-kbart/cabi_ebooks_2017-04-12.txt.gz": read(817, repaired=1),
    "06-kbart/cairn_ebooks_2016-12-19.txt.gz": read(3281),
    "06-kbart/persee_2014-02-13.txt": read(148),
    "13-france/toulouse_prets_cds.csv.gz": read(3174, repaired=277),
    "13-france/toulouse_prets_films.csv.gz": read(3017, repaired=496),
    "13-france/toulouse_prets_imprimes.csv.gz": read(3008, repaired=569),
    "14-authorities/doremus/MIMO-Wikidata.tsv": read(539),
    "14-authorities/doremus/functions.csv": read(103),
    "14-authorities/imslp_works.tsv.gz": read(19942, repaired=7),
    "14-authorities/rism_sigla_F.xml.gz": read(0, rejected=463),
}

REFUSED = (
    "14-authorities/avram_unimarc.json.gz",
    "14-authorities/doremus/genre-iaml.ttl.gz",
    "14-authorities/doremus/key.ttl",
    "14-authorities/mimo_keywords_skos.rdf.gz",
    "14-authorities/nyphil_2024-25_TO_NOW.xml.gz",
    "14-authorities/unimarc_instruments_unimarc.xml",
)


@pytest.mark.parametrize("name", FILES)
def test_a_real_file_is_imported_with_exact_counts(shared_data: Path, name: str) -> None:
    assert counts(run_import(shared_data / name)) == FILES[name]


def test_each_notice_of_the_sudoc_is_imported(shared_data: Path) -> None:
    paths = sorted((shared_data / SUDOC).iterdir())
    assert len(paths) == 17
    for number, path in enumerate(paths):
        said = counts(run_import(path, source=f"sudoc-{number}"))
        # One of them is a record that its library took away: nothing to take away here. Another is of a person.
        kept = "unchanged" if "Deleted" in path.name else "created"
        if path.name.endswith(AUTHORITY_OF_SUDOC):
            kept = "rejected"
        mended = {"repaired": 1} if path.name.endswith(MENDED_IN_SUDOC) else {}
        assert said == {"read": 1, kept: 1, **mended}, path.name


@pytest.mark.parametrize("name", REFUSED)
def test_a_list_that_holds_no_records_is_refused_in_one_sentence(
    shared_data: Path, name: str
) -> None:
    with pytest.raises(CommandError, match=OTHER) as refused:
        run_import(shared_data / name)
    assert refused.value.returncode == 3
    assert not Record.objects.exists()
