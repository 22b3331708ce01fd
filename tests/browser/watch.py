"""What a page does besides showing itself: requests, console messages, script errors, refused content."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, WebError

QUIET_TYPES = {"debug", "log", "info"}


@dataclass
class Watch:
    """Everything that the pages of one context asked for and said, since it was opened."""

    host: str
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def foreign_requests(self) -> list[str]:
        """List the requests that went, or tried to go, to another host than the site's."""
        return [url for url in self.requests if not self._is_own(url)]

    def _is_own(self, url: str) -> bool:
        parts = urlsplit(url)
        return parts.scheme in {"data", "blob", "about"} or parts.netloc == self.host

    def _note_console(self, message: ConsoleMessage) -> None:
        if message.type not in QUIET_TYPES and "Failed to load resource" not in message.text:
            self.complaints.append(f"{message.type}: {message.text}")

    def _note_error(self, error: WebError) -> None:
        self.complaints.append(f"script error: {error.error}")

    def _note_request(self, request: Request) -> None:
        self.requests.append(request.url)


def watch(context: BrowserContext, *, address: str) -> Watch:
    """Begin to note what the pages of a context do. Refused content is a console error in Chromium."""
    notes = Watch(host=urlsplit(address).netloc)
    context.on("request", notes._note_request)
    context.on("console", notes._note_console)
    context.on("weberror", notes._note_error)
    return notes
