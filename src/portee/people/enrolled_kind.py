"""What the people of a list become, in words."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from portee.kernel.actor import RoleKind

ENROLLED_KINDS: Final = {RoleKind.RESIDENT: _("Readers"), RoleKind.PUPIL: _("Pupils of a class")}
"""The roles that a list gives, each with what its people are called."""
