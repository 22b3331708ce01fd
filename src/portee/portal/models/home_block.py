"""The blocks of the home page, as staff composed them. Without any row the page is the original one.

What a block shows is read in `queries/home.py`; the original composition is in `queries/home_blocks.py`.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class BlockKind(models.TextChoices):
    """What a block may be. The name of each is that of its template, `portal/home/_<kind>.html`."""

    SHELF = "shelf", _("Shelf fed by a search")
    ARRIVALS = "arrivals", _("Latest arrivals")
    DOORS = "doors", _("Spaces: doors into the search")
    ESTABLISHMENTS = "establishments", _("Establishments and map")
    WORDS = "words", _("Words of the network")
    ACCOUNT = "account", _("How to get an account")
    HELP = "help", _("Help")


SINGLE_KINDS = (
    BlockKind.ARRIVALS,
    BlockKind.DOORS,
    BlockKind.ESTABLISHMENTS,
    BlockKind.ACCOUNT,
    BlockKind.HELP,
)
"""Kinds that say the same thing each time: a page has one of each at most."""


class BlockLayout(models.TextChoices):
    """How the documents of a shelf are laid out."""

    COVERS = "covers", _("Covers")
    LIST = "list", _("List")


class HomeBlock(models.Model):
    """One block: `code` is in its addresses and never changes, `position` counts from 1 in reading order.

    - `title_fr`, `title_en`: empty for the usual title of the kind; readers of English see the French one when alone.
    - `question`: the parameters of a search as an address writes them, for shelves (`type=score&sort=added`).
    - `length`: documents shown, for shelves and arrivals.
    - `text_fr`, `text_en`: paragraphs, emphasis, lists and links in Markdown, for words of the network.
    """

    code = models.SlugField(max_length=40, unique=True)
    position = models.PositiveSmallIntegerField(_("position"))
    kind = models.CharField(_("kind of block"), max_length=20, choices=BlockKind.choices)
    is_shown = models.BooleanField(_("shown"), default=True)
    title_fr = models.CharField(_("title in French"), max_length=80, blank=True)
    title_en = models.CharField(_("title in English"), max_length=80, blank=True)
    question = models.CharField(_("what the search asks"), max_length=2000, blank=True)
    layout = models.CharField(
        _("layout"), max_length=10, choices=BlockLayout.choices, default=BlockLayout.COVERS
    )
    length = models.PositiveSmallIntegerField(_("how many documents"), default=6)
    text_fr = models.TextField(_("text in French"), blank=True)
    text_en = models.TextField(_("text in English"), blank=True)

    class Meta:
        verbose_name = _("block of the home page")
        verbose_name_plural = _("blocks of the home page")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind"],
                condition=Q(kind__in=[kind.value for kind in SINGLE_KINDS]),
                name="home_block_once",
            ),
            models.CheckConstraint(
                condition=~Q(kind="shelf") | ~Q(question=""), name="home_block_shelf_asks"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position} {self.code}"
