"""One call to another server, within bounds of time, size and place."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus

import httpx
from django.conf import settings

from portee.kernel.outbound.addresses import (
    Resolver,
    Target,
    resolve,
    system_resolver,
    target_of,
)
from portee.kernel.outbound.bodies import read_body
from portee.kernel.outbound.circuit import Circuits
from portee.kernel.outbound.errors import AddressRefused, AnswerRefused, TargetUnavailable
from portee.kernel.outbound.wire import Deadline, PinnedTransport

MAX_REDIRECTS = 3
DEFAULT_SECONDS = 10.0
DEFAULT_MAX_BYTES = 10 * 1024 * 1024

_REDIRECTS = {301, 302, 303, 307, 308}
_KEEPS_METHOD = {307, 308}
_CREDENTIALS = {"authorization", "cookie", "proxy-authorization", "x-api-key"}

_circuits = Circuits(monotonic=time.monotonic)
"""Shared by every client of the process: a server that fails does so for all."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the other server said last, after redirects; the names of headers are in lower case."""

    status: int
    url: str
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class _Call:
    method: str
    url: httpx.URL
    headers: Mapping[str, str]
    content: bytes


class Client:
    """Calls other servers. Its fences can be told apart for tests; by default they are the installation's."""

    def __init__(
        self,
        *,
        private_hosts: frozenset[str] | None = None,
        resolver: Resolver = system_resolver,
        monotonic: Callable[[], float] = time.monotonic,
        circuits: Circuits | None = None,
    ) -> None:
        listed = settings.OUTBOUND_PRIVATE_HOSTS if private_hosts is None else private_hosts
        self._private_hosts = frozenset(host.lower() for host in listed)
        self._resolver = resolver
        self._monotonic = monotonic
        self._circuits = circuits or _circuits

    def get(
        self,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        seconds: float = DEFAULT_SECONDS,
        max_bytes: int = DEFAULT_MAX_BYTES,
    ) -> Answer:
        """Ask for a page; see `request`."""
        return self.request("GET", url, headers=headers, seconds=seconds, max_bytes=max_bytes)

    def request(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        content: bytes = b"",
        seconds: float = DEFAULT_SECONDS,
        max_bytes: int = DEFAULT_MAX_BYTES,
        follow: bool = True,
    ) -> Answer:
        """Call a server: at most `seconds` in all, resolution and redirects included, and `max_bytes` unfolded.

        Any status is an answer; without `follow`, one that leads elsewhere too.
        Raises AddressRefused, TargetUnavailable, AnswerRefused.
        """
        deadline = Deadline(seconds, self._monotonic)
        call = _Call(method, _parse(url), dict(headers or {}), content)
        for _ in range(MAX_REDIRECTS + 1):
            answer = self._call_once(call, deadline, max_bytes)
            leads_on = answer.status in _REDIRECTS and "location" in answer.headers
            if not follow or not leads_on:
                return answer
            call = _redirected(call, answer)
        raise AnswerRefused("too_many_redirects")

    def _call_once(self, call: _Call, deadline: Deadline, max_bytes: int) -> Answer:
        """One hop: check the address, respect the circuit, call."""
        target = target_of(call.url, private_hosts=self._private_hosts)
        self._circuits.enter(target)
        has_failed = True
        try:
            answer = self._exchange(call, target, deadline, max_bytes)
            has_failed = answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR
            return answer
        except AddressRefused:
            has_failed = False
            raise
        finally:
            self._circuits.leave(target, has_failed=has_failed)

    def _exchange(self, call: _Call, target: Target, deadline: Deadline, max_bytes: int) -> Answer:
        address = resolve(
            target,
            private_hosts=self._private_hosts,
            resolver=self._resolver,
            seconds=deadline.left(),
        )
        headers = {
            "User-Agent": f"Portee (+{settings.BASE_URL})",
            "Accept-Encoding": "gzip, deflate",
            **call.headers,
        }
        transport = PinnedTransport(address, deadline)
        try:
            with (
                httpx.Client(
                    transport=transport,
                    timeout=deadline.left(),
                    trust_env=False,
                    follow_redirects=False,
                ) as http,
                http.stream(
                    call.method, call.url, headers=headers, content=call.content or None
                ) as response,
            ):
                return _read(response, max_bytes)
        except httpx.TimeoutException:
            raise TargetUnavailable("timeout") from None
        except httpx.TransportError as error:
            raise TargetUnavailable(type(error).__name__) from None


def _read(response: httpx.Response, max_bytes: int) -> Answer:
    announced = response.headers.get("content-length", "")
    if announced.isdecimal() and int(announced) > max_bytes:
        raise AnswerRefused("too_large")
    encoding = response.headers.get("content-encoding", "").strip().lower()
    has_body = response.request.method != "HEAD" and response.status_code not in _REDIRECTS
    return Answer(
        status=response.status_code,
        url=str(response.url),
        headers=dict(response.headers),
        body=read_body(response.iter_raw(), encoding=encoding, max_bytes=max_bytes)
        if has_body
        else b"",
    )


def _redirected(call: _Call, answer: Answer) -> _Call:
    """The next hop. Credentials and bodies go to the server they were meant for and to no other.

    Raises AddressRefused when https would become http, or a body would go to another server.
    """
    url = call.url.join(_parse(answer.headers["location"], is_relative=True))
    is_same_server = (url.scheme, url.host, url.port) == (
        call.url.scheme,
        call.url.host,
        call.url.port,
    )
    if call.url.scheme == "https" and url.scheme != "https":
        raise AddressRefused("downgrade")
    headers = {
        name: value
        for name, value in call.headers.items()
        if is_same_server or name.lower() not in _CREDENTIALS
    }
    if answer.status in _KEEPS_METHOD:
        if call.content and not is_same_server:
            raise AddressRefused("body_to_another_server")
        return _Call(call.method, url, headers, call.content)
    return _Call("HEAD" if call.method == "HEAD" else "GET", url, headers, b"")


def _parse(url: str, *, is_relative: bool = False) -> httpx.URL:
    try:
        parsed = httpx.URL(url)
    except (httpx.InvalidURL, ValueError, TypeError):
        raise AddressRefused("unreadable") from None
    if not is_relative and not parsed.host:
        raise AddressRefused("host")
    return parsed
