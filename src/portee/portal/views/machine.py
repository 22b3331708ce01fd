"""What machines read: robots.txt, sitemap.xml and security.txt."""

from datetime import timedelta

from django.contrib.sitemaps.views import index, sitemap
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from portee.kernel import clock
from portee.kernel.page_cache import cached_for_visitors
from portee.portal.organisation import current_organisation
from portee.portal.queries.sitemap import SITEMAPS

SITEMAP_SECONDS = 3600
"""Machines read them when they like; a change of any resource makes them anew all the same."""

SECURITY_CONTACT_LIFETIME = timedelta(days=180)
"""How long the contact may be relied on. RFC 9116 recommends less than a year."""


@cached_for_visitors()
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Tell robots where not to go: the search, which has no end, and the back office."""
    context = {"sitemap_url": current_organisation().base_url + reverse("machine:sitemap")}
    return render(request, "portal/machine/robots.txt", context, content_type="text/plain")


@cached_for_visitors()
@require_safe
def sitemap_xml(request: HttpRequest) -> HttpResponse:
    """Lead to the sitemaps of the parts of the site."""
    response: HttpResponse = index(request, SITEMAPS, sitemap_url_name="machine:sitemap_part")
    return response


@cached_for_visitors(seconds=SITEMAP_SECONDS, parameters=("p",))
@require_safe
def sitemap_part(request: HttpRequest, section: str) -> HttpResponse:
    """List the public pages of one part."""
    response: HttpResponse = sitemap(request, SITEMAPS, section)
    return response


@cached_for_visitors()
@require_safe
def security_contact(request: HttpRequest) -> HttpResponse:
    """Say where to report a security flaw (RFC 9116)."""
    organisation = current_organisation()
    contact = organisation.security_contact or organisation.contact_email
    if "@" in contact and not contact.startswith("mailto:"):
        contact = f"mailto:{contact}"
    context = {
        "contact": contact or organisation.base_url + reverse("portal:legal_notice"),
        "expires": (clock.now() + SECURITY_CONTACT_LIFETIME).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "canonical": organisation.base_url + reverse("machine:security_contact"),
    }
    return render(request, "portal/machine/security.txt", context, content_type="text/plain")
