"""How large files may be: the part of the table of `config.env` that counts bytes, rows and columns."""

from dataclasses import dataclass

from config.variables import Table, integer


@dataclass(frozen=True, slots=True)
class ImportLimits:
    """What is read of a file of records, at most, in the units of the names."""

    file_mib: int
    record_kib: int
    rows: int
    columns: int
    workbook_mib: int
    workbook_unpacked_mib: int


@dataclass(frozen=True, slots=True)
class ReaderFileLimits:
    """What is read of a list of readers and of a proof, at most, in the units of the names."""

    list_mib: int
    list_rows: int
    proof_mib: int


def read_import_limits(table: Table) -> ImportLimits:
    """Read the limits of files of records, each a variable of its own."""
    return ImportLimits(
        file_mib=table.read(
            "PORTEE_IMPORT_FILE_MIB",
            integer(at_least=1, at_most=1_048_576),
            default="4096",
            french="Taille la plus grande d’un fichier de notices, déployé, en mébioctets.",
            english="Largest size of a file of records, unpacked, in mebibytes.",
        ),
        record_kib=table.read(
            "PORTEE_IMPORT_RECORD_KIB",
            integer(at_least=16, at_most=1_048_576),
            default="5120",
            french="Taille la plus grande d’une notice, en kibioctets ; au-delà, elle seule est refusée.",
            english="Largest size of a record, in kibibytes; a longer one is refused alone.",
        ),
        rows=table.read(
            "PORTEE_IMPORT_ROWS",
            integer(at_least=1, at_most=1_000_000_000),
            default="5000000",
            french="Lignes d’un tableau au plus.",
            english="Most rows of a table.",
        ),
        columns=table.read(
            "PORTEE_IMPORT_COLUMNS",
            integer(at_least=2, at_most=100_000),
            default="1000",
            french="Colonnes d’un tableau au plus.",
            english="Most columns of a table.",
        ),
        workbook_mib=table.read(
            "PORTEE_IMPORT_WORKBOOK_MIB",
            integer(at_least=1, at_most=4096),
            default="64",
            french="Taille la plus grande d’un classeur XLSX, en mébioctets : il tient entier en mémoire.",
            english="Largest size of an XLSX workbook, in mebibytes: the whole of it is held in memory.",
        ),
        workbook_unpacked_mib=table.read(
            "PORTEE_IMPORT_WORKBOOK_UNPACKED_MIB",
            integer(at_least=1, at_most=65_536),
            default="200",
            french="Taille la plus grande d’un classeur XLSX une fois déployé, en mébioctets.",
            english="Largest size of an XLSX workbook once unpacked, in mebibytes.",
        ),
    )


def read_reader_file_limits(table: Table) -> ReaderFileLimits:
    """Read the limits of what is sent about readers, each a variable of its own."""
    return ReaderFileLimits(
        list_mib=table.read(
            "PORTEE_READER_LIST_MIB",
            integer(at_least=1, at_most=1024),
            default="10",
            french="Taille la plus grande d’une liste de lecteurs, en mébioctets.",
            english="Largest size of a list of readers, in mebibytes.",
        ),
        list_rows=table.read(
            "PORTEE_READER_LIST_ROWS",
            integer(at_least=1, at_most=1_000_000),
            default="50000",
            french="Lignes d’une liste de lecteurs au plus.",
            english="Most rows of a list of readers.",
        ),
        proof_mib=table.read(
            "PORTEE_PROOF_MIB",
            integer(at_least=1, at_most=100),
            default="8",
            french="Taille la plus grande d’un justificatif joint à une demande d’inscription, en mébioctets.",
            english="Largest size of a proof joined to a request for registration, in mebibytes.",
        ),
    )
