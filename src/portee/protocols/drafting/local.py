"""The rules of one source, applied to the fields of its records: what a local place (`099$t`) means.

A rule takes its place from the standard mapping: `610$a` read as a level is no subject any more.
"""

from collections.abc import Callable
from functools import lru_cache

from msgspec.structs import replace

from portee.protocols.description import (
    Contribution,
    Identifier,
    Item,
    Location,
    Name,
    Performer,
    Publication,
    Relation,
    Subject,
    Term,
    Title,
)
from portee.protocols.drafting.draft import Draft
from portee.protocols.drafting.text import tidy, web_address
from portee.protocols.records import MappingSheet, Target
from portee.protocols.schemes import Scheme

Subfield = tuple[str, str]
Rule = tuple[str, dict[str, str]]

ITEM_TARGETS: dict[str, str] = {
    Target.ESTABLISHMENT: "establishment",
    Target.COLLECTION: "collection",
    Target.LOCATION: "location",
    Target.CALL_NUMBER: "call_number",
    Target.BARCODE: "barcode",
    Target.ITEM_TYPE: "kind",
    Target.ITEM_NOTE: "note",
    Target.HOLDINGS: "statement",
    Target.LOAN: "loan",
    Target.AVAILABILITY: "availability",
}
"""Targets that describe a copy, with the words of `Item`; those of one field make one copy."""

Add = Callable[[Draft, str], None]


def _term(name: str) -> Add:
    return lambda draft, text: getattr(draft, name).append(Term(Scheme.WORDS, text=text))


def _note(kind: str) -> Add:
    return lambda draft, text: draft.note(text, kind)


def _relation(kind: str) -> Add:
    return lambda draft, text: draft.relations.append(Relation(kind, text))


def _identifier(scheme: str) -> Add:
    return lambda draft, text: draft.identifiers.append(Identifier(scheme, text))


def _contributor(role: str) -> Add:
    roles = (Term(Scheme.MARC_RELATOR, role),)
    return lambda draft, text: draft.contributions.append(Contribution(Name(text), roles))


def _address(draft: Draft, text: str) -> None:
    if address := web_address(text):
        draft.locations.append(Location(address))
    else:
        draft.leave(Target.URL, text)


ADD: dict[str, Add] = {
    Target.TYPE: _term("types"),
    Target.LEVEL: _term("levels"),
    Target.DISCIPLINE: _term("disciplines"),
    Target.AUDIENCE: _term("audiences"),
    Target.GENRE: _term("genres"),
    Target.KEY: _term("keys"),
    Target.LANGUAGE: _term("languages"),
    Target.COUNTRY: _term("countries"),
    Target.INSTRUMENT: lambda draft, text: draft.performers.append(
        Performer(Term(Scheme.WORDS, text=text))
    ),
    Target.SUBJECT: lambda draft, text: draft.subjects.append(Subject(text, "free")),
    Target.TITLE: lambda draft, text: draft.titles.append(Title(text, "variant")),
    Target.CONTRIBUTOR: lambda draft, text: draft.contributions.append(Contribution(Name(text))),
    Target.PUBLISHER: lambda draft, text: draft.publications.append(Publication(name=text)),
    Target.DATE: lambda draft, text: draft.publications.append(Publication(date=text)),
    Target.EDITION: lambda draft, text: draft.editions.append(text),
    Target.EXTENT: lambda draft, text: draft.extents.append(text),
    Target.NOTE: _note("general"),
    Target.SUMMARY: _note("summary"),
    Target.CONTENTS: _note("contents"),
    Target.PERFORMERS: _note("performers"),
    Target.RIGHTS: lambda draft, text: draft.rights.append(text),
    Target.URL: _address,
    Target.SERIES: _relation("series"),
    Target.PART_OF: _relation("part-of"),
    Target.HAS_PART: _relation("has-part"),
    Target.RELATED: _relation("related"),
    Target.ISBN: _identifier("isbn"),
    Target.ISSN: _identifier("issn"),
    Target.ISMN: _identifier("ismn"),
    Target.EAN: _identifier("ean"),
    Target.ISRC: _identifier("isrc"),
    Target.ARK: _identifier("ark"),
    Target.DOI: _identifier("doi"),
    Target.PUBLISHER_NUMBER: _identifier("publisher-number"),
    Target.PLATE_NUMBER: _identifier("plate-number"),
    Target.LOCAL: _identifier("local"),
    Target.IDENTIFIER: _identifier("local"),
    Target.SUBTITLE: lambda draft, text: draft.titles.append(Title(text, "other")),
    Target.PART_NUMBER: _note("general"),
    Target.COMPOSER: _contributor("cmp"),
    Target.AUTHOR: _contributor("aut"),
    Target.ARRANGER: _contributor("arr"),
    Target.LYRICIST: _contributor("lyr"),
    Target.PERFORMER: _contributor("prf"),
    Target.ILLUSTRATOR: _contributor("ill"),
    Target.TRANSLATOR: _contributor("trl"),
    Target.PUBLICATION_PLACE: lambda draft, text: draft.publications.append(Publication(text)),
    Target.DURATION: _note("duration"),
    Target.CLASSIFICATION: lambda draft, text: draft.subjects.append(
        Subject(text, "classification")
    ),
    Target.IGNORE: lambda _draft, _text: None,
}
"""What each other target does with one value."""


class LocalRules:
    """The rules of a sheet by tag and subfield; a rule on a whole tag holds for each of its subfields."""

    def __init__(self, sheet: MappingSheet) -> None:
        self.by_tag: dict[str, dict[str, Rule]] = {}
        for rule in sheet.rules:
            tag, _, code = rule.place.partition("$")
            self.by_tag.setdefault(tag.strip(), {})[code.strip()] = (rule.target, dict(rule.values))

    def take(
        self, draft: Draft, tag: str, subfields: list[Subfield]
    ) -> tuple[list[Subfield], dict[str, str]]:
        """Apply the rules of that tag; give the subfields no rule speaks of, and what was said of a copy.

        A target that is none of ours leaves its value unmapped.
        """
        rules = self.by_tag[tag]
        whole = rules.get("")
        left: list[Subfield] = []
        copy: dict[str, str] = {}
        for code, raw in subfields:
            rule = rules.get(code, whole)
            if rule is None:
                left.append((code, raw))
                continue
            target, values = rule
            text = _translated(values, raw)
            if not text:
                continue
            if target in ITEM_TARGETS:
                copy.setdefault(ITEM_TARGETS[target], text)
            elif (add := ADD.get(target)) is not None:
                add(draft, text)
            else:
                draft.leave(f"{tag}${code}", text)
        return left, copy


def _translated(values: dict[str, str], raw: str) -> str:
    """Translate a value as its rule says; what the rule does not list stays as written."""
    text = tidy(raw)
    return values.get(text, text)


def complete_copy(draft: Draft, items_before: int, copy: dict[str, str]) -> None:
    """Give what rules said of a copy to the item its field has just made, or to a new one."""
    if len(draft.items) > items_before:
        draft.items[-1] = replace(draft.items[-1], **copy)
    else:
        draft.items.append(Item(**copy))


@lru_cache(maxsize=64)
def local_rules(sheet: MappingSheet) -> LocalRules:
    """Give the rules of a sheet, prepared once."""
    return LocalRules(sheet)
