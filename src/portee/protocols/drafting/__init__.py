"""What every mapping of MARC into a `Description` shares: the draft, its texts, its dates, the rules of a source.

No tag of any format is known here.
"""

from portee.protocols.drafting.block import Block, block, gathered
from portee.protocols.drafting.draft import Draft
from portee.protocols.drafting.music import NOTHING, count, duration, incipit_reader
from portee.protocols.drafting.reading import Described, MarcReader
from portee.protocols.drafting.subjects import class_reader
from portee.protocols.drafting.technical import Technical
from portee.protocols.drafting.text import (
    NSB,
    NSE,
    joined,
    kind_of_publisher,
    part_after_marks,
    tidy,
    web_address,
)
from portee.protocols.drafting.walk import FieldMap
from portee.protocols.drafting.year import (
    DateKind,
    years_of_codes,
    years_of_text,
)

__all__ = [
    "NOTHING",
    "NSB",
    "NSE",
    "Block",
    "DateKind",
    "Described",
    "Draft",
    "FieldMap",
    "MarcReader",
    "Technical",
    "block",
    "class_reader",
    "count",
    "duration",
    "gathered",
    "incipit_reader",
    "joined",
    "kind_of_publisher",
    "part_after_marks",
    "tidy",
    "web_address",
    "years_of_codes",
    "years_of_text",
]
