"""What kind of work a reference names, from its spans and the words in them."""

from __future__ import annotations

import re
from functools import cache

from citecheck.model import Kind
from citecheck.parse.law import is_code, names_parties
from citecheck.parse.letters import names_ends
from citecheck.parse.words import vocabulary

_DAY = re.compile(r"(?<!\d)\d{1,2}(?!\d)")
_WORD = re.compile(r"[\w’']+")
_STATUTE = re.compile(r"\bAct \d{4}\b|\bAct\b.*\bs\. ?\d")


def kind_of(printed: dict[str, list[str]], whole: str) -> Kind:
    """The kind, from printed fields by CSL variable and the whole citation.

    A container with volume, issue or pages is a periodical's; with editors, publisher or place a book's.
    """
    title = " ".join(printed.get("title", []))
    return _by_words(title, printed, whole) or _by_fields(printed, title)


def _by_words(title: str, printed: dict[str, list[str]], whole: str) -> Kind | None:
    first = title.lower().split(" ", 1)[0].strip(":,.")
    if "archive" in printed:
        return Kind.MANUSCRIPT
    if first in vocabulary("kinds", "letter") and _is_letter(title):
        return Kind.PERSONAL_COMMUNICATION
    if ("original-date" in printed or "container-title" not in printed) and _is_dated_letter(title, printed):
        return Kind.PERSONAL_COMMUNICATION
    if names_parties(title) and "author" not in printed:
        return Kind.LEGAL_CASE
    if any(map(is_code, printed.get("container-title", ()))):
        return Kind.LEGISLATION
    if "genre" in printed and _has(printed["genre"][0], "thesis"):
        return Kind.THESIS
    if first in vocabulary("kinds", "speech") and "container-title" not in printed:
        return Kind.SPEECH
    if "container-title" not in printed and _has(whole, "thesis"):
        return Kind.THESIS
    if first in vocabulary("kinds", "report") and "container-title" not in printed:
        return Kind.REPORT
    return None


def _by_fields(printed: dict[str, list[str]], title: str) -> Kind:
    if "container-title" in printed:
        return _part(printed)
    if "URL" in printed and not {"publisher", "publisher-place", "issued"} & printed.keys():
        return Kind.WEBPAGE
    if _STATUTE.search(title):
        return Kind.LEGISLATION
    if (
        title.lower().strip() in vocabulary("kinds", "classics")
        and not {"publisher", "publisher-place"} & printed.keys()
    ):
        return Kind.CLASSIC
    if not title and "editor" in printed and "page" in printed:
        return Kind.CHAPTER
    return Kind.BOOK if title else Kind.DOCUMENT


def _part(printed: dict[str, list[str]]) -> Kind:
    """A part of a periodical or of a book."""
    container = printed["container-title"][0]
    book = {"editor", "publisher", "publisher-place", "edition"} & printed.keys() or _in_honour(container)
    if _newspaper(container) and not book and "volume" not in printed:
        return Kind.ARTICLE_NEWSPAPER
    if {"volume", "issue", "page"} & printed.keys() and not book:
        return Kind.ARTICLE_JOURNAL if "title" in printed else Kind.PERIODICAL
    return Kind.ARTICLE_JOURNAL if _journal(container) and not book else Kind.CHAPTER


def _is_dated_letter(title: str, printed: dict[str, list[str]]) -> bool:
    """Whether a title names who wrote to whom, and a day stands with it."""
    date = next(iter(printed.get("original-date", printed.get("issued", ()))), "")
    return bool(_DAY.search(date)) and names_ends(title)


def _is_letter(title: str) -> bool:
    """Whether a title is of a letter: it names who wrote to whom, with "to" in any language."""
    words = set(_WORD.findall(title.lower()))
    return bool(words & vocabulary("kinds", "between", "to")) or title.lower().split()[0] in (
        "telegram",
        "e-mail",
        "email",
        "memorandum",
        "interview",
    )


def _has(text: str, *keys: str) -> bool:
    return bool(set(_WORD.findall(text.lower())) & vocabulary("kinds", *keys))


@cache
def _in_honour(title: str) -> bool:
    return title.lower().split(" ", 1)[0] in vocabulary("parts", "collections")


@cache
def _newspaper(title: str) -> bool:
    return bool(set(_WORD.findall(title.lower())) & vocabulary("containers", "newspaper"))


@cache
def _journal(title: str) -> bool:
    return bool(set(_WORD.findall(title.lower())) & vocabulary("containers", "journal"))
