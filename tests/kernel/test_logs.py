"""No canary planted in what people send ever sings in the logs."""

import io
import json
import logging
import sys
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path

from config.urls import urlpatterns as config_urlpatterns
from portee.kernel.errors import DomainError
from portee.kernel.logs import get_logger
from portee.kernel.logs.formatting import ConsoleFormatter, JsonFormatter
from portee.kernel.logs.gunicorn import PrivateLogger

CANARY = "canari7429"


class RefusedError(DomainError):
    code = "tests.refused"


def fails(request: HttpRequest, name: str) -> HttpResponse:
    password = request.POST.get("password", "") + CANARY
    try:
        raise LookupError(f"no account for {password}")
    except LookupError as error:
        raise ValueError(f"cannot greet {name} with {password}") from error


urlpatterns = [
    path("fails/<str:name>/", fails, name="fails"),
    *config_urlpatterns,
]


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """Everything logged while the test runs, as the installation would write it."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonFormatter())
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    yield stream
    root.removeHandler(handler)
    root.setLevel(level)


def written(lines: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in lines.getvalue().splitlines()]


@pytest.mark.django_db
def test_a_failure_with_canaries_everywhere_tells_only_its_place(lines: io.StringIO) -> None:
    client = Client(raise_request_exception=False)
    with override_settings(ROOT_URLCONF=__name__):
        answer = client.post(
            f"/fails/{CANARY}/?q={CANARY}",
            {"password": CANARY, "email": f"{CANARY}@exemple.fr"},
            headers={
                "User-Agent": CANARY,
                "Referer": f"http://testserver/?{CANARY}",
                "Cookie": f"a={CANARY}",
            },
            REMOTE_ADDR="203.0.113.77",
        )
    assert answer.status_code == 500
    assert CANARY not in answer.content.decode()
    assert CANARY not in lines.getvalue()
    assert "203.0.113.77" not in lines.getvalue()
    failure = next(line for line in written(lines) if "exception" in line)
    assert isinstance(failure["exception"], dict)
    assert failure["exception"]["type"] == "builtins.ValueError"
    assert failure["exception"]["causes"] == ["builtins.LookupError"]
    assert f"{__name__}:fails:" in failure["exception"]["frames"][-1]
    request_line = next(line for line in written(lines) if line["event"] == "request")
    assert request_line["route"] == "fails"
    assert request_line["status"] == 500
    assert request_line["request_id"] == failure["request_id"] == answer.headers["X-Request-ID"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    [
        f"/{CANARY}/",
        f"/?q={CANARY}",
        f"/connexion/?next=/{CANARY}",
        f"/etablissement/{CANARY}/",
        f"/%00{CANARY}",
    ],
)
def test_an_address_is_never_written(lines: io.StringIO, address: str) -> None:
    Client(raise_request_exception=False).get(address)
    Client(raise_request_exception=False).post(address, {"login": CANARY, "password": CANARY})
    assert len(written(lines)) >= 2
    assert CANARY not in lines.getvalue()


@pytest.mark.django_db
def test_an_unknown_host_is_not_repeated(lines: io.StringIO) -> None:
    Client().get("/", headers={"Host": f"{CANARY}.example"})
    assert CANARY not in lines.getvalue()


def test_a_message_made_at_run_time_is_replaced_by_its_place(lines: io.StringIO) -> None:
    logging.getLogger("library").warning(f"sent to {CANARY}@exemple.fr")  # noqa: G004
    logging.getLogger("library").warning("sent to {}".format(CANARY))  # noqa: G001, UP032
    logging.getLogger("library").warning("sent to " + CANARY)  # noqa: G003
    assert CANARY not in lines.getvalue()
    assert all("test_logs:test_a_message_made" in str(line["event"]) for line in written(lines))


def test_a_constant_message_keeps_its_numbers_and_hides_its_texts(lines: io.StringIO) -> None:
    logging.getLogger("library").warning("worker %s of %d left %s", 3, 7, CANARY)
    logging.getLogger("library").warning("worker %(a)s of %(b)s", {"a": 3, "b": CANARY})
    assert [line["event"] for line in written(lines)] == [
        "worker 3 of 7 left …",
        "worker 3 of …",
    ]


def test_a_number_that_turns_out_to_be_a_text_leaves_the_message_as_it_stands() -> None:
    record = logging.LogRecord("library", logging.ERROR, "a.py", 1, "%d pages", (CANARY,), None)
    assert json.loads(JsonFormatter().format(record))["event"] == "%d pages"


def test_extra_facts_follow_the_same_rule(lines: io.StringIO) -> None:
    logging.getLogger("library").warning(
        "job ended", extra={"job": "send_mail", "attempt": 2, "email": CANARY}
    )
    (line,) = written(lines)
    assert (line["job"], line["attempt"], line["email"]) == ("send_mail", 2, "…")


def test_our_own_events_write_declared_texts_only(lines: io.StringIO) -> None:
    identifier = uuid.UUID(int=1)
    get_logger("portee.tests").warning(
        "job.failed",
        job="send_mail",
        name=CANARY,
        attempt=3,
        took=timedelta(seconds=2),
        since=datetime(2026, 1, 1, tzinfo=UTC),
        job_key=identifier,
        kind=ValueError,
        person=SimpleNamespace(name=CANARY),
    )
    (line,) = written(lines)
    assert line["event"] == "job.failed"
    assert line["job"] == "send_mail"
    assert line["name"] == line["person"] == "…"
    assert (line["attempt"], line["took"], line["kind"]) == (3, 2.0, "ValueError")
    assert line["job_key"] == str(identifier)


def test_an_exception_is_told_by_its_type_and_a_refusal_by_its_code(lines: io.StringIO) -> None:
    try:
        raise RefusedError(f"not for {CANARY}")
    except RefusedError:
        get_logger("portee.tests").exception("refused")
        logging.getLogger("library").exception("refused")
    ours, theirs = written(lines)
    for line in (ours, theirs):
        assert isinstance(line["exception"], dict)
        assert line["exception"]["code"] == "tests.refused"
    assert CANARY not in lines.getvalue()


def test_no_value_can_forge_a_line(lines: io.StringIO) -> None:
    get_logger("portee.tests").warning("harvest", reason='a\n{"level": "info"}')
    assert len(lines.getvalue().splitlines()) == 1


def test_the_console_of_a_developer_follows_the_same_rule() -> None:
    record = logging.LogRecord("library", logging.ERROR, "a.py", 1, CANARY, None, None)
    assert CANARY not in ConsoleFormatter().format(record)


def test_gunicorn_writes_no_access_log(capsys: pytest.CaptureFixture[str]) -> None:
    from gunicorn.config import Config  # noqa: PLC0415

    config = Config()
    config.set("errorlog", "-")
    logger = PrivateLogger(config)
    logger.access(None, None, {"RAW_URI": CANARY}, timedelta(seconds=1))
    logger.error("Error handling request %s", f"/{CANARY}")
    assert CANARY not in capsys.readouterr().err
    assert all(
        isinstance(handler.formatter, JsonFormatter) for handler in logger.error_log.handlers
    )
    logger.error_log.handlers.clear()


def test_the_installation_writes_to_the_standard_error() -> None:
    from django.conf import settings  # noqa: PLC0415

    handler = settings.LOGGING["handlers"]["stderr"]
    assert handler["class"] == "logging.StreamHandler"
    assert logging.StreamHandler().stream is sys.stderr
