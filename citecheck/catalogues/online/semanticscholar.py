"""Semantic Scholar (api.semanticscholar.org): papers; without a key all the world shares one allowance."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import quote

from citecheck.catalogues.online import answers
from citecheck.catalogues.online.naming import named
from citecheck.catalogues.online.policy import Key, Policy, Rate, Shape
from citecheck.catalogues.online.question import Question, Reply
from citecheck.catalogues.online.turns import Turns
from citecheck.catalogues.online.wording import lead, plain, surname, title
from citecheck.catalogues.sources import entries, items
from citecheck.catalogues.sources.people import several
from citecheck.formats import dates
from citecheck.model import Kind, Query, Record, Work

_FIELDS = ("fields", "title,year,authors,venue,publicationVenue,journal,externalIds,publicationTypes,publicationDate")
_KNOWN_BY = {"doi": "DOI", "arxiv": "ARXIV", "pmid": "PMID"}
_KINDS = {  # in this order: a paper is called a journal's and a conference's at once
    "Book": Kind.BOOK, "BookSection": Kind.CHAPTER, "Dataset": Kind.DATASET, "Conference": Kind.PAPER_CONFERENCE,
    "Review": Kind.ARTICLE_JOURNAL, "JournalArticle": Kind.ARTICLE_JOURNAL,
}  # fmt: skip


class SemanticScholar(Turns):
    """Papers by DOI, arXiv number or PMID, by the title that is most like, by title and author."""

    name = "semanticscholar"
    base = "https://api.semanticscholar.org/graph/v1"
    policy = Policy(Rate(1), attempts=2, key=Key("CITECHECK_SEMANTICSCHOLAR_KEY", "x-api-key"))
    absent = (
        Shape(404, "application/json", rb'"error"\s*:\s*"(?:Title match|Paper with id [^"]{1,200}) not found"'),
        Shape(200, "application/json", rb'"data"\s*:\s*\[\s*\]|\{\s*"total"\s*:\s*0\b'),
    )

    def questions(self, query: Query, limit: int) -> Iterator[Question]:
        """By identifier, by title, by title and author."""
        work = query.work
        known = next((f"{sign}:{value}" for one, sign in _KNOWN_BY.items() if (value := named(work, one))), "")
        if known:
            yield Question(f"{self.base}/paper/{quote(known, safe=':')}", (_FIELDS,))
        yield Question(f"{self.base}/paper/search/match", (("query", plain(title(query))), _FIELDS))
        if work.title:
            words = f"{plain(lead(query))} {surname(work)}".strip()
            yield Question(f"{self.base}/paper/search", (("query", words), ("limit", str(limit)), _FIELDS))

    def read(self, reply: Reply) -> Iterable[Record]:
        """The papers of a list, or the one of an identifier."""
        told = answers.json_object(reply)
        papers = [told] if "paperId" in told else answers.listed(told, "data") if told.get("total") != 0 else []
        return answers.records(_record, papers)


def _record(item: Mapping[str, Any]) -> Record:
    key, journal = items.text(item.get("paperId")), items.mapping(item.get("journal"))
    venue, known = items.mapping(item.get("publicationVenue")), items.mapping(item.get("externalIds"))
    types = items.texts(item.get("publicationTypes"))
    work = Work(
        kind=next((kind for type_, kind in _KINDS.items() if type_ in types), Kind.ARTICLE),
        title=items.text(item.get("title")),
        authors=several(items.text(one.get("name")) for one in items.mappings(item.get("authors"))),
        container=items.text(journal.get("name") or venue.get("name") or item.get("venue")),
        issued=items.year(item.get("year")) or dates.parsed(items.text(item.get("publicationDate"))),
        volume=items.text(journal.get("volume")),
        pages=" ".join(items.text(journal.get("pages")).split()),
        ids=items.numbered(
            {
                "doi": items.texts(known.get("DOI")),
                "arxiv": items.texts(known.get("ArXiv")),
                "pmid": items.texts(known.get("PubMed")),
                "issn": items.texts(venue.get("issn")),
            }
        ),
    )
    return entries.record(work, key, f"https://www.semanticscholar.org/paper/{key}" if key else "")
