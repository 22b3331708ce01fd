"""Mail: queued with the caller's transaction, sent by a job, forgotten once it left."""

import smtplib
import socket
from datetime import timedelta
from email import message_from_bytes
from email.policy import default as modern
from pathlib import Path

import pytest
from django.core.mail import EmailMessage, EmailMultiAlternatives, get_connection, send_mail
from django.db import IntegrityError, transaction
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from portee.kernel import clock
from portee.kernel.housekeeping import UNSENT_MAILS
from portee.kernel.jobs import dead_letters, run_waiting_jobs
from portee.kernel.mail import mail_state, unsent_mails
from portee.kernel.mail.sending import describe_failure
from portee.kernel.mail.transport import Transport, read_transport
from portee.kernel.models import OutgoingMail
from tests.retention import delete_due

pytestmark = pytest.mark.django_db

READER = "lectrice@exemple.fr"


@pytest.fixture
def folder(settings: Settings, tmp_path: Path) -> Path:
    """The folder that stands for the mail server."""
    settings.EMAIL_BACKEND = "portee.kernel.mail.backend.QueuedEmailBackend"
    settings.EMAIL_URL = f"file://{tmp_path}"
    return tmp_path


def send() -> None:
    send_mail("Votre prêt à rendre", "Bonjour,\n.\nÀ bientôt", "reseau@exemple.fr", [READER])


def delivered(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in folder.iterdir()]


@pytest.fixture
def dead_server(settings: Settings) -> None:
    """A port of this machine that nobody listens on stands for the mail server."""
    settings.EMAIL_BACKEND = "portee.kernel.mail.backend.QueuedEmailBackend"
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        settings.EMAIL_URL = f"smtp://127.0.0.1:{probe.getsockname()[1]}"


def test_a_mail_waits_then_leaves_whole(folder: Path) -> None:
    send()
    assert delivered(folder) == []
    run_waiting_jobs()
    (content,) = delivered(folder)
    message = message_from_bytes(content, policy=modern)
    assert message["Subject"] == "Votre prêt à rendre"
    assert message["To"] == READER
    body = message.get_body()
    assert body is not None
    assert "À bientôt" in body.get_content()


def test_a_mail_whose_transaction_is_undone_never_leaves(folder: Path) -> None:
    with transaction.atomic():
        send()
        transaction.set_rollback(True)
    run_waiting_jobs()
    assert delivered(folder) == []


def test_nothing_but_the_count_is_kept_of_a_mail_that_left(folder: Path) -> None:
    EmailMessage("Sujet", "Texte", to=[READER], bcc=["autre@exemple.fr"]).send()
    run_waiting_jobs()
    mail = OutgoingMail.objects.get()
    assert mail.recipient_count == 2
    assert mail.sent_at is not None
    assert (bytes(mail.message), mail.recipients, mail.sender) == (b"", [], "")


def test_the_database_refuses_to_keep_the_content_of_a_sent_mail(folder: Path) -> None:
    send()
    with pytest.raises(IntegrityError), transaction.atomic():
        OutgoingMail.objects.update(sent_at=clock.now())


def test_a_mail_leaves_once_even_if_its_job_is_run_twice(folder: Path) -> None:
    send()
    DBTaskResult.objects.create(
        task_path="portee.kernel.mail.tasks.send_outgoing_mail",
        args_kwargs={"args": [], "kwargs": {"mail_id": OutgoingMail.objects.get().pk}},
        backend_name="default",
        run_after=clock.now() - timedelta(hours=1),
    )
    assert run_waiting_jobs() == 2
    assert len(delivered(folder)) == 1


def test_attachments_and_html_come_through_unchanged(folder: Path) -> None:
    message = EmailMultiAlternatives("Sujet", "Texte", to=[READER])
    message.attach_alternative("<p>Été</p>", "text/html")
    message.attach("bilan.bin", bytes(range(256)), "application/octet-stream")
    message.send()
    run_waiting_jobs()
    received = message_from_bytes(delivered(folder)[0], policy=modern)
    (attachment,) = received.iter_attachments()
    assert attachment.get_content() == bytes(range(256))


