"""What records say that no vocabulary knows: the most frequent first, so that a mapping sheet can say it."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from portee.catalogue.models import UnmappedValue
from portee.catalogue.staff.reach import SourceReach
from portee.ui.backoffice.scoped_viewset import ScopedViewSet


class UnmappedValueScreen(ScopedViewSet):
    """`/gestion/valeurs/`."""

    model = UnmappedValue
    name = "valeurs"
    menu_label = _("Values not recognised")
    menu_order = 330
    icon = "help"
    can_add = False
    can_change = False
    policy = SourceReach(UnmappedValue, to_source="source")
    form_fields: ClassVar[list[str]] = []
    list_display = ("value", "vocabulary", "source", "count")
    list_filter = ("vocabulary", "source")
    list_export = ("source.code", "vocabulary", "value", "count")
    export_headings: ClassVar[dict[str, Any]] = {"source.code": _("Source")}
    export_filename = "valeurs-non-reconnues"
    search_fields = ("value",)
    search_backend_name = None
    ordering = ("-count", "value")

    def listed(self, rows: Any) -> Any:
        """Values with their source."""
        return rows.select_related("source")
