"""The few facts of a description that lists show and sort by."""

import msgspec

from portee.kernel.ordering import sort_key
from portee.protocols.description import Description, Title

TITLE_LENGTH = 500
SORT_LENGTH = 200
LANGUAGES_LENGTH = 80


class Headline(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Columns of a resource; see `models.Resource` for their meaning."""

    title: str
    sort_title: str
    kind: str
    languages: str
    first_year: int | None
    last_year: int | None


def headline_of(description: Description, *, kind: str, languages: tuple[str, ...]) -> Headline:
    """The columns of a description whose type and languages are already codes of ours."""
    title = _main_title(description)
    years = description.years
    return Headline(
        title=_clean(title_text(title))[:TITLE_LENGTH] if title else "",
        sort_title=sort_key(_clean(title.text[title.nonsorting :] + f" {title.part_number}"))[
            :SORT_LENGTH
        ]
        if title
        else "",
        kind=kind,
        languages=_whole_words(languages),
        first_year=_column_year(years.first) if years else None,
        last_year=_column_year(years.last) if years else None,
    )


def title_text(title: Title) -> str:
    """The title as one line: « Carmen : opéra en quatre actes. 2, L’acte deux »."""
    line = f"{title.text} : {title.remainder}" if title.remainder else title.text
    part = ", ".join(said for said in (title.part_number, title.part_name) if said)
    return f"{line}. {part}" if part else line


def _main_title(description: Description) -> Title | None:
    proper = next((title for title in description.titles if title.kind == "proper"), None)
    return proper or next((title for title in description.titles if title.text), None)


def _clean(text: str) -> str:
    """Without the character that PostgreSQL keeps in no text."""
    return text.replace("\0", "")


def _whole_words(codes: tuple[str, ...]) -> str:
    line = " ".join(codes)
    return line if len(line) <= LANGUAGES_LENGTH else line[:LANGUAGES_LENGTH].rpartition(" ")[0]


def _column_year(year: int | None) -> int | None:
    """The year, unless no column could hold it."""
    return year if year is not None and -32_768 < year < 32_768 else None
