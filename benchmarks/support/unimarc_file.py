"""A file of UNIMARC records as a library would export them: real titles, invented identifiers, always the same."""

import random
from collections.abc import Iterator
from pathlib import Path

# Works of the public domain, with their author: titles are facts.
WORKS = (
    ("Carmen", "opéra-comique en quatre actes", "Bizet", "Georges", "1838-1875"),
    ("Les Misérables", "roman", "Hugo", "Victor", "1802-1885"),
    ("La Mer", "trois esquisses symphoniques pour orchestre", "Debussy", "Claude", "1862-1918"),
    (
        "Le Carnaval des animaux",
        "grande fantaisie zoologique",
        "Saint-Saëns",
        "Camille",
        "1835-1921",
    ),
    ("L’Éducation sentimentale", "histoire d’un jeune homme", "Flaubert", "Gustave", "1821-1880"),
    ("Pelléas et Mélisande", "drame lyrique en cinq actes", "Debussy", "Claude", "1862-1918"),
    ("Germinal", "roman", "Zola", "Émile", "1840-1902"),
    ("Trois gymnopédies", "pour piano", "Satie", "Erik", "1866-1925"),
    ("Le Bourgeois gentilhomme", "comédie-ballet", "Molière", "", "1622-1673"),
    ("Les Indes galantes", "opéra-ballet", "Rameau", "Jean-Philippe", "1683-1764"),
    ("Vingt mille lieues sous les mers", "tour du monde sous-marin", "Verne", "Jules", "1828-1905"),
    ("Requiem", "pour soli, chœur, orgue et orchestre", "Fauré", "Gabriel", "1845-1924"),
    ("Madame Bovary", "mœurs de province", "Flaubert", "Gustave", "1821-1880"),
    ("Symphonie fantastique", "épisode de la vie d’un artiste", "Berlioz", "Hector", "1803-1869"),
    ("La Princesse de Clèves", "roman", "La Fayette", "Marie-Madeleine de", "1634-1693"),
    ("Sonate pour violoncelle et piano", "op. 99", "Brahms", "Johannes", "1833-1897"),
)
PUBLISHERS = (
    ("Paris", "Durand"),
    ("Lyon", "Symétrie"),
    ("Arles", "Actes Sud"),
    ("Mayence", "Schott"),
)
SUBJECTS = ("Opéras", "Musique de chambre", "Romans historiques", "Orchestre", "Danse", "Théâtre")
LIBRARIES = ("MED", "CRR", "ANX", "BIB")
SUMMARY = (
    "Édition nouvelle, établie d’après les sources de première main ; avec une introduction, des notes critiques et "
    "une chronologie de l’œuvre, pour les élèves, les étudiants et les amateurs."
)


def write_unimarc_file(path: Path, *, count: int, first: int = 1) -> None:
    """Write so many records of about 1.4 kB, numbered from `first`: the same bytes for the same numbers."""
    with path.open("wb") as file:
        for record in _records(range(first, first + count), chance=random.Random(first)):
            file.write(record)


def _records(numbers: range, *, chance: random.Random) -> Iterator[bytes]:
    for number in numbers:
        yield _laid_out(_fields(number, chance=chance))


def _fields(number: int, *, chance: random.Random) -> list[tuple[str, str]]:
    title, remainder, name, forename, dates = chance.choice(WORKS)
    place, publisher = chance.choice(PUBLISHERS)
    year = chance.randint(1950, 2025)
    subjects = chance.sample(SUBJECTS, 3)
    said = [
        ("001", f"B{number:09d}"),
        ("003", f"http://catalogue.example.org/ark:/99999/b{number:09d}"),
        ("005", f"{year}0101120000.000"),
        ("010", f"  $a{_isbn(number)}$bbr.$d{chance.randint(5, 60)} EUR"),
        ("100", f"  $a20240101d{year}    m  y0frey50      ba"),
        ("101", "0 $afre"),
        ("102", "  $aFR"),
        ("105", "  $aa   z   00|y|"),
        ("106", "  $ar"),
        ("181", " 1$6z01$ctxt$2rdacontent"),
        ("182", " 1$6z01$cn$2rdamedia"),
        ("200", f"1 $a{title}. {number}$bTexte imprimé$e{remainder}$f{forename} {name}"),
        ("214", f" 0$a{place}$c{publisher}$d{year}"),
        ("215", f"  $a1 vol. ({chance.randint(40, 900)} p.)$cill.$d24 cm"),
        ("225", f"| $aCollection classique$v{number % 500}"),
        ("300", "  $aBibliographie p. 201-210. Index"),
        ("330", f"  $a{SUMMARY}"),
        ("410", " |$0013566733$tCollection classique$x0317-8471"),
    ]
    said += [
        ("606", f"  $31193{n}$a{subject}$y France$z 19e siècle$2rameau")
        for n, subject in enumerate(subjects)
    ]
    said += [
        ("676", "  $a780.92$v23"),
        ("686", "  $a78$2Cadre de classement de la Bibliographie nationale française"),
        (
            "700",
            f" |$311888092$a{name}$b{forename}$f{dates}$4{'230' if chance.random() < 0.5 else '070'}",
        ),
        ("702", " |$a Martin$bJeanne$f1950-....$4340"),
        ("801", " 3$aFR$bAbes$c20240101$gAFNOR"),
    ]
    for copy in range(chance.randint(1, 2)):
        library = chance.choice(LIBRARIES)
        said.append(
            ("995", f"  $b{library}$cADULTE$f{number:08d}{copy}$kR {name[:3].upper()}$oa$ralivre")
        )
    return said


def _isbn(number: int) -> str:
    """An ISBN-13 of its own for each number, with its check digit."""
    digits = f"979{(10**8 + number):09d}"
    check = -sum(int(d) * (3 if place % 2 else 1) for place, d in enumerate(digits)) % 10
    return f"{digits}{check}"


def _laid_out(fields: list[tuple[str, str]]) -> bytes:
    directory, body = bytearray(), bytearray()
    for tag, said in fields:
        field = said.replace("$", "\x1f").encode() + b"\x1e"
        directory += f"{tag}{len(field):04d}{len(body):05d}".encode()
        body += field
    base = 24 + len(directory) + 1
    leader = f"{base + len(body) + 1:05d}nam0 22{base:05d}   450 ".encode()
    return leader + bytes(directory) + b"\x1e" + bytes(body) + b"\x1d"
