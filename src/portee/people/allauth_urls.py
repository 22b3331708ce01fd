"""The names that allauth reverses by itself, at our own addresses: no page of its own is open."""

from django.urls import path, re_path

from portee.people.urls import RESET_KEY
from portee.people.views import account, passkey, password, second_factor, security, session

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
    path("mon-compte/confirmer/", second_factor.password_again, name="account_reauthenticate"),
    path("connexion/deuxieme-etape/", second_factor.second_step, name="mfa_authenticate"),
    path("connexion/cle/", passkey.passkey_sign_in, name="mfa_login_webauthn"),
    path("mon-compte/confirmer/code/", second_factor.code_again, name="mfa_reauthenticate"),
    path("mon-compte/confirmer/cle/", passkey.passkey_again, name="mfa_reauthenticate_webauthn"),
    path("mon-compte/securite/", security.security, name="mfa_index"),
    path("mon-compte/securite/", security.security, name="mfa_list_webauthn"),
    path("mon-compte/securite/application/", second_factor.add_app, name="mfa_activate_totp"),
    path(
        "mon-compte/securite/application/retirer/",
        second_factor.remove_app,
        name="mfa_deactivate_totp",
    ),
    path(
        "mon-compte/securite/codes/", second_factor.recovery_codes, name="mfa_view_recovery_codes"
    ),
]
