"""What decisions do to verdicts and findings: what is settled stays in the report, and does not count."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from citecheck.decisions.file import Decisions
from citecheck.decisions.keys import key_of
from citecheck.model import (
    CheckedNote,
    Decision,
    DecisionKind,
    Finding,
    Judgement,
    Note,
    Query,
    Record,
    Reference,
    Verdict,
    Work,
)

# For each kind of decision the findings that it settles, by code. None settles what became of the work since (CC4xx)
# or how notes refer to one another (CC5xx), and an identifier or page that is wrong (CC31x) only "known good".
_DOUBTS = ("CC20",)
_DIFFERENCES = ("CC30",)
_COVERED: Mapping[DecisionKind, tuple[str, ...]] = {
    DecisionKind.ACCEPTED: (*_DOUBTS, *_DIFFERENCES),
    DecisionKind.CORRECTED: (*_DOUBTS, *_DIFFERENCES),
    DecisionKind.ELSEWHERE: (*_DOUBTS, *_DIFFERENCES),
    DecisionKind.ARCHIVAL: (*_DOUBTS, *_DIFFERENCES),
    DecisionKind.KNOWN_GOOD: ("CC2", "CC3"),
    DecisionKind.QUERY: (),
}
_ACCEPTING = frozenset({DecisionKind.ACCEPTED, DecisionKind.CORRECTED})


def covers(decision: Decision | None, code: str) -> bool:
    """Whether a finding of this code is settled by a decision on its citation.

    >>> covers(Decision(DecisionKind.ARCHIVAL, "Marx to Engels"), "CC201"), covers(None, "CC201")
    (True, False)
    """
    return decision is not None and code.startswith(_COVERED[decision.kind])


def made_on(note: Note, asked: Sequence[Query | None], decided: Decisions) -> tuple[Decision | None, ...]:
    """For each citation of a note the decision on it; empty where there is none. `asked`: the question of each."""
    if not decided.settled:
        return ()
    made = tuple(decided.settled.get(key_of(query, note, number)) for number, query in enumerate(asked))
    return made if any(made) else ()


def rewritten(notes: Iterable[CheckedNote]) -> dict[Reference, Work]:
    """How works are to read, by their citations, where an editor corrected them."""
    return {
        Reference(note.parsed.note.id, number): made.work
        for note in notes
        for number, made in enumerate(note.decisions)
        if made is not None and made.work is not None
    }


def settled(judgement: Judgement | None, decision: Decision | None) -> Judgement | None:
    """The verdict that holds once an editor has decided.

    The record that was accepted is taken from today's answer where that has it, since it may have been retracted since;
    "archival" makes the verdict "uncatalogued"; all others leave it as it is.
    """
    if judgement is None or decision is None:
        return judgement
    if decision.kind in _ACCEPTING and decision.record:
        record = _today(judgement, decision.record)
        return replace(
            judgement, verdict=Verdict.RESOLVED, reason=str(decision), probability=1.0, record=record, differences=()
        )
    if decision.kind is DecisionKind.ARCHIVAL:
        return replace(
            judgement, verdict=Verdict.UNCATALOGUED, reason=str(decision), probability=0.0, record=None, differences=()
        )
    return judgement


def settled_note(note: CheckedNote, asked: Sequence[Query | None], decided: Decisions) -> CheckedNote:
    """A judged note with what an editor decided of its citations; as it is where nothing is."""
    made = made_on(note.parsed.note, asked, decided)
    if not made:
        return note
    return replace(note, judgements=tuple(map(settled, note.judgements, made)), decisions=made)


def settle(before: Sequence[Finding], after: Sequence[Finding], notes: Sequence[CheckedNote]) -> list[Finding]:
    """The findings that hold, and suppressed those that do not for a decision's sake; in no certain order.

    `before`: what is found without the decisions, `after`: with the verdicts that `settled` gives. `notes`: with their
    decisions.
    """
    by_id = {one.parsed.note.id: one for one in notes}
    told = [(one, _decision(one, by_id)) for one in after]
    standing = [replace(one, suppressed=str(made)) if made and covers(made, one.code) else one for one, made in told]
    there = set(after)
    gone = ((one, _decision(one, by_id)) for one in before if one not in there)
    return [*standing, *(replace(one, suppressed=str(made)) for one, made in gone if made)]


def _decision(finding: Finding, notes: Mapping[str, CheckedNote]) -> Decision | None:
    note = notes.get(finding.note or "")
    return note.decision(finding.citation) if note and finding.citation is not None else None


def _today(judgement: Judgement, record: Record) -> Record:
    known = (one.record for one in judgement.answer.matches)
    return next((one for one in known if (one.catalogue, one.key) == (record.catalogue, record.key)), record)
