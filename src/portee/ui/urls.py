"""The addresses of the design system."""

from django.urls import path

from portee.ui.views.comfort import comfort
from portee.ui.views.gallery import gallery
from portee.ui.views.theme import theme

app_name = "ui"
urlpatterns = [
    path("confort/", comfort, name="comfort"),
    path("composants/", gallery, name="gallery"),
    path("theme.css", theme, name="theme"),
]
