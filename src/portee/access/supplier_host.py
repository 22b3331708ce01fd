"""Whether an address is one of a supplier’s: readers are never led anywhere else, nor what is said of them."""

from typing import Final
from urllib.parse import urlsplit

from django.conf import settings

from portee.access.models import Supplier
from portee.access.sheets.address import is_loopback
from portee.kernel.processes.demonstration import read_demonstration_accounts

LONGEST_ADDRESS: Final = 2_000
PORTS: Final = {None, 80, 443}


def is_address_of(supplier: Supplier, address: str) -> bool:
    """Whether the address is of the web, on one of the supplier’s hosts, and as a browser would read it too.

    Parsed whole, never compared by its beginning; what browsers read in their own way (blanks, backward strokes, a name
    before the host) is refused.
    """
    if not address or len(address) > LONGEST_ADDRESS or "\\" in address:
        return False
    if any(char <= " " or char == "\x7f" for char in address):
        return False
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return False
    host = parts.hostname or ""
    # The suppliers of a demonstration stand on this machine itself, each at a port of its own.
    return (
        parts.scheme in {"http", "https"}
        and parts.username is None
        and parts.password is None
        and (port in PORTS or is_loopback(host))
        and host in supplier.host_names
    )


def is_private_way(address: str) -> bool:
    """Whether nobody on the way reads what goes there: what says who comes goes nowhere else.

    Over http on this machine itself alone, where the suppliers of a demonstration stand.
    """
    parts = urlsplit(address)
    if parts.scheme == "https":
        return True
    is_here = is_loopback(parts.hostname or "")
    return is_here and bool(read_demonstration_accounts(settings.DATA_DIR))
