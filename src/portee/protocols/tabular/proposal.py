"""A mapping sheet proposed for a spreadsheet: by the names of its columns, then by what is in those that have none."""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from portee.protocols.records import FieldRule, MappingSheet
from portee.protocols.statements import identifier_of, web_address
from portee.protocols.tabular.columns import UNSAID, counts_loans, target_of
from portee.protocols.tabular.targets import is_publication

EMPTY_CELLS = frozenset(("-", "–", "—"))
"""Cells that say that there is nothing."""
_SEPARATORS = (";", "|", "/", "+")
_SPLIT_TARGETS = frozenset(("instrument", "composer", "author", "subject", "genre", "contributor"))
_BY_VALUE = frozenset(("isbn", "ismn", "issn", "ean"))


def propose_mapping(
    header: Sequence[str], sample_rows: Sequence[Sequence[str]] = ()
) -> MappingSheet:
    """Propose what each column means; a column without a rule is kept unmapped.

    A column of identifiers is proposed only when no two rows of the sample bear the same. When rows count loans, a year
    is that of the loans and no date of publication. When the sample shows publishers (« Paris : Plon, 1899 ») one
    column after the one named so, the header has slipped and each name is taken to be that of the next column. With no
    column known as the title, the first of words is taken.
    """
    names = tuple(header)
    targets = {name: target for name in names if name and (target := target_of(name)) is not None}
    if counts_loans(names):
        targets = {name: target for name, target in targets.items() if target != "date"}
    columns = {name: _column(sample_rows, place) for place, name in enumerate(names) if name}
    if slipped := _slipped_at(names, targets, columns):
        for place in range(len(names) - 1, slipped - 1, -1):
            targets[names[place]] = targets.get(names[place - 1], UNSAID)
    for name, values in columns.items():
        if targets.get(name) == "identifier" and len(set(values)) < len(values):
            targets[name] = UNSAID
        elif name not in targets and (told := _target_by_values(values)):
            targets[name] = told
    if "title" not in targets.values() and (first := _first_of_words(names, targets, columns)):
        targets[first] = "title"
    rules = tuple(
        FieldRule(name, targets[name]) for name in dict.fromkeys(names) if targets.get(name)
    )
    return MappingSheet(rules=rules, separator=_separator(rules, columns))


@lru_cache(maxsize=64)
def proposal_of(header: tuple[str, ...]) -> MappingSheet:
    """Give the proposal for a header alone, made once."""
    return propose_mapping(header)


def _column(rows: Sequence[Sequence[str]], place: int) -> list[str]:
    values = (row[place].strip() for row in rows if place < len(row))
    return [value for value in values if value and value not in EMPTY_CELLS]


def _slipped_at(
    names: Sequence[str], targets: dict[str, str], columns: dict[str, list[str]]
) -> int:
    """Give the place of the column that holds the publishers when it is the one after the name; 0: all is well."""
    place = next((at for at, name in enumerate(names) if targets.get(name) == "publisher"), -1)
    if place == -1 or place + 1 >= len(names):
        return 0
    named, following = columns.get(names[place], []), columns.get(names[place + 1], [])
    shown = sum(is_publication(value) for value in following)
    return place + 1 if not named and shown > 0.6 * len(following) > 0 else 0


def _target_by_values(values: list[str]) -> str:
    """Tell a column of numbers or of addresses by its values: most of them must be of one kind."""
    if len(values) < 3:
        return ""
    kinds = Counter(
        known.scheme
        if (known := identifier_of(value)) is not None
        else "url"
        if web_address(value)
        else ""
        for value in values
    )
    kind, count = kinds.most_common(1)[0]
    is_known = kind in _BY_VALUE or kind == "url"
    return kind if is_known and count > 0.6 * len(values) else ""


def _first_of_words(
    names: Sequence[str], targets: dict[str, str], columns: dict[str, list[str]]
) -> str:
    for name in names:
        values = columns.get(name, [])
        has_words = not values or any(letter.isalpha() for letter in "".join(values))
        if name and name not in targets and has_words:
            return name
    return ""


def _separator(rules: tuple[FieldRule, ...], columns: dict[str, list[str]]) -> str:
    """Tell what stands between several values of a cell; « ; » when nothing shows it."""
    places = [rule.place for rule in rules if rule.target in _SPLIT_TARGETS]
    text = "".join(value for place in places for value in columns.get(place, []))
    counts = {separator: text.count(separator) for separator in _SEPARATORS}
    return max(_SEPARATORS, key=lambda separator: counts[separator])
