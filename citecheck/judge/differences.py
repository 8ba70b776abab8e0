"""The cited fields that disagree with the record's."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from citecheck.judge.evidence import WHOLE, Evidence
from citecheck.model import Citation, Date, Difference, Name, Work

# For each field (CSL's name): the score's name, the score below which it disagrees, the code, and how it is read.
_FIELDS: Mapping[str, tuple[str, float, str, Callable[[Work], str]]] = {
    "author": ("author", 0.90, "CC301", lambda work: _people(work.authors)),
    "editor": ("author", 0.90, "CC301", lambda work: "" if work.authors else _people(work.editors)),
    "title": ("title", 0.92, "CC302", lambda work: work.title),
    "issued": ("year", 0.50, "CC303", lambda work: _years(work)),  # noqa: PLW0108  (defined below)
    "container-title": ("container", 0.75, "CC304", lambda work: work.container),
    "volume": ("volume", 1.0, "CC305", lambda work: work.volume),
    "issue": ("issue", 1.0, "CC305", lambda work: work.issue),
    "page": ("page", 0.90, "CC305", lambda work: work.pages),
    "publisher": ("publisher", 0.60, "CC306", lambda work: work.publisher),
    "publisher-place": ("publisher-place", 0.60, "CC306", lambda work: work.address),
}
_PAGES = re.compile(
    r"\s*(?:pp?\.?|pages?|S\.|Seiten?|с\.)?\s*(\d{1,5})\s*(?:[-–—]\s*(\d{1,5}))?\s*(?:ff?\.?)?\s*", re.IGNORECASE
)
# Registrants of copies and versions: arXiv, SSRN, bioRxiv, Zenodo, OSF, figshare, JSTOR.
_COPIES = ("10.48550/", "10.2139/", "10.1101/", "10.5281/", "10.31234/", "10.31219/", "10.6084/", "10.2307/")
_NUMBER = re.compile(r"\d+")


def differences(cited: Work, citation: Citation, evidence: Evidence) -> tuple[Difference, ...]:
    """Every cited field whose score lies below its field's limit; another DOI (CC310); a page outside the work (CC312).

    Fields that the citation does not name, or that were inferred, cannot disagree.
    """
    known = evidence.match.record.work
    found = list(_fields(cited, known, citation, evidence))
    if evidence.parts.get("identifier") == 0.0 and (other := _other_identifier(cited, known)):
        found.append(other)
    if outside := _page_outside(citation.locator, known):
        found.append(outside)
    return tuple(found)


def _fields(cited: Work, known: Work, citation: Citation, evidence: Evidence) -> Iterator[Difference]:
    for field, (score, least, code, read) in _FIELDS.items():
        if code == "CC306" and _is_another_edition(cited, known):
            continue
        ours = read(cited)
        theirs = read(known) or (_people(known.authors or known.editors) if code == "CC301" else "")
        if ours and theirs and field not in citation.inferred and evidence.parts.get(score, 1.0) < least:
            yield Difference(field, ours, theirs, code)


def _is_another_edition(cited: Work, known: Work) -> bool:
    """A reprint or translation of another year has a publisher of its own by right."""
    return bool(cited.issued and known.issued and abs(cited.issued.year - known.issued.year) > 1)


def _other_identifier(cited: Work, known: Work) -> Difference | None:
    """Another DOI than the record's; a preprint's or an archive's copy has one of its own by right."""
    ours, theirs = cited.id("doi"), known.id("doi")
    if not ours or not theirs or ours == theirs or ours.startswith(_COPIES) or theirs.startswith(_COPIES):
        return None
    return Difference("DOI", ours, theirs, "CC310")


def _page_outside(locator: str, known: Work) -> Difference | None:
    """A page before the first or after the last; chapters, notes and Roman pages are not held against it."""
    page, bounds = _PAGES.fullmatch(locator), _extent(known)
    if not page or not bounds or bounds[0] <= int(page[1]) <= bounds[1]:
        return None
    return Difference("locator", locator, known.pages, "CC312")


def _extent(known: Work) -> tuple[int, int] | None:
    """The pages of an article from first to last, of a book from 1 to as many as it has; None where not known."""
    numbers = _NUMBER.findall(known.pages)
    if known.kind in WHOLE and len(numbers) == 1:
        return 1, int(numbers[0])
    if len(numbers) != 2:
        return None
    first, last = numbers[0], numbers[1]
    last = first[: max(len(first) - len(last), 0)] + last
    return (int(first), int(last)) if int(last) > int(first) else None


def _people(names: tuple[Name, ...]) -> str:
    return "; ".join(map(str, names))


def _years(work: Work) -> str:
    dates = [date for date in (work.original, work.issued) if isinstance(date, Date)]
    return "/".join(dict.fromkeys(f"{d.year}-{d.end_year}" if d.end_year else str(d.year) for d in dates))
