"""The addresses of the CAS server, by the names that its protocol fixes, the same in every language."""

from django.urls import path, register_converter

from portee.access.views import cas, cas_machine

register_converter(cas_machine.ValidationConverter, "validation")

app_name = "cas"
urlpatterns = [
    path("login", cas.login, name="login"),
    path("logout", cas.logout, name="logout"),
    path("validate", cas_machine.validate, name="validate"),
    path("<validation:asked>", cas_machine.validating, name="validating"),
    path("proxy", cas_machine.proxy, name="proxy"),
]
