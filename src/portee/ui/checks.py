"""What is checked when Portée starts: that the network's theme, if it has one, can be used."""

from typing import Any

from django.core.checks import CheckMessage
from django.core.checks import Warning as CheckWarning
from django.utils.translation import gettext as _

from portee.ui.theme import ThemeRefused, network_theme


def check_network_theme(**_scope: Any) -> list[CheckMessage]:
    """Say why a theme was refused. Pages keep our own colours meanwhile, so nothing stops."""
    try:
        network_theme()
    except ThemeRefused as refusal:
        message = _("The network’s theme is refused: %(reason)s") % {"reason": refusal}
        return [CheckWarning(message, id="ui.W001")]
    return []
