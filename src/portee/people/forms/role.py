"""Fields shared by the forms that give and end roles (staff/role.py)."""

from typing import Any

from django import forms

from portee.kernel.actor import Actor
from portee.people import policies
from portee.people.models import Role
from portee.people.queries.reach import nodes_in_reach


def set_back(node: Any) -> str:
    """The name of an establishment, set back by its depth, with the commune when it says more."""
    commune = f" ({node.commune})" if node.commune and node.commune not in node.name else ""
    indent = "\u2003" * (node.depth - 1)
    return f"{indent}{node.name}{commune}"


class EstablishmentChoiceField(forms.ModelChoiceField[Any]):
    """Nodes of the tree, each set back under its parent."""

    def label_from_instance(self, obj: Any) -> str:
        """The name, set back."""
        return set_back(obj)


def scoped_choices(form: forms.Form | forms.BaseForm, actor: Actor) -> None:
    """Leave in the form the roles and the establishments that the actor may give."""
    kinds = policies.grantable_kinds(actor)
    form.fields["kind"].choices = [  # type: ignore[attr-defined]
        ("", "—"),
        *((kind.value, label) for kind, label in Role.KIND_LABELS.items() if kind in kinds),
    ]
    establishments = form.fields["establishment"]
    within = establishments.queryset.filter(nodes_in_reach(actor))  # type: ignore[attr-defined]
    establishments.queryset = within.order_by("path")  # type: ignore[attr-defined]
