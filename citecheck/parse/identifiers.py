"""Identifiers in notes: DOI, ISBN, ISSN, arXiv, PubMed and plain addresses, cleaned of what printing adds."""

from __future__ import annotations

import re
from collections.abc import Iterator

from citecheck.model import Identifier

_DOI = re.compile(r"\b10\.\d{4,9}/[^\s\"<>“”«»]+")
_URL = re.compile(r"\b(?:https?|ftp)://[^\s\"<>“”«»]+|\bwww\.[^\s\"<>“”«»]+", re.IGNORECASE)
_ISBN = re.compile(r"\bISBN(?:-1[03])?:?\s*((?:97[89][-‐– ]?)?(?:\d[-‐– ]?){9}[\dXx])\b", re.IGNORECASE)
_ISSN = re.compile(r"\bISSN:?\s*(\d{4}[-‐–]\d{3}[\dXx])\b", re.IGNORECASE)
_ARXIV = re.compile(r"\barXiv:\s*((?:[a-z-]{2,10}(?:\.[A-Z]{2})?/\d{7}|\d{4}\.\d{4,5})(?:v\d+)?)", re.IGNORECASE)
_PMID = re.compile(r"\bPMID:?\s*(\d{4,9})\b", re.IGNORECASE)
_HYPHENS = str.maketrans("‐‑–", "---")
_RESOLVER = re.compile(r"(?:https?://)?(?:dx\.)?doi\.org/", re.IGNORECASE)
_HINTS = ("10.", "http", "www.", "ftp:", "isbn", "issn", "arxiv", "pmid")
_DOI_MARK = re.compile(r"(?:(?:https?://)?(?:dx\.)?doi\.org/|doi:?\s*)\Z", re.IGNORECASE)

Found = tuple[int, int, str]


def find_identifiers(text: str, start: int, end: int) -> Iterator[Found]:
    """Stretches (start, end, CSL variable) of the identifiers in part of a text, by kind; they do not overlap.

    An address of the DOI resolver is a DOI, whole. arXiv and PubMed numbers, which CSL has no variable for, are "note".
    """
    low = text[start:end].lower()
    if not any(hint in low for hint in _HINTS):
        return
    taken = bytearray(end - start)
    for found in _stretches(text, start, end):
        first, last = found[0] - start, found[1] - start
        if not any(taken[first:last]):
            taken[first:last] = b"\x01" * (last - first)
            yield found


def _stretches(text: str, start: int, end: int) -> Iterator[Found]:
    for found in _DOI.finditer(text, start, end):
        lead = _DOI_MARK.search(text, max(start, found.start() - 24), found.start())
        yield lead.start() if lead and "/" in lead[0] else found.start(), _trim(text, found.start(), found.end()), "DOI"
    for found in _URL.finditer(text, start, end):
        yield found.start(), _trim(text, found.start(), found.end()), "URL"
    for field, pattern in (("ISBN", _ISBN), ("ISSN", _ISSN), ("note", _ARXIV), ("note", _PMID)):
        for found in pattern.finditer(text, start, end):
            yield (found.start() if field == "note" else found.start(1)), found.end(), field


def _trim(text: str, start: int, end: int) -> int:
    """Leaves out what ends the sentence: stops, quotation marks, brackets that were not opened inside."""
    while end > start and (text[end - 1] in ".,;:'’!?>*" or (text[end - 1] in ")]}" and _unopened(text[start:end]))):
        end -= 1
    return end


def _unopened(text: str) -> bool:
    opening = {")": "(", "]": "[", "}": "{"}[text[-1]]
    return text.count(opening) < text.count(text[-1])


def identify(field: str, printed: str) -> Identifier | None:
    """The identifier a span prints, normalized; None where it is none.

    >>> identify("DOI", "https://doi.org/10.1093/Past‐1.")
    Identifier(scheme='doi', value='10.1093/past-1')
    """
    if field == "DOI":
        found = _DOI.search(printed)
        return (
            Identifier("doi", found[0][: _trim(found[0], 0, len(found[0]))].translate(_HYPHENS).lower())
            if found
            else None
        )
    if field == "URL":
        if _RESOLVER.match(printed):
            return identify("DOI", printed)
        return Identifier("url", printed)
    if field in ("ISBN", "ISSN"):
        kept = "".join(c for c in printed.translate(_HYPHENS).upper() if c.isdigit() or c == "X")
        return Identifier(field.lower(), kept if field == "ISBN" else f"{kept[:4]}-{kept[4:]}") if kept else None
    for scheme, pattern in (("arxiv", _ARXIV), ("pmid", _PMID)):
        if found := pattern.search(printed):
            return Identifier(scheme, found[1])
    return None
