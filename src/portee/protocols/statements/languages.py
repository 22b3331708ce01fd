"""A language as written, under the list its form belongs to."""

import re
from functools import lru_cache

import langcodes

from portee.protocols.description import Term
from portee.protocols.schemes import Scheme

# The twenty languages whose two codes of ISO 639-2 differ: these are the terminological ones.
_TERMINOLOGICAL = frozenset(
    "bod ces cym deu ell eus fas fra hye isl kat mkd mri msa mya nld ron slk sqi zho".split()  # noqa: SIM905  one line says it
)
_TAG = re.compile(r"\A[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})+\Z")


@lru_cache(maxsize=4096)
def language_term(text: str) -> Term | None:
    """Read a code of ISO 639, a tag of BCP 47, or words; None for what says no language."""
    text = text.strip().removeprefix("http://id.loc.gov/vocabulary/iso639-2/")
    lower = text.lower()
    if not text or lower in ("und", "zxx", "mul", "-"):
        return Term(Scheme.ISO_639_2B, lower) if lower in ("mul", "zxx") else None
    if len(text) == 2 and text.isalpha() and text.isascii():
        return Term(Scheme.ISO_639_1, lower)
    if len(text) == 3 and text.isalpha() and text.isascii():
        is_terminological = lower in _TERMINOLOGICAL
        return Term(Scheme.ISO_639_2T if is_terminological else Scheme.ISO_639_2B, lower)
    if _TAG.match(text) and langcodes.tag_is_valid(text):
        return Term(Scheme.BCP_47, text.replace("_", "-"))
    return Term(Scheme.WORDS, text=text)
