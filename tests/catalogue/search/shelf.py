"""A small shelf to search."""

from datetime import date

from portee.catalogue.search.port import Document, Engine, FacetName, Field, Query


def book(number: int, title: str, **more: object) -> Document:
    values: dict[str, object] = {"texts": {Field.TITLE: (title,)}, "sort_title": title, **more}
    return Document(id=number, **values)  # type: ignore[arg-type]


SHELF = [
    book(
        1,
        "Suites pour violoncelle seul",
        texts={
            Field.TITLE: ("Suites pour violoncelle seul",),
            Field.CONTRIBUTOR: ("Bach, Johann Sebastian (1685-1750)",),
            Field.LABEL: ("Violoncelle", "2e cycle"),
            Field.IDENTIFIER: ("978-2-07-061275-8", "M 001 234"),
        },
        facets={FacetName.INSTRUMENT: ("strings/cello",), FacetName.SUBJECT: ("suites",)},
        year=1720,
        access_class=1,
        people=("Bach, Johann Sebastian",),
        instruments=("Violoncelle",),
    ),
    book(2, "Où est le chat ?", year=1990, added_date=date(2026, 1, 2), access_class=2),
    book(
        3,
        "Le chat noir : chansons",
        facets={
            FacetName.INSTRUMENT: ("voice", "strings/violin"),
            FacetName.SUBJECT: ("chansons",),
        },
        year=1881,
        people=("Bruant, Aristide",),
        subjects=("Chanson française",),
        access_class=1,
    ),
    book(4, "L’Être et le Néant", year=None, added_date=date(2026, 1, 3), access_class=3),
    book(5, "Elle et lui", year=1859, access_class=2),
]


def found(engine: Engine, text: str, **more: object) -> set[int]:
    return {hit.id for hit in engine.search(Query(text, **more)).hits}  # type: ignore[arg-type]
