"""DataCite (api.datacite.org): what repositories deposit with a DOI; arXiv and Zenodo are here, not in Crossref."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import quote

from citecheck.catalogues.online import answers
from citecheck.catalogues.online.naming import named
from citecheck.catalogues.online.policy import Policy, Rate, Shape
from citecheck.catalogues.online.question import Question, Reply
from citecheck.catalogues.online.turns import Turns
from citecheck.catalogues.online.wording import lead, plain, reference, surname, telling
from citecheck.catalogues.sources import datacite
from citecheck.model import Query, Record

_JSON = ("application/json", "application/vnd.api+json")


class DataCite(Turns):
    """Records by DOI, by the words of title and creator, by those of the title without its subtitle."""

    name = "datacite"
    base = "https://api.datacite.org"
    policy = Policy(Rate(1, at_once=2), polite=Rate(3, at_once=2))  # 1,000 in 5 minutes for those who give their name
    absent = (
        Shape(404, holds=rb'"title"\s*:\s*"The resource you are looking for does'),
        Shape(200, holds=rb'\A\s*\{\s*"data"\s*:\s*\[\s*\]'),
    )

    def questions(self, query: Query, limit: int) -> Iterator[Question]:
        """By DOI, by the words of title and creator, by title alone."""
        work = query.work
        if doi := named(work, "doi"):
            yield Question(f"{self.base}/dois/{quote(doi, safe='')}", accept=_JSON)
        elif arxiv := named(work, "arxiv"):
            yield Question(f"{self.base}/dois/{quote(f'10.48550/arxiv.{arxiv}', safe='')}", accept=_JSON)
        if not work.title:
            yield self._listed(plain(reference(query)), limit)
            return
        titled = f"titles.title:({' AND '.join(telling(lead(query)))})"
        if author := surname(work):
            yield self._listed(f"{titled} AND creators.name:({' AND '.join(author.split())})", limit)
        yield self._listed(titled, limit)

    def _listed(self, words: str, limit: int) -> Question:
        return Question(f"{self.base}/dois", (("query", words), ("page[size]", str(limit))), _JSON)

    def read(self, reply: Reply) -> Iterable[Record]:
        """The records of a list, or the one of a DOI."""
        told = answers.json_object(reply)
        data = told.get("data")
        return answers.records(datacite.record, [data] if isinstance(data, dict) else answers.listed(told, "data"))
