"""Crossref (api.crossref.org): what publishers register with a DOI, and what they and Retraction Watch say of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import quote

from citecheck.catalogues.online import answers
from citecheck.catalogues.online.naming import named
from citecheck.catalogues.online.policy import Key, Policy, Rate, Shape
from citecheck.catalogues.online.question import Question, Reply
from citecheck.catalogues.online.turns import Turns
from citecheck.catalogues.online.wording import lead, reference, surname
from citecheck.catalogues.sources import crossref, items
from citecheck.errors import CatalogueError
from citecheck.model import Query, Record

_SELECTED = (  # of lists only; it knows no language and no edition-number
    "DOI,type,title,subtitle,original-title,short-title,author,editor,translator,issued,published,container-title,volume,"
    "issue,page,article-number,publisher,publisher-location,ISBN,ISSN,relation,update-to,updated-by"
)
_ELSEWHERE = (  # prefixes of DOIs that are registered with DataCite: arXiv, Zenodo, OSF, figshare, Dataverse, Dryad
    "10.48550/", "10.5281/", "10.17605/", "10.31219/", "10.6084/", "10.7910/", "10.5061/"
)  # fmt: skip


class Crossref(Turns):
    """Articles, chapters and books by DOI and ISBN, and by the whole reference, which it was built to be asked by."""

    name = "crossref"
    base = "https://api.crossref.org"
    policy = Policy(
        Rate(5),
        polite=Rate(3, at_once=3),
        key=Key("CITECHECK_CROSSREF_TOKEN", "Crossref-Plus-API-Token", "", "Bearer "),
    )
    absent = (
        Shape(404, "text/plain", rb"Resource not found"),
        Shape(200, "application/json", rb'"items"\s*:\s*\[\s*\]'),
    )

    def questions(self, query: Query, limit: int) -> Iterator[Question]:
        """By DOI or ISBN, by the whole reference, by title and author."""
        work, rows = query.work, ("rows", str(limit))
        doi, isbn = named(work, "doi"), named(work, "isbn")
        if doi and not doi.startswith(_ELSEWHERE):
            yield Question(f"{self.base}/works/{quote(doi, safe='')}")
        elif isbn:
            yield self._listed(("filter", f"isbn:{isbn}"), rows)
        yield self._listed(("query.bibliographic", reference(query)), rows)
        if work.title and surname(work):
            yield self._listed(("query.bibliographic", lead(query)), ("query.author", surname(work)), rows)

    def _listed(self, *params: tuple[str, str]) -> Question:
        return Question(f"{self.base}/works", (*params, ("select", _SELECTED)))

    def read(self, reply: Reply) -> Iterable[Record]:
        """The works of a list, or the one of a DOI."""
        told = answers.json_object(reply)
        message = items.mapping(told.get("message"))
        if not message or told.get("status") != "ok":
            raise CatalogueError(f"answers without a message: {str(told.get('message'))[:80]}")
        works = answers.listed(message, "items") if "items" in message else [message]
        return answers.records(_record, works)


def _record(item: Any) -> Record:
    return replace(crossref.record(item), notices=crossref.notices(item))
