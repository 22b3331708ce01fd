"""Ranges of addresses of the Internet, as establishments are told from one another."""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

Network = IPv4Network | IPv6Network


def read_range(text: str) -> Network | None:
    """The range that is written; None for anything else, a range with bits of hosts included."""
    try:
        return ip_network(text.strip())
    except ValueError:
        return None


def read_address(text: str) -> IPv4Address | IPv6Address | None:
    """The address that is written, an IPv4 one that passes for IPv6 brought back; None for anything else."""
    try:
        found = ip_address(text.strip())
    except ValueError:
        return None
    mapped = found.ipv4_mapped if isinstance(found, IPv6Address) else None
    return mapped or found
