"""The reader's language, as the portal's own texts know it."""

from django.utils.translation import get_language


def reader_language() -> str:
    """`en` on the pages under /en/, `fr` everywhere else."""
    return "en" if get_language() == "en" else "fr"
