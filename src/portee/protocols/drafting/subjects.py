"""What both dialects say of subjects in the same way: classes."""

from collections.abc import Callable

from portee.protocols.description import Subject
from portee.protocols.drafting.draft import Draft
from portee.protocols.drafting.text import tidy
from portee.protocols.marc import DataField


def class_reader(
    scheme: str, trim: Callable[[str], str] = tidy
) -> Callable[[DataField, Draft], None]:
    """Make the reader of classes in $a, of one scheme or else of the one that $2 names."""

    def read(field: DataField, draft: Draft) -> None:
        named = scheme or tidy(field.first("2"))
        classes = [
            Subject(value, "classification", scheme=named)
            for text in field.all("a")
            if (value := trim(text))
        ]
        draft.subjects += classes
        draft.has_no_place = not classes

    return read
