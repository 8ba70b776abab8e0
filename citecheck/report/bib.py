"""The bibliography of a report, as BibTeX and as CSL-JSON: one entry for each distinct work of all documents."""

from __future__ import annotations

from citecheck.formats import bibtex, csl
from citecheck.model import Report
from citecheck.report import shapes


class BibReporter:
    """`--format bib`."""

    name = "bib"

    def render(self, report: Report) -> str:
        """A .bib file."""
        return bibtex.dumps((entry.citekey, entry.work) for entry in report.bibliography.entries)


class CslReporter:
    """`--format csl`."""

    name = "csl"

    def render(self, report: Report) -> str:
        """A CSL-JSON array; each item's id is its citation key."""
        items = [{"id": entry.citekey} | csl.to_csl(entry.work) for entry in report.bibliography.entries]
        return shapes.written(items)
