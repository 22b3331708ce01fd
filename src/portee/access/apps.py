"""Django's registration of access."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccessConfig(AppConfig):
    """Offers, rights, sign-in to suppliers."""

    name = "portee.access"
    label = "access"
    verbose_name = _("Access")
