"""The Internet Archive (archive.org): scanned books and magazines, as those who uploaded them described them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from citecheck.catalogues.online import answers
from citecheck.catalogues.online.naming import named
from citecheck.catalogues.online.policy import Policy, Rate, Shape
from citecheck.catalogues.online.question import Question, Reply
from citecheck.catalogues.online.turns import Turns
from citecheck.catalogues.online.wording import lead, surname, title, words
from citecheck.catalogues.sources import entries, items
from citecheck.catalogues.sources.people import several
from citecheck.errors import CatalogueError
from citecheck.formats import dates
from citecheck.model import Kind, Query, Record, Work

_FIELDS = (
    "identifier", "title", "creator", "date", "year", "publisher", "language", "volume", "isbn", "oclc-id", "lccn",
    "mediatype",
)  # fmt: skip
_ITEM = re.compile(r"archive\.org/(?:details|download|stream)/([\w.-]{1,100})")


class InternetArchive(Turns):
    """The item whose page is cited; texts by ISBN, by title and creator, by the title without its subtitle."""

    name = "internetarchive"
    base = "https://archive.org"
    policy = Policy(Rate(1), timeout=30.0)
    absent = (
        Shape(200, "application/json", rb"\A\s*\{\s*\}\s*\Z"),
        Shape(200, "application/json", rb'"docs"\s*:\s*\[\s*\]'),
    )

    def questions(self, query: Query, limit: int) -> Iterator[Question]:
        """By the item that an address names or by ISBN, by title and creator, by the title without its subtitle."""
        work = query.work
        page = next((found[1] for one in work.ids if one.scheme == "url" and (found := _ITEM.search(one.value))), "")
        if page:
            yield Question(f"{self.base}/metadata/{page}")
        elif isbn := named(work, "isbn"):
            yield self._texts(f"isbn:{isbn}", limit)
        author = _all_of("creator", surname(work)) if work.title else ""
        for titled in filter(None, dict.fromkeys(_all_of("title", one) for one in (title(query), lead(query)))):
            yield self._texts(f"{titled} AND {author}" if author else titled, limit)

    def _texts(self, query: str, limit: int) -> Question:
        params = (("q", f"{query} AND mediatype:texts"), *(("fl[]", field) for field in _FIELDS))
        return Question(f"{self.base}/advancedsearch.php", (*params, ("rows", str(limit)), ("output", "json")))

    def read(self, reply: Reply) -> Iterable[Record]:
        """The items of a list, or the one whose page was cited."""
        told = answers.json_object(reply)
        if "metadata" in told:
            return answers.records(_record, [items.mapping(told["metadata"])])
        if "response" not in told:
            raise CatalogueError(f"answers neither with items nor with one: {str(told.get('error', ''))[:80]}")
        return answers.records(_record, answers.listed(told, "response", "docs"))


def _all_of(field: str, text: str) -> str:
    asked = words(text)
    return f"{field}:({' AND '.join(asked)})" if asked else ""


def _record(item: Mapping[str, Any]) -> Record:
    key = items.text(item.get("identifier"))
    if items.text(item.get("mediatype")) not in {"", "texts"}:
        raise entries.UnusableError("no work", f"no text: {key}")
    publisher, titles = items.text(item.get("publisher")), items.texts(item.get("title"))
    place, sign, house = publisher.partition(" : ")
    work = Work(
        kind=Kind.BOOK,
        title=titles[0] if titles else "",
        authors=several(items.texts(item.get("creator"))),
        publisher=house if sign else publisher,
        address=place if sign else "",
        issued=dates.parsed(items.text(item.get("date"))[:10]) or items.year(item.get("year")),
        volume=items.text(item.get("volume")),
        language=items.text(item.get("language")),
        ids=items.numbered(
            {
                "isbn": items.texts(item.get("isbn")),
                "oclc": items.texts(item.get("oclc-id")),
                "lccn": items.texts(item.get("lccn")),
            }
        ),
        variants=tuple(titles[1:]),
    )
    return entries.record(work, key, f"https://archive.org/details/{key}" if key else "")
