"""The pages of offers in the menus."""

from django.utils.translation import gettext_lazy as _

from portee.ui.navigation import NavigationEntry, register


def register_entries() -> None:
    """Put the list of offers in the main menu."""
    register(
        NavigationEntry(label=_("On line"), url_name="access:offer_list", order=30, icon="external")
    )
