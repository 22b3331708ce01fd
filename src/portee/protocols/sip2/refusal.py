"""Why a frame is not believed: one error, and a closed list of reasons."""

from enum import StrEnum


class Reason(StrEnum):
    """What is wrong with a frame; the values are stable, for logs and tests."""

    TOO_LONG = "too_long"
    TRUNCATED = "truncated"
    TRAILING = "trailing"
    CHARSET = "charset"
    CONTROL_CHARACTER = "control_character"
    CHECKSUM = "checksum"
    SEQUENCE = "sequence"
    OTHER_MESSAGE = "other_message"
    FIXED_FIELD = "fixed_field"
    DATE = "date"
    FIELD_CODE = "field_code"
    TWICE = "twice"
    MISSING = "missing"
    BLANK = "blank"
    INSTITUTION = "institution"
    CARD = "card"
    UNWRITABLE = "unwritable"


class Sip2Refusal(ValueError):  # noqa: N818 - it names what happened
    """A frame that cannot be believed, or a value that cannot be written; `field` is the code it is about, if any."""

    def __init__(self, reason: Reason, field: str = "") -> None:
        super().__init__(f"{reason}:{field}" if field else str(reason))
        self.reason = reason
        self.field = field
