"""Which example member staff look through the eyes of."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portee.access.policies import READERS_OF_FIGURES
from portee.access.viewer import EXAMPLE_LABELS
from portee.kernel.actor import Actor
from portee.network import api as network


class ExampleForm(forms.Form):
    """An establishment where the person works, and who the member is."""

    establishment = forms.ChoiceField(label=_("Registered at"))
    kind = forms.ChoiceField(
        label=_("The example member is"),
        choices=[(kind.value, label) for kind, label in EXAMPLE_LABELS.items()],
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = {
            one.code: one.full_name
            for node in sorted(actor.nodes(*READERS_OF_FIGURES))
            for one in network.list_establishments(under=node)
        }
        self.fields["establishment"].choices = list(found.items())  # type: ignore[attr-defined]
