"""Zotero's own JSON: items of its interface and of its translators."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from citecheck.catalogues.sources import entries, items
from citecheck.formats import dates
from citecheck.model import Kind, Name, Record, Work

_KINDS = {
    "audioRecording": Kind.DOCUMENT, "bill": Kind.LEGISLATION, "blogPost": Kind.WEBPAGE, "book": Kind.BOOK,
    "bookSection": Kind.CHAPTER, "case": Kind.LEGAL_CASE, "computerProgram": Kind.SOFTWARE,
    "conferencePaper": Kind.PAPER_CONFERENCE, "dataset": Kind.DATASET, "dictionaryEntry": Kind.ENTRY_ENCYCLOPEDIA,
    "email": Kind.PERSONAL_COMMUNICATION, "encyclopediaArticle": Kind.ENTRY_ENCYCLOPEDIA, "hearing": Kind.LEGISLATION,
    "interview": Kind.INTERVIEW, "journalArticle": Kind.ARTICLE_JOURNAL, "letter": Kind.PERSONAL_COMMUNICATION,
    "magazineArticle": Kind.ARTICLE_MAGAZINE, "manuscript": Kind.MANUSCRIPT,
    "newspaperArticle": Kind.ARTICLE_NEWSPAPER, "preprint": Kind.ARTICLE, "presentation": Kind.SPEECH,
    "report": Kind.REPORT, "standard": Kind.STANDARD, "statute": Kind.LEGISLATION, "thesis": Kind.THESIS,
    "webpage": Kind.WEBPAGE,
}  # fmt: skip
_TITLES = ("title", "caseName", "nameOfAct", "subject")
_CONTAINERS = ("publicationTitle", "bookTitle", "proceedingsTitle", "encyclopediaTitle", "dictionaryTitle", "blogTitle")
_PUBLISHERS = ("publisher", "university", "institution", "company", "label", "studio")
_NOT_WORKS = frozenset({"attachment", "note", "annotation"})


def recognizes(item: Mapping[str, Any]) -> bool:
    """An `itemType`, in the item or in its `data`."""
    return "itemType" in item or "itemType" in items.mapping(item.get("data"))


def record(item: Mapping[str, Any]) -> Record:
    """The record of an item; attachments and notes are none."""
    data = items.mapping(item.get("data")) or item
    type_ = items.text(data.get("itemType"))
    if type_ in _NOT_WORKS:
        raise entries.UnusableError("no work", f"a {type_} is no work")
    work = Work(
        kind=_KINDS.get(type_, Kind.DOCUMENT),
        title=_first(data, *_TITLES),
        authors=_people(data, "author", "interviewee", "presenter", "programmer"),
        editors=_people(data, "editor"),
        translators=_people(data, "translator"),
        container=_first(data, *_CONTAINERS, "websiteTitle"),
        series=_first(data, "series", "seriesTitle"),
        publisher=_first(data, *_PUBLISHERS),
        address=_first(data, "place"),
        issued=dates.parsed(_first(data, "date", "dateDecided", "dateEnacted")),
        volume=_first(data, "volume"),
        issue=_first(data, "issue", "number", "seriesNumber"),
        pages=_first(data, "pages"),
        edition=_first(data, "edition"),
        genre=_first(data, "thesisType", "reportType"),
        archive=_first(data, "archive"),
        language=_first(data, "language"),
        ids=items.numbered(
            {
                s: items.texts(data.get(n))
                for n, s in (("DOI", "doi"), ("ISBN", "isbn"), ("ISSN", "issn"), ("url", "url"))
            }
        ),
        variants=tuple(items.texts(data.get("shortTitle"))),
    )
    return entries.record(work, items.text(item.get("key") or item.get("itemKey") or item.get("itemID")))


def _first(data: Mapping[str, Any], *names: str) -> str:
    return next((found for name in names if (found := items.text(data.get(name)))), "")


def _people(data: Mapping[str, Any], *roles: str) -> tuple[Name, ...]:
    return tuple(
        _names(one for one in items.mappings(data.get("creators")) if one.get("creatorType", "author") in roles)
    )


def _names(creators: Iterator[Mapping[str, Any]]) -> Iterator[Name]:
    for one in creators:
        family, given = items.text(one.get("lastName")), items.text(one.get("firstName"))
        if family and given:
            yield Name(family, given)
        elif literal := family or given or items.text(one.get("name")):
            yield Name(literal=literal)
