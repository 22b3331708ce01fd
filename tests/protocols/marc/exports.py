"""What is known of the real exports of `shared/data`, each looked at by eye: the bytes around every refusal were read,
and the number of records counted apart (terminators 1D in ISO 2709, leaders in XML).
"""

import gzip
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from portee.protocols.marc import (
    Dialect,
    MarcRecord,
    cut_iso2709,
    cut_marcxml,
    parse_iso2709,
    parse_marcxml,
)
from portee.protocols.records import (
    Limits,
    RawRecord,
    RefusedRecord,
    Remark,
    UnreadableRecordError,
)


@dataclass(frozen=True)
class Export:
    """A file, how many of its records are read, how many of those were mended, and by position which are refused."""

    path: str
    read: int
    repaired: int = 0
    refused: dict[int, str] = field(default_factory=dict)


def _refused(code: str, *positions: int) -> dict[int, str]:
    return dict.fromkeys(positions, code)


# Eight records of Boston have more fields than their directory has entries. Sixteen of Jane Austen lost the first
# byte of their directory, so that no tag in it is sure. Of pymarc's, the 4th and the 5th have a directory of 13 bytes,
# the 7th none.
EXPORTS = (
    Export("01-unimarc/bnf_sru_unimarcxchange.xml", 25),
    Export("01-unimarc/moccam_harrypotter.pan", 7),
    Export("01-unimarc/roubaix_auth_2024.mrc", 793),
    Export("01-unimarc/roubaix_biblio_2022.mrc", 449, 7),
    Export("01-unimarc/roubaix_biblio_2024.mrc", 1192, 52),
    Export("01-unimarc/sbn_it_data.mrc", 5),
    *(
        Export(f"01-unimarc/sudoc/{name}.xml", 1, repaired)
        for name, repaired in (
            ("best-ppn-api__src__test__resources__143519379", 0),
            ("marcxml2tei__sample__088884074", 0),
            ("marcxml2tei__sample__252383524", 0),
            ("marcxml2tei__sample__257133615", 0),
            ("periscope-back__core__src__test__resources__noticeXml__037982176", 1),
            ("periscope-back__core__src__test__resources__noticeXml__129542059", 0),
            ("periscope-back__core__src__test__resources__noticeXml__999999999", 1),
            ("periscope-indexing-ws__core__src__test__resources__noticeXml__13282261X", 0),
            ("qualimarc-api__core__src__test__resources__02787088X", 1),
            ("qualimarc-api__core__src__test__resources__143519379", 0),
            ("qualimarc-api__core__src__test__resources__checkRules2", 0),
            ("qualimarc-api__core__src__test__resources__checkRulesDeletedPpn", 0),
            ("qualimarc-api__core__src__test__resources__soa182-microfiche-invalid-328", 0),
            ("qualimarc-api__core__src__test__resources__soa182-microfiche-valid-328", 0),
            ("qualimarc-api__core__src__test__resources__theseSout", 0),
            ("sudoc-api__src__test__resources__123456789", 0),
            ("sudoc-api__src__test__resources__noticeWith452", 0),
        )
    ),
    Export(
        "02-marc21/boston_university_ccby.mrc",
        92,
        8,
        _refused("wrong-directory", 15, 31, 34, 45, 51, 62, 72, 77),
    ),
    Export("02-marc21/evergreen_concerto.xml", 50),
    Export("02-marc21/evergreen_jazz.mrc", 500, 2),
    Export("02-marc21/laurentienne_fre.mrc", 250),
    Export("02-marc21/lc_british_library.xml.gz", 99),
    Export("02-marc21/rero_suisse.xml.gz", 221, 1),
    Export("02-marc21/rism_sources.xml.gz", 500, 352),
    Export("02-marc21/uva.mrc", 500),
    Export("03-malformed/catmandu-marc__t__broken.xml", 10, 1),
    *(
        Export(f"03-malformed/marc4j__test__resources__{name}", read, repaired, refused)
        for name, read, repaired, refused in (
            ("bad-characters-in-various-fields.mrc", 1, 1, {}),
            ("bad_leaders_10_11.mrc", 1, 0, {}),
            ("bad_too_long_plus_2.mrc", 3, 1, {}),
            ("chabon-missing-controlfield-tag.xml", 1, 1, {}),
            ("chabon-missing-subfield-code.xml", 1, 1, {}),
            ("chinese_mangled_multibyte.mrc", 4, 1, {}),
            ("greekmissingcharsetchange.mrc", 3, 2, {}),
            ("incomplete_esc_seq.mrc", 1, 1, {}),
            (
                "pride-and-prejudice-with-many-errors.mrc",
                367,
                69,
                _refused(
                    "wrong-directory",
                    *(93, 184, 203, 248, 265, 266, 267, 268),
                    *(275, 280, 287, 311, 336, 338, 356, 377),
                ),
            ),
        )
    ),
    Export(
        "03-malformed/natlibfi-recordmanager__tests__fixtures__Base__record__marc-broken.xml", 1, 1
    ),
    Export(
        "03-malformed/natlibfi-recordmanager__tests__fixtures__Base__utils__LineBasedMarcFormatter__bad.xml",
        1,
    ),
    Export("03-malformed/pymarc__test__bad_indicator.dat", 1, 1),
    Export(
        "03-malformed/pymarc__test__bad_records.mrc", 5, 3, _refused("wrong-directory", 4, 5, 7)
    ),
    Export("03-malformed/pymarc__test__bad_tag.xml", 1, 1),
    Export("03-malformed/pymarc__test__utf8_invalid.mrc", 1, 1),
    Export("03-malformed/qa-catalogue__src__test__resources__marcxml__wrong-marcxml.xml", 3, 1),
    Export("03-malformed/traject__test__test_support__bad_subfield_code.marc", 1, 1),
    Export("03-malformed/traject__test__test_support__date_type_r_missing_date2.marc", 1),
)

Outcome = tuple[MarcRecord, tuple[Remark, ...]] | Remark
"""A record with what was mended in it, or why it is refused."""


def outcomes(folder: Path, path: str) -> Iterator[Outcome]:
    """Read a whole export."""
    content = (folder / path).read_bytes()
    if path.endswith(".gz"):
        content = gzip.decompress(content)
    dialect: Dialect = "unimarc" if path.startswith("01") else "marc21"
    is_xml = ".xml" in path
    for raw in (cut_marcxml if is_xml else cut_iso2709)(BytesIO(content), Limits()):
        if isinstance(raw, RefusedRecord):
            yield raw.remark
        else:
            yield _outcome(raw, dialect, is_xml)


def _outcome(raw: RawRecord, dialect: Dialect, is_xml: bool) -> Outcome:
    try:
        if is_xml:
            record, remarks = parse_marcxml(raw.content)
        else:
            record, remarks = parse_iso2709(raw.content, dialect=dialect)
    except UnreadableRecordError as refused:
        return refused.remark
    return record, (*raw.remarks, *remarks)
