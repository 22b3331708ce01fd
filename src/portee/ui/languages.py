"""The same page in another language."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.translation import get_language, get_language_info


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """A language, named in itself, and where the present page is in it."""

    code: str
    name: str
    url: str
    is_current: bool


def language_links(request: HttpRequest) -> tuple[LanguageLink, ...]:
    """One link per language of the installation; a page without an address leads to the home page."""
    return tuple(_link(code, request) for code, _name in settings.LANGUAGES)


def _link(code: str, request: HttpRequest) -> LanguageLink:
    is_current = code == get_language()
    here = request.get_full_path()
    url = here if is_current else translate_url(here, code)
    if url == here and not is_current:
        url = "/" if code == settings.LANGUAGE_CODE else f"/{code}/"
    return LanguageLink(
        code=code,
        name=str(get_language_info(code)["name_local"]).capitalize(),
        url=url,
        is_current=is_current,
    )
