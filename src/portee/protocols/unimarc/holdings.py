"""Where a resource is: addresses on the web (856, 857), copies (852, 930 and its like, 995, 996).

Source: UNIMARC Bibliographic 852, 856, 857; Recommandation 995 as Koha and others export it; 915, 917, 930 and 955 of
the Sudoc, which the BnF shares.
"""

from portee.protocols.description import Item, Location, Term
from portee.protocols.drafting import Block, Draft, block, joined, tidy, web_address
from portee.protocols.marc import DataField
from portee.protocols.schemes import Scheme

COVER_WORDS = ("couverture", "cover", "vignette", "pochette", "getblob")


def _kind(address: str, words: str) -> str:
    said = f"{address} {words}".lower()
    if any(word in said for word in COVER_WORDS):
        return "cover"
    if "table des mati" in said or "sommaire" in said:
        return "table-of-contents"
    return "full-text"


def _location(field: DataField, draft: Draft) -> None:
    label = joined(field.all("2z3"), " ; ")
    media = tidy(field.first("q"))
    addresses = field.all("u")
    draft.has_no_place = not addresses
    for text in addresses:
        if address := web_address(text):
            kind = _kind(address, f"{label} {media}")
            draft.locations.append(Location(address, label, media, kind=kind))
        else:
            draft.leave(f"{field.tag}$u", text)


ITEM_995 = {
    "e": "location",
    "f": "barcode",
    "h": "collection",
    "k": "call_number",
    "o": "loan",
    "r": "kind",
    "l": "note",
    "u": "note",
    "n": "availability",
    "v": "statement",
}


NUMBERED = "01234578"
"""Subfields of 995 and 996 that library systems use in their own ways; 6 ties fields, 9 is a number of theirs."""


def _recommended(field: DataField, draft: Draft) -> None:
    """Read 995 and 996: the owner ($b, else the place of deposit $c, else its name $a), then the copy.

    What names the owner otherwise is left, as are the numbered subfields, which say nothing when they are zero.
    """
    said: dict[str, str] = {}
    owner: dict[str, str] = {}
    for code, raw in field.subfields:
        text = tidy(raw)
        if not text:
            continue
        if code in "abcd" and code not in owner:
            owner[code] = text
        elif (name := ITEM_995.get(code)) is not None:
            said[name] = f"{said[name]} ; {text}" if name in said else text
        elif code == "q":
            draft.audiences.append(Term(Scheme.RECOMMENDATION_995_Q, text))
        elif code in NUMBERED and text != "0":
            draft.leave(f"{field.tag}${code}", text)
    establishment = owner.get("b") or owner.get("c") or owner.get("a") or owner.get("d") or ""
    for code, text in owner.items():
        if text != establishment:
            draft.leave(f"{field.tag}${code}", text)
    if said or establishment:
        draft.items.append(Item(establishment=establishment, **said))


def _shelved(field: DataField, draft: Draft) -> None:
    """Read 852: institution, place, call number."""
    item = Item(
        establishment=tidy(field.first("a")),
        location=joined(field.all("bce"), ", "),
        call_number=joined(field.all("gjkl"), " "),
        barcode=tidy(field.first("m")),
        note=joined(field.all("y"), " ; "),
    )
    if item != Item():
        draft.items.append(item)


COPY_FIELDS = {
    "930": {"a": "call_number", "c": "location", "e": "location", "j": "loan", "d": "loan"},
    "915": {"b": "barcode"},
    "917": {"a": "note"},
    "955": {"r": "statement", "k": "note", "w": "note", "z": "note"},
    "956": {"r": "statement"},
    "957": {"r": "statement"},
    "959": {"r": "statement"},
}


CODED_STATEMENTS = {"955": "abcdehij", "957": "abi", "959": "ade0"}
"""Numbers and dates in code of what $r says in words, and which count when it says nothing."""


def _copy(field: DataField, draft: Draft) -> None:
    """Read the fields that share a copy's number, `$5 751052119:237716038`; alone, each makes a copy."""
    key = tidy(field.first("5"))
    places = COPY_FIELDS[field.tag]
    said: dict[str, str] = {}
    establishment = ""
    for code, raw in field.subfields:
        if code == "b" and field.tag == "930":
            establishment = tidy(raw)
        elif (name := places.get(code)) and (text := tidy(raw)):
            said[name] = f"{said[name]} ; {text}" if name in said else text
    if "statement" not in said and field.tag in CODED_STATEMENTS:
        for code, raw in field.subfields:
            if code in CODED_STATEMENTS[field.tag]:
                draft.leave(f"{field.tag}${code}", raw)
    if not said and not establishment and not (key and field.tag == "930"):
        return
    establishment = establishment or key.partition(":")[0]
    draft.copy(key or f"{field.tag}#{len(draft.copies)}", establishment=establishment, **said)


BLOCKS: dict[str, Block] = {
    "852": block(_shelved, "abcegjklmy"),
    "856": block(_location, "uqz23"),
    "857": block(_location, "uqz23"),
    "915": block(_copy, "b"),
    "917": block(_copy, "a"),
    "930": block(_copy, "abcdej"),
    "955": block(_copy, "rabcdehijkwz"),
    "956": block(_copy, "r"),
    "957": block(_copy, "rabi"),
    "959": block(_copy, "rade0"),
    "995": block(_recommended, "abcdefhklornuvq" + NUMBERED),
    "996": block(_recommended, "abcdefhklornuvq" + NUMBERED),
}
