"""OpenAlex's works (docs.openalex.org): the lines of the snapshot, and the answers of the interface."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from citecheck.catalogues.sources import entries, items
from citecheck.catalogues.sources.people import several
from citecheck.formats import dates
from citecheck.model import Kind, Notice, Record, Work

_KINDS = {
    "article": Kind.ARTICLE_JOURNAL, "journal-article": Kind.ARTICLE_JOURNAL, "book": Kind.BOOK,
    "monograph": Kind.BOOK, "book-chapter": Kind.CHAPTER, "dissertation": Kind.THESIS, "preprint": Kind.ARTICLE,
    "posted-content": Kind.ARTICLE, "report": Kind.REPORT, "dataset": Kind.DATASET, "standard": Kind.STANDARD,
    "review": Kind.ARTICLE_JOURNAL, "editorial": Kind.ARTICLE_JOURNAL, "letter": Kind.ARTICLE_JOURNAL,
    "reference-entry": Kind.ENTRY_ENCYCLOPEDIA, "proceedings-article": Kind.PAPER_CONFERENCE,
    "conference-paper": Kind.PAPER_CONFERENCE, "book-review": Kind.REVIEW, "software": Kind.SOFTWARE,
}  # fmt: skip


def recognizes(item: Mapping[str, Any]) -> bool:
    """An id of OpenAlex, or its authorships."""
    return "authorships" in item or items.text(item.get("id")).startswith("https://openalex.org/W")


def record(item: Mapping[str, Any]) -> Record:
    """The record of a work; the front matter and covers that OpenAlex calls paratext are none."""
    key = items.text(item.get("id")).rpartition("/")[2]
    if item.get("is_paratext") is True:
        raise entries.UnusableError("no work", f"paratext is no work: {key}")
    location = items.mapping(item.get("primary_location"))
    source = items.mapping(location.get("source"))
    biblio, ids = items.mapping(item.get("biblio")), items.mapping(item.get("ids"))
    work = Work(
        kind=_KINDS.get(items.text(item.get("type")), Kind.DOCUMENT),
        title=items.text(item.get("title") or item.get("display_name")),
        authors=several(_author(one) for one in items.mappings(item.get("authorships"))),
        container=_container(source, items.text(location.get("raw_source_name"))),
        publisher=items.text(source.get("host_organization_name")),
        issued=items.year(item.get("publication_year")) or dates.parsed(items.text(item.get("publication_date"))),
        volume=items.text(biblio.get("volume")),
        issue=items.text(biblio.get("issue")),
        pages=items.pages(biblio.get("first_page"), biblio.get("last_page")),
        language=items.text(item.get("language")),
        ids=items.numbered(
            {
                "doi": [items.text(item.get("doi")) or items.text(ids.get("doi"))],
                "issn": [items.text(source.get("issn_l")), *items.texts(source.get("issn"))],
                "pmid": [items.text(ids.get("pmid"))],
            }
        ),
    )
    return entries.record(work, key)


def notices(item: Mapping[str, Any], work: Work) -> tuple[Notice, ...]:
    """That the work was retracted; when, why and by what it does not say."""
    retracted = item.get("is_retracted") is True
    return (Notice(work.id("doi"), work.id("pmid"), "retraction"),) if retracted else ()


def _container(source: Mapping[str, Any], printed: str) -> str:
    """What it appeared in, as OpenAlex calls it, or as printed where OpenAlex does not know it; no repository."""
    return "" if source.get("type") == "repository" else items.text(source.get("display_name")) or printed


def _author(authorship: Mapping[str, Any]) -> str:
    """The name as printed on the work, else as OpenAlex calls the person."""
    printed = items.text(authorship.get("raw_author_name"))
    return printed or items.text(items.mapping(authorship.get("author")).get("display_name"))
