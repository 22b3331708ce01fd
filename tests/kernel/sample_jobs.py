"""Jobs that do nothing but remember that they were run, for the tests of the machinery."""

from datetime import timedelta

from portee.kernel.errors import DomainError
from portee.kernel.jobs import enqueue, job

runs: list[str] = []


@job()
def note(*, word: str = "noted") -> None:
    """Remember a word."""
    runs.append(word)


@job()
def refuse() -> None:
    """Refuse for a reason of the domain."""
    runs.append("refused")
    raise DomainError("There is nobody to write to.")


@job()
def break_down() -> None:
    """Fail for no good reason, and not ask for another attempt."""
    runs.append("broken")
    raise ValueError("Nobody expected this.")


@job(retries=2, first_delay=timedelta(seconds=10))
def stumble(*, word: str) -> None:
    """Fail each time, and ask for two more attempts."""
    runs.append(word)
    raise OSError("The other machine is away.")


@job()
def leave() -> None:
    """Try to end the process it runs in."""
    raise SystemExit(3)


@job()
def queue_another() -> None:
    """Queue a job from a job."""
    enqueue(note, word="from a job")
