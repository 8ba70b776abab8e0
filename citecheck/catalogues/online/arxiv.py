"""arXiv (info.arxiv.org/help/api): preprints of the exact sciences, one question every three seconds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from citecheck.catalogues.online import answers
from citecheck.catalogues.online.naming import named
from citecheck.catalogues.online.policy import Policy, Rate, Shape
from citecheck.catalogues.online.question import Question, Reply
from citecheck.catalogues.online.turns import Turns
from citecheck.catalogues.online.wording import lead, reference, surname, title, words
from citecheck.catalogues.sources import arxiv, elements
from citecheck.catalogues.sources.elements import Element
from citecheck.errors import CatalogueError
from citecheck.model import Notice, Query, Record

_ATOM = ("application/atom+xml", "application/xml", "text/xml")
_OTHERS = "arxiv.org/api/errors#"  # an entry that is no paper, but says what is wrong


class Arxiv(Turns):
    """Preprints by number, by the words of title and author, by those of the title without its subtitle."""

    name = "arxiv"
    base = "https://export.arxiv.org"
    policy = Policy(Rate(1 / 3), timeout=30.0)
    absent = (
        Shape(200, holds=rb"totalResults[^>]{0,80}>\s*0\s*<"),
        Shape(400, holds=rb"api/errors#incorrect_id_format"),
    )
    faults = (Shape(200, holds=rb"<id>[^<]{0,40}arxiv\.org/api/errors#"),)

    def questions(self, query: Query, limit: int) -> Iterator[Question]:
        """By number, by title and author, by the title without its subtitle."""
        if number := named(query.work, "arxiv"):
            yield self._question(("id_list", number), limit)
        if not query.work.title:
            yield self._question(("search_query", _all_of("all", reference(query))), limit)
            return
        author = _all_of("au", surname(query.work))
        for titled in dict.fromkeys((_all_of("ti", title(query)), _all_of("ti", lead(query)))):
            yield self._question(("search_query", " AND ".join(filter(None, (titled, author)))), limit)

    def _question(self, asked: tuple[str, str], limit: int) -> Question:
        return Question(f"{self.base}/api/query", (asked, ("start", "0"), ("max_results", str(limit))), _ATOM)

    def read(self, reply: Reply) -> Iterable[Record]:
        """The papers of a feed; an empty page where the feed counts papers is known to happen, and tells nothing."""
        feed = answers.tree(reply.body)
        papers = elements.children(feed, "entry")
        if elements.local(feed) != "feed" or any(_OTHERS in elements.text(one, "id") for one in papers):
            raise CatalogueError(f"answers with an error: {elements.text(feed, 'entry', 'summary')[:80]}")
        if not papers and elements.text(feed, "totalResults") != "0":
            raise CatalogueError("answers with an empty page, and does not say that there is nothing")
        return answers.records(_record, papers)


def _all_of(field: str, text: str) -> str:
    return " AND ".join(f"{field}:{word}" for word in words(text))


def _record(element: Element) -> Record:
    """A paper; the DOI that its authors name is that of its printed form."""
    found = arxiv.entry(element)
    printed = found.work.id("doi")
    notice = Notice(f"10.48550/arxiv.{found.key.lower()}", "", "published", by=printed)
    return replace(found, notices=(notice,) if printed else ())
