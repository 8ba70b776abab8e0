"""The baseline: findings that are known, in a file, so that a check blocks only what is new."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from citecheck.errors import UsageError
from citecheck.model import CheckedDocument, Finding, Report

SCHEMA = "citecheck-baseline/1"
NEW, UNCHANGED = "new", "unchanged"
_PASSING = "CC204"  # what could not be asked is known of no work: it passes with the outage


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """What makes two findings the same: the file, the code, the fingerprint. `path`: from the baseline's folder."""

    path: str
    code: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Known:
    """A known finding: how often it occurs, its message for people, and the `label` that they gave it, "" if none."""

    key: Key
    count: int
    message: str
    label: str = ""


def load(path: Path) -> tuple[Known, ...]:
    """The known findings of a file; UsageError where there is none, or it is no baseline."""
    try:
        body = json.loads(path.read_text("utf-8"))
        if body["schema"] != SCHEMA:
            raise UsageError(f"{path}: its schema is {body['schema']!r}, not {SCHEMA!r}: create it anew")
        return tuple(_known(one) for one in body["findings"])
    except FileNotFoundError as error:
        raise UsageError(f"{path}: no such baseline: make it with `citecheck baseline create`") from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UsageError(f"{path}: no baseline of citecheck's: {error}") from error


def dumps(known: Iterable[Known]) -> str:
    """The file: sorted, a few lines each, so that a difference shows what has changed."""
    body = {"schema": SCHEMA, "findings": [_shape(one) for one in sorted(known, key=lambda one: one.key)]}
    return json.dumps(body, ensure_ascii=False, indent=1) + "\n"


def held_against(report: Report, known: Sequence[Known], path: Path, *, complete: bool = True) -> Report:
    """The report, each finding that counts marked as new or unchanged.

    A finding that is known so many times is unchanged so many times, in the order of the document. Of known ones that
    are gone it warns, unless the check is not `complete`.
    """
    left = Counter({one.key: one.count for one in known})
    documents = tuple(_marked(document, left, path) for document in report.documents)
    gone = sum(left[one.key] for one in known if one.key.path in _paths(report, path))
    if not (gone and complete):
        return replace(report, documents=documents)
    told = f"{path}: {gone} of its findings {'is' if gone == 1 else 'are'} gone: `citecheck baseline update` drops them"
    return replace(report, documents=documents, warnings=(*report.warnings, told))


def of(report: Report, path: Path, before: Sequence[Known] = ()) -> tuple[Known, ...]:
    """The baseline of a report, to lie at `path`.

    From the one before it has the labels, and the findings of files that were not checked.
    """
    found = list(_standing(report, path))
    counts = Counter(key for key, _ in found)
    messages = dict(reversed(found))
    labels = {one.key: one.label for one in before}
    checked = _paths(report, path)
    kept = [one for one in before if one.key.path not in checked]
    return (*kept, *(Known(key, counts[key], messages[key], labels.get(key, "")) for key in counts))


def relative(path: str, baseline: Path) -> str:
    """A document's path as the baseline tells it: from its folder, with slashes, wherever the command was run."""
    return Path(os.path.relpath(path, baseline.parent)).as_posix()


def _paths(report: Report, baseline: Path) -> frozenset[str]:
    return frozenset(relative(one.document.path, baseline) for one in report.documents)


def _standing(report: Report, path: Path) -> Iterator[tuple[Key, str]]:
    for document in report.documents:
        for finding in document.findings:
            if finding.suppressed is None and finding.code != _PASSING:
                yield _key(document, finding, path), finding.message


def _marked(document: CheckedDocument, left: Counter[Key], path: Path) -> CheckedDocument:
    findings = []
    for finding in document.findings:
        if finding.suppressed is None:
            key = _key(document, finding, path)
            is_known = left[key] > 0
            left[key] -= is_known
            findings.append(replace(finding, baseline=UNCHANGED if is_known else NEW))
        else:
            findings.append(finding)
    return replace(document, findings=tuple(findings))


def _key(document: CheckedDocument, finding: Finding, path: Path) -> Key:
    return Key(relative(document.document.path, path), finding.code, finding.fingerprint)


def _shape(one: Known) -> dict[str, Any]:
    return {
        "path": one.key.path,
        "code": one.key.code,
        "fingerprint": one.key.fingerprint,
        "count": one.count,
        "message": one.message,
        "label": one.label or None,
    }


def _known(shape: Mapping[str, Any]) -> Known:
    key = Key(str(shape["path"]), str(shape["code"]), str(shape["fingerprint"]))
    return Known(key, int(shape["count"]), str(shape["message"]), str(shape.get("label") or ""))
