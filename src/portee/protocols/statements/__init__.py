"""What formats write in free words, read: dates, names with their dates and roles, numbers, languages, text with HTML.

No element or column of any format is known here.
"""

from portee.protocols.statements.dates import first_years, years_of
from portee.protocols.statements.languages import language_term
from portee.protocols.statements.names import StatedName, name_of
from portee.protocols.statements.numbers import identifier_of, web_address
from portee.protocols.statements.text import plain, plain_lines, split_title

__all__ = [
    "StatedName",
    "first_years",
    "identifier_of",
    "language_term",
    "name_of",
    "plain",
    "plain_lines",
    "split_title",
    "web_address",
    "years_of",
]
