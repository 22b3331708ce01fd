"""What the fields of MARC are called, for staff who do not know their numbers: data, beside this one function."""

import tomllib
from functools import cache
from importlib.resources import files

from portee.protocols.marc import Dialect


def field_label(tag: str, *, dialect: Dialect, language: str) -> str:
    """The name of a field in French (`fr`, `fr-CA`…) or, for any other language, in English; empty when unknown."""
    names = _labels(dialect).get(tag, {})
    return names.get("fr" if language.startswith("fr") else "en", "")


@cache
def _labels(dialect: Dialect) -> dict[str, dict[str, str]]:
    return tomllib.loads((files(__name__) / f"{dialect}.toml").read_text(encoding="utf-8"))
