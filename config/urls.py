"""The address book: each context brings its own `urls.py`; French paths, English under /en/."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from portee.portal.views import api

urlpatterns = [
    path("", include("portee.kernel.urls")),
    path("", include("portee.portal.machine_urls")),
    path("api/", api.urls),
    path("cas/", include("portee.access.cas_urls")),
    path("", include("portee.access.oidc_urls")),
    path("saml/", include("portee.access.saml_urls")),
    path("gestion/", include("portee.ui.backoffice.urls")),
    *i18n_patterns(
        path("", include("portee.portal.urls")),
        path("", include("portee.access.urls")),
        path("", include("portee.network.urls")),
        path("", include("portee.people.urls")),
        path("", include("portee.people.allauth_urls")),
        path("", include("portee.ui.urls")),
        prefix_default_language=False,
    ),
]

handler400 = "portee.portal.views.errors.bad_request"
handler403 = "portee.portal.views.errors.permission_denied"
handler404 = "portee.portal.views.errors.page_not_found"
# Asked for by django-allauth, whose limits guard sign-in and passwords.
handler429 = "portee.portal.views.errors.too_many_requests"
handler500 = "portee.portal.views.errors.server_error"
