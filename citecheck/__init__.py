"""citecheck verifies the footnotes of a manuscript: each note read, each cited work held against catalogues.

>>> import citecheck
>>> report = citecheck.check("refs/manuscripts/ocr-chapter.md", catalogues=["shelf"])
>>> [(finding.place.line, finding.code) for finding in report.documents[0].findings]
[(75, 'CC201')]

`docs/library.md` shows the rest. Whatever the command does, these functions do; nothing is printed, and what goes wrong
is a `citecheck.errors.CitecheckError`.
"""

from __future__ import annotations

from collections.abc import Iterable
from os import PathLike
from typing import TYPE_CHECKING, Any

from citecheck.defaults import VERSION

if TYPE_CHECKING:
    from citecheck.config import Settings as Settings
    from citecheck.model import Apparatus, Failure
    from citecheck.model import Report as Report

__version__ = VERSION
__all__ = ["Report", "Settings", "__version__", "bib", "check", "extract", "render"]

Paths = Iterable[str | PathLike[str]] | str | PathLike[str]


def check(paths: Paths, settings: Settings | None = None, **chosen: Any) -> Report:
    """The main job: every note of every file read, parsed, matched and judged.

    Settings are given as one value or by their names: ``check("a.md", offline=True, fail_on=["CC2"])``; UsageError for
    a name that is none. A file that cannot be read is a `Failure` of the report, no error.
    """
    from citecheck import pipeline  # lazy here and below: `citecheck --help` needs none of it

    return pipeline.check(paths, _settled(settings, chosen))


def extract(
    paths: Paths, settings: Settings | None = None, **chosen: Any
) -> tuple[tuple[Apparatus, ...], tuple[Failure, ...]]:
    """The notes of every file with their marks, and the files that could not be read; no catalogue is asked.

    >>> (apparatus,), failures = extract("refs/manuscripts/ocr-chapter.md")
    >>> len(apparatus.notes), failures
    (13, ())
    """
    from citecheck import extraction

    return extraction.extract(paths, _settled(settings, chosen))


def bib(
    paths: Paths,
    settings: Settings | None = None,
    *,
    complete: bool = False,
    only_resolved: bool = False,
    **chosen: Any,
) -> Report:
    """What the notes cite: a report whose `bibliography` has an entry for each distinct work.

    `complete` fills in from the catalogues' records what the manuscript leaves open, `only_resolved` leaves out what no
    catalogue knows.

    >>> [entry.citekey for entry in bib("refs/manuscripts/ocr-chapter.md").bibliography.entries[:2]]
    ['marx1871letter', 'lenin1908lessons']
    """
    from citecheck import pipeline

    return pipeline.bibliography(paths, _settled(settings, chosen), complete=complete, only_resolved=only_resolved)


def render(report: Report, form: str = "text") -> str | bytes:
    """The report as `--format FORM` writes it, bytes for docx; UsageError where no reporter has the name."""
    from citecheck import plugins

    return plugins.reporter(form).render(report)


def _settled(settings: Settings | None, chosen: dict[str, Any]) -> Settings:
    from citecheck import config

    return config.chosen(settings, chosen)


def __getattr__(name: str) -> Any:
    """The types, loaded at first use."""
    if name == "Settings":
        from citecheck.config import Settings

        return Settings
    if name == "Report":
        from citecheck.model import Report

        return Report
    raise AttributeError(f"module 'citecheck' has no attribute {name!r}")
