"""Full text of the databases, asked the judged queries: FTS5 and PostgreSQL, each as its manual says to use it.

Both are helped as much as they can be: accents are taken off, fields weigh what they weigh for us, phrases, exclusions
and beginnings of words are said in their own language, and when no document has every word, any word will do.
"""

import re
import sqlite3
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import psycopg

from portee.catalogue.search.port import Document, Field
from portee.catalogue.search.port.document import BOOSTS

_PIECE = re.compile(r'(?P<minus>-?)(?:(?P<field>[^\W\d]+):)?(?:"(?P<phrase>[^"]*)"|(?P<word>\S+))')
_FIELDS = {"titre": Field.TITLE, "auteur": Field.CONTRIBUTOR, "isbn": Field.IDENTIFIER}
_WEIGHTS = {Field.TITLE: "A", Field.CONTRIBUTOR: "B", Field.SUBJECT: "C", Field.LABEL: "C"}


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that stand together in a query."""

    words: tuple[str, ...]
    field: Field | None
    is_excluded: bool


def pieces_of(text: str) -> list[Piece]:
    """What a query says, word by word."""
    found = []
    for one in _PIECE.finditer(text):
        words = tuple(re.findall(r"\w+", folded(one["phrase"] or one["word"] or "")))
        if words:
            found.append(Piece(words, _FIELDS.get(one["field"] or ""), bool(one["minus"])))
    return found


def folded(text: str) -> str:
    """Small letters without accents."""
    parts = unicodedata.normalize("NFD", text.casefold().replace("œ", "oe").replace("æ", "ae"))
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


class Fts5:
    """SQLite's FTS5, with the weights of our fields."""

    name = "SQLite FTS5"

    def __init__(self, documents: Iterable[Document]) -> None:
        self._base = sqlite3.connect(":memory:")
        self._base.execute(
            f"CREATE VIRTUAL TABLE words USING fts5({', '.join(Field)}, content='',"
            " tokenize='unicode61 remove_diacritics 2')"
        )
        marks = ",".join("?" * (len(Field) + 1))
        self._base.executemany(
            f"INSERT INTO words(rowid, {', '.join(Field)}) VALUES ({marks})",
            ((one.id, *(_said(one, field) for field in Field)) for one in documents),
        )
        self._weights = ", ".join(str(BOOSTS.get(field, 0.5)) for field in Field)

    def ask(self, text: str, *, is_typing: bool) -> Sequence[int]:
        """The first ten."""
        pieces = pieces_of(text)
        wanted = [_fts5(one) for one in pieces if not one.is_excluded]
        if is_typing and wanted:
            wanted[-1] += " *"
        excluded = "".join(f" NOT {_fts5(one)}" for one in pieces if one.is_excluded)
        for link in (" AND ", " OR "):
            if found := self._found(f"({link.join(wanted)}){excluded}"):
                return found
        return []

    def _found(self, query: str) -> list[int]:
        rows = self._base.execute(
            f"SELECT rowid FROM words WHERE words MATCH ? ORDER BY bm25(words, {self._weights}) LIMIT 10",
            (query,),
        )
        return [int(row[0]) for row in rows]


class Postgres:
    """PostgreSQL's full text in French, weights A to D, ranked by `ts_rank`."""

    name = "PostgreSQL"

    def __init__(self, address: str, documents: Iterable[Document]) -> None:
        self._base = psycopg.connect(address, autocommit=True)
        self._base.execute("CREATE TEMP TABLE judged(id bigint PRIMARY KEY, words tsvector)")
        vector = " || ".join(
            f"setweight(to_tsvector('french', %s), '{_WEIGHTS.get(field, 'D')}')" for field in Field
        )
        with self._base.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO judged VALUES (%s, {vector})".encode(),
                [(one.id, *(folded(_said(one, field)) for field in Field)) for one in documents],
            )

    def ask(self, text: str, *, is_typing: bool) -> Sequence[int]:
        """The first ten."""
        pieces = pieces_of(text)
        wanted = [" <-> ".join(one.words) for one in pieces if not one.is_excluded]
        if is_typing and wanted:
            wanted[-1] += ":*"
        excluded = "".join(f" & !({' & '.join(one.words)})" for one in pieces if one.is_excluded)
        for link in (" & ", " | "):
            said = link.join(f"({one})" for one in wanted)
            if found := self._found(f"({said}){excluded}"):
                return found
        return []

    def _found(self, query: str) -> list[int]:
        rows = self._base.execute(
            "SELECT id FROM judged, to_tsquery('french', %s) sought WHERE words @@ sought"
            " ORDER BY ts_rank(words, sought) DESC, id LIMIT 10",
            (query,),
        )
        return [int(row[0]) for row in rows]


def _said(document: Document, field: Field) -> str:
    return " ; ".join(document.texts.get(field, ()))


def _fts5(piece: Piece) -> str:
    said = f'"{" ".join(piece.words)}"'
    return f"{piece.field} : {said}" if piece.field else said
