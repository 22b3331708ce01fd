"""The names that allauth reverses by itself, at our own addresses: no page of its own is open."""

from django.urls import path, re_path

from portee.people.urls import RESET_KEY
from portee.people.views import account, password, session

urlpatterns = [
    path("connexion/", session.sign_in, name="account_login"),
    # No public sign-up: the sign-in page says how one gets an account.
    path("connexion/", session.sign_in, name="account_signup"),
    path("deconnexion/", session.sign_out, name="account_logout"),
    path("connexion/compte-ferme/", session.closed_account, name="account_inactive"),
    path("mot-de-passe/oublie/", password.ask_password, name="account_reset_password"),
    path("mot-de-passe/oublie/envoye/", password.password_sent, name="account_reset_password_done"),
    path(
        "mot-de-passe/choisi/",
        password.password_chosen,
        name="account_reset_password_from_key_done",
    ),
    re_path(RESET_KEY, password.choose_password, name="account_reset_password_from_key"),
    path("mot-de-passe/changer/", password.change_password, name="account_change_password"),
    path("mot-de-passe/oublie/", password.ask_password, name="account_set_password"),
    path("mon-compte/", account.account, name="account_email"),
]
