"""Unpaywall (unpaywall.org): whether a DOI of Crossref exists, and where its work can be read freely."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import quote

from citecheck.catalogues.online import answers
from citecheck.catalogues.online.naming import named
from citecheck.catalogues.online.policy import Policy, Rate, Shape
from citecheck.catalogues.online.question import Question, Reply
from citecheck.catalogues.online.turns import Turns
from citecheck.catalogues.sources import entries, items
from citecheck.catalogues.sources.people import several
from citecheck.errors import CatalogueError
from citecheck.formats import csl, dates
from citecheck.model import Query, Record, Work


class Unpaywall(Turns):
    """The work of a DOI; the address of its record is that of a copy that is free to read, where there is one."""

    name = "unpaywall"
    base = "https://api.unpaywall.org/v2"
    policy = Policy(Rate(1), polite=Rate(5, at_once=2), mailto="email", needs_mailto=True)  # 100,000 a day
    absent = (Shape(404, "application/json", rb"isn't in Unpaywall|[Nn]ot [Ff]ound"),)

    def questions(self, query: Query, _limit: int) -> Iterator[Question]:
        """By DOI; it is no place to search in."""
        if doi := named(query.work, "doi"):
            yield Question(f"{self.base}/{quote(doi, safe='')}")

    def read(self, reply: Reply) -> Iterable[Record]:
        """The work."""
        told = answers.json_object(reply)
        if "doi" not in told:
            raise CatalogueError(f"answers without a work: {str(told.get('message', ''))[:80]}")
        return answers.records(_record, [told])


def _record(item: Mapping[str, Any]) -> Record:
    copy = items.mapping(item.get("best_oa_location"))
    told = csl.from_csl({"type": items.text(item.get("genre")), "author": item.get("z_authors")})
    printed = [items.text(one.get("raw_author_name")) for one in items.mappings(item.get("z_authors"))]
    issns = items.text(item.get("journal_issns")).split(",")
    work = Work(
        kind=told.kind,
        title=items.text(item.get("title")),
        authors=several(printed) or told.authors,
        container=items.text(item.get("journal_name")),
        publisher=items.text(item.get("publisher")),
        issued=items.year(item.get("year")) or dates.parsed(items.text(item.get("published_date"))),
        ids=items.numbered({"doi": items.texts(item.get("doi")), "issn": issns}),
    )
    return entries.record(work, items.text(item.get("doi")).lower(), items.text(copy.get("url")))
