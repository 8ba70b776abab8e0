"""Open Library (openlibrary.org): books of every age; an answer to a search is a work with all its editions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from citecheck.catalogues.online import answers
from citecheck.catalogues.online.naming import named
from citecheck.catalogues.online.policy import Policy, Rate, Shape
from citecheck.catalogues.online.question import Ask, Question, Reply
from citecheck.catalogues.online.turns import Turns, in_turn, told_by
from citecheck.catalogues.online.wording import lead, plain, surname, title
from citecheck.catalogues.sources import openlibrary
from citecheck.errors import CatalogueError
from citecheck.model import Query, Record

_FIELDS = (
    "key,title,subtitle,alternative_title,author_name,first_publish_year,publish_year,publisher,publish_place,isbn,oclc,"
    "lccn,language,edition_count"
)
_SCHEMES = ("isbn", "oclc", "lccn")


class OpenLibrary(Turns):
    """Editions by ISBN, OCLC or LCCN; works by title and author."""

    name = "openlibrary"
    base = "https://openlibrary.org"
    policy = Policy(Rate(1), polite=Rate(3))
    absent = (
        Shape(200, "application/json", rb"^\s*\{\s*\}\s*$"),
        Shape(200, "application/json", rb'"docs"\s*:\s*\[\s*\]'),
    )

    def questions(self, query: Query, limit: int) -> Iterator[Question]:
        """By number, by title and author, by the title without its subtitle."""
        work = query.work
        number = next((f"{s.upper()}:{value}" for s in _SCHEMES if (value := named(work, s))), "")
        if number:
            params = (("bibkeys", number), ("format", "json"), ("jscmd", "data"))
            yield Question(f"{self.base}/api/books", params)
        whole = f"{plain(title(query))} {surname(work) if work.title else ''}".strip()
        yield self._found(limit, ("q", whole))
        if work.title and plain(lead(query)) != plain(title(query)):
            author = (("author", surname(work)),) if surname(work) else ()
            yield self._found(limit, ("title", plain(lead(query))), *author)

    def _found(self, limit: int, *params: tuple[str, str]) -> Question:
        return Question(f"{self.base}/search.json", (*params, ("fields", _FIELDS), ("limit", str(limit))))

    def search(self, query: Query, limit: int, ask: Ask) -> Sequence[Record]:
        """Up to `limit` records; of the years of a work's editions the one cited is its year, if it is among them."""
        read = partial(self.read, cited=query.work.issued.year if query.work.issued else None)
        return told_by(in_turn(self.questions(query, limit), read, ask)[:limit], self.name)

    def read(self, reply: Reply, cited: int | None = None) -> Iterable[Record]:
        """The works of a list, or the edition of a number."""
        told = answers.json_object(reply)
        if "docs" in told:
            return answers.records(partial(openlibrary.found, cited=cited), answers.listed(told, "docs"))
        if all(":" in key and isinstance(one, dict) for key, one in told.items()):
            return answers.records(openlibrary.record, told.values())
        raise CatalogueError("answers neither with a list of works nor with an edition")
