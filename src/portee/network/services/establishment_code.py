"""Finding a code for an establishment that a list brings: short, readable in an address, kept for ever after."""

import re

from django.utils.text import slugify

from portee.kernel.ordering import search_key
from portee.network.models import Establishment

MOST_CHARACTERS = 70
"""Ten fewer than the column holds, for the number that tells two apart."""

_GROUP_WORDS = re.compile(
    r"^(communauté (de communes|d’agglomération|urbaine)|métropole)( (du|des|de la|de))?\b( d’| l’)?",
    re.IGNORECASE,
)


def taken_codes() -> set[str]:
    """The codes that establishments bear."""
    return set(Establishment.objects.values_list("code", flat=True))


def code_of_place(*, name: str, commune: str, identifier: str, taken: set[str]) -> str:
    """A free code from the name and the commune: « mediatheque-de-caylus »."""
    said = search_key(commune) in search_key(name)
    slug = slugify(search_key(name if said else f"{name} {commune}"))
    return _free(slug or slugify(identifier), taken=taken)


def code_of_group(name: str, *, taken: set[str]) -> str:
    """A free code for a group: « Communauté de communes du Quercy Caussadais » gives `quercy-caussadais`."""
    slug = slugify(search_key(_GROUP_WORDS.sub("", name))) or slugify(search_key(name))
    return _free(slug, taken=taken)


def _free(slug: str, *, taken: set[str]) -> str:
    code, number = slug[:MOST_CHARACTERS], 1
    while code in taken:
        number += 1
        code = f"{slug[:MOST_CHARACTERS]}-{number}"
    return code
