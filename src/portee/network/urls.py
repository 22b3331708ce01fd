"""The addresses of the network."""

from django.urls import path

from portee.network.views.establishment import establishment, establishment_list

app_name = "network"
urlpatterns = [
    path("etablissements/", establishment_list, name="establishment_list"),
    path("etablissement/<slug:code>/", establishment, name="establishment"),
]
