"""Composing the home page: every verb takes the portal's row first, then writes the blocks, the trail and the event."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from typing import Final, TypedDict

from django.db import transaction
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from portee.kernel import events
from portee.kernel.actor import Actor
from portee.kernel.errors import DomainError
from portee.network.api import list_root_paths
from portee.people.api import record_home_change
from portee.portal.events import HomeComposed
from portee.portal.models import HomeBlock
from portee.portal.models.home_block import SINGLE_KINDS
from portee.portal.policies import may_compose_home
from portee.portal.queries.home_blocks import Block, read_blocks, row_of
from portee.portal.queries.search_question import SearchQuestion
from portee.portal.services.portal_state import lock_portal

MOST_BLOCKS: Final = 12
"""Nobody scrolls past a dozen, and each shelf costs a search."""


class HomeRefusedError(DomainError):
    """The composition cannot be changed that way; the message says why."""

    code = "portal.home_refused"


class BlockFacts(TypedDict, total=False):
    """What staff write of a block."""

    title_fr: str
    title_en: str
    question: SearchQuestion
    layout: str
    length: int
    text_fr: str
    text_en: str


def add_block(*, kind: str, facts: BlockFacts, actor: Actor, at: datetime) -> str:
    """Add a block at the end, hidden until somebody shows it; give its code. Raises: HomeRefusedError."""
    code = f"{kind}-{get_random_string(6, 'abcdefghjkmnpqrstuvwxyz23456789')}"
    with _composing(actor, at, change="added", block=code) as blocks:
        if len(blocks) >= MOST_BLOCKS:
            raise HomeRefusedError(
                _("The home page holds %(count)d blocks at most.") % {"count": MOST_BLOCKS}
            )
        if kind in SINGLE_KINDS and any(block.kind == kind for block in blocks):
            raise HomeRefusedError(_("The home page already has this block: show it or move it."))
        blocks.append(Block(code=code, kind=kind, is_shown=False, **facts))
    return code


def change_block(*, code: str, facts: BlockFacts, actor: Actor, at: datetime) -> None:
    """Write what a block says or asks. Raises: HomeRefusedError."""
    with _composing(actor, at, change="changed", block=code) as blocks:
        place = _place(blocks, code)
        blocks[place] = replace(blocks[place], **facts)


def move_block(*, code: str, by: int, actor: Actor, at: datetime) -> int:
    """Move a block up (`by` -1) or down (1), as far as the page goes; give its position from 1."""
    with _composing(actor, at, change="moved", block=code) as blocks:
        place = _place(blocks, code)
        target = min(max(place + by, 0), len(blocks) - 1)
        blocks.insert(target, blocks.pop(place))
    return target + 1


def show_block(*, code: str, is_shown: bool, actor: Actor, at: datetime) -> None:
    """Show a block to readers, or hide it from them. Raises: HomeRefusedError."""
    with _composing(actor, at, change="shown" if is_shown else "hidden", block=code) as blocks:
        place = _place(blocks, code)
        blocks[place] = replace(blocks[place], is_shown=is_shown)


def remove_block(*, code: str, actor: Actor, at: datetime) -> None:
    """Take a block out of the page; the last one stays. Raises: HomeRefusedError."""
    with _composing(actor, at, change="removed", block=code) as blocks:
        place = _place(blocks, code)
        if len(blocks) == 1:
            raise HomeRefusedError(_("This is the last block: hide it rather than remove it."))
        del blocks[place]


def restore_home(*, actor: Actor, at: datetime) -> None:
    """Forget the composition: the page is the original one again."""
    with _composing(actor, at, change="restored") as blocks:
        blocks.clear()


@contextmanager
def _composing(actor: Actor, at: datetime, **facts: str) -> Iterator[list[Block]]:
    """Hand out the blocks as they stand under the lock, then keep them in the order they were left in."""
    if not may_compose_home(actor, top_paths=list_root_paths()):
        raise HomeRefusedError(_("The home page is composed by those who answer for the network."))
    with transaction.atomic():
        lock_portal()
        blocks = read_blocks()
        yield blocks
        _keep(blocks)
        record_home_change(actor=actor, at=at, **facts)
        events.publish(HomeComposed(at=at))


def _keep(blocks: Sequence[Block]) -> None:
    # A dozen rows at most: writing them anew is simpler than finding out which differ, and no order is half written.
    HomeBlock.objects.all().delete()
    HomeBlock.objects.bulk_create(
        [row_of(block, position=position) for position, block in enumerate(blocks, start=1)]
    )


def _place(blocks: Sequence[Block], code: str) -> int:
    for place, block in enumerate(blocks):
        if block.code == code:
            return place
    raise HomeRefusedError(_("This block is no longer on the home page."))
