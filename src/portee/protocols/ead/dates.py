"""When the documents of a component were made, as written and in years."""

from lxml import etree

from portee.protocols.description import Years
from portee.protocols.ead.tree import Component, handed_down, local, text_of
from portee.protocols.statements import years_of


def dates_of(component: Component) -> list[tuple[str, Years | None]]:
    """Give the dates as written with their years; a date that says most of the documents' (`bulk`) comes last."""
    found = list(handed_down(component, "unitdate", "unitdatestructured"))
    found.sort(
        key=lambda one: one.get("type", "") == "bulk" or one.get("unitdatetype", "") == "bulk"
    )
    return [_date(one) for one in found]


def _date(element: etree._Element) -> tuple[str, Years | None]:
    """Read a date: the text when it is sure of a year, else its normal form (« sans date », `normal="1950"`)."""
    text = text_of(element)
    if local(element) == "unitdatestructured":
        normal = "/".join(
            one.get("standarddate") or text_of(one)
            for one in element.iter("{*}fromdate", "{*}todate", "{*}datesingle")
        )
        text = " - ".join(
            filter(None, map(text_of, element.iter("{*}fromdate", "{*}todate", "{*}datesingle")))
        )
    else:
        normal = element.get("normal") or element.get("standarddate") or ""
    return text, _settled(years_of(text), years_of(normal))


def _settled(said: Years | None, formal: Years | None) -> Years | None:
    """Choose between the years of the text and those of the normal form."""
    if said is None or formal is None:
        # A year that the text does not say itself is the archivist's guess.
        return said if formal is None else Years(formal.first, formal.last, "approximate")
    is_wider = _contains(formal, said)
    if said.certainty == "exact":
        return formal if is_wider else said
    is_same = (said.first, said.last) == (formal.first, formal.last)
    is_sure = is_same and formal.first == formal.last
    return Years(formal.first, formal.last, "exact" if is_sure else "approximate")


def _contains(outer: Years, inner: Years) -> bool:
    """Whether closed years hold others: « de juillet 1858 à juillet 1862 » shows its first year only."""
    bounds = (outer.first, inner.first, inner.last, outer.last)
    numbers = [year for year in bounds if year is not None]
    return len(numbers) == 4 and numbers == sorted(numbers)
