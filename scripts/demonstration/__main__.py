"""`python -m scripts.demonstration ORIGINALS`: write `demo/records` again.

ORIGINALS is a folder with the files named in each module, in folders called after their theme (`13-france`…).
"""

import gzip
import sys
from pathlib import Path

from scripts.demonstration import mutopia, novels, openscore, philharmonic, toulouse
from scripts.demonstration.tables import write_bytes, write_table

RECORDS = Path(__file__).resolve().parent.parent.parent / "demo" / "records"
SUDOC = (
    "best-ppn-api__src__test__resources__143519379.xml",
    "marcxml2tei__sample__088884074.xml",
    "marcxml2tei__sample__252383524.xml",
    "marcxml2tei__sample__257133615.xml",
    "periscope-back__core__src__test__resources__noticeXml__037982176.xml",
    "periscope-back__core__src__test__resources__noticeXml__129542059.xml",
)
"""Those of the samples that are whole records of the Sudoc, as it gives them."""
AS_THEY_ARE = {
    "bnf-partitions.xml": "01-unimarc/bnf_sru_unimarcxchange.xml",
    "boston.mrc": "02-marc21/boston_university_ccby.mrc",
    "virginie.mrc": "02-marc21/uva.mrc",
    "british-library.xml": "02-marc21/lc_british_library.xml.gz",
    "rism.xml": "02-marc21/rism_sources.xml.gz",
}


def main(originals: Path) -> None:
    """Write every file, and say how many rows each table has."""
    tables = {
        "toulouse.csv": (toulouse.COLUMNS, toulouse.rows(originals / "13-france")),
        "openscore-lieder.csv": (openscore.COLUMNS, openscore.rows(originals / "10-scores")),
        "mutopia.csv": (mutopia.COLUMNS, mutopia.rows(originals / "10-scores" / "mutopia_ly")),
        "new-york-philharmonic.csv": (
            philharmonic.COLUMNS,
            philharmonic.rows(originals / "14-authorities" / "nyphil_2024-25_TO_NOW.xml.gz"),
        ),
        "romans-eltec.csv": (
            novels.COLUMNS,
            novels.rows(originals / "15-texts" / "ELTeC-fra_metadata.tsv"),
        ),
    }
    for name, (columns, rows) in tables.items():
        print(name, write_table(RECORDS / name, columns=columns, rows=rows))
    for name, original in AS_THEY_ARE.items():
        content = (originals / original).read_bytes()
        is_packed = original.endswith(".gz")
        write_bytes(RECORDS / name, gzip.decompress(content) if is_packed else content)
    sudoc = [
        (originals / "01-unimarc" / "sudoc" / name).read_text(encoding="utf-8") for name in SUDOC
    ]
    write_bytes(RECORDS / "sudoc.xml", _collection(sudoc).encode())


def _collection(records: list[str]) -> str:
    """Records of one file each, in one file: their XML declarations go."""
    bodies = [
        text[text.index("<record") : text.rindex("</record>") + len("</record>")]
        for text in records
    ]
    return "\n".join(
        ('<?xml version="1.0" encoding="UTF-8"?>', "<collection>", *bodies, "</collection>", "")
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
