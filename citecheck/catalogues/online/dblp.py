"""DBLP (dblp.org): computing alone. It may answer programs with a page that checks for people, which tells nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from citecheck.catalogues.online import answers
from citecheck.catalogues.online.policy import Policy, Rate, Shape
from citecheck.catalogues.online.question import Question, Reply
from citecheck.catalogues.online.turns import Turns
from citecheck.catalogues.online.wording import lead, plain, surname, title
from citecheck.catalogues.sources import dblp, items
from citecheck.errors import CatalogueError
from citecheck.model import Query, Record


class Dblp(Turns):
    """Publications by the words of title and author, each of which must be there or begin a word that is."""

    name = "dblp"
    base = "https://dblp.org"
    policy = Policy(Rate(1))
    absent = (Shape(200, "application/json", rb'"@total"\s*:\s*"0"'),)

    def questions(self, query: Query, limit: int) -> Iterator[Question]:
        """By title and author, by the title without its subtitle."""
        author = surname(query.work) if query.work.title else ""
        for words in dict.fromkeys((plain(title(query)), plain(lead(query)))):
            params = (("q", f"{words} {author}".strip()), ("format", "json"), ("h", str(limit)), ("c", "0"))
            yield Question(f"{self.base}/search/publ/api", params)

    def read(self, reply: Reply) -> Iterable[Record]:
        """The hits."""
        told = items.mapping(items.mapping(answers.json_object(reply).get("result")).get("hits"))
        if told.get("@total") == "0":
            return ()
        hits = answers.listed(told, "hit")
        if not hits:
            raise CatalogueError("answers without hits, and does not say that there are none")
        return answers.records(dblp.found, (items.mapping(hit.get("info")) for hit in hits))
