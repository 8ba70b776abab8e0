"""Which findings are reported, and which of them make a check fail."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from itertools import chain
from pathlib import PurePath

from citecheck import plugins
from citecheck.config import Settings
from citecheck.errors import UsageError
from citecheck.findings import register
from citecheck.model import CheckedDocument, Decision, DecisionKind, Finding, Report, Verdict

LEVELS = ("info", "warning", "error")


def require_known(settings: Settings) -> None:
    """UsageError for a code, in any of the settings, that no finding has."""
    for prefix in _codes(settings):
        if not any(code.startswith(prefix) for code in register()):
            raise UsageError(f"no finding has a code that begins with {prefix!r}{plugins.nearest(prefix, register())}")


def chosen(checked: CheckedDocument, settings: Settings) -> tuple[Finding, ...]:
    """The findings on a document that are to be reported, by their codes and its path."""
    path = PurePath(checked.document.path)
    fitting = (codes for glob, codes in settings.per_file_ignores if _fits(path, glob))
    ignored = (*settings.ignore, *chain.from_iterable(fitting))
    return tuple(
        f
        for f in checked.findings
        if (not settings.select or f.code.startswith(settings.select)) and not f.code.startswith(ignored)
    )


def _fits(path: PurePath, glob: str) -> bool:
    """Whether a glob fits a file, by its name or by its path as it was given or from here; * goes across folders."""
    names = (path.name, path.as_posix(), os.path.relpath(path).replace(os.sep, "/"))
    return any(fnmatchcase(name, glob) for name in names)


def _codes(settings: Settings) -> Iterator[str]:
    yield from (*settings.select, *settings.ignore, *(one for one in settings.fail_on if one not in LEVELS))
    yield from chain.from_iterable(codes for _, codes in settings.per_file_ignores)


def fails(report: Report, settings: Settings) -> bool:
    """Whether the report has a finding that `settings.fail_on` names, by level or code prefix, and that stands."""
    return any(_counts(f, settings.fail_on) for d in report.documents for f in d.findings if f.stands)


def _counts(finding: Finding, fail_on: Sequence[str]) -> bool:
    return any(
        LEVELS.index(finding.level) >= LEVELS.index(one) if one in LEVELS else finding.code.startswith(one)
        for one in fail_on
    )


def is_incomplete(report: Report) -> bool:
    """Whether a catalogue that was needed could not be asked: where an editor has decided, it is not needed."""
    return any(
        judgement is not None and judgement.verdict is Verdict.UNCHECKED and _is_open(note.decision(number))
        for document in report.documents
        for note in document.notes
        for number, judgement in enumerate(note.judgements)
    )


def _is_open(decision: Decision | None) -> bool:
    return decision is None or decision.kind is DecisionKind.QUERY
