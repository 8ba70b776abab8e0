from __future__ import annotations

import pytest

from citecheck.catalogues.online.question import Reply
from citecheck.catalogues.online.wayback import Copy, Wayback, WaybackIndex
from citecheck.errors import CatalogueError
from tests.catalogues.online.desk import BOT_CHECK, HTML, TEXT, Desk, reply

URL = "http://www.marxists.org/archive/cliff/works/1955/statecap/"
CLOSEST = {"available": True, "url": f"http://web.archive.org/web/20130919044612/{URL}", "timestamp": "20130919044612",
           "status": "200"}  # fmt: skip
LINE = f"org,marxists)/archive {{}} {URL} text/html {{}} AAT2EUOFX4QOJJ7O7W7GOD23HRMVHM5Q 3273\n"


def test_the_copy_nearest_to_a_day() -> None:
    desk = Desk(Wayback(), reply({"url": URL, "archived_snapshots": {"closest": CLOSEST}}))
    assert Wayback().copy(URL, desk, "2013-09-01") == Copy(
        f"https://web.archive.org/web/20130919044612/{URL}", "2013-09-19"
    )
    assert (desk.urls, desk.param("timestamp")) == (["https://archive.org/wayback/available"], "20130901")
    assert desk.param("url") == URL


@pytest.mark.parametrize(
    "none",
    [
        {"archived_snapshots": {}},
        {"url": URL, "archived_snapshots": {}},
        {"archived_snapshots": {"closest": CLOSEST | {"status": "404"}}},
        {"archived_snapshots": {"closest": CLOSEST | {"available": False}}},
    ],
    ids=str,
)
def test_no_copy(none: object) -> None:
    assert Wayback().copy(URL, Desk(Wayback(), reply(none))) is None


@pytest.mark.parametrize(
    "bad",
    [
        reply(BOT_CHECK, 200, HTML),
        reply("", 429, TEXT),
        reply({}),
        reply({"archived_snapshots": None}),
        reply({"archived_snapshots": {"closest": CLOSEST | {"timestamp": None}}}),
        reply({"archived_snapshots": {"closest": CLOSEST | {"url": ""}}}),
    ],
    ids=lambda told: f"{told.status} {told.body[:40]!r}",
)
def test_what_is_no_answer_tells_nothing(bad: Reply) -> None:
    with pytest.raises(CatalogueError):
        Wayback().copy(URL, Desk(Wayback(), bad))


@pytest.mark.parametrize(
    ("lines", "day"),
    [
        (LINE.format("20010414005939", "200") + LINE.format("20220101013952", "200"), "2022-01-01"),
        (LINE.format("20010414005939", "200") + LINE.format("20220101013952", "301"), "2001-04-14"),
        (LINE.format("20010414005939", "200") + "\ncom%2Ccnn%29%2F+20010414005940\n", "2001-04-14"),
        (LINE.format("20010414005939", "404"), None),
        ("", None),
        ("\n", None),
    ],
    ids=range(6),
)
def test_the_index(lines: str, day: str | None) -> None:
    desk = Desk(WaybackIndex(), reply(lines, type_=TEXT))
    copy = WaybackIndex().copy(URL, desk)
    assert desk.urls == ["https://web.archive.org/cdx/search/cdx"]
    assert (copy.day if copy else None) == day


@pytest.mark.parametrize(
    "bad",
    [
        reply("org.archive.util.io.RuntimeIOException: Blocked Site Error\n", 403, TEXT),
        reply("org.archive.util.io.RuntimeIOException: Blocked Site Error\n", 200, TEXT),
        reply("a b c d e f g\n", 200, TEXT),
        reply(BOT_CHECK, 200, HTML),
    ],
    ids=lambda told: f"{told.status} {told.body[:40]!r}",
)
def test_a_blocked_page_is_no_absence(bad: Reply) -> None:
    with pytest.raises(CatalogueError):
        WaybackIndex().copy(URL, Desk(WaybackIndex(), bad))
