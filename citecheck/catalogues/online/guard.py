"""Connections to public addresses only: looked up once, checked, and made to the very address that was checked."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterator
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import ConnectTimeoutError, NameResolutionError, NewConnectionError

_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")  # RFC 6052: an IPv4 address in its last 32 bits

Place = tuple[str, int]  # a host as it is written, and a port


class PrivateAddressError(Exception):
    """A host is not, or not only, on the public internet; nothing was sent to it."""


def is_public(address: str) -> bool:
    """Whether an address is one of the public internet, and so is the one that it may carry within it.

    >>> [is_public(one) for one in ("93.184.215.14", "10.0.0.1", "169.254.169.254", "::ffff:127.0.0.1")]
    [True, False, False, False]
    """
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address) and (inner := _within(ip)) is not None:
        return is_public(str(inner))
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or getattr(ip, "is_site_local", False))


def _within(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address that an IPv6 address leads to, if any."""
    if ip in _TRANSLATED:
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)


def addresses(host: str, port: int, trusted: frozenset[Place]) -> tuple[str, ...]:
    """Where a host may be reached; all its addresses must be public, unless the place is trusted.

    OSError (socket.gaierror) where it has none.
    """
    found = dict.fromkeys(str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
    if (host, port) not in trusted and not all(map(is_public, found)):
        raise PrivateAddressError(f"{host} is not on the public internet")
    return tuple(found)


class GuardedAdapter(HTTPAdapter):
    """What `requests` makes its connections with; through a proxy it is the proxy that looks hosts up."""

    def __init__(self, trusted: frozenset[Place], connections: int) -> None:
        self._pools = {"http": _pool(HTTPConnectionPool, trusted), "https": _pool(HTTPSConnectionPool, trusted)}
        super().__init__(pool_connections=connections, pool_maxsize=connections)

    def init_poolmanager(self, connections: int, maxsize: int, block: bool = False, **kwargs: Any) -> None:
        """As `requests` does, with connections of ours."""
        super().init_poolmanager(connections, maxsize, block, **kwargs)
        self.poolmanager.pool_classes_by_scheme = self._pools


def _pool(kind: type[HTTPConnectionPool], trusted: frozenset[Place]) -> type[HTTPConnectionPool]:
    """A pool whose connections resolve their host themselves and go to the addresses that were checked."""

    class Guarded(kind.ConnectionCls):  # type: ignore[name-defined,misc]  # a class that urllib3 keeps in a variable
        _dns_host: str

        def _new_conn(self) -> Any:
            host, failure = self._dns_host, None
            for address in _looked_up(self, trusted):
                self._dns_host = address  # of the socket alone: certificates are checked against `self.host`
                try:
                    return super()._new_conn()
                except (NewConnectionError, ConnectTimeoutError) as error:
                    failure = error
                finally:
                    self._dns_host = host
            raise failure or NewConnectionError(self, f"{host} has no address")

    return type("GuardedPool", (kind,), {"ConnectionCls": Guarded})


def _looked_up(connection: HTTPConnection | HTTPSConnection, trusted: frozenset[Place]) -> Iterator[str]:
    host, port = connection._dns_host, connection.port or connection.default_port
    try:
        yield from addresses(host, port, trusted)
    except (OSError, UnicodeError) as error:  # UnicodeError: no name at all
        raise NameResolutionError(host, connection, socket.gaierror(str(error))) from error
