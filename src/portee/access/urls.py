"""The addresses of offers."""

from django.urls import path

from portee.access.views import example, help_request, offer, sharing

app_name = "access"
urlpatterns = [
    path("offres/", offer.offer_list, name="offer_list"),
    path("offres/exemple/", example.example, name="example"),
    path("offre/<slug:code>/", offer.offer, name="offer"),
    path("offre/<slug:code>/ouvrir/", offer.open_now, name="open"),
    path("offre/<slug:code>/aide/", help_request.help_request, name="help"),
    path("offres/transmettre/<str:token>/", sharing.sharing, name="sharing"),
    path(
        "mon-compte/transmis/<slug:code>/retirer/",
        sharing.sharing_taken_back,
        name="sharing_taken_back",
    ),
]
