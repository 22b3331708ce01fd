"""The public pages, as `sitemap.xml` gives them to search engines: an index, a sitemap for each part of the site.

Pages and establishments stand there in both languages; resources in French alone, a million of them twice would be read
by nobody, and each page names its other language.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, overload
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from portee.access import api as access
from portee.catalogue import api as catalogue
from portee.network import api as network
from portee.portal.queries.browse_headings import HEADINGS
from portee.portal.queries.browse_vocabulary import VOCABULARIES
from portee.portal.queries.guide import list_easy_pages, list_guide_pages
from portee.portal.queries.spaces import DISCIPLINES

_NAMES = (
    "portal:home",
    "portal:browse",
    "portal:browse_periods",
    "portal:my_lists",
    "access:offer_list",
    "network:establishment_list",
    "portal:guide",
    "portal:easy_guide",
    "portal:accessibility",
    "portal:accessibility_criteria",
    "portal:personal_data",
    "portal:legal_notice",
    "portal:site_map",
)


RESOURCES_EACH = 10_000
"""Ids of one sitemap of resources; a standard one holds 50,000 addresses at most (sitemaps.org)."""


class _OwnSite:
    """Addresses of this site as readers see it."""

    def get_protocol(self, protocol: str | None = None) -> str:  # noqa: ARG002 - the parent’s signature
        """The scheme at which readers see the site, whatever address asked."""
        return urlsplit(settings.BASE_URL).scheme

    def get_domain(self, site: object = None) -> str:  # noqa: ARG002 - the parent’s signature
        """The host at which readers see the site, whatever address asked."""
        return urlsplit(settings.BASE_URL).netloc


class _BilingualSitemap(_OwnSite, Sitemap[tuple[str, tuple[str, ...]]]):
    """Each entry is a URL name and its arguments; French without prefix is the default."""

    i18n = True
    alternates = True
    x_default = True

    def location(self, item: tuple[str, tuple[str, ...]]) -> str:
        """The path of an entry, in the language being written."""
        name, arguments = item
        return reverse(name, args=arguments)


class PageSitemap(_BilingualSitemap):
    """The pages of the portal and of the guide."""

    def items(self) -> Sequence[tuple[str, tuple[str, ...]]]:
        """Their names."""
        return [
            *((name, ()) for name in _NAMES),
            *(("portal:browse_discipline", (slug,)) for slug in DISCIPLINES),
            *(("portal:browse_vocabulary", (word,)) for word in VOCABULARIES),
            *(("portal:browse_headings", (word,)) for word in HEADINGS),
            *(("portal:guide_page", (page.slug,)) for page in list_guide_pages(language="fr")),
            *(("portal:easy_guide_page", (page.slug,)) for page in list_easy_pages(language="fr")),
        ]


class EstablishmentSitemap(_BilingualSitemap):
    """The page of each establishment."""

    def items(self) -> Sequence[tuple[str, tuple[str, ...]]]:
        """Their codes."""
        return [
            ("network:establishment", (establishment.code,))
            for establishment in network.list_establishments()
        ]


class OfferSitemap(_BilingualSitemap):
    """The page of each offer."""

    def items(self) -> Sequence[tuple[str, tuple[str, ...]]]:
        """Their codes."""
        return [("access:offer", (code,)) for code in access.offer_codes()]


class _Resources(Sequence[catalogue.ResourceAddress]):
    """All resources, read a page at a time: a slice is a stretch of ids, and may hold fewer of them than it is long."""

    def __len__(self) -> int:
        """As if no id were missing."""
        return catalogue.last_resource_id()

    @overload
    def __getitem__(self, place: int) -> catalogue.ResourceAddress: ...
    @overload
    def __getitem__(self, place: slice) -> list[catalogue.ResourceAddress]: ...
    def __getitem__(
        self, place: int | slice
    ) -> catalogue.ResourceAddress | list[catalogue.ResourceAddress]:
        """The living resources of a stretch."""
        if isinstance(place, int):
            return self[place : place + 1][0]
        first, last, _step = place.indices(len(self))
        return catalogue.resource_addresses(first, last, language=settings.LANGUAGE_CODE)


class ResourceSitemap(_OwnSite, Sitemap[catalogue.ResourceAddress]):
    """The page of each resource."""

    limit = RESOURCES_EACH

    def items(self) -> Sequence[catalogue.ResourceAddress]:
        """Their addresses."""
        return _Resources()

    def location(self, item: catalogue.ResourceAddress) -> str:
        """The path of a resource."""
        return item.url

    def lastmod(self, item: catalogue.ResourceAddress) -> datetime:
        """When what readers see last changed."""
        return item.changed_at

    def get_latest_lastmod(self) -> datetime | None:
        """Nothing: the index would read every resource to know it."""
        return None


SITEMAPS: dict[str, type[Sitemap[Any]] | Sitemap[Any]] = {
    "pages": PageSitemap,
    "etablissements": EstablishmentSitemap,
    "offres": OfferSitemap,
    "ressources": ResourceSitemap,
}
