"""Fields of the forms of offers and rights."""

from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portee.kernel.actor import RoleKind
from portee.people.api import role_label


class EstablishmentField(forms.ModelChoiceField[Any]):
    """One node of the tree, set back under its parent."""

    def label_from_instance(self, obj: Any) -> str:
        """The name, set back by its depth."""
        return _set_back(obj)


class EstablishmentsField(forms.ModelMultipleChoiceField[Any]):
    """Nodes of the tree, each set back under its parent."""

    def label_from_instance(self, obj: Any) -> str:
        """The name, set back by its depth."""
        return _set_back(obj)


def _set_back(node: Any) -> str:
    name: str = node.name
    commune = f" ({node.commune})" if node.commune and node.commune not in node.name else ""
    return "\u2003" * (int(node.depth) - 1) + name + commune


class WebAddressField(forms.URLField):
    """An address of the web; typed without a scheme, it is held to be https."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(assume_scheme="https", **kwargs)


class RolesField(forms.MultipleChoiceField):
    """Roles, as a list of their codes."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            required=False,
            choices=lambda: [(kind.value, role_label(kind)) for kind in RoleKind],
            widget=forms.CheckboxSelectMultiple,
            **kwargs,
        )


class JsonTextField(forms.CharField):
    """A column of JSON, written by people as lines or words."""

    def __init__(self, *, encoder: Any = None, decoder: Any = None, **kwargs: Any) -> None:
        # What the column would give to a field of JSON, which this one is not.
        del encoder, decoder
        super().__init__(**kwargs)


class FundingField(JsonTextField):
    """Who pays what share: one line each, `Département : 50`; gives a list of names and percents."""

    widget = forms.Textarea(attrs={"rows": 3})

    def prepare_value(self, value: Any) -> Any:
        """The list as lines."""
        if isinstance(value, list):
            return "\n".join(f"{one['name']} : {one['percent']}" for one in value)
        return value

    def clean(self, value: Any) -> Any:
        """The lines as a list; shares never pass the whole."""
        text = super().clean(value)
        found: list[dict[str, str]] = []
        total = Decimal(0)
        for line in text.splitlines():
            if not line.strip():
                continue
            name, colon, percent = line.rpartition(":")
            try:
                share = Decimal(percent.strip().rstrip("%").strip().replace(",", "."))
            except InvalidOperation:
                share = Decimal(-1)
            if not colon or not name.strip() or not 0 < share <= 100:
                raise forms.ValidationError(_("Write a name, a colon, a percentage: “%s”.") % line)
            total += share
            found.append({"name": name.strip(), "percent": f"{share:f}"})
        if total > 100:
            raise forms.ValidationError(_("These shares are more than the whole."))
        return found


class PercentsField(JsonTextField):
    """Thresholds, as `80, 95, 100`; gives a list of numbers."""

    def prepare_value(self, value: Any) -> Any:
        """The list as words."""
        return ", ".join(map(str, value)) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        """The words as a list."""
        words = super().clean(value).replace("%", "").replace(";", ",").split(",")
        found = sorted({int(word) for word in words if word.strip().isdecimal()})
        if any(not word.strip().isdecimal() for word in words if word.strip()) or any(
            not 1 <= one <= 100 for one in found
        ):
            raise forms.ValidationError(_("Write percentages from 1 to 100, commas between."))
        return found


class HostsField(forms.CharField):
    """Names of hosts, one a line, without scheme or path."""

    widget = forms.Textarea(attrs={"rows": 3, "spellcheck": "false"})
    default_error_messages = {
        "host": gettext_lazy("“%(host)s” is no name of a host: write www.example.org.")
    }

    def clean(self, value: Any) -> Any:
        """The names in lower case."""
        lines = [line.strip().lower() for line in super().clean(value).splitlines()]
        hosts = [line for line in lines if line]
        for host in hosts:
            labels = host.split(".")
            is_name = len(labels) > 1 and all(
                label and label.replace("-", "").isalnum() for label in labels
            )
            if not is_name or len(host) > 253:
                raise forms.ValidationError(
                    self.error_messages["host"], code="host", params={"host": host}
                )
        return "\n".join(dict.fromkeys(hosts))
