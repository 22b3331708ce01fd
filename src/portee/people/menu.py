"""The pages of people in the menus."""

from django.utils.translation import gettext_lazy as _

from portee.kernel.actor import Actor
from portee.ui.navigation import NavigationEntry, register


def register_entries() -> None:
    """Sign in for visitors; for people signed in, their page, the back office of staff, and sign out."""
    register(NavigationEntry(_("Sign in"), "people:sign_in", 10, place="sign-in"))
    register(NavigationEntry(_("My account"), "people:account", 10, place="account"))
    register(
        NavigationEntry(
            _("Back office"), "wagtailadmin_home", 20, place="account", shown_to=_works_here
        )
    )
    register(NavigationEntry(_("Sign out"), "people:sign_out", 30, place="account", method="post"))


def _works_here(actor: Actor) -> bool:
    # Held back, the way in leads to what is still to be done.
    return actor.is_staff or actor.is_held_back
