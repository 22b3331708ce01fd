"""The tables of the portal, one noun per file."""

from portee.portal.models.home_block import BlockKind, BlockLayout, HomeBlock
from portee.portal.models.portal_state import PortalState

__all__ = ["BlockKind", "BlockLayout", "HomeBlock", "PortalState"]
