"""The bibliography of a report: one entry for each distinct work of all documents, in every format it is written in."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from citecheck.errors import UsageError
from citecheck.formats import bibtex, csl, ris
from citecheck.model import Entry, Report, Work
from citecheck.report import formatted

FORMS = {  # by the suffix of the file
    "bib": "bib", "ris": "ris", "json": "csl", "md": "markdown", "html": "html", "htm": "html", "txt": "text",
    "docx": "docx",
}  # fmt: skip
STYLE = "chicago-notes-bibliography"  # of what people read, where none is named
NAMES = ("bib", "biblatex", "ris", "csl", "markdown", "html", "text", "docx")


class BibReporter:
    """`--format bib`."""

    name = "bib"

    def render(self, report: Report) -> str:
        """A .bib file for BibTeX."""
        return bibtex.dumps(_works(report), notes=_remarks(report))


class RisReporter:
    """`--format ris`."""

    name = "ris"

    def render(self, report: Report) -> str:
        """A .ris file."""
        return ris.dumps(_works(report), _remarks(report))


class CslReporter:
    """`--format csl`."""

    name = "csl"

    def render(self, report: Report) -> str:
        """A CSL-JSON array; each item's id is its citation key."""
        items = [_item(entry) for entry in report.bibliography.entries]
        return json.dumps(items, ensure_ascii=False, indent=1) + "\n"


def written(report: Report, form: str, style: str, *, with_notes: bool) -> str | bytes:
    """The bibliography in one of `NAMES`; `style` and `with_notes` are for those that people read."""
    if form == "biblatex":
        return bibtex.dumps(_works(report), modern=True, notes=_remarks(report))
    if form in _RENDER:
        return _RENDER[form](report)
    page = formatted.page(report, style, with_notes=with_notes)
    if report.bibliography.entries and not (page.works or with_notes):
        raise UsageError(f"the style {style!r} has no bibliography: add --notes")
    return _WRITE[form](page)


def trace(report: Report) -> str:
    """Which fields are not the manuscript's, and whose they are: a JSON array of one object a field."""
    fields = [
        {"citekey": entry.citekey, "field": one.field, "catalogue": one.catalogue, "key": one.key, "url": one.url}
        for entry in report.bibliography.entries
        for one in entry.filled
    ]
    return json.dumps(fields, ensure_ascii=False, indent=1) + "\n"


_RENDER: dict[str, Callable[[Report], str]] = {
    "bib": BibReporter().render,
    "ris": RisReporter().render,
    "csl": CslReporter().render,
}
_WRITE: dict[str, Callable[[formatted.Page], str | bytes]] = {
    "markdown": formatted.markdown,
    "html": formatted.html,
    "text": formatted.text,
    "docx": formatted.docx,
}


def _works(report: Report) -> Iterator[tuple[str, Work]]:
    return ((entry.citekey, entry.work) for entry in report.bibliography.entries)


def _remarks(report: Report) -> dict[str, str]:
    """For each key ``publisher, issued from shelf:cliff1974state``, where something was filled in."""
    return {entry.citekey: _origin(entry) for entry in report.bibliography.entries if entry.filled}


def _origin(entry: Entry) -> str:
    record = entry.filled[0]
    return f"{', '.join(one.field for one in entry.filled)} from {record.catalogue}:{record.key}"


def _item(entry: Entry) -> dict[str, Any]:
    item = {"id": entry.citekey} | csl.to_csl(entry.work)
    if entry.filled:
        origins = {one.field: f"{one.catalogue}:{one.key}" for one in entry.filled}
        item["custom"] = item.get("custom", {}) | {"filled": origins}
    return item