def test_a_mail_for_nobody_is_not_queued(folder: Path) -> None:
    assert get_connection().send_messages([EmailMessage("Sujet", "Texte")]) == 0
    assert OutgoingMail.objects.count() == 0


@pytest.mark.usefixtures("dead_server")
def test_a_mail_that_cannot_leave_is_tried_again_then_shown_to_the_staff() -> None:
    send()
    for _attempt in range(9):
        assert dead_letters() == ()
        assert run_waiting_jobs() == 1
        DBTaskResult.objects.filter(status="READY").update(run_after=clock.now())
    (letter,) = dead_letters()
    assert letter.name == "kernel.mail.tasks.send_outgoing_mail"
    assert "ConnectionRefusedError" in letter.reason
    assert READER not in letter.reason
    (unsent,) = unsent_mails()
    assert (unsent.attempts, unsent.recipient_count) == (9, 1)
    state = mail_state(now=clock.now())
    assert (state.waiting, state.refused) == (1, 1)


def test_a_mail_nobody_could_deliver_is_forgotten_after_a_month(folder: Path) -> None:
    send()
    queued_at = OutgoingMail.objects.get().queued_at
    delete_due("kernel.mails-unsent", at=queued_at + UNSENT_MAILS)
    assert OutgoingMail.objects.count() == 1
    delete_due("kernel.mails-unsent", at=queued_at + UNSENT_MAILS + timedelta(seconds=1))
    assert OutgoingMail.objects.count() == 0


def test_a_refusal_is_told_by_its_codes_and_never_by_the_address() -> None:
    refused = smtplib.SMTPRecipientsRefused({READER: (550, f"no {READER} here".encode())})
    assert describe_failure(refused) == "SMTPRecipientsRefused 550"
    assert describe_failure(smtplib.SMTPDataError(451, b"later")) == "SMTPDataError 451"
    assert describe_failure(ConnectionRefusedError(111, "refused")) == "ConnectionRefusedError 111"
    assert describe_failure(TimeoutError("timed out")) == "TimeoutError"


@pytest.mark.parametrize(
    ("url", "host", "port", "encryption"),
    [
        ("smtp://relais.exemple.fr", "relais.exemple.fr", 25, (False, False)),
        ("smtp+tls://relais.exemple.fr", "relais.exemple.fr", 587, (True, False)),
        ("smtps://relais.exemple.fr", "relais.exemple.fr", 465, (False, True)),
        ("smtp://127.0.0.1:2525", "127.0.0.1", 2525, (False, False)),
    ],
)
def test_the_mail_server_is_read_from_its_address(
    url: str, host: str, port: int, encryption: tuple[bool, bool], tmp_path: Path
) -> None:
    options = read_transport(url, data_dir=tmp_path).options
    assert (options["host"], options["port"]) == (host, port)
    assert (options["use_tls"], options["use_ssl"]) == encryption


def test_account_and_password_may_hold_any_character(tmp_path: Path) -> None:
    transport = read_transport("smtp://a%40b:p%3Aq%2Fr@h?timeout=2.5", data_dir=tmp_path)
    assert transport.options["username"] == "a@b"
    assert transport.options["password"] == "p:q/r"
    assert transport.options["timeout"] == 2.5


def test_mails_may_be_written_to_files_or_to_the_console(tmp_path: Path) -> None:
    assert read_transport("file:", data_dir=tmp_path).options == {
        "file_path": str(tmp_path / "mails")
    }
    assert read_transport("console:", data_dir=tmp_path) == Transport(
        "django.core.mail.backends.console.EmailBackend"
    )


def test_another_kind_of_address_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="pigeon"):
        read_transport("pigeon://north", data_dir=tmp_path)
