"""What a resource says when several records describe it."""

from collections.abc import Sequence
from typing import Any, Final

import msgspec

from portee.kernel.ordering import search_key
from portee.protocols.description import Description, Title

_ALL_FIELDS: Final = Description.__struct_fields__


def merged(descriptions: Sequence[Description]) -> Description:
    """One description out of several, the fullest first: it wins where one value stands, the others add to lists.

    What is said twice is kept once, compared as stated; a title that differs from the chosen one becomes a variant.
    """
    fullest, *others = sorted(descriptions, key=lambda d: (-_fullness(d), msgspec.json.encode(d)))
    if not others:
        return fullest
    said: dict[str, Any] = {}
    for field in _ALL_FIELDS:
        mine = getattr(fullest, field)
        theirs = [getattr(other, field) for other in others]
        if isinstance(mine, tuple):
            said[field] = tuple(dict.fromkeys([*mine, *(one for many in theirs for one in many)]))
        else:
            said[field] = mine or next((one for one in theirs if one), mine)
    said["titles"] = _titles(fullest.titles, [title for other in others for title in other.titles])
    said["is_deleted"] = False
    return Description(**said)


def _fullness(description: Description) -> int:
    return len(msgspec.json.encode(description))


def _titles(chosen: tuple[Title, ...], others: list[Title]) -> tuple[Title, ...]:
    """The titles of the fullest record, then those it does not have, its title proper being the only one."""
    has_proper = any(title.kind == "proper" for title in chosen)
    known = {search_key(title.text) for title in chosen}
    kept = list(chosen)
    for title in others:
        key = search_key(title.text)
        if key in known:
            continue
        known.add(key)
        becomes_variant = title.kind == "proper" and has_proper
        kept.append(msgspec.structs.replace(title, kind="variant") if becomes_variant else title)
    return tuple(kept)
