"""Ways from a row's form to what other contexts do with it: they register links, the form shows them."""

from collections.abc import Callable
from typing import Any

from django.db.models import Model

from portee.kernel.actor import Actor
from portee.ui.backoffice.panels import PanelLine

LinkSource = Callable[[Actor, Any], PanelLine | None]
"""Answers the link for an actor and a row; None for whom it does not concern."""

_sources: dict[str, list[LinkSource]] = {}


def register_row_link(label: str, source: LinkSource) -> None:
    """Add a link above the form of the rows of a model, named by its label (`"network.establishment"`)."""
    known = _sources.setdefault(label, [])
    if source not in known:
        known.append(source)


def links_for(actor: Actor, row: Model) -> list[PanelLine]:
    """The links that concern the actor on that row."""
    found = [source(actor, row) for source in _sources.get(row._meta.label_lower, ())]
    return [link for link in found if link]
