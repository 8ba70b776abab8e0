"""What a page tells of a decision, as the decision itself; nothing is written here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from citecheck.decisions import Change, ConflictError, Correction, Decisions, marked, version
from citecheck.errors import UsageError
from citecheck.model import Citation, Decision, DecisionKind, ParsedNote, Record, Verdict
from citecheck.review import shapes
from citecheck.review.documents import Opened
from citecheck.review.fields import rewritten

ACCEPTING = frozenset({DecisionKind.ACCEPTED, DecisionKind.CORRECTED})  # they name a record; all others want a reason
_IN_BULK = frozenset({Verdict.RESOLVED, Verdict.POSSIBLE, Verdict.AMBIGUOUS})


def require_seen(found: Decision | Correction | None, told: Mapping[str, Any]) -> None:
    """ConflictError where a page has seen another state (`expected`) than the one that is there."""
    if told.get("expected") != version(found):
        raise ConflictError(found)


def decision(
    one: Opened, place: int, number: int, told: Mapping[str, Any], found: Decision | None, by: str
) -> Decision:
    """The decision that is told of a citation; UsageError where it lacks a reason, a record or sense.

    `found`: the one that stands there, whose record may be accepted again. With `fields` an acceptance is a correction.
    """
    kind, fields = _kind(told), told.get("fields") or {}
    reason = " ".join(str(told.get("reason") or "").split())
    query, parsed = one.query(place, number), one.judged[place].parsed
    cited = parsed.citations[number]
    text = query.text if query else parsed.note.text.plain[cited.start : cited.end]
    if kind not in ACCEPTING:
        if not reason:
            raise UsageError(f"say why: {kind.value.replace('-', ' ')} needs a reason")
        return _made(kind, text, reason, by)
    record = _record(one, place, number, told.get("record"), found)
    if not fields:
        return _made(DecisionKind.ACCEPTED, text, reason, by, record)
    if cited.work is None:
        raise UsageError("this citation names no work that could be corrected")
    return replace(_made(DecisionKind.CORRECTED, text, reason, by, record), work=rewritten(cited.work, fields))


def correction(parsed: ParsedNote, citations: Any, by: str) -> Correction:
    """The fields of a note as they are told; UsageError where they cannot lie so."""
    text = parsed.note.text.plain
    return Correction(text, _with_signals(marked(text, citations), (*parsed.citations, *parsed.mentions)), by, now())


def in_bulk(one: Opened, decided: Decisions, above: float, by: str) -> tuple[Change, ...]:
    """Accepts the record of each undecided citation that is at least so likely and does not differ from it."""
    changes: dict[str, Change] = {}
    for place, number, key in one.cited():
        judgement = one.judged[place].judgements[number]
        if judgement is None or judgement.record is None or key in decided.settled or key in changes:
            continue
        if judgement.verdict in _IN_BULK and judgement.probability >= above:
            text, reason = judgement.answer.query.text, f"accepted with all above {above:g}"
            changes[key] = Change(
                "decisions", key, None, _made(DecisionKind.ACCEPTED, text, reason, by, judgement.record)
            )
    return tuple(changes.values())


def now() -> str:
    """ISO 8601, to the second, in UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _made(kind: DecisionKind, cited: str, reason: str, by: str, record: Record | None = None) -> Decision:
    return Decision(kind, " ".join(cited.split()), reason, by, now(), record)


def _kind(told: Mapping[str, Any]) -> DecisionKind:
    try:
        return DecisionKind(told["kind"])
    except ValueError as error:
        raise UsageError(f"no decision is called {told['kind']!r}: there are {', '.join(DecisionKind)}") from error


def _record(one: Opened, place: int, number: int, told: Any, found: Decision | None) -> Record:
    """The record that is named by catalogue and key: among today's candidates, or accepted before."""
    wanted = (told.get("catalogue"), told.get("key")) if isinstance(told, Mapping) else None
    known = [match.record for match in shapes.candidates(one.judged[place].judgements[number])]
    if found and found.record:
        known.append(found.record)
    record = next((each for each in known if (each.catalogue, each.key) == wanted), None)
    if record is None:
        raise UsageError("name the record that is accepted: one of the candidates")
    return record


def _with_signals(made: Iterable[Citation], read: Iterable[Citation]) -> tuple[Citation, ...]:
    """Citations marked by hand, with the words that lead to them as the machine read these."""
    known = [one for one in read if one.signal]
    return tuple(
        replace(one, signal=next((other.signal for other in known if other.end > one.start >= other.start), ""))
        for one in made
    )
