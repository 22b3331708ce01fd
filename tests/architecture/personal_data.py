"""What makes a table look as if it held personal data, and what is wrong with how it is declared."""

import re
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import models

from portee.kernel.personal_data import Declaration, Erased, is_exempt, purposes
from portee.people.models import Account

TELLING = re.compile(
    r"(^|_)(name|mail|email|phone|street|address|commune|birth|person|user|contact|ip|agent|note|message|comment|"
    r"question|answer|reason|label|title|words)(_|$)"
)
FREE = (
    models.TextField,
    models.JSONField,
    models.BinaryField,
    models.FileField,
    models.EmailField,
    models.GenericIPAddressField,
)


def suspicions(model: type[models.Model]) -> list[str]:
    """Why a table may say something of a person: a link to an account, an address, a name, room for free words."""
    return [
        field.name
        for field in model._meta.get_fields(include_parents=False)
        if isinstance(field, models.Field) and _is_suspect(field)
    ]


def _is_suspect(field: models.Field[Any, Any]) -> bool:
    if field.is_relation:
        return field.related_model is Account
    if isinstance(field, FREE):
        return True
    if field.choices or not isinstance(field, models.CharField):
        return False
    return bool(TELLING.search(field.name))


def undeclared(tables: Iterator[type[models.Model]], declared: set[str]) -> list[str]:
    """The tables that nobody declared, nor exempted with a reason, each with what makes it suspect."""
    return [
        f"{model._meta.label}: {', '.join(found)}"
        for model in tables
        if model._meta.label not in declared
        and not is_exempt(model._meta.label)
        and (found := suspicions(model))
    ]


def faults(declaration: Declaration) -> Iterator[str]:
    """What is wrong with a declaration: a field or a purpose that does not exist, a way of erasing that is not true."""
    try:
        model = apps.get_model(declaration.model)
    except LookupError:
        yield "no such table"
        return
    names = {field.name for field in model._meta.get_fields()}
    yield from (f"no field {name}" for name in declaration.fields if name not in names)
    yield from (
        f"withheld, not declared: {x}" for x in declaration.withheld if x not in declaration.fields
    )
    if declaration.purpose not in {purpose.code for purpose in purposes()}:
        yield "no such purpose"
    if (declaration.erased is Erased.APART) != (declaration.erase is not None):
        yield "erased apart, or not"
    if declaration.erased is Erased.WITH_ACCOUNT and not _goes_with_account(model):
        yield "does not go with the account"
    if declaration.erased in {Erased.NAMELESS, Erased.BY_TIME} and not declaration.note:
        yield "stays without a reason"
    left = {name for name in suspicions(model) if name not in declaration.fields}
    owners = {
        f.name for f in model._meta.get_fields() if f.is_relation and f.related_model is Account
    }
    yield from (f"says nothing of {name}" for name in sorted(left - owners))


def _goes_with_account(model: type[models.Model]) -> bool:
    return model is Account or any(
        isinstance(field, models.ForeignKey)
        and field.related_model is Account
        and field.remote_field.on_delete is models.CASCADE
        for field in model._meta.get_fields()
    )
