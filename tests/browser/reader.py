"""Somebody who reads the whole site: opens each page type as the right person, in one set of contexts."""

from collections.abc import Callable, Iterator
from typing import Any

from playwright.sync_api import BrowserContext, Page, Response, StorageState

from tests.browser.demo_site import Persona, Site
from tests.browser.pages import PageType
from tests.browser.watch import Watch, watch

CONFIRMATION = "/mon-compte/confirmer/"

NewContext = Callable[..., BrowserContext]
SignedIn = Callable[[Persona], StorageState]


def sign_in(page: Page, persona: Persona, site: Site) -> None:
    """Sign a person of the demonstration in through the form, and wait for what follows."""
    page.goto("/connexion/")
    page.locator("main input[type=email]").fill(persona.email)
    page.locator("main input[type=password]").fill(site.password_of(persona))
    page.locator("main input[type=password]").press("Enter")
    page.wait_for_url(lambda url: "/connexion/" not in url)


def confirm(page: Page, persona: Persona, site: Site) -> None:
    """Give the password again where a delicate page asks for it, and go on to that page."""
    page.locator("main input[type=password]").fill(site.password_of(persona))
    with page.expect_navigation():
        page.locator("main input[type=password]").press("Enter")


class Reader:
    """Opens pages with the same settings (window, theme, script or none), keeping one tab per person.

    `workshop` is a function because the debug server starts only when a page needs it.
    """

    def __init__(
        self,
        *,
        site: Site,
        workshop: Callable[[], Site],
        new_context: NewContext,
        signed_in: SignedIn,
        cookies: list[dict[str, str]],
        options: dict[str, Any],
    ) -> None:
        self.site = site
        self._workshop = workshop
        self._new_context = new_context
        self._signed_in = signed_in
        self._cookies = cookies
        self._options = options
        self._tabs: dict[tuple[Persona | None, bool], Page] = {}
        self._documents: dict[Page, Response] = {}
        self.watches: list[Watch] = []

    def open(self, page_type: PageType, language: str) -> Page:
        """Open one page, check that it answered as its type says, and bring it to its state."""
        page = self._tab(page_type)
        site = self._workshop() if page_type.in_workshop else self.site
        response = page.goto(site.address + page_type.address(language))
        assert response is not None
        if CONFIRMATION in page.url and CONFIRMATION not in page_type.path and page_type.persona:
            confirm(page, page_type.persona, self.site)
        assert response.status == page_type.status, (
            f"{page_type.name} ({language}) answered {response.status} instead of {page_type.status}"
        )
        page_type.prepare(page)
        return page

    def read(self, pages: tuple[PageType, ...], language: str) -> Iterator[tuple[str, Page]]:
        """Open each page that exists in the language, and give its name in reports and the page."""
        for page_type in pages:
            if language in page_type.languages():
                yield f"{page_type.name} ({language})", self.open(page_type, language)

    def source(self, page: Page) -> str:
        """Give the HTML that the server sent for the page, before any script touched it."""
        return self._documents[page].text()

    def _tab(self, page_type: PageType) -> Page:
        key = (page_type.persona, page_type.in_workshop)
        if key not in self._tabs:
            context = self._context(page_type.persona)
            address = self._workshop().address if page_type.in_workshop else self.site.address
            self.watches.append(watch(context, address=address))
            self._tabs[key] = context.new_page()
            self._keep_documents(self._tabs[key])
        return self._tabs[key]

    def _keep_documents(self, page: Page) -> None:
        def keep(response: Response) -> None:
            if response.request.is_navigation_request() and not 300 <= response.status < 400:
                self._documents[page] = response

        page.on("response", keep)

    def _context(self, persona: Persona | None) -> BrowserContext:
        options = dict(self._options)
        if persona:
            options["storage_state"] = self._signed_in(persona)
        context = self._new_context(**options)
        context.add_cookies([{**cookie, "url": self.site.address} for cookie in self._cookies])  # type: ignore[typeddict-item]
        return context
