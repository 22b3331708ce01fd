"""The addresses of people: sign-in, sign-out, passwords, one's own page."""

from django.urls import path, re_path

from portee.people.views import (
    account,
    activation,
    address_change,
    own_data,
    password,
    registration,
    registration_follow,
    session,
)

RESET_KEY = r"^mot-de-passe/choisir/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$"

app_name = "people"
urlpatterns = [
    path("connexion/", session.sign_in, name="sign_in"),
    path("deconnexion/", session.sign_out, name="sign_out"),
    path("connexion/compte-ferme/", session.closed_account, name="closed_account"),
    path("mot-de-passe/oublie/", password.ask_password, name="password_reset"),
    path("mot-de-passe/oublie/envoye/", password.password_sent, name="password_reset_sent"),
    path("mot-de-passe/choisi/", password.password_chosen, name="password_reset_chosen"),
    re_path(RESET_KEY, password.choose_password, name="password_reset_key"),
    path("mot-de-passe/changer/", password.change_password, name="password_change"),
    path("inscription/", registration.registration, name="registration"),
    path(
        "inscription/envoyee/<slug:code>/",
        registration.registration_sent,
        name="registration_sent",
    ),
    path(
        "inscription/suivi/<str:ticket>/",
        registration_follow.registration_follow,
        name="registration_follow",
    ),
    path(
        "inscription/accord/<str:ticket>/",
        registration_follow.registration_consent,
        name="registration_consent",
    ),
    path(
        "inscription/<str:ticket>/qui/",
        registration.registration_person,
        name="registration_person",
    ),
    path(
        "inscription/<str:ticket>/contact/",
        registration.registration_contact,
        name="registration_contact",
    ),
    path(
        "inscription/<str:ticket>/verifier/",
        registration.registration_check,
        name="registration_check",
    ),
    path("activer/", activation.activation, name="activation"),
    path("activer/<str:code>/", activation.activation_code, name="activation_code"),
    path("mon-compte/", account.account, name="account"),
    path("mon-compte/adresse/", address_change.address, name="address"),
    path(
        "mon-compte/adresse/<str:ticket>/", address_change.address_confirm, name="address_confirm"
    ),
    path("mon-compte/donnees/", own_data.own_data, name="own_data"),
    path("mon-compte/donnees/telecharger/", own_data.own_data_download, name="own_data_download"),
    path("mon-compte/donnees/effacer/", own_data.own_data_erasure, name="own_data_erasure"),
    path("compte-efface/", own_data.account_erased, name="account_erased"),
]
