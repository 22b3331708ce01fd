"""Turns a page of the guide, written in Markdown, into safe HTML and a table of contents.

Raw HTML is refused (shown as text). Links to other pages of the guide are written `[…](other-page.md)`, and pictures
`![…](../images/picture.png)`, so that they also work in the repository; links to pages of the site start with `/` and
take the reader's language.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from markdown_it import MarkdownIt
from markdown_it.token import Token


@dataclass(frozen=True, slots=True)
class Section:
    """One second-level heading: its text, and the identifier to link to."""

    anchor: str
    title: str


@dataclass(frozen=True, slots=True)
class Picture:
    """Where a picture is served, and its size in pixels."""

    url: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Document:
    """A rendered page. `title` is its only first-level heading; `summary` the first paragraph, as plain text."""

    title: str
    summary: str
    html: SafeString
    sections: tuple[Section, ...]


_PARSER = MarkdownIt("commonmark", {"html": False}).enable("table")


def render_document(
    source: str, *, link_to: Callable[[str], str], picture_at: Callable[[str], Picture | None]
) -> Document:
    """Render one page. `link_to` gives the address of each link, `picture_at` the picture of each path, as written.

    The title and the summary are taken out of the body: the page's template shows them in its own header.
    Raises ValueError when the page does not start with one `# title` and a paragraph.
    """
    tokens = _PARSER.parse(source)
    shape = [token.type for token in tokens[:6]]
    if shape[:4] != ["heading_open", "inline", "heading_close", "paragraph_open"]:
        message = "A page of the guide starts with '# Title' and one paragraph."
        raise ValueError(message)
    title, summary, body = _text(tokens[1]), _text(tokens[4]), tokens[6:]
    sections = _number_headings(body)
    for token in body:
        _dress(token, link_to=link_to, picture_at=picture_at)
    html = _PARSER.renderer.render(_with_table_regions(body), _PARSER.options, {})
    # The parser escapes every raw tag (`html: False`) and refuses javascript: addresses.
    return Document(title, summary, mark_safe(html), sections)  # noqa: S308


def _dress(
    token: Token, *, link_to: Callable[[str], str], picture_at: Callable[[str], Picture | None]
) -> None:
    """Give links their address, pictures their place, tables the class and the headers of the design system."""
    for child in token.children or ():
        if child.type == "link_open":
            child.attrSet("href", link_to(str(child.attrGet("href") or "")))
        elif child.type == "image":
            _place(child, picture_at(str(child.attrGet("src") or "")))
    if token.type == "table_open":
        token.attrSet("class", "table")
    elif token.type == "th_open":
        token.attrSet("scope", "col")


def _place(image: Token, picture: Picture | None) -> None:
    """Keep the room of a picture before it comes: the text below does not move, and what is never read is not sent.

    One that is not there, as before it is first taken, leaves its words.
    """
    if picture is None:
        image.type, image.tag = "text", ""
        return
    image.attrSet("src", picture.url)
    image.attrSet("width", str(picture.width))
    image.attrSet("height", str(picture.height))
    image.attrSet("loading", "lazy")


def _with_table_regions(tokens: Sequence[Token]) -> list[Token]:
    """Put each table in a region that scrolls by itself, by keyboard too, named after the section it stands in."""
    framed: list[Token] = []
    section = ""
    for position, token in enumerate(tokens):
        if token.type == "heading_open":
            section = _text(tokens[position + 1])
        if token.type == "table_open":
            opening = '<div class="table-scroll" role="region" aria-label="{}" tabindex="0">'
            framed.append(Token("html_block", "", 0, content=format_html(opening, section)))
        framed.append(token)
        if token.type == "table_close":
            framed.append(Token("html_block", "", 0, content="</div>\n"))
    return framed


def _number_headings(tokens: Sequence[Token]) -> tuple[Section, ...]:
    """Give each second-level heading an identifier of its own, and list them."""
    sections: list[Section] = []
    for position, token in enumerate(tokens):
        if token.type == "heading_open" and token.tag == "h2":
            title = _text(tokens[position + 1])
            anchor = slugify(title) or f"section-{len(sections) + 1}"
            if any(section.anchor == anchor for section in sections):
                anchor = f"{anchor}-{len(sections) + 1}"
            token.attrSet("id", anchor)
            sections.append(Section(anchor, title))
    return tuple(sections)


def _text(token: Token) -> str:
    """The words of an inline token, without its marks."""
    return "".join(
        " " if child.type in {"softbreak", "hardbreak"} else child.content
        for child in token.children or ()
    )
