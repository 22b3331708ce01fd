"""What the network refuses, with a sentence a person can read."""

from django.utils.functional import Promise

from portee.kernel.errors import DomainError


class EstablishmentRefusedError(DomainError):
    """The sheet of an establishment breaks a rule; `field` names the culprit when there is one."""

    code = "network.establishment_refused"

    def __init__(self, message: str | Promise, *, field: str = "") -> None:
        super().__init__(message)
        self.field = field


class CodeTakenError(DomainError):
    """Another establishment already bears the code."""

    code = "network.code_taken"


class MoveRefusedError(DomainError):
    """A node cannot be placed under itself or under one of its own descendants."""

    code = "network.move_refused"


class HoursRefusedError(DomainError):
    """The opening hours contradict one another."""

    code = "network.hours_refused"


class UnusableFileError(DomainError):
    """A file cannot be imported at all; nothing was written."""

    code = "network.unusable_file"


class NotDemonstrationError(DomainError):
    """The installation holds a real network: the demonstration stays out of it."""

    code = "network.not_demonstration"
