"""Every code that a reader or an import may remark has a sentence, in both languages."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import translation

from portee.catalogue.field_labels import field_label
from portee.catalogue.match_reasons import reason_sentence
from portee.catalogue.matching.confirming import MatchReason
from portee.catalogue.models.format_choice import FormatChoice
from portee.catalogue.remarks import SENTENCES, sentence
from portee.catalogue.sheet import sheet_from_json, sheet_to_json
from portee.catalogue.sheet_text import parse_sheet, write_sheet
from portee.catalogue.target_names import NAMES
from portee.protocols.description import Format
from portee.protocols.records import FieldRule, MappingSheet, Target
from tests.architecture import source

CODE = re.compile(r"[a-z]+[a-z0-9]*(-[a-z0-9]+)+")
NO_CODES = frozenset({"utf-8", "iso-8859-1", "utf-16", "utf-32", "windows-1252", "iso-8859-15"})
GIVERS = frozenset({"Remark", "_refused", "_unreadable", "Refusal"})


def codes_in(path: Path) -> Iterator[str]:
    """The codes that a module gives to remarks: first texts of the calls that make one, texts named `code`."""
    for node in ast.walk(source.tree_of(path)):
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in GIVERS:
            for argument in node.args[:2]:
                yield from texts_in(argument)
        elif isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) in {"code", "faults"}:
            yield from texts_in(node.value)


def texts_in(node: ast.AST) -> Iterator[str]:
    for inner in ast.walk(node):
        text = inner.value if isinstance(inner, ast.Constant) else None
        if isinstance(text, str) and CODE.fullmatch(text) and text not in NO_CODES:
            yield text


def test_every_remark_has_a_sentence() -> None:
    modules = [
        *source.files(".py", under="src/portee/protocols"),
        *source.files(".py", under="src/portee/catalogue/reading"),
        *source.files(".py", under="src/portee/catalogue/services"),
    ]
    used = {code for path in modules for code in codes_in(path)}
    assert len(used) > 40
    assert sorted(used - SENTENCES.keys()) == []


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_sentences_hold_their_values_and_do_without(code: str, language: str) -> None:
    with translation.override(language):
        assert "%(" not in sentence(code, "200$a", ("un", "deux"))
        assert sentence(code).strip()


def test_a_code_without_a_sentence_is_said_as_it_is() -> None:
    assert "odd-thing" in sentence("odd-thing", values=("x",))


def test_reasons_of_matching_are_worded() -> None:
    said = reason_sentence(MatchReason("identifier-title-date", ("isbn", "978", "b12", "93")))
    assert "ISBN (978)" in said
    assert "93\u00a0%" in said
    assert "b12" in reason_sentence(MatchReason("decision", ("b12",)))


def test_fields_have_french_names() -> None:
    assert field_label("995", dialect="unimarc", language="fr") == "Exemplaire"
    assert field_label("245", dialect="marc21", language="en") == "Title statement"
    assert field_label("zzz", dialect="marc21", language="en") == ""


def test_every_format_and_every_target_has_a_name() -> None:
    assert set(FormatChoice.values) == set(Format)
    assert set(NAMES) == set(Target)


def test_a_sheet_survives_its_lines_and_its_column() -> None:
    sheet = MappingSheet(
        rules=(
            FieldRule("099$t", "type", (("PA", "Partition"), ("LI", "Livre"))),
            FieldRule("Cote = rangement", "call_number"),
        ),
        separator="|",
        options=(("charset", "windows-1252"),),
    )
    assert parse_sheet(write_sheet(sheet)) == sheet
    assert sheet_from_json(sheet_to_json(sheet)) == sheet
    assert parse_sheet("") == MappingSheet()


def test_a_sheet_copied_from_a_page_in_french_is_read_like_one_typed() -> None:
    typed = "099$t = type : x → Partition ; l → Livre"
    copied = typed.replace(" :", "\u00a0:").replace(" ;", "\u202f;")
    assert copied != typed
    assert parse_sheet(copied) == parse_sheet(typed)
