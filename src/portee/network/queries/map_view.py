"""A drawn map with its words: what each dot is called, where it leads, whether the door is open."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from portee.network.drawing import Cluster, Dot, Drawing
from portee.network.queries.establishment import EstablishmentSummary
from portee.network.queries.listing import EstablishmentList
from portee.network.queries.sheet import EstablishmentSheet


@dataclass(frozen=True, slots=True)
class Mark:
    """A dot with its words; `number` is the one of the list beside, empty when there is none."""

    x: float
    y: float
    label: str
    url: str
    number: str = ""
    is_open: bool = False
    is_here: bool = False


@dataclass(frozen=True, slots=True)
class Gathering:
    """Several places drawn as one: a link to the enlargement where they stand apart."""

    x: float
    y: float
    count: int
    label: str
    anchor: str


@dataclass(frozen=True, slots=True)
class MapView:
    """A map, or an enlargement of one, ready for the template."""

    anchor: str
    title: str
    description: str
    drawing: Drawing
    marks: tuple[Mark, ...]
    gatherings: tuple[Gathering, ...]
    insets: tuple["MapView", ...]
    scale_label: str

    @property
    def view_box(self) -> str:
        """The window of the SVG; numbers of SVG always bear a point."""
        return f"0 0 {self.drawing.width:g} {self.drawing.height:g}"


Words = Mapping[int, Mark]


def map_of_list(found: EstablishmentList) -> MapView | None:
    """The map beside the list: each dot bears the number of its line."""
    if found.drawing is None:
        return None
    words = {
        card.establishment.id: Mark(
            x=0,
            y=0,
            label=f"{card.number}. {card.establishment.full_name} ({card.opening.word})",
            url=_url(card.establishment),
            number=str(card.number),
            is_open=card.opening.is_open,
        )
        for card in found.cards
    }
    return _view(
        found.drawing,
        words,
        communes={card.establishment.id: card.establishment.commune for card in found.cards},
        title=_("Map of the establishments of this list"),
        description=_(
            "Each dot bears the number of an establishment of the list and leads to it. "
            "Dots that would touch are drawn a little apart."
        ),
    )


def map_of_sheet(sheet: EstablishmentSheet) -> MapView | None:
    """The map of one page: where the place is, or those that a group gathers."""
    if sheet.drawing is None:
        return None
    shown = [sheet.summary, *sheet.children]
    words = {
        place.id: Mark(
            x=0, y=0, label=f"{number}. {place.full_name}", url=_url(place), number=str(number)
        )
        for number, place in enumerate(sheet.children, start=1)
    }
    here = sheet.summary
    words[here.id] = Mark(x=0, y=0, label=here.full_name, url="", is_here=True)
    return _view(
        sheet.drawing,
        words,
        communes={place.id: place.commune for place in shown},
        title=_("Map: %(name)s") % {"name": sheet.summary.full_name},
        description=_("The dots show where the establishments of this page are.")
        if sheet.children
        else _("The dot shows where the establishment is in its territory."),
    )


def _view(
    drawing: Drawing,
    words: Words,
    *,
    communes: Mapping[int, str],
    title: str,
    description: str,
    anchor: str = "carte",
) -> MapView:
    insets = tuple(
        _inset(cluster, words, communes=communes, anchor=f"{anchor}-{number}")
        for number, cluster in enumerate(drawing.clusters, start=1)
    )
    return MapView(
        anchor=anchor,
        title=title,
        description=description,
        drawing=drawing,
        marks=tuple(_mark(dot, words[dot.key]) for dot in drawing.dots),
        gatherings=tuple(
            Gathering(
                x=cluster.x,
                y=cluster.y,
                count=cluster.count,
                label=_("%(count)d establishments: see the enlargement “%(title)s”")
                % {"count": cluster.count, "title": inset.title},
                anchor=inset.anchor,
            )
            for cluster, inset in zip(drawing.clusters, insets, strict=True)
        ),
        insets=insets,
        scale_label=_("%(number)s km") % {"number": number_format(_short(drawing.scale_km))},
    )


def _inset(cluster: Cluster, words: Words, *, communes: Mapping[int, str], anchor: str) -> MapView:
    return _view(
        cluster.inset,
        words,
        communes=communes,
        title=_("Around %(commune)s") % {"commune": _commonest(cluster.inset.dots, communes)},
        description=_("Dots that would touch are drawn a little apart."),
        anchor=anchor,
    )


def _commonest(dots: Iterable[Dot], communes: Mapping[int, str]) -> str:
    return Counter(communes[dot.key] for dot in dots).most_common(1)[0][0]


def _mark(dot: Dot, words: Mark) -> Mark:
    return Mark(
        x=dot.x,
        y=dot.y,
        label=words.label,
        url=words.url,
        number=words.number,
        is_open=words.is_open,
        is_here=words.is_here,
    )


def _short(km: float) -> float | int:
    """A whole number of kilometres without its decimals."""
    return int(km) if km >= 1 else km


def _url(place: EstablishmentSummary) -> str:
    return reverse("network:establishment", args=[place.code])
