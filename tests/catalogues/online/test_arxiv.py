from __future__ import annotations

import pytest

from citecheck.catalogues.online.arxiv import Arxiv
from citecheck.catalogues.online.question import Reply
from citecheck.errors import CatalogueError
from citecheck.model import Date, Kind, Name, Notice
from tests.catalogues.online.desk import PAPER, Desk, query, reply

ATOM = "application/atom+xml"
ENTRY = """<entry><id>http://arxiv.org/abs/1706.03762v7</id><title>Attention Is
  All You Need</title><updated>2023-08-02T00:41:18Z</updated><published>2017-06-12T17:57:34Z</published>
<author><name>Ashish Vaswani</name></author><author><name>Noam Shazeer</name></author>{}</entry>"""
ERROR = """<entry><id>https://arxiv.org/api/errors#{}</id><title>Error</title><summary>{}</summary>
<author><name>arXiv api core</name></author></entry>"""


def feed(*entries: str, total: int | None = None, status: int = 200) -> Reply:
    body = (
        '<?xml version="1.0" encoding="UTF-8"?><feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" '
        'xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns="http://www.w3.org/2005/Atom"><title>arXiv Query</title>'
        f"<opensearch:totalResults>{len(entries) if total is None else total}</opensearch:totalResults>"
        f"{''.join(entries)}</feed>"
    )
    return reply(body, status, ATOM)


@pytest.mark.parametrize("ids", [{"arxiv": "1706.03762v1"}, {"doi": "10.48550/arXiv.1706.03762"},
                                 {"url": "https://arxiv.org/pdf/1706.03762v7"}], ids=str)  # fmt: skip
def test_by_number_whatever_it_is_written_as(ids: dict[str, str]) -> None:
    desk = Desk(Arxiv(), feed(ENTRY.format("")))
    (found,) = Arxiv().search(query("x", "Attention", **ids), 5, desk)
    assert (desk.urls, desk.param("id_list")) == (["https://export.arxiv.org/api/query"], "1706.03762")
    assert (found.key, found.url) == ("1706.03762", "https://arxiv.org/abs/1706.03762")
    assert (found.work.title, found.work.kind) == ("Attention Is All You Need", Kind.ARTICLE)
    assert found.work.authors == (Name("Vaswani", "Ashish"), Name("Shazeer", "Noam"))
    assert (found.work.issued, found.notices) == (Date(2017), ())


def test_the_printed_form_is_a_notice() -> None:
    entry = ENTRY.format(
        "<arxiv:doi>10.1000/Printed</arxiv:doi><arxiv:journal_ref>Nature 5 (2019) 1</arxiv:journal_ref>"
    )
    (found,) = Arxiv().search(PAPER, 5, Desk(Arxiv(), feed(entry)))
    assert found.notices == (Notice("10.48550/arxiv.1706.03762", "", "published", by="10.1000/printed"),)
    assert (found.work.container, found.work.volume) == ("Nature", "5")


def test_old_numbers() -> None:
    desk = Desk(Arxiv(), feed(ENTRY.format("").replace("1706.03762v7", "hep-th/9901001v2")))
    (found,) = Arxiv().search(query("x", arxiv="hep-th/9901001"), 5, desk)
    assert (desk.param("id_list"), found.key) == ("hep-th/9901001", "hep-th/9901001")


def test_words_are_asked_one_by_one() -> None:
    desk = Desk(Arxiv(), feed(), feed(ENTRY.format("")))
    Arxiv().search(query("x", 'Lenin\'s "theory" of all: a (new) ANDNOT view', Name("D'Arcy", "X")), 5, desk)
    assert desk.param("search_query") == "ti:Lenin AND ti:theory AND ti:all AND au:Arcy"
    assert desk.param("max_results") == "5"


@pytest.mark.parametrize(
    "none",
    [feed(total=0), feed(ERROR.format("incorrect_id_format_for_abc", "incorrect id format for abc"), status=400)],
    ids=["no results", "an id that is none"],
)
def test_absent(none: Reply) -> None:
    assert Arxiv().search(query("x", arxiv="1706.03762"), 5, Desk(Arxiv(), none)) == ()


@pytest.mark.parametrize(
    "bad",
    [
        feed(total=12),
        feed(ERROR.format("max_results_must_be_an_integer", "max results"), status=400),
        feed(ERROR.format("unknown", "something")),
        reply("Rate exceeded.", 429, "text/plain"),
        reply("<html/>", 200, "text/html"),
        reply(feed(ENTRY.format("")).body[:-30], 200, ATOM),
    ],
    ids=lambda told: f"{told.status} {told.body[-60:-20]!r}",
)
def test_every_other_answer_tells_nothing(bad: Reply) -> None:
    with pytest.raises(CatalogueError):
        Arxiv().search(query("x", arxiv="1706.03762"), 5, Desk(Arxiv(), bad))


def test_an_entry_without_data_is_no_record() -> None:
    empty = "<entry><id>http://arxiv.org/abs/0000.0000</id></entry>"
    assert Arxiv().search(query("x", arxiv="1706.03762"), 5, Desk(Arxiv(), feed(empty))) == ()
