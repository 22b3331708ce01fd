"""Our ties to the codes of UNIMARC and IAML are those of their published lists, where these lie beside the project."""

import gzip
import json
import re
from pathlib import Path
from typing import Any

import pytest

from portee.catalogue.vocabularies import vocabulary

LISTS = "14-authorities"


@pytest.fixture(scope="module")
def unimarc(shared_data: Path) -> dict[str, Any]:
    with gzip.open(shared_data / LISTS / "avram_unimarc.json.gz") as stream:
        fields: dict[str, Any] = json.load(stream)["fields"]
    return fields


def tied(name: str, scheme: str) -> set[str]:
    entries = vocabulary(name).entries.values()
    return {code for entry in entries for code in entry.codes.get(scheme, ())}


def concepts(path: Path, list_name: str) -> set[str]:
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as stream:
        return set(re.findall(rf"{list_name}/([\w-]+)> a skos:Concept", stream.read()))


def test_mediums_of_performance_are_those_of_iaml(
    shared_data: Path, unimarc: dict[str, Any]
) -> None:
    places = [unimarc["146"]["subfields"][code]["positions"] for code in "bcdef"]
    categories = {code for place in places for code in place["02-04"]["codes"]}
    pitches = unimarc["146"]["subfields"]["c"]["positions"]["05"]["codes"]
    listed = concepts(shared_data / LISTS / "doremus" / "mop-iaml.ttl.gz", "iaml/mop")
    ours = tied("instrument", "iaml-mop")
    assert categories <= ours
    assert {code for code in ours - listed if code[:3] not in categories} == set()
    assert {code for code in ours if len(code) == 4 and code[3] not in pitches} == set()


def test_forms_are_those_of_iaml(shared_data: Path, unimarc: dict[str, Any]) -> None:
    forms = {code.strip() for code in unimarc["128"]["subfields"]["a"]["codes"]} - {""}
    listed = concepts(shared_data / LISTS / "doremus" / "genre-iaml.ttl.gz", "iaml/genre")
    ours = tied("genre", "iaml-genre")
    assert forms - ours - {"uu", "uuu"} == set()
    assert ours - forms - listed - {"uuu", "zz"} == set()


def test_keys_and_modes_are_those_of_unimarc(shared_data: Path, unimarc: dict[str, Any]) -> None:
    ours = tied("key", "unimarc-key")
    assert set(unimarc["128"]["subfields"]["d"]["codes"]) - ours == {"zz"}
    assert concepts(shared_data / LISTS / "doremus" / "key.ttl", "key") <= ours
