from __future__ import annotations

from urllib.parse import urlsplit

import pytest

from citecheck.catalogues.online.cache import Cache
from citecheck.catalogues.online.connection import Connection
from citecheck.catalogues.online.links import Link, State, look_up
from citecheck.catalogues.online.sending import Sender
from citecheck.catalogues.online.transport import Transport
from citecheck.config import Settings
from citecheck.errors import CatalogueError
from tests.replay import Canned, Replay, html, limited, moved

COPY = "https://web.archive.org/web/20130919044612/https://example.org/"


def archived(url: str) -> str:
    return COPY


def no_copy(url: str) -> str:
    return ""


def closed(url: str) -> str:
    raise CatalogueError("could not be asked")


def looked_up(url: str, server: Replay | None = None, archive: object = archived) -> Link:
    parts = urlsplit(server.url if server else "")
    trusted = [(parts.hostname or "", parts.port or 0)] if server else []
    sender = Sender(Transport("test", trusted, browsing=True), Cache(None), backoff=0.001)
    try:
        return look_up(url, sender, archive)  # type: ignore[arg-type]
    finally:
        sender.close()


@pytest.mark.parametrize(
    ("canned", "state"),
    [
        (html(), State.ALIVE),
        (Canned(b"%PDF", type="application/pdf"), State.ALIVE),
        (Canned(b"", 204), State.ALIVE),
        (moved("/there"), State.ALIVE),
        (html(404), State.DEAD),
        (html(410), State.DEAD),
        (moved("/gone"), State.DEAD),
        (html(401), State.UNKNOWN),
        (html(403), State.UNKNOWN),
        (limited(), State.UNKNOWN),
        (limited("3600"), State.UNKNOWN),
        (html(500), State.UNKNOWN),
        (html(503), State.UNKNOWN),
        (Canned(drop=True), State.UNKNOWN),
        (moved("/page"), State.UNKNOWN),
        (moved("ftp://example.org/"), State.UNKNOWN),
    ],
    ids=str,
)
def test_alive_dead_or_unknown(canned: Canned, state: State) -> None:
    with Replay({"/page": canned, "/there": html(), "/gone": html(404)}) as server:
        link = looked_up(f"{server.url}/page", server)
        assert link.state is state
        assert link.copy == (COPY if state is State.DEAD else "")


def test_a_dead_link_without_a_copy_is_dead() -> None:
    with Replay({"/page": html(404)}) as server:
        assert looked_up(f"{server.url}/page", server, no_copy).state is State.DEAD
        assert looked_up(f"{server.url}/page", server, closed).state is State.DEAD


@pytest.mark.parametrize(("archive", "state"), [(archived, State.DEAD), (closed, State.UNKNOWN)])
def test_a_host_without_a_name_is_dead_if_the_network_is_not(archive: object, state: State) -> None:
    assert looked_up("http://no-such-host.invalid/page", archive=archive).state is state


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1:{port}/page", "http://localhost:{port}/page", "http://[::1]:{port}/", "http://0.0.0.0:{port}/",
     "http://169.254.169.254/latest/meta-data", "https://10.0.0.1/", "http://[::ffff:127.0.0.1]:{port}/",
     "http://2130706433:{port}/", "ftp://example.org/", "file:///etc/passwd", "javascript:alert(1)", "", "http://"],
)  # fmt: skip
def test_nothing_but_the_public_web_is_touched(url: str) -> None:
    with Replay(lambda _: html()) as server:
        link = looked_up(url.format(port=server.url.rpartition(":")[2]))
        assert link.state is State.UNKNOWN
        assert server.asked == []


def test_a_page_that_leads_to_a_private_address_is_not_followed() -> None:
    with Replay(lambda _: html()) as secret, Replay({"/page": moved(f"{secret.url}/admin")}) as server:
        link = looked_up(f"{server.url}/page", server)
        assert link.state is State.UNKNOWN
        assert "public internet" in link.reason
        assert secret.asked == []


def test_the_proxy_of_the_environment_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    with Replay(lambda _: html()) as proxy:
        monkeypatch.setenv("http_proxy", proxy.url)
        assert looked_up("http://no-such-host.invalid/", archive=closed).state is State.UNKNOWN
        assert proxy.asked == []


def test_nothing_is_asked_offline(tmp_path) -> None:  # type: ignore[no-untyped-def]
    with Connection(Settings(offline=True, cache=str(tmp_path)), "test") as connection:
        assert connection.look_up("https://example.org/").reason == "was not asked: --offline"


def test_a_connection_looks_up_copies_in_the_archive(tmp_path) -> None:  # type: ignore[no-untyped-def]
    told = (
        b'{"archived_snapshots": {"closest": {"available": true, "url": "http://web.archive.org/web/20130919044612/x"'
    )
    told += b', "timestamp": "20130919044612", "status": "200"}}}'
    with Replay(lambda path: Canned(told) if path.startswith("/wayback/available?url=") else None) as archive:
        settings = Settings(cache=str(tmp_path), bases=(f"wayback={archive.url}",))
        with Connection(settings, "test") as connection:
            link = connection.look_up("https://no-such-host.invalid/x")
    assert link.state is State.DEAD
    assert link.copy == "https://web.archive.org/web/20130919044612/x"
