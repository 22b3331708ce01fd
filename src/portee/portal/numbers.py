"""Numbers as pages write them."""

from django.utils.formats import number_format


def grouped(count: int) -> str:
    """A count with its thousands apart, as the language of the page writes it."""
    return str(count) if -1000 < count < 1000 else number_format(count, force_grouping=True)
