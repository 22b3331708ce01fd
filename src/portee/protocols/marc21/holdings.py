"""Where a resource is: 852, 856, 866–868, 876–878, items of Koha (952).

Source: MARC 21 Holdings Data 852–878, MARC 21 Bibliographic 856; Koha, default MARC21 framework (952); RISM (852 $c is
the shelf mark).
"""

from msgspec.structs import replace

from portee.protocols.description import Item, Location
from portee.protocols.drafting import Block, Draft, block, joined, tidy, web_address
from portee.protocols.marc import DataField
from portee.protocols.marc21.identifiers import RISM
from portee.protocols.marc21.punctuation import trim

KINDS_856 = {"2": "related", "3": "part"}
"""856 indicator 2."""


def _kind(field: DataField, words: str) -> str:
    said = words.lower()
    if "cover" in said or "getblob" in said:
        return "cover"
    if "table of contents" in said or "table des mati" in said:
        return "table-of-contents"
    return KINDS_856.get(field.indicators[1:2], "full-text")


def _location(field: DataField, draft: Draft) -> None:
    label = joined(field.all("y3"), " ; ")
    note = joined(field.all("z"), " ; ")
    media = tidy(field.first("q"))
    addresses = field.all("u")
    draft.has_no_place = not addresses
    for text in addresses:
        if address := web_address(text):
            kind = _kind(field, f"{label} {note} {address}")
            draft.locations.append(Location(address, label, media, note, kind))
        else:
            draft.leave("856$u", text)


def _held(field: DataField, draft: Draft) -> None:
    """Read 852: institution, place, call number, barcode, what is held ($3)."""
    shelf = joined(field.all("c"), ", ")
    is_rism = draft.source == RISM
    call_number = joined(field.all("khijlm"), " ")
    item = Item(
        establishment=trim(field.first("a")) or trim(field.first("b")),
        collection=joined(field.all("b"), ", ") if field.first("a") else "",
        location="" if is_rism else shelf,
        call_number=joined((shelf, call_number), " ") if is_rism else call_number,
        barcode=tidy(field.first("p")),
        note=joined(field.all("z"), " ; "),
        statement=joined(field.all("3"), " ; "),
    )
    if item == Item():
        draft.has_no_place = True
    else:
        draft.items.append(item)


def _statement(field: DataField, draft: Draft) -> None:
    """Read 866–868: holdings in words, of the 852 before them."""
    text = joined(field.all("az"), " ; ")
    if not text:
        return
    if not draft.items:
        draft.items.append(Item(statement=text))
        return
    item = draft.items[-1]
    draft.items[-1] = replace(item, statement=joined((item.statement, text), " ; "))


def _piece(field: DataField, draft: Draft) -> None:
    """Read 876–878: one piece with its barcode."""
    item = Item(
        barcode=tidy(field.first("p")),
        location=joined(field.all("l"), ", "),
        loan=joined(field.all("h"), ", "),
        note=joined(field.all("z"), " ; "),
        availability=joined(field.all("j"), ", "),
    )
    if item != Item():
        draft.items.append(item)


KOHA_952 = {
    "7": "availability",
    "8": "collection",
    "c": "location",
    "h": "statement",
    "o": "call_number",
    "p": "barcode",
    "q": "availability",
    "y": "kind",
    "z": "note",
}


STATES = "013457"
"""Subfields of 952 that say nothing when they are zero: withdrawn, lost, restricted, damaged…"""


def _koha(field: DataField, draft: Draft) -> None:
    """Read 952 of Koha: the home branch ($a, else the holding one, $b), then the copy; a zero in $7 says nothing."""
    said: dict[str, str] = {}
    for code, raw in field.subfields:
        text = tidy(raw)
        name = KOHA_952.get(code)
        if not text or (text == "0" and code in STATES):
            continue
        if name is not None:
            said[name] = f"{said[name]} ; {text}" if name in said else text
        elif code in STATES:
            draft.leave(f"952${code}", text)
    home, holding = tidy(field.first("a")), tidy(field.first("b"))
    establishment = home or holding
    if holding != establishment:
        draft.leave("952$b", holding)
    if said or establishment:
        draft.items.append(Item(establishment=establishment, **said))


BLOCKS: dict[str, Block] = {
    "852": block(_held, "abchijklmpz3"),
    "856": block(_location, "uyzq3"),
    "866": block(_statement, "az"),
    "867": block(_statement, "az"),
    "868": block(_statement, "az"),
    "876": block(_piece, "pljhz"),
    "877": block(_piece, "pljhz"),
    "878": block(_piece, "pljhz"),
    "952": block(_koha, "abchopqyz78" + STATES),
}
