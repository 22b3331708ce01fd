"""What a line of the logs may say. Everything here errs on the side of silence.

A log is read by more people, and kept in more places, than the database. So:
- the text of a message is written only when it stands as it is in the source of the program; a text made at run
  time (an f-string, an exception's message) may hold anything and is replaced by the place that wrote it;
- its arguments are written only when they are numbers, booleans, dates or identifiers;
- a text is written only under a key of `SAFE_TEXT_KEYS`;
- an exception is its type, its causes' types and the places it went through: no message, no local variable.
"""

import json
import logging
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from types import CodeType, TracebackType
from typing import Any
from uuid import UUID

import structlog

from portee.kernel.errors import DomainError

HIDDEN = "…"

SAFE_TEXT_KEYS = frozenset(
    {
        "address_kind",
        "backend",
        "check",
        "code",
        "command",
        "event",
        "host",
        "job",
        "job_id",
        "language",
        "method",
        "outcome",
        "process",
        "queue",
        "reason",
        "request_id",
        "route",
        "schedule",
        "signal",
        "task",
        "worker",
        "worker_id",
    }
)
"""Keys whose texts are words of the program, never words of a person. `host` is a server that we call."""

FRAMES_KEPT = 15
STACK_SEARCHED = 25


_WRITTEN: tuple[tuple[Any, Callable[[Any], object]], ...] = (
    (Enum, lambda value: value.name),
    ((bool, int, float, type(None)), lambda value: value),
    ((datetime, date, UUID), str),
    (timedelta, timedelta.total_seconds),
    (type, lambda value: value.__qualname__),
)
"""What is written under any key, and how; Enum first, for some of its members are texts or numbers too."""

_RECORD_ATTRIBUTES = frozenset(logging.makeLogRecord({}).__dict__) | {
    "message",
    "asctime",
    "request",
}


def safe_value(key: str, value: object) -> object:
    """The value as it may be written under this key."""
    for kinds, write in _WRITTEN:
        if isinstance(value, kinds):
            return write(value)
    if isinstance(value, str) and key in SAFE_TEXT_KEYS:
        return value[:200]
    return HIDDEN


def describe_exception(error: BaseException) -> dict[str, object]:
    """The type of an exception, the types of its causes and the places it went through, the last one last."""
    described: dict[str, object] = {
        "type": f"{type(error).__module__}.{type(error).__qualname__}",
        "frames": _frames(error.__traceback__),
    }
    if isinstance(error, DomainError):
        described["code"] = error.code
    causes = []
    seen = {id(error)}
    cause = error.__cause__ or error.__context__
    while cause is not None and id(cause) not in seen:
        seen.add(id(cause))
        causes.append(f"{type(cause).__module__}.{type(cause).__qualname__}")
        cause = cause.__cause__ or cause.__context__
    if causes:
        described["causes"] = causes
    return described


def _frames(traceback: TracebackType | None) -> list[str]:
    places = []
    while traceback is not None:
        code = traceback.tb_frame.f_code
        module = traceback.tb_frame.f_globals.get("__name__", "?")
        places.append(f"{module}:{code.co_name}:{traceback.tb_lineno}")
        traceback = traceback.tb_next
    return places[-FRAMES_KEPT:]


def _stands_in_the_source(message: str) -> bool:
    """Whether one of the functions now running holds this very text as a constant.

    A record is formatted while the code that logged it, and the wrappers around `logging`, are on the stack.
    """
    frame = sys._getframe(1)
    for _ in range(STACK_SEARCHED):
        if message in _text_constants(frame.f_code):
            return True
        if frame.f_back is None:
            return False
        frame = frame.f_back
    return False


def _text_constants(code: CodeType) -> tuple[str, ...]:
    return tuple(constant for constant in code.co_consts if isinstance(constant, str))


def _safe_message(record: logging.LogRecord) -> str:
    message = record.msg
    if not isinstance(message, str) or not _stands_in_the_source(message):
        return f"{record.module}:{record.funcName}:{record.lineno}"
    if not record.args:
        return message
    arguments: dict[str, object] | tuple[object, ...]
    if isinstance(record.args, Mapping):
        arguments = {key: safe_value("", value) for key, value in record.args.items()}
    else:
        arguments = tuple(safe_value("", value) for value in record.args)
    try:
        return message % arguments
    except (TypeError, ValueError, KeyError):
        return message


class JsonFormatter(logging.Formatter):
    """Writes a record, from our code or from a library, as one JSON object."""

    def format(self, record: logging.LogRecord) -> str:
        """One line, without line breaks inside."""
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
        }
        facts = record.msg if isinstance(record.msg, dict) else None
        error = _error_of(record, facts)
        if facts is None:
            line["event"] = _safe_message(record)
            facts = {**structlog.contextvars.get_contextvars(), **_extras(record)}
        else:
            line["event"] = safe_value("event", facts.get("event"))
        for key, value in facts.items():
            if key not in {"event", "exc_info", "logger"}:
                line[key] = safe_value(key, value)
        if error is not None:
            line["exception"] = describe_exception(error)
        return json.dumps(line, ensure_ascii=False)


def _extras(record: logging.LogRecord) -> dict[str, object]:
    """What the caller gave by `extra=`; an object such as Django's request is not even mentioned."""
    return {
        key: value
        for key, value in record.__dict__.items()
        if key not in _RECORD_ATTRIBUTES and not key.startswith("_")
    }


class ConsoleFormatter(JsonFormatter):
    """The same facts for the eyes of a developer: level, event, then the rest."""

    def format(self, record: logging.LogRecord) -> str:
        """One line, and the places of an exception below it."""
        line = json.loads(super().format(record))
        exception = line.pop("exception", None)
        level, event, name = line.pop("level"), line.pop("event", ""), line.pop("logger")
        line.pop("at")
        rest = " ".join(f"{key}={value}" for key, value in line.items())
        text = f"{level:<8}{event} [{name}] {rest}".rstrip()
        if exception:
            text += "\n  " + "\n  ".join([exception["type"], *exception["frames"]])
        return text


def _error_of(
    record: logging.LogRecord, facts: Mapping[str, object] | None
) -> BaseException | None:
    given: object = (facts or {}).get("exc_info") or record.exc_info
    if isinstance(given, tuple):
        given = given[1]
    if given is True:
        given = sys.exc_info()[1]
    return given if isinstance(given, BaseException) else None
