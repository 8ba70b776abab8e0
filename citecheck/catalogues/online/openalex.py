"""OpenAlex (developers.openalex.org): the works of Crossref and of repositories, and whether they were retracted.

Each search costs of a daily budget: without a key about a hundred, with a free one a thousand.
"""

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
from citecheck.catalogues.online.wording import lead, plain, surname, title
from citecheck.catalogues.sources import openalex
from citecheck.model import Query, Record

_SELECTED = (
    "select",
    (
        "id,doi,ids,title,display_name,type,publication_year,publication_date,language,authorships,primary_location,"
        "biblio,is_retracted,is_paratext"
    ),
)


class OpenAlex(Turns):
    """Works by DOI and PMID, then by title: a search wants all its words in the work, and a reference has others."""

    name = "openalex"
    base = "https://api.openalex.org"
    policy = Policy(
        Rate(10, at_once=4), keyed=Rate(20, at_once=4), daily=True, key=Key("CITECHECK_OPENALEX_KEY", param="api_key")
    )
    absent = (
        Shape(404, "text/html", rb"<title>404 Not Found</title>", endpoint="/works/"),
        Shape(404, "application/json", endpoint="/works/"),
        Shape(200, "application/json", rb'"results"\s*:\s*\[\s*\]'),
    )

    def questions(self, query: Query, limit: int) -> Iterator[Question]:
        """By DOI or PMID, by the title without its subtitle and the author as printed, by title.

        The fields come first: a filter costs a tenth of a search, and a search in whole texts always finds something.
        """
        work = query.work
        doi, pmid = named(work, "doi"), named(work, "pmid")
        if doi:
            yield Question(f"{self.base}/works/https://doi.org/{quote(doi, safe='')}", (_SELECTED,))
        elif pmid:
            yield Question(f"{self.base}/works/pmid:{pmid}", (_SELECTED,))
        if plain(work.title) and surname(work):
            fields = f"title.search:{plain(lead(query))},raw_author_name.search:{surname(work)}"
            yield self._listed(limit, ("filter", fields))
        yield self._listed(limit, ("search", plain(title(query))))

    def _listed(self, limit: int, *params: tuple[str, str]) -> Question:
        return Question(f"{self.base}/works", (*params, ("per_page", str(limit)), _SELECTED))

    def read(self, reply: Reply) -> Iterable[Record]:
        """The works of a list, or the one of an identifier."""
        told = answers.json_object(reply)
        return answers.records(_record, answers.listed(told, "results") if "id" not in told else [told])


def _record(item: Any) -> Record:
    found = openalex.record(item)
    return replace(found, notices=openalex.notices(item, found.work))
