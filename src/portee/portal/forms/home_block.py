"""A block of the home page as staff fill it in: its fields depend on its kind. A service saves it."""

from collections.abc import Collection, Mapping
from typing import Any, Final, cast

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portee.catalogue.api import Sort
from portee.portal.models import BlockKind, BlockLayout
from portee.portal.queries.home_blocks import Block
from portee.portal.queries.search_address import SearchAddressError, read_address
from portee.portal.queries.search_question import SearchQuestion
from portee.portal.services.home_block import BlockFacts

LONGEST_WORDS: Final = 2_000
"""Characters: a screen of text on a telephone, beyond which a page of its own is kinder."""

_FIELDS: Final = {
    BlockKind.SHELF: ("address", "sort", "layout", "length"),
    BlockKind.ARRIVALS: ("layout", "length"),
    BlockKind.WORDS: ("text_fr", "text_en"),
}
"""What each kind has beside its titles."""

_SORTS: Final = (
    ("", _("As in the address")),
    (Sort.RELEVANCE.value, _("The most relevant first")),
    (Sort.ADDED.value, _("The latest arrivals first")),
    (Sort.NEWEST.value, _("The most recent first")),
    (Sort.OLDEST.value, _("The oldest first")),
    (Sort.TITLE.value, _("By title")),
)
_MARKS: Final = _(
    "An empty line starts a paragraph. *Words* are leant on, **words** stressed; a line that starts with a hyphen "
    "is an item of a list; a link is written [its words](https://example.org)."
)


class BlockForm(forms.Form):
    """One block of a kind. Titles may stay empty where the kind has a usual one."""

    title_fr = forms.CharField(label=_("Title in French"), max_length=80, required=False)
    title_en = forms.CharField(
        label=_("Title in English"),
        help_text=_("Without it, readers of English see the French one."),
        max_length=80,
        required=False,
    )
    address = forms.CharField(
        label=_("The search"),
        help_text=_(
            "Make the search on the site, then paste its address here: %(example)s. Plain words do as well."
        ),
        error_messages={"required": _("Paste the address of a search, or write words.")},
        max_length=2_000,
    )
    sort = forms.ChoiceField(label=_("Order"), choices=_SORTS, required=False)
    layout = forms.ChoiceField(label=_("Layout"), choices=BlockLayout.choices)
    length = forms.IntegerField(
        label=_("How many documents"),
        help_text=_("From 1 to 12. Six covers fill one row of a wide screen."),
        min_value=1,
        max_value=12,
    )
    text_fr = forms.CharField(
        label=_("Text in French"),
        help_text=_MARKS,
        error_messages={"required": _("Write what the network has to say.")},
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    text_en = forms.CharField(
        label=_("Text in English"),
        help_text=_("Without it, readers of English see the French one."),
        max_length=LONGEST_WORDS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, block: Block, hosts: Collection[str] = ()
    ) -> None:
        super().__init__(data, initial=_initial(block))
        self._hosts = hosts
        kept = {"title_fr", "title_en", *_FIELDS.get(BlockKind(block.kind), ())}
        for name in set(self.fields) - kept:
            del self.fields[name]
        if block.kind in {BlockKind.SHELF, BlockKind.WORDS}:
            self.fields["title_fr"].required = True
            self.fields["title_fr"].error_messages["required"] = _("Give the block a title.")
        else:
            self.fields["title_fr"].help_text = _("Empty for the usual one: %(title)s.") % {
                "title": Block(code="", kind=block.kind).title("fr").text
            }
        if "address" in self.fields:
            example = f"{reverse('portal:search')}?type=score&level=cycle-2"
            field = self.fields["address"]
            field.help_text = str(field.help_text) % {"example": example}

    def clean_address(self) -> SearchQuestion:
        """Read the address; what is wrong with it is said beside it."""
        try:
            return read_address(self.cleaned_data["address"], hosts=self._hosts)
        except SearchAddressError as error:
            raise ValidationError(str(error)) from error

    def facts(self) -> BlockFacts:
        """What was filled in, as the service takes it."""
        facts = dict(self.cleaned_data)
        question: SearchQuestion | None = facts.pop("address", None)
        sort = facts.pop("sort", "")
        if question is not None:
            facts["question"] = question.but(sort=Sort(sort)) if sort else question
        return cast("BlockFacts", facts)


def _initial(block: Block) -> dict[str, Any]:
    is_new = not block.code
    return {
        "title_fr": "" if is_new else block.title_fr or _usual_title(block, "fr"),
        "title_en": "" if is_new else block.title_en or _usual_title(block, "en"),
        "address": "" if is_new else block.question.address(reverse("portal:search")),
        "layout": block.layout,
        "length": block.length,
        "text_fr": block.text_fr,
        "text_en": block.text_en,
    }


def _usual_title(block: Block, language: str) -> str:
    """The title of an original shelf, which has no other; nothing for kinds whose usual title is said beside."""
    if block.kind != BlockKind.SHELF or block.title_fr:
        return ""
    return block.title(language).text
