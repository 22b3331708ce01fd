"""A record read, classified and laid out for the tables: the costly part of an import, free of any database."""

from hashlib import blake2b
from itertools import islice
from typing import Final

import msgspec

from portee.catalogue.matching.identifiers import StrongIdentifier, strong_identifiers
from portee.catalogue.reading.headline import Headline, headline_of
from portee.catalogue.vocabularies import Classification, classify
from portee.protocols.description import Description, Format, Item
from portee.protocols.records import MappingSheet, Remark, UnreadableRecordError

MOST_IDENTIFIERS: Final = 50
"""Strong identifiers kept of one record: a fonds that lists thousands is no evidence of anything."""
MOST_UNMAPPED: Final = 50
AUTHORITY: Final = "authority-record"
"""What readers remark of a record that tells of a person or a subject: nothing that anybody can borrow or open."""
UNMAPPED_LENGTH: Final = 200

PLACE: Final = "place"
"""What stands for a vocabulary where fields, subfields and columns are counted that the mapping does not read."""

Unmapped = tuple[tuple[str, str], ...]

RemarkRow = tuple[str, str, tuple[str, ...]]
"""Code, place, values."""


class _Left(msgspec.Struct):
    """Of what is stored, only what was not understood."""

    unmapped: Unmapped = ()


_encoder: Final = msgspec.json.Encoder()
_decode_description: Final = msgspec.json.Decoder(Description).decode
_decode_remarks: Final = msgspec.json.Decoder(tuple[RemarkRow, ...]).decode
_decode_left: Final = msgspec.json.Decoder(_Left).decode
_decode_classification: Final = msgspec.json.Decoder(Classification).decode


class Prepared(msgspec.Struct, frozen=True, array_like=True, tag=0, gc=False):
    """A record ready to be written. `fingerprint` is that of what readers would see."""

    identifier: str
    description: str
    classification: str
    fingerprint: str
    headline: Headline
    identifiers: tuple[StrongIdentifier, ...]
    items: tuple[Item, ...]
    unmapped: tuple[tuple[str, str], ...]
    remarks: tuple[RemarkRow, ...]
    is_deleted: bool


class Refusal(msgspec.Struct, frozen=True, array_like=True, tag=1, gc=False):
    """Why a record cannot be read."""

    remark: RemarkRow
    identifier: str


Outcome = Prepared | Refusal


def prepare(content: bytes, *, format_name: Format, sheet: MappingSheet) -> Outcome:
    """Read one record; never raises for what a record may hold."""
    # Few processes read any record: here, not at every start.
    from portee.protocols.formats import FORMATS  # noqa: PLC0415

    try:
        read = FORMATS[format_name].read(content, sheet)
        authority = next((r for r in read.remarks if r.code == AUTHORITY), None)
        if authority is not None:
            return Refusal(_row(authority), read.identifier[:255])
        return laid_out(
            read.description,
            identifier=read.identifier,
            remarks=tuple((r.code, r.place, r.values) for r in read.remarks),
        )
    except UnreadableRecordError as error:
        return Refusal(_row(error.remark), error.identifier[:255])
    except UnicodeEncodeError:
        # A lone half of a surrogate pair: no database keeps it.
        return Refusal(("unwritable-characters", "", ()), "")
    except (RecursionError, MemoryError):
        return Refusal(("too-complex", "", ()), "")


def laid_out(
    description: Description, *, identifier: str, remarks: tuple[RemarkRow, ...]
) -> Prepared:
    """A description classified, encoded, its columns drawn out."""
    classification = classify(description)
    encoded = _encoder.encode(description)
    encoded_classification = _encoder.encode(classification)
    return Prepared(
        identifier=identifier.replace("\0", "")[:255],
        description=encoded.decode(),
        classification=encoded_classification.decode(),
        fingerprint=fingerprint(encoded, encoded_classification),
        headline=headline_from(description, classification),
        identifiers=strong_identifiers(description.identifiers)[:MOST_IDENTIFIERS],
        items=description.items,
        unmapped=unmapped_of(description.unmapped, classification.unmapped),
        remarks=remarks,
        is_deleted=description.is_deleted,
    )


def headline_from(description: Description, classification: Classification) -> Headline:
    """The columns of a description and of its classification."""
    return headline_of(description, kind=classification.type, languages=classification.languages)


def decode_description(text: str) -> Description:
    """A description as it was stored."""
    return _decode_description(text)


def decode_classification(text: str) -> Classification:
    """A classification as it was stored."""
    return _decode_classification(text)


def decode_remarks(text: str) -> tuple[RemarkRow, ...]:
    """The remarks stored with a version."""
    return _decode_remarks(text)


def unmapped_of(left: Unmapped, classification: Unmapped) -> tuple[tuple[str, str], ...]:
    """What is counted of a record: each value that no vocabulary knows, each place that the mapping left, once."""
    if not (left or classification):
        return ()
    places = ((PLACE, place) for place, _value in left)
    return tuple(
        dict.fromkeys(
            (vocabulary, value.replace("\0", "")[:UNMAPPED_LENGTH])
            for vocabulary, value in (
                *classification[:MOST_UNMAPPED],
                *islice(dict.fromkeys(places), MOST_UNMAPPED),
            )
        )
    )


def unmapped_in(description: str, classification: str) -> tuple[tuple[str, str], ...]:
    """The same, of a description and a classification as they were stored."""
    return unmapped_of(_decode_left(description).unmapped, _decode_left(classification).unmapped)


def fingerprint(*parts: bytes) -> str:
    """Thirty-two hexadecimal characters that any change of the bytes changes."""
    digest = blake2b(digest_size=16)
    for part in parts:
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.hexdigest()


def _row(remark: Remark) -> RemarkRow:
    return (remark.code, remark.place, remark.values)
