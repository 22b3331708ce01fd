"""What the test client gives back, let go of without what Django does at the end of a real request."""

from typing import Any


def let_go(response: Any) -> None:
    """Close the files that a response was sending.

    Closing the response itself would end the request, and the connection of the test with it.
    """
    for closing in getattr(response, "_resource_closers", ()):
        closing()
