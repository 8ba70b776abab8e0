"""The polite session, over a server on loopback that behaves in every way that services do."""

from __future__ import annotations

import logging
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from email.utils import formatdate
from pathlib import Path

import pytest

from citecheck.catalogues.online.catalogue import OnlineCatalogue
from citecheck.catalogues.online.host import FAULTS
from citecheck.catalogues.online.policy import Key, Policy, Rate
from citecheck.catalogues.online.session import Asking, Session
from citecheck.errors import CatalogueError, OfflineError
from citecheck.model import Query, Work
from tests.catalogues.online.archive import FAST, Archive, session
from tests.replay import Canned, Replay, damaged, found, html, limited, moved

HERE = found({"titles": ["a"]})
PATH = "/works?title=a"


def asked(opened: Session, archive: Archive, title: str = "a") -> bytes | None:
    reply = Asking(opened, archive)(archive.question(title))
    return reply.body if reply else None


@pytest.mark.parametrize(
    "canned",
    [Canned(b"no such work", 404, "text/plain"), Canned(b"no such work", 404, "text/plain; charset=utf-8"),
     found({"titles": []})],
    ids=["404", "404 with a charset", "no hits"],
)  # fmt: skip
def test_absent_in_the_shapes_of_the_table(canned: Canned) -> None:
    with Replay({PATH: canned}) as server, session(server.url) as opened:
        assert asked(opened, Archive(server.url)) is None
        assert server.asked == [PATH]


UNKNOWN = {
    "a bot check": html(),
    "a bot check that says 404": html(404),
    "403": html(403),
    "401": Canned(b"{}", 401),
    "a 404 of another shape": Canned(b"<h1>Not Found</h1>", 404, "text/html"),
    "400": Canned(b'{"titles": []}', 400),
    "an error with status 200": found({"error": "index rebuilding"}),
    "no type": Canned(b'{"titles": []}', 200, ""),
    "plain text": Canned(b'{"titles": []}', 200, "text/plain"),
    "no content": Canned(b"", 204),
}
UNKNOWN_AT_LAST = {
    "429": limited(),
    "500": Canned(b"", 500, "text/plain"),
    "502 in HTML": html(502),
    "503": Canned(b"", 503, "text/plain"),
    "504": Canned(b"", 504, "text/plain"),
    "dropped": Canned(drop=True),
    "half a body": replace(HERE, cut=5),
    "half an absence": Canned(b'{"titles": []}', cut=13),
    "half an absence without a length": Canned(b'{"titles": []', 200),
    "damaged gzip": damaged(),
    "nothing at all": Canned(b""),
    "no JSON": Canned(b"[" * 100_000),
}


@pytest.mark.parametrize("canned", UNKNOWN.values(), ids=UNKNOWN)
def test_whatever_is_no_answer_is_unknown_and_asked_once(canned: Canned, tmp_path: Path) -> None:
    with Replay({PATH: canned}) as server, session(server.url, folder=tmp_path) as opened:
        for _ in range(2):
            with pytest.raises(CatalogueError):
                asked(opened, Archive(server.url))
        assert server.asked == [PATH]
        assert opened.cache.holdings() == ()


@pytest.mark.parametrize("canned", UNKNOWN_AT_LAST.values(), ids=UNKNOWN_AT_LAST)
def test_a_fault_that_may_pass_is_tried_four_times(canned: Canned, tmp_path: Path) -> None:
    with Replay({PATH: canned}) as server, session(server.url, folder=tmp_path) as opened:
        for _ in range(2):
            with pytest.raises(CatalogueError):
                asked(opened, Archive(server.url))
        assert server.asked == [PATH] * 4
        assert opened.cache.holdings() == ()


@pytest.mark.parametrize("canned", UNKNOWN_AT_LAST.values(), ids=UNKNOWN_AT_LAST)
def test_a_fault_that_passes_leaves_no_trace(canned: Canned) -> None:
    with Replay({PATH: [canned, canned, HERE]}) as server, session(server.url) as opened:
        assert asked(opened, Archive(server.url)) == HERE.body
        assert len(server.asked) == 3


def test_a_silent_service_times_out() -> None:
    hasty = replace(FAST, timeout=0.05, attempts=2)
    with Replay({PATH: replace(HERE, delay=0.4)}) as server, session(server.url) as opened:
        with pytest.raises(CatalogueError, match="no answer in time"):
            asked(opened, Archive(server.url, hasty))
        assert len(server.asked) == 2


# --- politeness -----------------------------------------------------------------------------------------------------


