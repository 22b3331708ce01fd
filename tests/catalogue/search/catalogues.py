"""Catalogues and queries made up by hypothesis: few words, so that they meet often."""

from collections.abc import Sequence
from datetime import date, timedelta

from hypothesis import strategies as st

from portee.catalogue.search.port import (
    Access,
    AccessMode,
    Bounds,
    Document,
    FacetName,
    FacetWanted,
    Field,
    Filter,
    Query,
    Sort,
)

SPELLINGS = """
chat chats Chat école écoles l'opéra opéras danseur danseuse directrice violon violons violoncelle Bach
Jean-Sébastien œuvre où est le la sans été être né 2e cycle C# do♯ n°3 suite suites cheval chevaux 12
978-2-07-061275-9 solfège formation musicale пиано
"""
WORDS = SPELLINGS.split()
PATHS = (
    "music",
    "music/jazz",
    "music/jazz/bebop",
    "music/baroque",
    "dance",
    "dance/jazz",
    "theatre",
)
CODES = ("a", "b", "c/d", "é", "x y")
HEADINGS = ("Bach, Jean-Sébastien", "Bach, Anna", "Violoncelle", "Danse (été)", "Opéra")
YEARS = st.none() | st.integers(1890, 1905) | st.sampled_from([-300, 2026])

sentences = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join)
texts = st.dictionaries(
    st.sampled_from(list(Field)), st.lists(sentences, min_size=1, max_size=2).map(tuple), max_size=4
)
facets = st.fixed_dictionaries(
    {},
    optional={
        FacetName.DISCIPLINE: st.lists(st.sampled_from(PATHS), max_size=3).map(tuple),
        FacetName.SUBJECT: st.lists(st.sampled_from(CODES), max_size=3).map(tuple),
        FacetName.LANGUAGE: st.lists(st.sampled_from(CODES), max_size=1).map(tuple),
    },
)
some_headings = st.lists(st.sampled_from(HEADINGS), max_size=2, unique=True).map(tuple)
days = st.none() | st.integers(0, 5).map(lambda n: date(2026, 1, 1) + timedelta(days=n))


def documents(ids: st.SearchStrategy[int]) -> st.SearchStrategy[Document]:
    return st.builds(
        Document,
        id=ids,
        texts=texts,
        facets=facets,
        sort_title=sentences | st.just(""),
        year=YEARS,
        added_date=days,
        access_class=st.integers(0, 4),
        people=some_headings,
        subjects=some_headings,
        weight=st.sampled_from([0.0, 0.3, 1.0]),
        fingerprint=st.sampled_from([0, 1, (1 << 63) - 1]),
    )


catalogues = st.lists(documents(st.integers(1, 40)), max_size=25, unique_by=lambda one: one.id)

bounds = st.builds(Bounds, st.none() | st.integers(1895, 1900), st.none() | st.integers(1898, 1906))
ranges = st.lists(bounds, min_size=1, max_size=3).map(tuple)
filters = st.lists(
    st.one_of(
        st.builds(
            Filter,
            st.just(FacetName.DISCIPLINE),
            st.lists(st.sampled_from((*PATHS, "unknown")), min_size=1, max_size=3).map(tuple),
        ),
        st.builds(
            Filter,
            st.sampled_from([FacetName.SUBJECT, FacetName.LANGUAGE]),
            st.lists(st.sampled_from(CODES), min_size=1, max_size=2).map(tuple),
        ),
        st.builds(Filter, st.just(FacetName.DATE), ranges=ranges),
    ),
    max_size=3,
    unique_by=lambda one: one.facet,
).map(tuple)
wanted = st.lists(
    st.one_of(
        st.builds(
            FacetWanted,
            st.just(FacetName.DISCIPLINE),
            under=st.sampled_from(["", "music", "music/jazz"]),
            depth=st.sampled_from([1, 1, 2, 6]),
            limit=st.sampled_from([20, 20, 2]),
            ignores_own_filter=st.booleans(),
        ),
        st.builds(
            FacetWanted,
            st.sampled_from([FacetName.SUBJECT, FacetName.LANGUAGE]),
            ignores_own_filter=st.booleans(),
        ),
        st.builds(
            FacetWanted,
            st.just(FacetName.DATE),
            ranges=ranges,
            ignores_own_filter=st.booleans(),
        ),
    ),
    max_size=4,
    unique_by=lambda one: one.facet,
).map(tuple)
accesses = st.none() | st.builds(
    Access, st.frozensets(st.integers(0, 4)), st.sampled_from(list(AccessMode))
)
pieces = st.one_of(
    st.sampled_from(WORDS),
    st.sampled_from(WORDS).map("-{}".format),
    sentences.map('"{}"'.format),
    sentences.map('-"{}"'.format),
    st.builds(
        "{}:{}".format,
        st.sampled_from(["titre", "auteur", "sujet", "isbn"]),
        st.sampled_from(WORDS),
    ),
    st.sampled_from(["violn", "chatt", "ecloe", "sauf", "(", '"', "OR", "cd"]),
)
typed = st.lists(pieces, max_size=4).map(" ".join)
queries = st.builds(
    Query,
    text=typed,
    filters=filters,
    facets=wanted,
    access=accesses,
    sort=st.sampled_from(list(Sort)),
    limit=st.sampled_from([0, 1, 3, 100]),
    is_typing=st.booleans(),
)


def ids(documents: Sequence[Document]) -> list[int]:
    return [document.id for document in documents]
