"""Django's registration of the back-office toolkit."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class BackofficeConfig(AppConfig):
    """The shell of the back office. Listed before `wagtail.admin`, whose templates it dresses."""

    name = "portee.ui.backoffice"
    label = "backoffice"
    verbose_name = _("Back office")

    def ready(self) -> None:
        """Import the `staff` module of every context, which registers its screens and panels."""
        autodiscover_modules("staff")
