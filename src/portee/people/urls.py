"""The addresses of people: sign-in, sign-out, passwords, one's own page."""

from django.urls import path, re_path

from portee.people.views import (
    account,
    activation,
    address_change,
    card,
    guardian_act,
    guardian_link,
    open_session,
    outside_claim,
    outside_identity,
    outside_removal,
    own_data,
    passkey,
    password,
    reader_list,
    registration,
    registration_follow,
    registration_proof,
    second_factor,
    security,
    session,
    sign_in_link,
)

RESET_KEY = r"^mot-de-passe/choisir/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$"

# What signing in is made of beside the password (docs/adr/0036); allauth's own names for them are in allauth_urls.py.
SIGN_IN_PATHS = [
    path("connexion/lien/", sign_in_link.ask_link, name="sign_in_link"),
    path("connexion/lien/envoye/", sign_in_link.link_sent, name="sign_in_link_sent"),
    path("connexion/lien/<str:token>/", sign_in_link.link_used, name="sign_in_link_used"),
    path("connexion/carte/", card.card_sign_in, name="card_sign_in"),
    path("connexion/avec/<int:pk>/", outside_identity.outside_start, name="outside_start"),
    path("connexion/retour/<int:pk>/", outside_identity.outside_return, name="outside_return"),
    path("connexion/compte/", outside_claim.outside_claim, name="outside_claim"),
    path("connexion/cle/", passkey.passkey_sign_in, name="passkey_sign_in"),
    path("connexion/deuxieme-etape/", second_factor.second_step, name="second_step"),
    path("mon-compte/connexions/", open_session.open_session_list, name="open_sessions"),
    path("mon-compte/securite/", security.security, name="security"),
    path("mon-compte/securite/application/", second_factor.add_app, name="add_app"),
    path("mon-compte/securite/application/retirer/", second_factor.remove_app, name="remove_app"),
    path("mon-compte/securite/codes/", second_factor.recovery_codes, name="recovery_codes"),
    path("mon-compte/securite/codes/nouveaux/", second_factor.renew_codes, name="renew_codes"),
    path("mon-compte/securite/cles/ajouter/", passkey.add_passkey, name="add_passkey"),
    path("mon-compte/securite/cles/<int:pk>/", passkey.name_passkey, name="name_passkey"),
    path(
        "mon-compte/securite/cles/<int:pk>/retirer/", passkey.remove_passkey, name="remove_passkey"
    ),
    path(
        "mon-compte/securite/identites/<int:pk>/retirer/",
        outside_removal.remove_identity,
        name="remove_identity",
    ),
    path("mon-compte/confirmer/", second_factor.password_again, name="password_again"),
    path("mon-compte/confirmer/code/", second_factor.code_again, name="code_again"),
    path("mon-compte/confirmer/cle/", passkey.passkey_again, name="passkey_again"),
]

# What a guardian does, and what the young person sees of it.
GUARDIAN_PATHS = [
    path("responsable/<str:ticket>/", guardian_link.guardian, name="guardian"),
    path("mon-compte/responsables/", guardian_link.overseen, name="overseen"),
    path("mon-compte/enfants/", guardian_link.children, name="children"),
    path("mon-compte/enfants/<int:pk>/", guardian_link.child, name="child"),
    path("mon-compte/enfants/<int:pk>/telecharger/", guardian_act.child_data, name="child_data"),
    path(
        "mon-compte/enfants/<int:pk>/retirer/",
        guardian_act.withdraw,
        name="consent_withdrawal",
    ),
    path("mon-compte/enfants/<int:pk>/effacer/", guardian_act.erase, name="child_erasure"),
]

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
        "inscription/mon-compte/<str:ticket>/",
        registration_follow.registration_claim,
        name="registration_claim",
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
        "inscription/<str:ticket>/justificatif/",
        registration_proof.registration_proof,
        name="registration_proof",
    ),
    path(
        "inscription/<str:ticket>/verifier/",
        registration.registration_check,
        name="registration_check",
    ),
    path("activer/", activation.activation, name="activation"),
    path("activer/<str:code>/", activation.activation_code, name="activation_code"),
    path("mes-classes/", reader_list.class_lists, name="class_lists"),
    path("mes-classes/<int:pk>/", reader_list.class_list, name="class_list"),
    path("mes-classes/<int:pk>/colonnes/", reader_list.class_columns, name="class_columns"),
    path("mes-classes/<int:pk>/feuilles/", reader_list.class_sheets, name="class_sheets"),
    path("mon-compte/", account.account, name="account"),
    *SIGN_IN_PATHS,
    *GUARDIAN_PATHS,
    path("mon-compte/adresse/", address_change.address, name="address"),
    path(
        "mon-compte/adresse/<str:ticket>/", address_change.address_confirm, name="address_confirm"
    ),
    path("mon-compte/donnees/", own_data.own_data, name="own_data"),
    path("mon-compte/donnees/telecharger/", own_data.own_data_download, name="own_data_download"),
    path("mon-compte/donnees/effacer/", own_data.own_data_erasure, name="own_data_erasure"),
    path("compte-efface/", own_data.account_erased, name="account_erased"),
]
