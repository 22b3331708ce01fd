"""Records of resources for the tests of their pages, written as a library would export them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from portee.catalogue.models import Record
from portee.network.models import Establishment
from tests.catalogue.conftest import iso2709, run_import

Subfields = tuple[tuple[str, str], ...]
Fields = tuple[tuple[str, Subfields], ...]
Put = Callable[..., int]

SCORE = "     ncm0 22     3  450 "
BOOK = "     nam0 22     3  450 "
CODED = ("100", (("a", "20200101d1883    m  y0frey50      ba"),))
TITLE = ("200", (("a", "Élégie, op. 24"), ("e", "pour violoncelle et piano")))
BY = ("700", (("a", "Fauré"), ("b", "Gabriel"), ("f", "1845-1924"), ("4", "230")))
ELEGY: Fields = (
    ("036", (("m", "F-4"), ("n", "bBEA"), ("o", "c"), ("p", "4''E-8DCED/"), ("2", "pe"))),
    CODED,
    ("101", (("a", "fre"),)),
    ("127", (("a", "001200"),)),
    ("146", (("b", "01svc___"), ("c", "01kpf___"))),
    TITLE,
    ("210", (("a", "Paris"), ("c", "Hamelle"), ("d", "1883"))),
    ("330", (("a", "Une pièce lente et chantante."),)),
    ("333", (("a", "2e cycle"),)),
    ("606", (("a", "Violoncelle et piano, Musique de"), ("2", "rameau"))),
    BY,
    ("856", (("u", "https://exemple.org/elegie"), ("z", "12 pages"))),
    ("856", (("u", "javascript:alert(1)"),)),
    ("995", (("b", "moissac"), ("k", "780 FAU"), ("f", "39021500012"))),
    ("995", (("b", "caussade"), ("k", "S FAU"), ("n", "2027-12-04"))),
    ("995", (("b", "caussade"), ("k", "S FAU 2"), ("n", "2020-01-01"))),
    ("995", (("b", "XXX"), ("k", "Ailleurs"))),
)


def content(fields: Fields, *, leader: str = SCORE) -> bytes:
    """One record in ISO 2709."""
    written = [
        (
            tag,
            (b"" if tag < "010" else b"  ")
            + b"".join(
                (b"\x1f" + code.encode() if code else b"") + text.encode() for code, text in said
            ),
        )
        for tag, said in fields
    ]
    return iso2709(written, leader=leader)


@pytest.fixture
def put(network: Establishment, tmp_path: Path) -> Put:
    """Import one record; give the number of its resource."""
    numbers = iter(range(1, 100))

    def add(*fields: tuple[str, Subfields], leader: str = SCORE, source: str = "essai") -> int:
        number = str(next(numbers))
        path = tmp_path / f"{number}.mrc"
        path.write_bytes(content((("001", (("", number),)), *fields), leader=leader))
        run_import(path, source=source)
        record = Record.objects.get(source__code=source, key=number)
        assert record.resource_id is not None
        return record.resource_id

    return add
