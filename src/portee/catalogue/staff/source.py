"""The sources within reach: whose they are, what they do in their own way."""

from typing import Any, ClassVar

from django import forms
from django.db.models import Count
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from portee.catalogue.models import Source
from portee.catalogue.services.source import change_source, create_source
from portee.catalogue.sheet import sheet_from_json
from portee.catalogue.sheet_text import write_sheet
from portee.catalogue.staff.fields import EstablishmentField, SheetField, within_reach
from portee.catalogue.staff.reach import SourceReach
from portee.kernel import clock
from portee.kernel.actor import Actor
from portee.network.api import list_root_paths
from portee.ui.backoffice.scoped_form import ScopedForm
from portee.ui.backoffice.scoped_viewset import ScopedViewSet


class SourceForm(ScopedForm):
    """Change a source; its sheet is written as lines."""

    sheet_lines = SheetField(
        help_text=_(
            "What is particular to this source, one line each: 099$t = type : x → Score ; l → Book. "
            "Empty, the standard applies. A change is used from the next import on; “New readings” "
            "try it on the records that are stored, then write it."
        ),
    )

    class Meta:
        model = Source
        fields: ClassVar[list[str]] = ["name", "establishment", "format", "licence"]
        field_classes: ClassVar[dict[str, Any]] = {"establishment": EstablishmentField}
        widgets: ClassVar[dict[str, Any]] = {"licence": forms.Textarea(attrs={"rows": 2})}
        help_texts: ClassVar[dict[str, Any]] = {
            "establishment": _("Who the records belong to. Empty: the whole network."),
            "format": _("Empty: recognised in each file."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        within_reach(self, self.actor)
        stored = self.instance.sheet if self.instance.pk else {}
        self.fields["sheet_lines"].initial = write_sheet(sheet_from_json(stored))
        tops = list_root_paths()
        nodes = self.actor.nodes(*SOURCES.roles["add"])
        holds_all = all(any(top.startswith(node) for node in nodes) for top in tops)
        self.fields["establishment"].required = not holds_all

    def facts(self) -> dict[str, Any]:
        """What was filled in, as the services take it."""
        data = self.cleaned_data
        establishment = data["establishment"]
        return {
            "name": data["name"],
            "establishment_id": establishment.pk if establishment else None,
            "format": data["format"],
            "licence": data["licence"],
            "sheet": data["sheet_lines"],
        }


class NewSourceForm(SourceForm):
    """Add a source, whose code never changes after."""

    class Meta(SourceForm.Meta):
        fields: ClassVar[list[str]] = ["code", *SourceForm.Meta.fields]
        help_texts: ClassVar[dict[str, Any]] = {
            **SourceForm.Meta.help_texts,
            "code": _("Short, chosen once, used by the commands: koha-montauban."),
        }


SOURCES = SourceReach(Source)


class SourceScreen(ScopedViewSet):
    """`/gestion/sources/`."""

    model = Source
    name = "sources"
    menu_label = _("Sources")
    add_label = _("Add a source")
    menu_order = 300
    icon = "doc-full"
    policy = SOURCES
    edit_template_name = "catalogue/staff/source.html"
    list_display = (
        "name",
        "code",
        "establishment",
        Column("format", label=_("Format"), accessor="get_format_display", sort_key="format"),
        Column("record_count", label=_("Records"), accessor="record_count"),
    )
    list_export = ("code", "name", "establishment.name", "get_format_display", "licence")
    export_headings: ClassVar[dict[str, Any]] = {
        "establishment.name": _("Establishment"),
        "get_format_display": _("Format"),
    }
    export_filename = "sources"
    search_fields = ("name", "code")
    search_backend_name = None
    ordering = ("name", "pk")

    def listed(self, rows: Any) -> Any:
        """Sources with how many records each has given."""
        return rows.select_related("establishment").annotate(record_count=Count("records"))

    def get_form_class(self, for_update: bool = False) -> Any:
        """The same form, with a code for a new one."""
        return SourceForm if for_update else NewSourceForm

    def create(self, *, form: Any, actor: Actor) -> Source:
        """Add the source."""
        del actor
        return create_source(code=form.cleaned_data["code"], at=clock.now(), **form.facts())

    def update(self, *, form: Any, instance: Source, actor: Actor) -> Source:
        """Write what was changed."""
        del actor
        return change_source(source_id=instance.pk, at=clock.now(), **form.facts())
