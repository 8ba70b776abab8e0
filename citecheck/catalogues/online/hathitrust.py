"""HathiTrust (catalog.hathitrust.org): the scanned books of research libraries, asked by number alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from citecheck.catalogues.online import answers
from citecheck.catalogues.online.naming import named
from citecheck.catalogues.online.policy import Policy, Rate, Shape
from citecheck.catalogues.online.question import Question, Reply
from citecheck.catalogues.online.turns import Turns
from citecheck.catalogues.sources import entries, items, marc
from citecheck.errors import CatalogueError
from citecheck.formats import dates
from citecheck.model import Kind, Query, Record, Work

_SCHEMES = ("oclc", "lccn", "isbn")


class HathiTrust(Turns):
    """Records by OCLC, LCCN and ISBN, all of them in one question."""

    name = "hathitrust"
    base = "https://catalog.hathitrust.org"
    policy = Policy(Rate(1))
    absent = (Shape(200, holds=rb'\A(?!(?s:.*)"recordURL")(?s:.*)"records"\s*:'),)

    def questions(self, query: Query, _limit: int) -> Iterator[Question]:
        """By every number that the work has; there is no search."""
        numbers = [f"{one}:{value}" for one in _SCHEMES if (value := named(query.work, one))]
        if numbers:
            yield Question(f"{self.base}/api/volumes/full/json/{'|'.join(numbers)}")

    def read(self, reply: Reply) -> Iterable[Record]:
        """Each record once, whatever number led to it."""
        told = answers.json_object(reply)
        answered = [told] if "records" in told else list(told.values())
        found: dict[str, Mapping[str, Any]] = {}
        for one in answered:
            records = one.get("records") if isinstance(one, dict) else None
            if not isinstance(records, dict) and records != []:
                raise CatalogueError("answers without records")
            found.update({key: items.mapping(value) for key, value in dict(records).items()})
        return answers.records(_record, found.items())


def _record(keyed: tuple[str, Mapping[str, Any]]) -> Record:
    """The MARC record, or what is told beside it where there is none."""
    key, item = keyed
    url = items.text(item.get("recordURL"))
    if written := items.text(item.get("marc-xml")):
        found = answers.innermost(answers.tree(written.encode()), {"record"})
        return replace(marc.from_xml(found[0]), key=key, url=url)
    titles = items.texts(item.get("titles"))
    work = Work(
        kind=Kind.BOOK,
        title=titles[0] if titles else "",
        issued=dates.parsed(items.text(item.get("publishDates"))),
        ids=items.numbered(
            {
                "oclc": items.texts(item.get("oclcs")),
                "lccn": items.texts(item.get("lccns")),
                "isbn": items.texts(item.get("isbns")),
                "issn": items.texts(item.get("issns")),
            }
        ),
        variants=tuple(titles[1:]),
    )
    return entries.record(work, key, url)
