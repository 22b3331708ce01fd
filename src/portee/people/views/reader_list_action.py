"""What the page of a list of readers does, on whichever side of the house: one service call for a button."""

from datetime import datetime
from typing import Any

import segno
from django.conf import settings
from django.http import QueryDict
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portee.kernel.actor import Actor
from portee.kernel.errors import DomainError
from portee.people.forms.reader_list import chosen_columns, column_field, given_answers
from portee.people.models import LineOutcome, ReaderList
from portee.people.reader_lists.words import COLUMN_NAMES
from portee.people.services.activation import LASTS
from portee.people.services.reader_absence import end_absent
from portee.people.services.reader_activation import print_sheets
from portee.people.services.reader_list import Glance, answer_lines, glance_at
from portee.people.services.reader_queue import compare_list, queue_application


def press(found: ReaderList, said: QueryDict, *, actor: Actor, at: datetime) -> str:
    """Do what a button of the page says; the sentence that tells it. Raises: DomainError."""
    do = said.get("do", "")
    if do == "apply":
        queue_application(list_id=found.pk, actor=actor)
        return _("The list is being applied.")
    if do == "answer":
        answers = given_answers(said, found.lines.filter(outcome=LineOutcome.ASKED))
        answer_lines(list_id=found.pk, answers=answers, actor=actor, at=at)
        return ngettext("%(count)d line answered.", "%(count)d lines answered.", len(answers)) % {
            "count": len(answers)
        }
    if do == "end":
        expected = said.get("expected", "")
        if said.get("is_confirmed") != "on" or not _is_number(expected):
            raise DomainError(_("Tick the box to confirm."))
        count = end_absent(list_id=found.pk, expected=int(expected), actor=actor, at=at)
        return ngettext(
            "%(count)d person is registered until today.",
            "%(count)d people are registered until today.",
            count,
        ) % {"count": count}
    raise DomainError(_("Nothing was asked."))


def read_columns(found: ReaderList, said: QueryDict, *, actor: Actor, at: datetime) -> ReaderList:
    """Take the columns that the form says, and compare. Raises: DomainError."""
    columns = chosen_columns(said, len(found.columns))
    return compare_list(list_id=found.pk, columns=columns, actor=actor, at=at)


def columns_context(found: ReaderList, said: QueryDict | None) -> dict[str, Any]:
    """The columns with what they mean, or are said to, and the first rows."""
    glance: Glance = glance_at(found.stored_path)
    chosen = chosen_columns(said, len(found.columns)) if said else found.columns
    columns = [
        {
            "field": column_field(place),
            "name": name or _("Column %(place)d") % {"place": place + 1},
            "meaning": chosen[place] if place < len(chosen) else "",
            "values": [row[place] for row in glance.rows[:3] if place < len(row)],
        }
        for place, name in enumerate(glance.header)
    ]
    meanings = [(meaning.value, label) for meaning, label in COLUMN_NAMES.items()]
    return {"columns": columns, "meanings": meanings, "found": found}


def sheets_context(
    found: ReaderList, said: QueryDict, *, actor: Actor, at: datetime
) -> dict[str, Any]:
    """The sheets of one part of a list, each with its drawing; their codes are shown this once. Raises: DomainError."""
    part = said.get("part", "1")
    site = settings.BASE_URL.rstrip("/")
    sheets = print_sheets(
        list_id=found.pk, part=int(part) if _is_number(part) else 1, actor=actor, at=at
    )
    cards = [
        {
            "sheet": sheet,
            "drawing": SafeString(
                segno.make(
                    site + reverse("people:activation_code", args=[sheet.code]), error="m"
                ).svg_inline(scale=3, border=1)
            ),
        }
        for sheet in sheets
    ]
    return {
        "found": found,
        "cards": cards,
        "short_address": site.partition("://")[2] + reverse("people:activation"),
        "last_day": at + LASTS,
    }


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 10
