"""The tables of the portal, one noun per file."""

from portee.portal.models.home_block import BlockKind, BlockLayout, HomeBlock
from portee.portal.models.portal_state import PortalState
from portee.portal.models.saved_list import SavedList
from portee.portal.models.saved_search import SavedSearch

__all__ = ["BlockKind", "BlockLayout", "HomeBlock", "PortalState", "SavedList", "SavedSearch"]
