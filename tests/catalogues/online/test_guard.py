from __future__ import annotations

import socket
from collections.abc import Callable
from typing import Any

import pytest
import requests

from citecheck.catalogues.online import guard
from citecheck.catalogues.online.faults import Fault
from citecheck.catalogues.online.guard import PrivateAddressError, addresses, is_public
from citecheck.catalogues.online.transport import Transport
from tests.replay import Canned, Replay


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "127.255.255.254", "0.0.0.0", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1",
     "169.254.1.1", "100.64.0.1", "192.0.0.1", "192.0.2.1", "198.18.0.1", "203.0.113.7", "224.0.0.1",
     "239.255.255.255", "240.0.0.1", "255.255.255.255", "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1",
     "fd12::1", "fec0::1", "ff02::1", "2001:db8::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1",
     "64:ff9b::7f00:1", "64:ff9b::a00:1", "2002:7f00:1::", "2002:a00:1::1",
     "2001:0:4136:e378:8000:63bf:f5ff:fffe", "", "localhost", "0x7f000001", "127.1"],
)  # fmt: skip
def test_no_address_but_a_public_one(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address",
    ["93.184.215.14", "8.8.8.8", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "::ffff:8.8.8.8", "64:ff9b::808:808"],
)
def test_a_public_address(address: str) -> None:
    assert is_public(address)


def resolving(*found: str) -> Callable[..., Any]:
    return lambda host, port, **_: [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port)) for one in found]


def test_a_host_with_one_private_address_is_private(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", resolving("93.184.215.14", "10.0.0.1"))
    with pytest.raises(PrivateAddressError):
        addresses("example.org", 443, frozenset())
    assert addresses("example.org", 443, frozenset({("example.org", 443)})) == ("93.184.215.14", "10.0.0.1")


def test_trust_holds_for_one_port() -> None:
    with Replay(lambda _: Canned(b"{}")) as server:
        host, port = "127.0.0.1", int(server.url.rpartition(":")[2])
        transport = Transport("test", [(host, port + 1)])
        with pytest.raises(Fault, match="without https"):
            transport.get(server.url)
        assert server.asked == []
        transport.close()


def test_the_connection_goes_to_the_address_that_was_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that resolves to a public address when it is checked, and to this machine a moment later."""
    looked_up: list[str] = []
    connected: list[str] = []
    answers = iter(["93.184.215.14", "127.0.0.1", "127.0.0.1"])

    def getaddrinfo(host: str, port: int, *_: Any, **__: Any) -> Any:
        looked_up.append(host)
        address = host if host[0].isdigit() else next(answers)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    class Wire:
        def connect(self, place: tuple[str, int]) -> None:
            connected.append(place[0])
            raise ConnectionRefusedError

        def settimeout(self, *_: Any) -> None: ...
        def setsockopt(self, *_: Any) -> None: ...
        def close(self) -> None: ...

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    monkeypatch.setattr(socket, "socket", lambda *_, **__: Wire())
    transport = Transport("test", browsing=True)
    with pytest.raises(Fault, match=r"no connection to rebinding\.example"):
        transport.get("https://rebinding.example/")
    assert connected == ["93.184.215.14"]
    assert [one for one in looked_up if not one[0].isdigit()] == ["rebinding.example"]
    transport.close()


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "127.1", "2130706433", "0"])
def test_this_machine_by_any_name_is_private(host: str) -> None:
    transport = Transport("test", browsing=True)
    with pytest.raises(Fault, match=r"not on the public internet|no address is known"):
        transport.get(f"https://{host}:9/")
    transport.close()


@pytest.mark.parametrize("host", ["a" * 70 + ".org", "exa mple.org", "", "xn--.org", "é" * 64 + ".org", "[::1"])
def test_what_is_no_host_is_a_fault(host: str) -> None:
    transport = Transport("test", browsing=True)
    with pytest.raises(Fault):
        transport.get(f"https://{host}/")
    transport.close()


def test_certificates_are_checked_against_the_name() -> None:
    """The socket goes to an address, but the connection still knows its host by name."""
    adapter = guard.GuardedAdapter(frozenset(), 1)
    pool = adapter.poolmanager.connection_from_host("example.org", 443, "https")
    connection = pool.ConnectionCls("example.org", 443)
    assert connection.host == "example.org"
    assert issubclass(type(connection), requests.packages.urllib3.connection.HTTPSConnection)
    adapter.close()
