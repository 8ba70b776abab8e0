"""CC301 to CC312: cited fields that disagree with the record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from citecheck.judge.naming import Cited, called, citations
from citecheck.model import CheckedNote, Difference, Finding, Record

_NAMES: Mapping[str, str] = {
    "author": "author", "editor": "editor", "title": "title", "issued": "year", "container-title": "journal or volume",
    "volume": "volume",
    "issue": "issue", "page": "pages", "publisher": "publisher", "publisher-place": "place", "DOI": "DOI",
}  # fmt: skip


def findings(notes: Sequence[CheckedNote]) -> Iterator[Finding]:
    """One for each field that disagrees; of back references only the page, since the rest is said of their targets."""
    for cited in citations(notes):
        judgement = cited.judgement
        if judgement is None or judgement.record is None:
            continue
        for difference in judgement.differences:
            if cited.citation.refers_to is None or difference.field == "locator":
                yield _finding(cited, difference, judgement.record)


def _finding(cited: Cited, difference: Difference, record: Record) -> Finding:
    work, source = called(cited.citation.work, cited.text), f"{record.catalogue}:{record.key}"
    if difference.field == "locator":
        message = f"{work}: page {difference.cited} lies outside the work ({difference.record} in {source})"
        return cited.find(difference.code, message, "Check the page, or whether another work is meant.")
    message = f"{work}: {_NAMES[difference.field]} cited as “{difference.cited}”, in {source} “{difference.record}”"
    return cited.find(
        difference.code, message, f"Check against the source; if the record is right: {difference.record}"
    )
