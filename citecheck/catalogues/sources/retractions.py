"""Retraction Watch's table (gitlab.com/crossref/retraction-watch-data): no works, but what became of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from citecheck.catalogues.sources.entries import Skipped, UnusableError, settled
from citecheck.catalogues.sources.tables import rows
from citecheck.catalogues.sources.unpacked import Content
from citecheck.formats.identifiers import identifiers
from citecheck.model import Notice, Record

_DATE = re.compile(r"\s*(\d{1,2})/(\d{1,2})/(\d{4})")
_NATURES = frozenset({"retraction", "correction", "expression of concern", "reinstatement"})


def read(content: Content) -> Iterator[Record | Notice | Skipped]:
    """A notice for each row that says of which work it speaks."""
    for place, row in rows(content.stream):
        yield settled(_notice, row, content.name, place)


def _notice(row: Mapping[str, str]) -> Notice:
    doi = next((one.value for one in identifiers("doi", row["OriginalPaperDOI"])), "")
    pmid = next((one.value for one in identifiers("pmid", row["OriginalPaperPubMedID"])), "").lstrip("0")
    nature = row["RetractionNature"].strip().casefold()
    if not (doi or pmid):
        raise UnusableError("no identifier", f"neither DOI nor PMID of the paper: {row['Title'][:60]}")
    if nature not in _NATURES:
        raise UnusableError("unknown nature", f"a notice of {row['RetractionNature']!r}")
    by = next((one.value for one in identifiers("doi", row.get("RetractionDOI") or "")), "")
    return Notice(doi, pmid, nature, _iso(row["RetractionDate"]), _reason(row["Reason"]), by)


def _iso(date: str) -> str:
    """``2/21/2014 0:00`` as ``2014-02-21``."""
    found = _DATE.match(date)
    return f"{found[3]}-{int(found[1]):02}-{int(found[2]):02}" if found else ""


def _reason(told: str) -> str:
    """``+Duplication of Image;+Error in Data;`` as ``Duplication of Image; Error in Data``."""
    return "; ".join(reason for one in told.split(";") if (reason := one.strip(" +")))
