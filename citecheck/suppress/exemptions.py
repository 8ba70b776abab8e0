"""`.citecheckignore`: exemptions for a whole project, one a line, by fingerprint, citation key or pattern."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from citecheck.errors import UsageError
from citecheck.model import CheckedDocument, Finding, Reference, Report
from citecheck.suppress.rule import Rule, parse

_LINE = re.compile(r"(?:/(?P<pattern>(?:[^/\\]|\\.)+)/|(?P<name>[^\s/]\S*))(?P<rule>\s.*|$)")


@dataclass(frozen=True, slots=True)
class Exemption:
    """A line of the file: one of a fingerprint, a citation key and a pattern, and the rule that holds for it."""

    line: int
    rule: Rule
    name: str = ""
    pattern: re.Pattern[str] | None = None

    def fits(self, finding: Finding, citekey: str, text: str) -> bool:
        """Whether a finding on this work and text is meant."""
        if not self.rule.covers(finding.code):
            return False
        if self.pattern is not None:
            return self.pattern.search(text) is not None
        return self.name in {finding.fingerprint, citekey} - {""}


def load(path: Path) -> tuple[Exemption, ...]:
    """The exemptions in a file; UsageError with the line of the first that says no reason, or nothing sensible."""
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: cannot be read: {getattr(error, 'strerror', None) or error}") from error
    return tuple(
        _parsed(path, number, line.strip())
        for number, line in enumerate(lines, 1)
        if line.strip() and not line.lstrip().startswith("#")
    )


def exempted(report: Report, exemptions: Sequence[Exemption], path: str, today: date) -> Report:
    """The report, its findings suppressed where an exception fits; of those whose day is over it warns.

    `path`: the file they come from, for the warnings.
    """
    holding = [one for one in exemptions if not one.rule.is_over(today)]
    over = tuple(
        f"{path}:{one.line}: held until {one.rule.until}, and counts no more: mend it, or give it a new date"
        for one in exemptions
        if one.rule.is_over(today)
    )
    keys = {reference: entry.citekey for entry in report.bibliography.entries for reference in entry.cited}
    documents = tuple(_exempted(one, holding, keys) for one in report.documents) if holding else report.documents
    return replace(report, documents=documents, warnings=report.warnings + over)


def _exempted(
    checked: CheckedDocument, exemptions: Sequence[Exemption], keys: Mapping[Reference, str]
) -> CheckedDocument:
    notes = {one.parsed.note.id: one.parsed for one in checked.notes}
    findings = []
    for finding in checked.findings:
        parsed, number = notes.get(finding.note or ""), finding.citation
        citekey, text = "", finding.message
        if parsed is not None:
            citekey = keys.get(Reference(f"{checked.document.path}#{parsed.note.id}", number or 0), "")
            span = (
                slice(None) if number is None else slice(parsed.citations[number].start, parsed.citations[number].end)
            )
            text = parsed.note.text.plain[span]
        reason = next((one.rule.reason for one in exemptions if one.fits(finding, citekey, text)), None)
        findings.append(finding if reason is None or finding.suppressed else replace(finding, suppressed=reason))
    return replace(checked, findings=tuple(findings))


def _parsed(path: Path, number: int, line: str) -> Exemption:
    found = _LINE.fullmatch(line)
    if found is None:
        raise UsageError(f"{path}:{number}: write a fingerprint, a citation key or /a pattern/, then the reason")
    try:
        rule = parse(found["rule"])
        return Exemption(number, rule, found["name"] or "", re.compile(found["pattern"]) if found["pattern"] else None)
    except UsageError as error:
        raise UsageError(f"{path}:{number}: {error}") from error
    except re.error as error:
        raise UsageError(f"{path}:{number}: /{found['pattern']}/ is no regular expression: {error}") from error
