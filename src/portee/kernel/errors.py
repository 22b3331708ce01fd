"""The root of business errors.

Each error lives beside what raises it and subclasses `DomainError`. None carries HTML.
"""

from django.utils.functional import Promise


class DomainError(Exception):
    """A rule of the domain refused something; `message` is a sentence a person can read.

    `code` is stable and machine-readable (`people.role_not_granted`); it never changes with the language.
    """

    code: str = "domain_error"

    def __init__(self, message: str | Promise) -> None:
        super().__init__(message)
        self.message = message

    def __str__(self) -> str:
        return str(self.message)
