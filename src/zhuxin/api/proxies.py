"""Whom a request comes from where proxies stand before us: what they say counts only if they are trusted."""

from collections.abc import Iterable, Sequence
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network

Networks = tuple[IPv4Network | IPv6Network, ...]


def networks_of(text: str) -> Networks:
    """Addresses and networks, with commas between."""
    return tuple(ip_network(one.strip(), strict=False) for one in text.split(",") if one.strip())


def client_of(peer: str, forwarded: Sequence[str], trusted: Networks) -> str:
    """The address that asks: going back from the connection, the first one that is no trusted proxy.

    `forwarded` are the values of X-Forwarded-For, to which each proxy adds at the right whom it was asked by; what stands
    left of the first stranger, anybody may have written.
    """
    client = peer
    for one in reversed([part.strip() for value in forwarded for part in value.split(",")]):
        if not is_trusted(client, trusted):
            break
        if (address := _address(one)) is None:
            break
        client = address
    return client


def is_trusted(address: str, trusted: Networks) -> bool:
    try:
        one = ip_address(address)
    except ValueError:
        return False
    mapped = getattr(one, "ipv4_mapped", None) or one
    return any(mapped.version == each.version and mapped in each for each in trusted)


def scheme_of(scheme: str, peer: str, forwarded: Iterable[str], trusted: Networks) -> str:
    """`https` where the trusted proxy next to us says that it was asked so."""
    said = [part.strip().lower() for value in forwarded for part in value.split(",")]
    if said and is_trusted(peer, trusted) and said[-1] in ("http", "https"):
        return said[-1]
    return scheme


def _address(text: str) -> str | None:
    """An address without port or brackets; None for anything else."""
    bare = text.removeprefix("[").partition("]")[0] if text.startswith("[") else text
    if bare.count(":") == 1:
        bare = bare.partition(":")[0]
    try:
        return str(ip_address(bare))
    except ValueError:
        return None