def test_a_rate_spaces_requests() -> None:
    with Replay(lambda _: HERE) as server, session(server.url) as opened:
        archive = Archive(server.url, Policy(Rate(50, at_once=8)))
        _at_once(opened, archive, 16)
        assert server.moments[-1] - server.moments[0] >= 0.7 * 15 / 50  # the first may have come late


def test_the_headers_of_an_answer_slow_the_host_down() -> None:
    told = {"X-Rate-Limit-Limit": "20", "X-Rate-Limit-Interval": "1s", "X-Concurrency-Limit": "2"}
    with Replay(lambda _: replace(HERE, headers=told, delay=0.02)) as server, session(server.url) as opened:
        archive = Archive(server.url)
        asked(opened, archive)
        server.most_at_once = 0
        _at_once(opened, archive, 8)
        assert server.moments[-1] - server.moments[1] >= 0.7 * 7 / 20
        assert server.most_at_once <= 2


def test_a_quota_of_a_day_is_no_rate(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("citecheck.catalogues.online.host.PATIENCE", 0.05)
    told = {"X-Rate-Limit-Limit": "1", "X-Rate-Limit-Interval": "1d"}
    with Replay(lambda _: replace(HERE, headers=told)) as server, session(server.url) as opened:
        for title in "abc":  # at the rate of the headers this took two days
            asked(opened, Archive(server.url), title)
        assert len(server.asked) == 3


def test_no_more_than_the_policy_lets_are_under_way() -> None:
    with Replay(lambda _: replace(HERE, delay=0.02)) as server, session(server.url) as opened:
        _at_once(opened, Archive(server.url, Policy(Rate(1000, at_once=3))), 12)
        assert server.most_at_once <= 3


@pytest.mark.parametrize("after", [lambda: "1", lambda: formatdate(time.time() + 2, usegmt=True)], ids=["s", "date"])
def test_retry_after_is_honoured(after) -> None:  # type: ignore[no-untyped-def]
    with Replay({PATH: [limited(after()), HERE]}) as server, session(server.url) as opened:
        assert asked(opened, Archive(server.url)) == HERE.body
        assert server.moments[1] - server.moments[0] >= 0.95


def test_who_wants_to_be_left_alone_for_long_is_asked_no_more_not_even_by_the_next_run(tmp_path: Path) -> None:
    with Replay(lambda _: limited("3600")) as server:
        for title in "abc":
            with (
                session(server.url, folder=tmp_path) as opened,
                pytest.raises(CatalogueError, match="left alone until"),
            ):
                asked(opened, Archive(server.url), title)
        assert len(server.asked) == 1


def test_a_spent_budget_ends_the_day(tmp_path: Path) -> None:
    daily = replace(FAST, daily=True, key=Key("CITECHECK_ARCHIVE_KEY", param="key"))
    with Replay(lambda _: limited()) as server, session(server.url, folder=tmp_path) as opened:
        for title in "abc":
            with pytest.raises(CatalogueError, match="00:00 UTC; a key in CITECHECK_ARCHIVE_KEY allows more"):
                asked(opened, Archive(server.url, daily), title)
        assert len(server.asked) == 1


def test_a_budget_that_the_headers_tell_is_not_overdrawn(tmp_path: Path) -> None:
    spent = {"X-RateLimit-Remaining": "5", "X-RateLimit-Credits-Used": "10", "X-RateLimit-Reset": "7200"}
    with Replay(lambda _: replace(HERE, headers=spent)) as server, session(server.url, folder=tmp_path) as opened:
        assert asked(opened, Archive(server.url), "a")
        with pytest.raises(CatalogueError, match="left alone"):
            asked(opened, Archive(server.url), "b")
        assert len(server.asked) == 1


def test_one_question_at_a_time_goes_out_once() -> None:
    with Replay({PATH: replace(HERE, delay=0.05)}) as server, session(server.url) as opened:
        archive = Archive(server.url)
        threads = [threading.Thread(target=asked, args=(opened, archive)) for _ in range(6)]
        for one in threads:
            one.start()
        for one in threads:
            one.join()
        assert server.asked == [PATH]


def test_a_host_that_fails_again_and_again_is_given_up() -> None:
    with Replay(lambda _: Canned(b"", 500, "text/plain")) as server, session(server.url) as opened:
        for number in range(20):
            with pytest.raises(CatalogueError, match=r"out of order \(500\)"):
                asked(opened, Archive(server.url), str(number))
        assert len(server.asked) == FAULTS


def test_strange_answers_to_strange_questions_do_not_close_a_host() -> None:
    with Replay(lambda path: HERE if path == PATH else Canned(b"?", 400)) as server, session(server.url) as opened:
        for number in range(2 * FAULTS):
            with pytest.raises(CatalogueError, match="400"):
                asked(opened, Archive(server.url), str(number))
        assert asked(opened, Archive(server.url)) == HERE.body


def test_a_host_without_a_server_is_asked_once() -> None:
    with socket.socket() as reserved:
        reserved.bind(("127.0.0.1", 0))
        base = f"http://127.0.0.1:{reserved.getsockname()[1]}"
        with session(base) as opened:
            for title in "abc":
                with pytest.raises(CatalogueError, match="no connection to 127"):
                    asked(opened, Archive(base), title)
            assert opened.traffic("archive").requests == 1


def test_a_host_without_a_name_is_asked_once() -> None:
    archive = Archive("https://no-such-host.invalid")
    with session() as opened:
        for title in "abc":
            with pytest.raises(CatalogueError, match=r"no address is known for no-such-host\.invalid"):
                asked(opened, archive, title)
        assert opened.traffic("archive").requests == 1


def test_closing_ends_every_wait() -> None:
    with Replay(lambda _: HERE) as server, session(server.url) as opened:
        archive = Archive(server.url, Policy(Rate(0.01)))
        asked(opened, archive, "first")
        waiting = threading.Thread(target=_quietly, args=(opened, archive))
        waiting.start()
        time.sleep(0.05)
        opened.close()
        waiting.join(1.0)
        assert not waiting.is_alive()


# --- who asks -------------------------------------------------------------------------------------------------------

KEYED = Key("CITECHECK_ARCHIVE_KEY", param="api_key")
SECRET = "s3cr&t key"


@pytest.mark.parametrize("mailto", ["", "me@example.org"])
def test_the_user_agent_names_the_user_and_nobody_else(mailto: str) -> None:
    policy = replace(FAST, mailto="email")
    with Replay(lambda _: HERE) as server, session(server.url, mailto=mailto) as opened:
        asked(opened, Archive(server.url, policy))
        (sent,) = server.sent
        assert sent["user-agent"] == ("citecheck/test (mailto:me@example.org)" if mailto else "citecheck/test")
        assert server.asked == [PATH + ("&email=me%40example.org" if mailto else "")]
        assert sent["accept"] == "application/json"
        assert "cookie" not in sent
        assert "authorization" not in sent


def test_a_service_that_wants_a_name_is_not_asked_without() -> None:
    with Replay(lambda _: HERE) as server, session(server.url) as opened:
        with pytest.raises(CatalogueError, match="--mailto"):
            asked(opened, Archive(server.url, replace(FAST, needs_mailto=True)))
        assert server.asked == []


def test_credentials_of_the_users_other_programs_stay_where_they_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login me password mine\n")
    (tmp_path / ".netrc").chmod(0o600)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("NETRC", str(tmp_path / ".netrc"))
    with Replay(lambda _: replace(HERE, headers={"Set-Cookie": "id=1"})) as server, session(server.url) as opened:
        asked(opened, Archive(server.url), "a")
        asked(opened, Archive(server.url), "b")
        assert not any({"authorization", "cookie"} & sent.keys() for sent in server.sent)


@pytest.mark.parametrize("key", [KEYED, Key("CITECHECK_ARCHIVE_KEY", header="X-Key", prefix="Bearer ")])
def test_a_key_goes_to_its_service_and_nowhere_else(key: Key, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    policy = replace(FAST, key=key, attempts=1)
    caplog.set_level(logging.DEBUG)
    with (
        Replay(lambda _: limited("7200")) as other,
        Replay({}) as server,
        session(server.url, other.url, folder=tmp_path, environment={"CITECHECK_ARCHIVE_KEY": SECRET}) as opened,
    ):
        answers = {"a": HERE, "b": moved(f"{other.url}/works"), "c": Canned(drop=True), "d": damaged(), "e": limited()}
        server._answers = lambda path: answers[path.partition("title=")[2][0]]
        told = []
        for title in answers:
            try:
                asked(opened, Archive(server.url, policy), title)
            except CatalogueError as error:
                told.append(f"{error!r} {error.__cause__!r} {error.__context__!r}")
        sent = f"{server.asked} {server.sent}"
        assert "s3cr%26t+key" in sent or SECRET in sent
        assert "s3cr" not in f"{other.asked} {other.sent}"
        assert "s3cr" not in f"{told} {caplog.text} {opened.traffic('archive')}"
        assert len(told) == 4
    assert not any(b"s3cr" in one.read_bytes() for one in tmp_path.iterdir())


# --- redirects ------------------------------------------------------------------------------------------------------


def test_redirects_of_a_trusted_server_are_followed() -> None:
    with Replay({PATH: moved("/other", 301), "/other": HERE}) as server, session(server.url) as opened:
        assert asked(opened, Archive(server.url)) == HERE.body
        assert server.asked == [PATH, "/other"]


@pytest.mark.parametrize(
    ("location", "reason"),
    [("http://example.org/", "without https"), ("ftp://example.org/", "without https"), ("file:///etc/passwd", "https"),
     ("https://127.0.0.1:9/", "not on the public internet"), ("https://[::1]:9/", "not on the public internet"),
     ("https://169.254.169.254/latest/meta-data", "not on the public internet"), ("https://a:b/", "that is none"),
     ("/works?title=a", "without end")],
    ids=str,
)  # fmt: skip
def test_redirects_to_anything_but_https_and_the_public_are_not(location: str, reason: str) -> None:
    with Replay({PATH: moved(location)}) as server, session(server.url) as opened:
        archive = Archive(server.url)
        with pytest.raises(CatalogueError, match=reason):
            asked(opened, archive)


def test_a_body_without_end_is_not_read_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("citecheck.catalogues.online.transport.LARGEST", 1000)
    with Replay({PATH: found({"titles": ["a" * 2000]})}) as server, session(server.url) as opened:
        with pytest.raises(CatalogueError, match="larger"):
            asked(opened, Archive(server.url))
        assert len(server.asked) == 1


# --- kept answers ---------------------------------------------------------------------------------------------------


def test_what_was_found_is_asked_once_in_thirty_days_what_was_not_once_a_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Replay({PATH: HERE, "/works?title=b": found({"titles": []})}) as server:
        for days, expected in ((0, "ab"), (0.9, ""), (1.1, "b"), (29, "b"), (31, "ab")):
            moment = time.time() + days * 86400
            server.asked.clear()
            with session(server.url, folder=tmp_path) as opened, monkeypatch.context() as patched:
                patched.setattr("citecheck.catalogues.online.cache.time.time", lambda moment=moment: moment)
                assert asked(opened, Archive(server.url), "a") == HERE.body
                assert asked(opened, Archive(server.url), "b") is None
            assert server.asked == [f"/works?title={title}" for title in expected]


def test_an_answer_out_of_date_serves_while_the_host_is_down_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Replay({PATH: [HERE, html(403)]}) as server:
        with session(server.url, folder=tmp_path) as opened:
            asked(opened, Archive(server.url))
        now = time.time()
        monkeypatch.setattr("citecheck.catalogues.online.cache.time.time", lambda: now + 40 * 86400)
        with session(server.url, folder=tmp_path) as opened:
            asking = Asking(opened, archive := Archive(server.url))
            reply = asking(archive.question())
            assert reply is not None
            assert reply.body == HERE.body
            assert asking.outdated is not None
            assert asking.outdated.day == time.strftime("%Y-%m-%d", time.gmtime(now))
            assert asking.outdated.reason == "refuses to answer (403)"


def test_offline_an_answer_out_of_date_serves_and_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    query = Query("a", Work(title="a"))
    with Replay(lambda _: HERE) as server, session(server.url, folder=tmp_path) as opened:
        asked(opened, Archive(server.url))
    now = time.time()
    monkeypatch.setattr("citecheck.catalogues.online.cache.time.time", lambda: now + 40 * 86400)
    with session(server.url, folder=tmp_path, offline=True) as opened:
        catalogue = OnlineCatalogue(Archive(server.url), opened)
        assert [one.key for one in catalogue.search(query, 5)] == ["a"]
        assert catalogue.warnings == ("archive: answers out of date that served: 1",)


def test_offline_serves_what_is_kept_and_asks_nothing(tmp_path: Path) -> None:
    with Replay(lambda _: HERE) as server:
        with session(server.url, folder=tmp_path) as opened:
            asked(opened, Archive(server.url), "a")
        with session(server.url, folder=tmp_path, offline=True) as opened:
            assert asked(opened, Archive(server.url), "a") == HERE.body
            with pytest.raises(OfflineError):
                asked(opened, Archive(server.url), "b")
        assert server.asked == [PATH]


def _at_once(opened: Session, archive: Archive, count: int) -> None:
    titles: Iterator[int] = iter(range(count))
    threads = [threading.Thread(target=asked, args=(opened, archive, f"t{next(titles)}")) for _ in range(count)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()


def _quietly(opened: Session, archive: Archive) -> None:
    with pytest.raises(CatalogueError, match="interrupted"):
        asked(opened, archive, "second")
