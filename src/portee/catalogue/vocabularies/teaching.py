"""Deduces disciplines (music, dance, theatre, mime…) from type, forces, genres, classifications and subjects.

Source: Dewey Decimal Classification 780–793, 791.3–792.8; PCDM 4 (Principes de classement des documents musicaux).
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from portee.catalogue.vocabularies.headings import genre_in_words, unqualified
from portee.catalogue.vocabularies.vocabulary import vocabulary
from portee.catalogue.vocabularies.words import folded, singular
from portee.protocols.description import Subject

OF_TYPE: Final = {
    "music-recording": "music",
    "musical-instrument": "music",
    "libretto": "music",
    "dance-notation": "dance",
    "play-text": "theatre",
}
"""What a type alone tells, besides scores."""

OF_DEWEY: Final = (
    ("792.84", "classical-dance"),
    ("792.8", "dance"),
    ("792.7", "theatre"),
    ("792.6", "theatre"),
    ("792.5", "music"),
    ("792.3", "mime"),
    ("792", "theatre"),
    ("793.31", "traditional-dance"),
    ("793.3", "dance"),
    ("791.53", "puppetry"),
    ("791.5", "puppetry"),
    ("791.3", "circus"),
    ("791.4", "cinema"),
    ("790.2", "multidisciplinary"),
    ("78", "music"),
    ("842", "theatre"),
    ("822", "theatre"),
    ("832", "theatre"),
    ("852", "theatre"),
    ("862", "theatre"),
    ("8", "literature"),
    ("741.5", ""),
    ("79", ""),
    ("7", "visual-arts"),
)
"""Beginnings of class numbers, the most precise first; drama in a language (8x2) is theatre.
Comics (741.5) and sports and games (79) are none of ours.
"""

OF_PERFORMER: Final = {
    "dancer": "dance",
    "actor": "theatre",
    "child-actor": "theatre",
    "silent-actor": "theatre",
    "mime-performer": "mime",
    "acrobat": "circus",
    "juggler": "circus",
    "conductor": "music",
    "choir-conductor": "music",
}
"""Performers on stage who are no instruments."""


def of_type(code: str) -> str:
    """The discipline of a type, or an empty string."""
    if code in OF_TYPE:
        return OF_TYPE[code]
    types = vocabulary("type")
    if code == "score" or (code in types.entries and "score" in types.ancestors(code)):
        return "music"
    return ""


def of_instruments(codes: Iterable[str]) -> list[str]:
    """The disciplines of a medium: a dancer or an actor is no musician, and a reciter alone tells nothing."""
    instruments = vocabulary("instrument")
    found: list[str] = []
    for code in codes:
        above = instruments.ancestors(code)
        if code in OF_PERFORMER:
            found.append(OF_PERFORMER[code])
        elif code != "reciter" and "reciter" not in above and "performers" not in (code, *above):
            found.append("music")
    return found


def of_genres(codes: Iterable[str]) -> list[str]:
    """The disciplines of genres."""
    genres = vocabulary("genre").entries
    return [discipline for code in codes if (discipline := genres[code].discipline)]


def of_subject(subject: Subject) -> str:
    """The discipline a subject or a class number speaks of, or an empty string."""
    if subject.kind == "classification":
        return _of_class(subject.scheme, subject.heading)
    if subject.kind in ("topic", "genre", "free"):
        return _of_heading(subject.heading)
    return ""


@lru_cache(maxsize=8_192)
def _of_class(scheme: str, number: str) -> str:
    number = number.strip()
    if not number[:1].isdigit():
        return ""
    if scheme.startswith("pcdm"):
        return "music"
    if scheme not in DEWEY_LIKE:
        return ""
    return next((code for beginning, code in OF_DEWEY if number.startswith(beginning)), "")


ARTS: Final = frozenset(
    (
        "art lyrique",
        "arts de la scene",
        "arts du spectacle",
        "chant choral",
        "choregraphie",
        "marionnette",
        "solfege",
        "spectacle vivant",
        "art dramatique",
        "arts du cirque",
        "performing arts",
    )
)
"""Names of disciplines, besides their labels, that mean nothing else as a subject; « Analyse » and « Lecture » do."""

TELLING: Final = frozenset(
    [
        "ballet",
        "ballet-music",
        "bebop",
        "blues",
        "cantata",
        "chamber-music",
        "chanson",
        "children-song",
        "circus",
        "comedie-ballet",
        "concerto",
        "contemporary-dance",
        "country-music",
        "drama",
        "early-music",
        "electroacoustic-music",
        "fado",
        "film",
        "film-music",
        "flamenco",
        "folk-music",
        "free-jazz",
        "gospel",
        "gregorian-chant",
        "hard-rock",
        "hip-hop",
        "historical-dance",
        "jazz",
        "jazz-dance",
        "lied",
        "mime-genre",
        "music",
        "music-theory",
        "musical",
        "musical-theatre",
        "opera",
        "opera-comique",
        "operetta",
        "oratorio",
        "pantomime",
        "poetry",
        "popular-music",
        "puppetry",
        "rap",
        "reggae",
        "requiem",
        "rock",
        "sacred-music",
        "song",
        "sonata",
        "spiritual",
        "symphony",
        "television-series",
        "traditional-dance",
        "urban-dance",
        "vocal-music",
        "world-music",
        "youth-drama",
    ]
)
"""Genres whose name, as what a book is about, means nothing else; « Chasse », « Canons » and « Fusion » may."""

DEWEY_LIKE: Final = frozenset({"dewey", "ddc", "udc", "cdu"})


@lru_cache(maxsize=32_768)
def _of_heading(heading: str) -> str:
    """« Danse », « Théâtre (genre littéraire) », « Marionnettes »: a heading that is a discipline or a genre of one."""
    disciplines = vocabulary("discipline")
    bare = unqualified(heading)
    code = disciplines.from_words(bare)
    if code and (folded(bare) in ARTS or singular(folded(bare)) in _labels(code)):
        return code
    genre = genre_in_words(heading)
    if genre and (genre in TELLING or unqualified(heading) != heading):
        return vocabulary("genre").entries[genre].discipline
    return ""


def _labels(code: str) -> tuple[str, str]:
    entry = vocabulary("discipline").entries[code]
    return singular(folded(entry.french)), singular(folded(entry.english))


def settled(codes: Iterable[str]) -> tuple[str, ...]:
    """Each discipline once, in order, without those that a finer one already says."""
    disciplines = vocabulary("discipline")
    unique = [code for code in dict.fromkeys(codes) if code in disciplines.entries]
    if len(unique) < 2:
        return tuple(unique)
    said = {above for code in unique for above in disciplines.ancestors(code)}
    return tuple(code for code in unique if code not in said)
