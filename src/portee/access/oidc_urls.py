"""The addresses of the OpenID Connect provider, the same in every language."""

from django.urls import path

from portee.access.views import oidc, oidc_machine

app_name = "oidc"
urlpatterns = [
    path(".well-known/openid-configuration", oidc_machine.description, name="description"),
    path("oidc/authorize", oidc.authorize, name="authorize"),
    path("oidc/token", oidc_machine.token, name="token"),
    path("oidc/userinfo", oidc_machine.userinfo, name="userinfo"),
    path("oidc/keys", oidc_machine.keys, name="keys"),
    path("oidc/logout", oidc.end_session, name="end_session"),
]
