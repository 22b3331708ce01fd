"""The addresses that machines read, outside languages."""

from django.urls import path

from portee.portal.views.machine import robots, security_contact, sitemap_part, sitemap_xml
from portee.portal.views.search_machine import search_export, search_feed
from portee.portal.views.shared_list import list_export

app_name = "machine"
urlpatterns = [
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", sitemap_xml, name="sitemap"),
    path("sitemap-<slug:section>.xml", sitemap_part, name="sitemap_part"),
    path("flux/recherche", search_feed, name="search_feed"),
    path("export/recherche.<str:export_format>", search_export, name="search_export"),
    path("export/liste.<str:export_format>", list_export, name="list_export"),
    path(".well-known/security.txt", security_contact, name="security_contact"),
]
