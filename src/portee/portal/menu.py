"""The portal's pages in the menus."""

from typing import cast

from django.utils.functional import Promise, lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portee.portal.queries.accessibility import Level, read_ledger
from portee.ui.navigation import NavigationEntry, register


def register_entries() -> None:
    """Put search, browsing, a visitor's list and help in the main menu; in the footer, what the law asks for."""
    register(NavigationEntry(label=_("Search"), url_name="portal:search", order=10, icon="search"))
    register(NavigationEntry(label=_("Browse"), url_name="portal:browse", order=20, icon="list"))
    register(
        NavigationEntry(
            label=_("My list"), url_name="portal:my_lists", order=80, icon="list", counts="entries"
        )
    )
    register(NavigationEntry(label=_("Help"), url_name="portal:guide", order=90, icon="help"))
    for order, (label, url_name) in enumerate(
        (
            (cast("Promise", lazy(accessibility_label, str)()), "portal:accessibility"),
            (_("Personal data"), "portal:personal_data"),
            (_("Legal notice"), "portal:legal_notice"),
            (_("Site map"), "portal:site_map"),
            (_("Easy to read"), "portal:easy_guide"),
        )
    ):
        register(NavigationEntry(label=label, url_name=url_name, order=order, place="footer"))


def accessibility_label() -> str:
    """The mention that the law asks for on the home page.

    Source: decree 2019-768, art. 4; without an audit in force a site is not conform, and we say why.
    """
    level = read_ledger().level
    if level == Level.TOTAL:
        return gettext("Accessibility: totally conform")
    if level == Level.PARTIAL:
        return gettext("Accessibility: partially conform")
    if level == Level.NONE:
        return gettext("Accessibility: not conform")
    return gettext("Accessibility: not conform (not audited yet)")
