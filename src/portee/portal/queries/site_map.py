"""Every public page of the site, by part: what the site map and `sitemap.xml` are made from."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from portee.portal.queries.browse_headings import HEADINGS
from portee.portal.queries.browse_vocabulary import VOCABULARIES
from portee.portal.queries.guide import list_easy_pages, list_guide_pages
from portee.portal.queries.spaces import SPACES


@dataclass(frozen=True, slots=True)
class PageLink:
    """One page: what it is called and where it is, in the active language."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class SitePart:
    """One part of the site, with its pages."""

    code: str
    title: str
    pages: tuple[PageLink, ...]


def list_site_parts(*, language: str) -> tuple[SitePart, ...]:
    """The parts of the site in reading order. Establishments have their own list, and are not repeated here."""
    return (
        SitePart(
            "find",
            _("Find"),
            (
                _link(_("Home"), "portal:home"),
                _link(_("Search"), "portal:search"),
                *(PageLink(str(space.label), space.page_url) for space in SPACES),
                _link(_("On-line resources"), "access:offer_list"),
                _link(_("Establishments"), "network:establishment_list"),
                _link(_("My list"), "portal:my_lists"),
            ),
        ),
        SitePart("browse", _("Browse"), _browse_pages()),
        SitePart(
            "account",
            _("Your account"),
            (
                _link(_("Ask to be registered"), "people:registration"),
                _link(_("Sign in"), "people:sign_in"),
                _link(_("Receive a link to sign in"), "people:sign_in_link"),
                _link(_("Reading comfort"), "ui:comfort"),
            ),
        ),
        SitePart("help", _("Help"), _help_pages(language)),
        SitePart(
            "about",
            _("About this site"),
            (
                _link(_("Accessibility statement"), "portal:accessibility"),
                _link(_("The 106 accessibility criteria"), "portal:accessibility_criteria"),
                _link(_("Personal data"), "portal:personal_data"),
                _link(_("Legal notice"), "portal:legal_notice"),
                _link(_("Site map"), "portal:site_map"),
            ),
        ),
    )


def _link(label: str, name: str) -> PageLink:
    return PageLink(label, reverse(name))


def _browse_pages() -> tuple[PageLink, ...]:
    return (
        _link(_("All the doors"), "portal:browse"),
        *(
            PageLink(str(one.label), reverse("portal:browse_vocabulary", args=[word]))
            for word, one in VOCABULARIES.items()
        ),
        *(
            PageLink(str(one.label), reverse("portal:browse_headings", args=[word]))
            for word, one in HEADINGS.items()
        ),
        _link(_("Timeline"), "portal:browse_periods"),
    )


def _help_pages(language: str) -> tuple[PageLink, ...]:
    return (
        _link(_("All the help pages"), "portal:guide"),
        *(
            PageLink(page.title, reverse("portal:guide_page", args=[page.slug]))
            for page in list_guide_pages(language=language)
        ),
        _link(_("Help in easy-to-read language"), "portal:easy_guide"),
        *(
            PageLink(
                _("%(title)s (easy to read)") % {"title": page.title},
                reverse("portal:easy_guide_page", args=[page.slug]),
            )
            for page in list_easy_pages(language=language)
        ),
    )
