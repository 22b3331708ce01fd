"""Forms of the back office that know who is filling them in."""

from typing import Any

from django import forms
from wagtail.admin.forms.models import WagtailAdminModelForm

from portee.kernel.actor import VISITOR, Actor


def day_input() -> forms.DateInput:
    """The browser's own date field: it works without a script, by keyboard, in every language."""
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class ScopedForm(WagtailAdminModelForm):
    """A model form that offers only what its actor may choose; it validates, the service saves."""

    def __init__(self, *args: Any, actor: Actor = VISITOR, **kwargs: Any) -> None:
        self.actor = actor
        super().__init__(*args, **kwargs)

    def save(self, commit: bool = True) -> Any:
        """Refuse: rows are written by services."""
        raise NotImplementedError("forms validate; services save")
