"""The addresses of the SAML identity provider, the same in every language."""

from django.urls import path

from portee.access.views import saml

app_name = "saml"
urlpatterns = [
    path("metadata", saml.metadata, name="metadata"),
    path("sso", saml.sign_in, name="sign_in"),
    path("sso/<str:token>", saml.going_on, name="going_on"),
    path("logout", saml.logout, name="logout"),
]
