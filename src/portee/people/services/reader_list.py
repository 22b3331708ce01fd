"""Lists of readers as people handle them: sent, their columns confirmed, their questions answered, applied, dropped."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Final

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portee.kernel.actor import Actor, RoleKind
from portee.kernel.errors import DomainError
from portee.kernel.private_files import forget_file, keep_file, stored
from portee.network.api import establishment_path
from portee.people import policies
from portee.people.models import LineOutcome, ReaderLine, ReaderList, ReaderListState
from portee.people.queries.known_readers import find_known, load_known
from portee.people.reader_lists.columns import Meaning, is_a_row, is_enough, propose_columns
from portee.people.reader_lists.matching import Judge, Twins
from portee.people.reader_lists.row import ReaderRow
from portee.people.reader_lists.words import sentence
from portee.people.services.reader_plan import WRITTEN, noted
from portee.protocols.delimited import read_row
from portee.protocols.records import STANDARD_SHEET, Limits, RawRecord, Remark, UnusableFileError

FOLDER: Final = "reader-lists"
ROWS_SHOWN: Final = 5


class ListRefusedError(DomainError):
    """The file cannot be used, or the list does not stand where this may be done."""

    code = "people.reader_list_refused"


class ListNotAllowedError(DomainError):
    """The actor may not enrol these people there."""

    code = "people.reader_list_not_allowed"


@dataclass(frozen=True, slots=True)
class Sending:
    """What whoever sends a list says of it. `class_name` is that of the rows which say none."""

    establishment_id: int
    role_kind: RoleKind
    file_name: str
    class_name: str = ""
    has_guardian_consent: bool = False
    is_by_mail: bool = False


@dataclass(frozen=True, slots=True)
class Glance:
    """The header of a file and its first rows, with what its columns seem to mean."""

    header: Sequence[str]
    rows: Sequence[Sequence[str]]
    columns: Sequence[Meaning]


def send_list(
    sending: Sending, *, chunks: Iterable[bytes], token: str, actor: Actor, at: datetime
) -> ReaderList:
    """Keep a file and propose what its columns mean; nothing is compared before they are confirmed.

    Raises: ListNotAllowedError; ListRefusedError, FileNotKeptError when nothing can be done with the file.
    """
    node_path = establishment_path(sending.establishment_id) or ""
    if not policies.may_enrol(actor, kind=sending.role_kind, node_path=node_path):
        raise ListNotAllowedError(_("You may not enrol these people there."))
    limits: Limits = settings.READER_LIST_LIMITS
    kept = keep_file(chunks=chunks, folder=FOLDER, token=token, most_bytes=limits.content_bytes)
    try:
        glance = glance_at(kept)
    except BaseException:
        forget_file(kept)
        raise
    return ReaderList.objects.create(
        establishment_id=sending.establishment_id,
        role_kind=sending.role_kind.value,
        class_name=sending.class_name.strip(),
        has_guardian_consent=sending.has_guardian_consent,
        is_by_mail=sending.is_by_mail,
        state=ReaderListState.PREPARED,
        file_name=sending.file_name[:255],
        stored_path=kept,
        columns=[meaning.value for meaning in glance.columns],
        sender_id=actor.account_id,
        sent_at=at,
    )


def glance_at(kept: str) -> Glance:
    """Read the header and the first rows of a kept file. Raises: ListRefusedError."""
    # A third of a second to load, and seldom wanted.
    from portee.protocols.marc import mend_text  # noqa: PLC0415
    from portee.protocols.tabular import cut  # noqa: PLC0415

    try:
        with stored(kept).open("rb") as stream:
            first = list(islice(cut(stream, settings.READER_LIST_LIMITS, STANDARD_SHEET), 20))
    except UnusableFileError as error:
        raise _unusable(error.remark) from error
    rows = [read_row(one.content) for one in first if isinstance(one, RawRecord)]
    if not rows:
        raise _unusable(Remark("no-record"))
    header = [mend_text(name)[0] for name in rows[0].header]
    if is_a_row(header):
        raise _unusable(Remark("no-header"))
    cells = [row.cells for row in rows]
    return Glance(header, cells[:ROWS_SHOWN], propose_columns(header, cells))


@transaction.atomic
def confirm_columns(*, list_id: int, columns: Sequence[Meaning], actor: Actor) -> ReaderList:
    """Take what the columns mean; the list may now be compared with those who are known.

    Raises: ListNotAllowedError, ListRefusedError.
    """
    found = take_list(list_id, actor=actor, states=[ReaderListState.PREPARED])
    said = [meaning for meaning in columns if meaning is not Meaning.IGNORED]
    if len(said) > len(set(said)):
        raise ListRefusedError(_("Two columns mean the same thing: choose one of them."))
    if not is_enough(columns):
        raise ListRefusedError(_("Say which column holds the name, or the two that hold it."))
    found.columns = [meaning.value for meaning in columns]
    found.state = ReaderListState.PLANNING
    found.save(update_fields=["columns", "state"])
    return found


@transaction.atomic
def answer_lines(
    *, list_id: int, answers: Mapping[int, int | None], actor: Actor, at: datetime
) -> None:
    """Say of lines, by their id, which of the candidates they are, or None: nobody known.

    Raises: ListNotAllowedError, ListRefusedError.
    """
    found = take_list(list_id, actor=actor, states=[ReaderListState.PLANNED])
    lines = list(found.lines.filter(pk__in=answers, outcome=LineOutcome.ASKED).order_by("number"))
    known = find_known(
        establishment_id=found.establishment_id,
        account_ids=[pk for line in lines for pk in line.candidates],
    )
    judge = Judge(
        load_known(establishment_id=found.establishment_id, emails=[line.email for line in lines]),
        today=timezone.localdate(at),
        has_guardian_consent=found.has_guardian_consent,
        sender_id=actor.account_id,
    )
    settled = found.lines.filter(account__in=known, number__gt=0)
    twins = Twins(dict(settled.values_list("account_id", "number")))
    for line in lines:
        chosen = answers[line.pk]
        if chosen is not None and (chosen not in line.candidates or chosen not in known):
            continue
        row = row_of(line)
        verdict = judge.settle_new(row) if chosen is None else judge.settle(row, known[chosen])
        noted(line, twins.checked(verdict, line.number))
    ReaderLine.objects.bulk_update(lines, WRITTEN)


@transaction.atomic
def begin_applying(*, list_id: int, actor: Actor) -> ReaderList:
    """Say yes to what was shown. Raises: ListNotAllowedError, ListRefusedError."""
    found = take_list(list_id, actor=actor, states=[ReaderListState.PLANNED])
    found.state, found.position = ReaderListState.APPLYING, 0
    found.save(update_fields=["state", "position"])
    return found


@transaction.atomic
def drop_list(*, list_id: int, actor: Actor) -> None:
    """Delete a list and its file; what it changed stays. Raises: ListNotAllowedError, ListRefusedError."""
    states = [one for one in ReaderListState if one is not ReaderListState.APPLYING]
    found = take_list(list_id, actor=actor, states=states)
    path = found.stored_path
    found.delete()
    transaction.on_commit(lambda: forget_file(path))


def take_list(list_id: int, *, actor: Actor, states: Iterable[ReaderListState]) -> ReaderList:
    """The list, locked, if the actor may handle it and it stands in one of the states.

    Raises: ListNotAllowedError, ListRefusedError.
    """
    found = (
        ReaderList.objects.select_related("establishment")
        .select_for_update(of=("self",))
        .get(pk=list_id)
    )
    if not policies.may_handle_list(
        actor,
        kind=RoleKind(found.role_kind),
        node_path=found.establishment.path,
        sender_id=found.sender_id,
    ):
        raise ListNotAllowedError(_("You may not enrol these people there."))
    if found.state not in set(states):
        raise ListRefusedError(_("This list is not at that point any more."))
    return found


def row_of(line: ReaderLine) -> ReaderRow:
    """What a line says, as it was read."""
    return ReaderRow(
        number=line.number,
        display_name=line.display_name,
        email=line.email,
        birth_year=line.birth_year,
        commune=line.commune,
        card_number=line.card_number,
        class_name=line.class_name,
        guardian_email=line.guardian_email,
    )


def _unusable(remark: Remark) -> ListRefusedError:
    return ListRefusedError(sentence(remark.code, remark.values))
