"""Whether a document meets a plan, by reading it from end to end."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from portee.catalogue.search.analysis import exact_terms, french_terms
from portee.catalogue.search.parsing import Clause, Option, Plan, View
from portee.catalogue.search.port import Document, Field


@dataclass(frozen=True)
class Read:
    """A document and its statements, as exact terms."""

    document: Document

    @cached_property
    def statements(self) -> Mapping[Field, list[list[str]]]:
        """The exact terms of each statement of each field."""
        return {
            field: [exact_terms(text) for text in texts]
            for field, texts in self.document.texts.items()
        }

    @cached_property
    def terms(self) -> frozenset[str]:
        """Every exact term."""
        return frozenset(
            term
            for statements in self.statements.values()
            for statement in statements
            for term in statement
        )


def meets(read: Read, plan: Plan) -> bool:
    """Whether the document has all that is required and nothing of what is excluded."""
    return all(_has(read, clause) for clause in plan.required) and not any(
        _has(read, clause) for clause in plan.excluded
    )


def _has(read: Read, clause: Clause) -> bool:
    statements = [
        statement
        for field, found in read.statements.items()
        if clause.field in (None, field)
        for statement in found
    ]
    return any(_says(statement, option) for option in clause.options for statement in statements)


def _says(statement: list[str], option: Option) -> bool:
    if option.view is View.FRENCH:
        return option.terms[0] in french_terms(statement)
    if option.is_prefix:
        return any(term.startswith(option.terms[0]) for term in statement)
    length = len(option.terms)
    return any(
        tuple(statement[start : start + length]) == option.terms
        for start in range(len(statement) - length + 1)
    )
