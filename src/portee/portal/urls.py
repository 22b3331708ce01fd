"""The addresses of the portal, in the reader's language."""

from django.urls import path, register_converter

from portee.portal.converters import (
    DisciplineConverter,
    HeadingsConverter,
    VocabularyConverter,
)
from portee.portal.views.accessibility import accessibility, accessibility_criteria
from portee.portal.views.browse import (
    browse,
    browse_discipline,
    browse_headings,
    browse_letter,
    browse_periods,
    browse_vocabulary,
)
from portee.portal.views.guide import easy_guide, easy_guide_page, guide, guide_page
from portee.portal.views.home import home
from portee.portal.views.legal import legal_notice, personal_data
from portee.portal.views.resource import resource, resource_code, resource_export
from portee.portal.views.resource_report import resource_report
from portee.portal.views.saved_list import saved_list, saved_list_keep, saved_lists
from portee.portal.views.saved_search import alert_stop, saved_search_keep, saved_searches
from portee.portal.views.search import search
from portee.portal.views.shared_list import my_lists, shared_list, shared_list_code
from portee.portal.views.site_map import site_map

register_converter(DisciplineConverter, "discipline")
register_converter(HeadingsConverter, "headings")
register_converter(VocabularyConverter, "vocabulary")

app_name = "portal"
urlpatterns = [
    path("", home, name="home"),
    path("recherche", search, name="search"),
    path("parcourir/", browse, name="browse"),
    path("parcourir/periodes/", browse_periods, name="browse_periods"),
    path("parcourir/<discipline:slug>/", browse_discipline, name="browse_discipline"),
    path("parcourir/<vocabulary:word>/", browse_vocabulary, name="browse_vocabulary"),
    path("parcourir/<headings:word>/", browse_headings, name="browse_headings"),
    path("parcourir/<headings:word>/<slug:begins>/", browse_letter, name="browse_letter"),
    path("ressource/<int:resource_id>", resource, name="resource_number"),
    path("ressource/<int:resource_id>/", resource, name="resource_folder"),
    path("ressource/<int:resource_id>/qr.svg", resource_code, name="resource_code"),
    path(
        "ressource/<int:resource_id>/export/<slug:export_format>",
        resource_export,
        name="resource_export",
    ),
    path("ressource/<int:resource_id>/signaler/", resource_report, name="resource_report"),
    path("ressource/<int:resource_id>/<slug:slug>", resource, name="resource"),
    path("liste/", my_lists, name="my_lists"),
    path("liste/partagee", shared_list, name="shared_list"),
    path("liste/partagee/qr.svg", shared_list_code, name="shared_list_code"),
    path("mon-compte/recherches/", saved_searches, name="saved_searches"),
    path("mon-compte/recherches/garder/", saved_search_keep, name="saved_search_keep"),
    path("mon-compte/listes/", saved_lists, name="saved_lists"),
    path("mon-compte/listes/garder/", saved_list_keep, name="saved_list_keep"),
    path("mon-compte/listes/<int:pk>/", saved_list, name="saved_list"),
    path("alertes/arreter/<str:token>/", alert_stop, name="alert_stop"),
    path("aide/", guide, name="guide"),
    path("aide/facile-a-lire/", easy_guide, name="easy_guide"),
    path("aide/<slug:slug>/", guide_page, name="guide_page"),
    path("aide/<slug:slug>/facile-a-lire/", easy_guide_page, name="easy_guide_page"),
    path("accessibilite/", accessibility, name="accessibility"),
    path("accessibilite/criteres/", accessibility_criteria, name="accessibility_criteria"),
    path("mentions-legales/", legal_notice, name="legal_notice"),
    path("donnees-personnelles/", personal_data, name="personal_data"),
    path("plan-du-site/", site_map, name="site_map"),
]
