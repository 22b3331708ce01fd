"""Serves visitors from the cache, and keeps the pages that may be; stands before sessions and everything slow."""

import gzip
import time
from collections.abc import Callable, Iterable
from functools import lru_cache
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve
from django.utils import translation
from django.utils.http import parse_etags

from portee.kernel.health.metrics import page_cache_answers
from portee.kernel.page_cache.entry import Entry, etag_of
from portee.kernel.page_cache.keys import PageKey, key_of
from portee.kernel.page_cache.memory import RecentPages
from portee.kernel.page_cache.opt_in import CacheRule, rule_of
from portee.kernel.page_cache.single import SingleRebuild
from portee.kernel.page_cache.store import current_store

MAX_BODY_BYTES = 1024 * 1024
"""A larger page is drawn each time: it would push a hundred others out of memory."""

_DROPPED_HEADERS = {"Content-Length", "Date", "Expires", "Cache-Control", "Vary", "ETag"}


class PageCacheMiddleware:
    """Answers GET and HEAD of visitors for the views marked with `cached_for_visitors`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self._recent = RecentPages()
        self._single = SingleRebuild()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer from the cache, or let the request go on."""
        key = key_of(request) if settings.PAGE_CACHE_ENABLED else None
        generation = current_store().generation() if key is not None else None
        if key is None or generation is None:
            return self.get_response(request)
        entry = self._find(key.text, generation)
        if entry is not None:
            return _answer(request, entry, outcome="hit")
        rule = _rule_for(request)
        if rule is None or request.method != "GET" or not key.parameters <= rule.parameters:
            return self.get_response(request)
        return self._rebuild(request, key, rule)

    def _find(self, key: str, generation: str) -> Entry | None:
        """The fresh page of this key, from memory or from its file."""
        now = time.time()
        entry = self._recent.get(key)
        if entry is not None and entry.is_fresh(now=now, generation=generation):
            return entry
        entry = current_store().read(key)
        if entry is None or not entry.is_fresh(now=now, generation=generation):
            return None
        self._recent.put(entry)
        return entry

    def _rebuild(self, request: HttpRequest, key: PageKey, rule: CacheRule) -> HttpResponseBase:
        """Draw the page while others who want it wait, then share it with them."""
        store = current_store()
        with self._single.turn(key.text, store.lock_path(key.text)) as is_mine:
            # The generation is read before the page is drawn: what a purge meanwhile makes stale stays stale.
            generation = store.generation()
            entry = self._find(key.text, generation) if generation else None
            if entry is not None:
                return _answer(request, entry, outcome="waited")
            response = self.get_response(request)
            if (
                not is_mine
                or generation is None
                or not isinstance(response, HttpResponse)
                or not _may_be_kept(request, response)
            ):
                page_cache_answers.labels("uncached").inc()
                return response
            entry = _entry_of(request, response, key.text, rule, generation)
            self._recent.put(entry)
            store.write(entry)
        return _answer(request, entry, outcome="rebuilt")


def _rule_for(request: HttpRequest) -> CacheRule | None:
    """The rule of the view this address leads to, found before the languages' own middleware ran."""
    language = translation.get_language_from_path(request.path_info)
    with translation.override(language or settings.LANGUAGE_CODE):
        try:
            return rule_of(resolve(request.path_info).func)
        except Resolver404:
            return None


def _may_be_kept(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether this page is the same for every visitor: a whole page, no cookie, no session, no nonce."""
    session = getattr(request, "session", None)
    return (
        response.status_code == HTTPStatus.OK
        and not response.cookies
        and "Set-Cookie" not in response.headers
        and "no-store" not in response.headers.get("Cache-Control", "")
        and not (session is not None and session.modified)
        and not isinstance(getattr(request, "_csp_nonce", None), str)
        and len(response.content) <= MAX_BODY_BYTES
    )


def _entry_of(
    request: HttpRequest, response: HttpResponse, key: str, rule: CacheRule, generation: str
) -> Entry:
    match = request.resolver_match
    return Entry(
        key=key,
        generation=generation,
        built_at=time.time(),
        seconds=rule.seconds,
        route=(match.view_name if match else "") or "unnamed",
        headers=_kept_headers(response.headers.items()),
        etag=etag_of(response.content),
        body=response.content,
    )


def _kept_headers(headers: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, value in headers if name not in _DROPPED_HEADERS)


def _answer(request: HttpRequest, entry: Entry, *, outcome: str) -> HttpResponse:
    """The page as an answer: 304 when the browser holds it already, no body for HEAD.

    Browsers may keep it but must ask again each time, and a proxy may not: signing in changes the page at once.
    """
    request.route_name = entry.route  # type: ignore[attr-defined] # What the log tells of a request not routed.
    known = parse_etags(request.META.get("HTTP_IF_NONE_MATCH", ""))
    is_known = entry.etag in {etag.removeprefix("W/") for etag in known}
    page_cache_answers.labels("not_modified" if is_known else outcome).inc()
    is_packed = _accepts_gzip(request.META.get("HTTP_ACCEPT_ENCODING", ""))
    body = _pack(entry.body) if is_packed else entry.body
    response = HttpResponse(b"" if is_known or request.method == "HEAD" else body)
    for name, value in entry.headers:
        response.headers[name] = value
    if is_known:
        response.status_code = HTTPStatus.NOT_MODIFIED
        del response.headers["Content-Type"]
    else:
        response.headers["Content-Length"] = str(len(body))
        if is_packed:
            response.headers["Content-Encoding"] = "gzip"
    # The same page in other bytes: a weak validator says that much (RFC 9110, 8.8.1).
    response.headers["ETag"] = f"W/{entry.etag}" if is_packed else entry.etag
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["Vary"] = "Accept-Encoding, Cookie"
    return response


def _accepts_gzip(header: str) -> bool:
    """Whether the browser takes gzip; refusing it with a weight of zero is honoured."""
    for part in header.lower().split(","):
        coding, _, weight = part.partition(";")
        if coding.strip() == "gzip":
            return weight.replace(" ", "") not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}
    return False


@lru_cache(maxsize=128)
def _pack(body: bytes) -> bytes:
    """The body compressed, once for each kept page and process. A kept page holds no secret to be guessed at."""
    return gzip.compress(body, compresslevel=6, mtime=0)
