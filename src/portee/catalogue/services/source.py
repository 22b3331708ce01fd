"""Sources created and changed."""

from datetime import datetime
from typing import TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portee.catalogue.errors import SourceRefusedError
from portee.catalogue.indexing.outbox import note_changes
from portee.catalogue.models import Record, Source
from portee.catalogue.services.catalogue_lock import raise_generation
from portee.catalogue.sheet import SheetRefusedError, sheet_from_json


class SourceFacts(TypedDict, total=False):
    """What may be said of a source; see the model."""

    name: str
    establishment_id: int | None
    format: str
    sheet: dict[str, object]
    licence: str


def create_source(*, code: str, at: datetime, **facts: Unpack[SourceFacts]) -> Source:
    """Add a source.

    Raises: SourceRefusedError when its code is taken or no code, or its sheet is none.
    """
    source = Source(code=code, created_at=at, changed_at=at, **{"name": code, **facts})
    _refuse_bad_facts(source)
    source.save()
    return source


def change_source(*, source_id: int, at: datetime, **facts: Unpack[SourceFacts]) -> Source:
    """Write what is given. A new sheet is used from the next import on; `remap` applies it to what is stored.

    Raises: SourceRefusedError when its sheet is none.
    """
    source = Source.objects.get(pk=source_id)
    for name, value in facts.items():
        setattr(source, name, value)
    source.changed_at = at
    _refuse_bad_facts(source)
    source.save()
    return source


@transaction.atomic
def tie_source(*, code: str, is_licensed: bool) -> None:
    """Say that the titles of a source open through an offer, or no more; search learns it of each of them.

    Raises: SourceRefusedError when no source bears the code.
    """
    source = Source.objects.filter(code=code).first()
    if source is None:
        raise SourceRefusedError(
            _("No source bears the code “%(code)s”: create it first.") % {"code": code},
            field="source_code",
        )
    if source.is_licensed == is_licensed:
        return
    raise_generation()
    Source.objects.filter(pk=source.pk).update(is_licensed=is_licensed)
    records = Record.objects.filter(source=source, deleted_at=None, resource__isnull=False)
    note_changes(sorted({int(one or 0) for one in records.values_list("resource_id", flat=True)}))


def _refuse_bad_facts(source: Source) -> None:
    try:
        source.full_clean()
    except ValidationError as error:
        field, said = next(iter(error.message_dict.items()))
        raise SourceRefusedError(said[0], field=field) from error
    try:
        sheet_from_json(source.sheet)
    except SheetRefusedError as error:
        raise SourceRefusedError(
            _("The mapping sheet cannot be used: %(reason)s") % {"reason": error}, field="sheet"
        ) from error
