"""Django's registration of the back-office toolkit."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _

CLOSED_APPLICATIONS = (
    "wagtailadmin",
    "wagtailcore",
    "wagtaildocs",
    "wagtailimages",
    "wagtailsearch",
    "modelsearch",
    "taggit",
)
"""What comes with Wagtail and has tables, behind screens that nobody can open (entrance.py)."""


class BackofficeConfig(AppConfig):
    """The shell of the back office. Listed before `wagtail.admin`, whose templates it dresses."""

    name = "portee.ui.backoffice"
    label = "backoffice"
    verbose_name = _("Back office")

    def ready(self) -> None:
        """Import the `staff` module of every context, which registers its screens and panels."""
        # The register has a table, which is not there before every application is.
        from portee.kernel.personal_data import exempt_application  # noqa: PLC0415

        autodiscover_modules("staff")
        for label in CLOSED_APPLICATIONS:
            exempt_application(label, reason="its screens are closed: nothing is written in it")
