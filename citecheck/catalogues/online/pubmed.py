"""PubMed (eutils.ncbi.nlm.nih.gov): medicine and the life sciences, with retractions and corrections."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from citecheck.catalogues.online import answers
from citecheck.catalogues.online.naming import named
from citecheck.catalogues.online.policy import Key, Policy, Rate, Shape
from citecheck.catalogues.online.question import Ask, Question, Reply
from citecheck.catalogues.online.turns import Catalogue, told_by
from citecheck.catalogues.online.wording import lead, surname, telling, title
from citecheck.catalogues.sources import elements, entries, items
from citecheck.catalogues.sources.elements import Element, children, first, text, told
from citecheck.catalogues.sources.people import body
from citecheck.errors import CatalogueError
from citecheck.formats import dates
from citecheck.formats.identifiers import identifiers
from citecheck.model import Date, Kind, Name, Notice, Query, Record, Work

_XML = ("text/xml", "application/xml")
_WHOLE = frozenset({"PubmedArticle", "PubmedBookArticle"})
_RELATED = {
    "RetractionIn": "retraction", "PartialRetractionIn": "retraction", "ErratumIn": "correction",
    "CorrectedandRepublishedIn": "correction", "ExpressionOfConcernIn": "expression of concern",
}  # fmt: skip
_DAY = re.compile(r"(\d{4}) ([A-Z][a-z]{2})(?: (\d{1,2}))?")  # of a notice: "Lancet. 2010 Feb 6;375(9713):445"


class PubMed(Catalogue):
    """Articles by PMID; by DOI or the words of title and author, which takes two questions: numbers, then records."""

    name = "pubmed"
    base = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils"
    policy = Policy(Rate(3), keyed=Rate(10, at_once=3), mailto="email", key=Key("CITECHECK_NCBI_KEY", param="api_key"))
    absent = (
        Shape(200, "application/json", rb'\A(?!(?s:.*)"ERROR"\s*:)(?s:.*)"idlist"\s*:\s*\[\s*\]'),
        Shape(200, holds=rb"<PubmedArticleSet\s*(?:/>|>\s*</PubmedArticleSet>)"),
    )
    faults = (Shape(200, "application/json", rb'\A\s*\{\s*"error"|"ERROR"\s*:'),)

    def search(self, query: Query, limit: int, ask: Ask) -> Sequence[Record]:
        """Up to `limit` records: those of the PMID, else of the first search that finds any."""
        pmid = named(query.work, "pmid")
        if pmid:
            return self._fetched([pmid], ask)
        for term in self._terms(query):
            params = (("db", "pubmed"), ("term", term), ("retmode", "json"), ("retmax", str(limit)), _TOOL)
            reply = ask(Question(f"{self.base}/esearch.fcgi", params))
            if reply and (numbers := self.numbers(reply)):
                return self._fetched(numbers[:limit], ask)
        return ()

    def _terms(self, query: Query) -> Iterator[str]:
        if doi := named(query.work, "doi"):
            yield f'"{doi.replace(chr(34), "")}"[AID]'
        words = " AND ".join(f"{word}[Title]" for word in telling(lead(query) if query.work.title else title(query)))
        author = surname(query.work) if query.work.title else ""
        yield f"{words} AND {author}[Author]" if author else words

    def _fetched(self, numbers: Sequence[str], ask: Ask) -> tuple[Record, ...]:
        params = (("db", "pubmed"), ("id", ",".join(numbers)), ("retmode", "xml"), _TOOL)
        reply = ask(Question(f"{self.base}/efetch.fcgi", params, _XML))
        return told_by(self.read(reply), self.name) if reply else ()

    def numbers(self, reply: Reply) -> list[str]:
        """The PMIDs in the answer to a search."""
        result = items.mapping(answers.json_object(reply).get("esearchresult"))
        numbers = result.get("idlist")
        if not isinstance(numbers, list) or "ERROR" in result:
            raise CatalogueError(f"answers without numbers: {str(result.get('ERROR', ''))[:80]}")
        return items.texts(numbers)

    def read(self, reply: Reply) -> Iterable[Record]:
        """The records of articles and of books and their chapters."""
        root = answers.tree(reply.body)
        found = answers.innermost(root, _WHOLE)
        if elements.local(root) not in {"PubmedArticleSet", "PubmedBookArticleSet", *_WHOLE}:
            raise CatalogueError(f"answers with {elements.local(root)[:40]!r}, which holds no articles")
        return answers.records(_record, found)


_TOOL = ("tool", "citecheck")


def _record(element: Element) -> Record:
    return _book(element) if elements.local(element) == "PubmedBookArticle" else _article(element)


def _article(element: Element) -> Record:
    citation = first(element, "MedlineCitation")
    article = first(citation, "Article")
    issue = first(article, "Journal", "JournalIssue")
    pmid = text(citation, "PMID")
    ids = [one for one in children(element, "PubmedData", "ArticleIdList", "ArticleId") if one.get("IdType") == "doi"]
    ids += [one for one in children(article, "ELocationID") if one.get("EIdType") == "doi"]
    work = Work(
        kind=Kind.ARTICLE if "Preprint" in _types(article) else Kind.ARTICLE_JOURNAL,
        title=text(article, "ArticleTitle").strip("[]").removesuffix("]."),
        authors=_people(article),
        container=text(article, "Journal", "Title") or text(article, "Journal", "ISOAbbreviation"),
        issued=_date(first(issue, "PubDate")),
        volume=text(issue, "Volume"),
        issue=text(issue, "Issue"),
        pages=text(article, "Pagination", "MedlinePgn") or text(article, "Pagination", "StartPage"),
        language=text(article, "Language"),
        ids=items.numbered({"pmid": [pmid], "doi": map(told, ids), "issn": [text(article, "Journal", "ISSN")]}),
        variants=(text(article, "VernacularTitle"),),
    )
    return _told(work, pmid, _notices(citation, article, work))


def _book(element: Element) -> Record:
    document = first(element, "BookDocument")
    book = first(document, "Book")
    chapter, pmid = text(document, "ArticleTitle"), text(document, "PMID")
    work = Work(
        kind=Kind.CHAPTER if chapter else Kind.BOOK,
        title=chapter or text(book, "BookTitle"),
        authors=_people(document) or _people(book),
        container=text(book, "BookTitle") if chapter else "",
        series=text(book, "CollectionTitle"),
        publisher=text(book, "Publisher", "PublisherName"),
        address=text(book, "Publisher", "PublisherLocation"),
        issued=_date(first(book, "PubDate")),
        edition=text(book, "Edition"),
        language=text(document, "Language"),
        ids=items.numbered({"pmid": [pmid], "isbn": map(told, children(book, "Isbn"))}),
    )
    return _told(work, pmid, ())


def _told(work: Work, pmid: str, notices: tuple[Notice, ...]) -> Record:
    found = entries.record(work, pmid, f"https://pubmed.ncbi.nlm.nih.gov/{pmid}/" if pmid else "")
    return Record(found.work, "", found.key, found.url, notices=notices)


def _people(element: Element | None) -> tuple[Name, ...]:
    found: list[Name] = []
    for one in children(element, "AuthorList", "Author"):
        family, given = text(one, "LastName"), text(one, "ForeName") or text(one, "Initials")
        found += [Name(family, given, suffix=text(one, "Suffix"))] if family else body(text(one, "CollectiveName"))
    return tuple(found)


def _date(element: Element | None) -> Date | None:
    parts = {name.lower(): text(element, name) for name in ("Year", "Month", "Day")}
    return dates.from_fields(parts) or dates.parsed(text(element, "MedlineDate"))


def _types(article: Element | None) -> set[str]:
    return {told(one) for one in children(article, "PublicationTypeList", "PublicationType")}


def _notices(citation: Element | None, article: Element | None, work: Work) -> tuple[Notice, ...]:
    """What the record says became of the article; a retraction that is known by the article's type alone too."""
    found: dict[tuple[str, str], Notice] = {}
    types = _types(article)
    for one in children(citation, "CommentsCorrectionsList", "CommentsCorrections"):
        related, source = one.get("RefType", ""), text(one, "RefSource")
        nature = "published" if related == "UpdateIn" and "Preprint" in types else _RELATED.get(related)
        if nature:
            by = next((found.value for found in identifiers("doi", source)), "")
            notice = Notice(work.id("doi"), work.id("pmid"), nature, _day(source), by=by)
            found.setdefault((nature, by or text(one, "PMID") or source), notice)
    if "Retracted Publication" in types and not any(nature == "retraction" for nature, _ in found):
        found["retraction", ""] = Notice(work.id("doi"), work.id("pmid"), "retraction")
    return tuple(found.values())


def _day(source: str) -> str:
    found = _DAY.search(source)
    date = dates.from_fields({"year": found[1], "month": found[2], "day": found[3] or ""}) if found else None
    return dates.iso(date) if date else ""
