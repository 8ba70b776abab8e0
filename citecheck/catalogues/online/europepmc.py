"""Europe PMC (europepmc.org): PubMed's articles, and preprints with what became of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from citecheck.catalogues.online import answers
from citecheck.catalogues.online.naming import named
from citecheck.catalogues.online.policy import Policy, Rate, Shape
from citecheck.catalogues.online.question import Question, Reply
from citecheck.catalogues.online.turns import Turns
from citecheck.catalogues.online.wording import lead, surname, telling, title
from citecheck.catalogues.sources import entries, items
from citecheck.catalogues.sources.people import named as person
from citecheck.errors import CatalogueError
from citecheck.formats import dates
from citecheck.model import Kind, Name, Notice, Query, Record, Work

_RELATED = {
    "retraction in": "retraction", "partial retraction in": "retraction", "erratum in": "correction",
    "corrected and republished in": "correction", "expression of concern in": "expression of concern",
}  # fmt: skip


class EuropePmc(Turns):
    """Articles by PMID or DOI, by the words of title and author, by those of the title without its subtitle."""

    name = "europepmc"
    base = "https://www.ebi.ac.uk/europepmc/webservices/rest"
    policy = Policy(Rate(5, at_once=2))
    absent = (Shape(200, "application/json", rb'"hitCount"\s*:\s*0\b'),)

    def questions(self, query: Query, limit: int) -> Iterator[Question]:
        """By identifier, by title and author, by the title without its subtitle."""
        work = query.work
        if pmid := named(work, "pmid"):
            yield self._question(f"EXT_ID:{pmid} AND SRC:MED", limit)
        elif doi := named(work, "doi"):
            yield self._question(f'DOI:"{doi.translate(_QUOTED)}"', limit)
        author = f' AND AUTH:"{surname(work)}"' if work.title and surname(work) else ""
        for words in dict.fromkeys(" AND ".join(telling(one)) for one in (title(query), lead(query))):
            yield self._question(f"TITLE:({words}){author}", limit)

    def _question(self, words: str, limit: int) -> Question:
        params = (("query", words), ("format", "json"), ("resultType", "core"), ("pageSize", str(limit)))
        return Question(f"{self.base}/search", params)

    def read(self, reply: Reply) -> Iterable[Record]:
        """The articles."""
        told = answers.json_object(reply)
        if told.get("hitCount") == 0:
            return ()
        found = answers.listed(told, "resultList", "result")
        if not found:
            raise CatalogueError("answers without articles, and does not say that there are none")
        return answers.records(_record, found)


_QUOTED = str.maketrans({'"': " ", "\\": " "})


def _record(item: Mapping[str, Any]) -> Record:
    journal, book = items.mapping(item.get("journalInfo")), items.mapping(item.get("bookOrReportDetails"))
    serial = items.mapping(journal.get("journal"))
    types = {one.casefold() for one in items.texts(items.mapping(item.get("pubTypeList")).get("pubType"))}
    key = f"{items.text(item.get('source')) or 'MED'}/{items.text(item.get('id'))}"
    work = Work(
        kind=Kind.ARTICLE if "preprint" in types else Kind.BOOK if "book" in types else Kind.ARTICLE_JOURNAL,
        title=items.text(item.get("title")).removesuffix("."),
        authors=tuple(_people(item)),
        container=items.text(serial.get("title") or item.get("journalTitle")),
        publisher=items.text(book.get("publisher")),
        issued=items.year(item.get("pubYear")) or dates.parsed(items.text(item.get("firstPublicationDate"))),
        volume=items.text(journal.get("volume") or item.get("journalVolume")),
        issue=items.text(journal.get("issue") or item.get("issue")),
        pages=items.text(item.get("pageInfo")),
        language=items.text(item.get("language")),
        ids=items.numbered(
            {
                "doi": items.texts(item.get("doi")),
                "pmid": items.texts(item.get("pmid")),
                "issn": [*items.texts(serial.get("issn")), *items.texts(item.get("journalIssn"))],
                "isbn": [*items.texts(book.get("isbn13")), *items.texts(book.get("isbn10"))],
            }
        ),
    )
    found = entries.record(work, key, f"https://europepmc.org/article/{key}")
    return replace(found, notices=_notices(item, work, retracted="retracted publication" in types))


def _people(item: Mapping[str, Any]) -> Iterator[Name]:
    """Of the list of authors, or of the line of names ("Wakefield AJ, Murch SH."), which have their initials last."""
    listed = list(items.mappings(items.mapping(item.get("authorList")).get("author")))
    for one in listed:
        family = items.text(one.get("lastName"))
        if family:
            yield Name(family, items.text(one.get("firstName")) or items.text(one.get("initials")))
        elif whole := items.text(one.get("collectiveName")) or items.text(one.get("fullName")):
            yield Name(literal=whole)
    if not listed:
        for written in items.text(item.get("authorString")).rstrip(".").split(", "):
            family, _, initials = written.rpartition(" ")
            if name := family or initials:
                yield Name(name, initials) if family else person(name)


def _notices(item: Mapping[str, Any], work: Work, *, retracted: bool) -> tuple[Notice, ...]:
    doi, pmid = work.id("doi"), work.id("pmid")
    listed = items.mappings(items.mapping(item.get("commentCorrectionList")).get("commentCorrection"))
    natures = (_nature(items.text(one.get("type")).casefold(), work) for one in listed)
    found = [Notice(doi, pmid, nature) for nature in dict.fromkeys(filter(None, natures))]
    if retracted and not any(one.nature == "retraction" for one in found):
        found.append(Notice(doi, pmid, "retraction"))
    return tuple(found)


def _nature(type_: str, work: Work) -> str:
    if type_ == "preprint of":
        return "published" if work.kind is Kind.ARTICLE else ""
    return _RELATED.get(type_, "")
