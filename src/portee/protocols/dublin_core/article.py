"""An article as DOAJ describes it (`oai_doaj`). Source: doajArticles.xsd."""

from lxml import etree

from portee.protocols.description import (
    Contribution,
    Description,
    Identifier,
    Location,
    Note,
    Publication,
    Relation,
    Subject,
    Term,
    Title,
)
from portee.protocols.schemes import Scheme
from portee.protocols.statements import (
    language_term,
    name_of,
    plain,
    plain_lines,
    web_address,
    years_of,
)


def describe_article(root: etree._Element) -> Description:
    """Read an article with the journal it is part of."""
    date = _text(root, "publicationDate")
    publisher = _text(root, "publisher")
    languages = (language_term(_text(root, "language")),)
    return Description(
        titles=tuple(
            Title(
                text, "proper" if place == 0 else "parallel", language=element.get("language", "")
            )
            for place, element in enumerate(root.iterfind("{*}title"))
            if (text := plain(element.text or ""))
        ),
        contributions=tuple(
            Contribution(name_of(text).name, (Term(Scheme.MARC_RELATOR, "aut"),), "main")
            for element in root.iterfind("{*}authors/{*}author/{*}name")
            if (text := plain(element.text or ""))
        ),
        identifiers=_identifiers(root, doi="doi"),
        types=(Term(Scheme.WORDS, text=_text(root, "documentType") or "article"),),
        languages=tuple(term for term in languages if term is not None),
        publications=(Publication(name=publisher, date=date),) if publisher or date else (),
        years=years_of(date),
        notes=tuple(
            Note(text, "summary")
            for element in root.iterfind("{*}abstract")
            if (text := plain_lines(element.text or ""))
        ),
        subjects=tuple(
            Subject(text, kind="free")
            for element in root.iterfind("{*}keywords/{*}keyword")
            if (text := plain(element.text or "").strip(" ;,."))
        ),
        relations=_journal(root),
        locations=tuple(
            Location(url, media_type=element.get("format", ""))
            for element in root.iterfind("{*}fullTextUrl")
            if (url := web_address(element.text or ""))
        ),
    )


def _text(root: etree._Element, name: str) -> str:
    return plain(root.findtext(f"{{*}}{name}") or "")


def _identifiers(root: etree._Element, **schemes: str) -> tuple[Identifier, ...]:
    return tuple(
        Identifier(scheme, value)
        for element, scheme in schemes.items()
        if (value := _text(root, element))
    )


def _journal(root: etree._Element) -> tuple[Relation, ...]:
    """Give the journal and where in it: « vol. 4, n° 2, p. 129-134 »."""
    title = _text(root, "journalTitle")
    identifiers = tuple(dict.fromkeys(_identifiers(root, issn="issn", eissn="issn")))
    if not title and not identifiers:
        return ()
    pages = "-".join(filter(None, (_text(root, "startPage"), _text(root, "endPage"))))
    numbers = (("vol. ", _text(root, "volume")), ("n° ", _text(root, "issue")), ("p. ", pages))
    number = ", ".join(f"{label}{value}" for label, value in numbers if value)
    return (Relation("part-of", title, number, identifiers),)
