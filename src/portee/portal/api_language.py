"""The language of the API's labels: asked for in the address, else by the program's own preference."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.http import HttpRequest
from django.utils import translation
from django.utils.translation.trans_real import parse_accept_lang_header


def language_of(request: HttpRequest) -> str:
    """The language of `lang`, of `Accept-Language`, or of the installation, the first that we speak."""
    spoken = dict(settings.LANGUAGES)
    asked = request.GET.get("lang", "")
    preferred = parse_accept_lang_header(request.headers.get("Accept-Language", ""))
    for code in (asked, *(code.partition("-")[0] for code, _weight in preferred)):
        if code in spoken:
            return code
    return settings.LANGUAGE_CODE


@contextmanager
def speaking(request: HttpRequest) -> Iterator[str]:
    """Answer in the language of the request."""
    language = language_of(request)
    with translation.override(language):
        yield language
