"""Comments in the manuscript, ``<!-- citecheck: ignore CC201 reason -->``, held against its findings."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from citecheck.errors import UsageError
from citecheck.findings import make
from citecheck.model import CheckedDocument, Finding, Place, Remark
from citecheck.suppress.rule import Rule, parse

_VERB = "ignore"
_FORM = "ignore CODE REASON until=YYYY-MM-DD"


def remarked(checked: CheckedDocument, today: date) -> CheckedDocument:
    """The document, its findings suppressed where a comment says so, and a finding for each comment that says it badly.

    A comment speaks of the note or paragraph that it stands in; alone on its lines, of the one that begins next. A
    paragraph takes the notes that it calls with it. One that gives no code or no reason suppresses nothing (CC601),
    nor does one whose day is over (CC602).
    """
    if not checked.document.remarks:
        return checked
    rules, complaints = _rules(checked.document.remarks, today)
    units = _Units.of(checked)
    spoken = [(rule, units.spoken_of(remark)) for remark, rule in rules]
    marks = {one.parsed.note.id: one.parsed.note.mark for one in checked.notes}
    findings = []
    for finding in checked.findings:
        mark = marks.get(finding.note or "")
        within = {units.around(place) for place in (finding.place, mark.place if mark else finding.place)}
        reason = next((rule.reason for rule, of in spoken if rule.covers(finding.code) and within & of), None)
        findings.append(finding if reason is None else replace(finding, suppressed=reason))
    return replace(checked, findings=(*findings, *complaints))


def _rules(remarks: Iterable[Remark], today: date) -> tuple[list[tuple[Remark, Rule]], list[Finding]]:
    """The remarks that hold, with what they say, and findings on the others."""
    rules: list[tuple[Remark, Rule]] = []
    complaints: list[Finding] = []
    for remark in remarks:
        try:
            rule = _parsed(remark.text)
        except UsageError as error:
            complaints.append(
                make("CC601", f"this comment suppresses nothing: {error}", remark.place, subject=remark.text,
                     hint=f"Write “citecheck: {_FORM}”.")
            )  # fmt: skip
            continue
        if rule.is_over(today):
            message = f"this comment held until {rule.until}: what it suppressed counts again"
            complaints.append(
                make("CC602", message, remark.place, subject=remark.text,
                     hint="Mend what it spoke of, or give it a new date.")
            )  # fmt: skip
        else:
            rules.append((remark, rule))
    return rules, complaints


def _parsed(text: str) -> Rule:
    verb, _, rest = text.partition(" ")
    if verb != _VERB:
        raise UsageError(f"{verb!r} is nothing that it can ask for: {_VERB!r} is")
    rule = parse(rest)
    if not rule.codes:
        raise UsageError("no code is given: name those that are to be left alone (CC for all)")
    return rule


@dataclass(frozen=True, slots=True)
class _Units:
    """Where the notes and paragraphs of each file begin, as (line, column), in order."""

    starts: Mapping[str, list[tuple[int, int]]] = field(default_factory=dict)

    @classmethod
    def of(cls, checked: CheckedDocument) -> _Units:
        """Those of a document."""
        places = [block.place for block in checked.document.blocks] + [one.parsed.note.place for one in checked.notes]
        starts: dict[str, set[tuple[int, int]]] = {}
        for place in places:
            if place.line is not None:
                starts.setdefault(place.path, set()).add((place.line, place.column or 0))
        return cls({path: sorted(found) for path, found in starts.items()})

    def around(self, place: Place) -> tuple[str, int, int]:
        """The beginning of what a place lies in: the last before it, or its own."""
        starts, here = self.starts.get(place.path, []), (place.line or 0, place.column or 0)
        start = starts[max(bisect_right(starts, here) - 1, 0)] if starts else here
        return place.path, *start

    def spoken_of(self, remark: Remark) -> set[tuple[str, int, int]]:
        """The beginnings of what a remark speaks of."""
        return {(remark.place.path, *start) for start in self._spoken_of(remark)}

    def _spoken_of(self, remark: Remark) -> Iterator[tuple[int, int]]:
        starts = self.starts.get(remark.place.path, [])
        line, column = remark.place.line or 0, remark.place.column or 0
        if remark.alone:
            yield from starts[(after := bisect_left(starts, (line, column))) : after + 1]
            return
        here = starts[bisect_left(starts, (line, 0)) : bisect_left(starts, (line + 1, 0))]
        yield from here or starts[max(bisect_left(starts, (line, column)) - 1, 0) :][:1]
