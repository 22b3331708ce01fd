"""MARC in XML is read whatever its prefix and wrapper, mended or refused as ISO 2709 is."""

from io import BytesIO

import pytest

from portee.protocols.marc import (
    ControlField,
    DataField,
    MarcRecord,
    cut_marcxml,
    parse_marcxml,
    write_marcxml,
)
from portee.protocols.records import Limits, RawRecord, Remark, UnreadableRecordError

FIELDS = """<{p}leader>     cam0 22        450 </{p}leader>
  <{p}controlfield tag="001">42</{p}controlfield>
  <{p}datafield tag="200" ind1="1" ind2=" ">
    <{p}subfield code="a">Les fêtes</{p}subfield>
    <{p}subfield code="f">Hugo</{p}subfield>
  </{p}datafield>"""
PREFIXED = f'<mxc:record id="x" xmlns:mxc="info:lc/xmlns/marcxchange-v2">{FIELDS.format(p="mxc:")}</mxc:record>'
BARE = f"<record>{FIELDS.format(p='')}</record>"
SLIM = f'<record xmlns="http://www.loc.gov/MARC21/slim">{FIELDS.format(p="")}</record>'
EXPECTED = MarcRecord(
    "     cam0 22        450 ",
    [ControlField("001", "42"), DataField("200", "1 ", [("a", "Les fêtes"), ("f", "Hugo")])],
)


def cut(text: str) -> list[RawRecord]:
    """Cut a file that holds only records."""
    found = list(cut_marcxml(BytesIO(text.encode()), Limits()))
    assert all(isinstance(raw, RawRecord) for raw in found)
    return [raw for raw in found if isinstance(raw, RawRecord)]


@pytest.mark.parametrize("text", [PREFIXED, BARE, SLIM])
def test_a_record_is_read_whatever_its_prefix(text: str) -> None:
    assert parse_marcxml(text.encode()) == (EXPECTED, ())


@pytest.mark.parametrize(
    "wrapped",
    [
        f"<collection>{BARE}{BARE}</collection>",
        f'<collection xmlns="http://www.loc.gov/MARC21/slim">{SLIM}{SLIM}</collection>',
        (
            '<s:searchRetrieveResponse xmlns:s="http://www.loc.gov/zing/srw/"><s:records>'
            f"<s:record><s:recordData>{PREFIXED}</s:recordData></s:record>"
            f"<s:record><s:recordData>{PREFIXED}</s:recordData></s:record>"
            "</s:records></s:searchRetrieveResponse>"
        ),
        (
            '<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><ListRecords>'
            f"<record><header/><metadata>{SLIM}</metadata></record>"
            f"<record><header/><metadata>{SLIM}</metadata></record></ListRecords></OAI-PMH>"
        ),
    ],
)
def test_records_are_cut_out_of_any_wrapper(wrapped: str) -> None:
    records = cut(wrapped)
    assert [raw.position for raw in records] == [1, 2]
    assert [parse_marcxml(raw.content) for raw in records] == [(EXPECTED, ())] * 2


def test_a_record_kept_with_its_wrapper_is_found_in_it() -> None:
    assert parse_marcxml(f"<recordData>{PREFIXED}</recordData>".encode())[0] == EXPECTED


def test_blanks_of_coded_data_are_kept_and_those_of_a_pretty_printer_are_not() -> None:
    text = (
        '<record><leader>     cam0 22        450 </leader><datafield tag="105" ind1=" " ind2=" ">'
        '<subfield code="a">     7     </subfield><subfield code="b">\n  un\n  deux </subfield>'
        "</datafield></record>"
    )
    record, _ = parse_marcxml(text.encode())
    assert record.data("105")[0].subfields == [("a", "     7     "), ("b", "un deux")]


def test_a_leader_that_lost_its_blanks_is_mended_and_said() -> None:
    text = BARE.replace("     cam0 22        450 ", " cas0 22 450 ")
    record, remarks = parse_marcxml(text.encode())
    assert record.leader[5:9] == "cas0"
    assert len(record.leader) == 24
    assert remarks == (Remark("wrong-leader", values=(" cas0 22 450 ",)),)


def test_a_field_without_tag_and_a_subfield_without_code_are_said() -> None:
    text = BARE.replace(' code="f"', "").replace('<controlfield tag="001">', "<controlfield>")
    record, remarks = parse_marcxml(text.encode())
    assert record.fields == [DataField("200", "1 ", [("a", "Les fêtes")])]
    assert remarks == (
        Remark("missing-tag", values=("42",)),
        Remark("missing-subfield-code", "200", ("Hugo",)),
    )


def test_text_is_mended_as_in_iso_2709() -> None:
    record, remarks = parse_marcxml(BARE.replace("fêtes", "fÃªtes").encode())
    assert record == EXPECTED
    assert [remark.code for remark in remarks] == ["double-encoded"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("<record/>", "no-field"),
        ("<record><leader/></record>", "no-field"),
        ("<record><leader>", "malformed-xml"),
        ('<!DOCTYPE r [<!ENTITY a "b">]><record/>', "entities-forbidden"),
    ],
)
def test_a_record_without_fields_is_refused(text: str, code: str) -> None:
    with pytest.raises(UnreadableRecordError) as refused:
        parse_marcxml(text.encode())
    assert refused.value.remark.code == code


def test_each_dialect_is_written_in_its_namespace() -> None:
    assert b'xmlns="http://www.loc.gov/MARC21/slim"' in write_marcxml(EXPECTED, "marc21")
    assert b'xmlns="info:lc/xmlns/marcxchange-v2"' in write_marcxml(EXPECTED, "unimarc")
