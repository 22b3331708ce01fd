"""The resources, as lists show them."""

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from portee.catalogue.models import Resource
from portee.catalogue.staff.reach import OpenToCataloguers
from portee.catalogue.vocabularies import vocabulary
from portee.ui.backoffice.scoped_viewset import ScopedViewSet


def type_label(resource: Resource) -> str:
    """What the resource is, in the reader's language; its bare code when the vocabulary has dropped it."""
    types = vocabulary("type")
    is_known = resource.kind in types.entries
    return types.label(resource.kind, get_language() or "") if is_known else resource.kind


class ResourceScreen(ScopedViewSet):
    """`/gestion/ressources/`."""

    model = Resource
    name = "ressources"
    menu_label = _("Resources")
    menu_order = 310
    icon = "doc-full-inverse"
    can_add = False
    can_change = False
    policy = OpenToCataloguers(Resource)
    form_fields: list[str] = []
    list_display = (
        "title",
        Column("kind", label=_("Type of document"), accessor=type_label, sort_key="kind"),
        Column("first_year", label=_("Year"), accessor="first_year", sort_key="first_year"),
        "languages",
        "record_count",
        "changed_at",
    )
    list_filter = ("kind",)
    list_export = ("id", "title", "kind", "first_year", "last_year", "languages", "record_count")
    export_filename = "ressources"
    search_fields = ("sort_title",)
    search_backend_name = None
    ordering = ("sort_title", "pk")

    def listed(self, rows: Any) -> Any:
        """The resources that some record describes, without the texts that a list does not show."""
        return rows.filter(withdrawn_at=None).defer("description", "classification")
