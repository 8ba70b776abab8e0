"""`citecheck.decisions.json`: what was decided of each work cited, by whom, when and why; made to be read in a diff."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from citecheck.decisions.keys import key_of_note
from citecheck.decisions.marks import marked, shapes_of
from citecheck.errors import UsageError
from citecheck.formats.csl import from_csl, to_csl
from citecheck.model import Citation, Decision, DecisionKind, Note, Notice, Record

NAME = "citecheck.decisions.json"
SCHEMA = "citecheck-decisions/1"
SECTIONS = ("decisions", "corrections")


@dataclass(frozen=True, slots=True)
class Correction:
    """The citations of a note as somebody marked them: offsets, signals and spans in its `note` text."""

    note: str
    citations: tuple[Citation, ...]
    by: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class Decisions:
    """All that a file holds: decisions by the key of what is cited, corrections by that of the note's text."""

    settled: Mapping[str, Decision] = field(default_factory=dict)
    corrections: Mapping[str, Correction] = field(default_factory=dict)

    def by_hand(self, note: Note) -> tuple[Citation, ...] | None:
        """The citations of a note as they were marked by hand; None where nobody did."""
        found = self.corrections.get(key_of_note(note.text.plain)) if self.corrections else None
        return found.citations if found and found.note == note.text.plain else None


def load(path: Path) -> Decisions:
    """The decisions of a file, none where there is no file; UsageError where it is something else."""
    body = read(path)
    try:
        return Decisions(
            {key: decision(shape) for key, shape in body["decisions"].items()},
            {key: correction(shape) for key, shape in body["corrections"].items()},
        )
    except (KeyError, TypeError, ValueError, AttributeError, UsageError) as error:
        raise UsageError(f"{path}: not all of it are decisions of citecheck's: {_why(error)}") from error


def read(path: Path) -> dict[str, Any]:
    """The file as it stands, with both sections; an empty one where there is no file."""
    empty: dict[str, Any] = {"schema": SCHEMA, **{name: {} for name in SECTIONS}}
    try:
        body = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return empty
    except (OSError, ValueError) as error:  # half a merge in it, or not UTF-8
        raise UsageError(f"{path}: the decisions cannot be read, and nothing is written to it: {error}") from error
    if not isinstance(body, dict) or body.get("schema") != SCHEMA:
        schema = body.get("schema") if isinstance(body, dict) else None
        raise UsageError(f"{path}: its schema is {schema!r}, not {SCHEMA!r}: is it a file of decisions?")
    if not all(isinstance(body.get(name, {}), dict) for name in SECTIONS):
        raise UsageError(f"{path}: {' and '.join(SECTIONS)} are to be objects")
    return empty | body


def dumps(body: Mapping[str, Any]) -> str:
    """The file's text: each section in the order of its keys, so that an added decision is an added piece of a diff."""
    ordered = {name: dict(sorted(one.items())) if name in SECTIONS else one for name, one in body.items()}
    return json.dumps(ordered, ensure_ascii=False, indent=1) + "\n"


# --- shapes ---------------------------------------------------------------------------------------------------------


def decision_shape(one: Decision) -> dict[str, Any]:
    """A decision as the file has it; `work` and `record.work` are CSL-JSON."""
    return {
        "cited": one.cited,
        "kind": one.kind.value,
        "reason": one.reason,
        "by": one.by,
        "at": one.at,
        "record": _record_shape(one.record) if one.record else None,
        "work": to_csl(one.work) if one.work else None,
    }


def decision(shape: Mapping[str, Any]) -> Decision:
    """The other way round; KeyError, TypeError or ValueError where something is missing or of another kind."""
    kind = DecisionKind(shape["kind"])
    record = _record(shape["record"]) if shape.get("record") else None
    if record is None and kind in (DecisionKind.ACCEPTED, DecisionKind.CORRECTED):
        raise ValueError(f"{shape['cited']!r} is {kind.value} without a record")
    work = from_csl(shape["work"]) if shape.get("work") else None
    reason, by, at = (str(shape.get(name) or "") for name in ("reason", "by", "at"))
    return Decision(kind, str(shape["cited"]), reason, by, at, record, work)


def correction_shape(one: Correction) -> dict[str, Any]:
    """A correction as the file has it."""
    return {"note": one.note, "by": one.by, "at": one.at, "citations": shapes_of(one.citations)}


def correction(shape: Mapping[str, Any]) -> Correction:
    """The other way round; UsageError where marks lie where they cannot."""
    note = str(shape["note"])
    return Correction(note, marked(note, shape["citations"]), str(shape.get("by") or ""), str(shape.get("at") or ""))


def _record_shape(one: Record) -> dict[str, Any]:
    told: dict[str, Any] = {"catalogue": one.catalogue, "key": one.key, "url": one.url, "work": to_csl(one.work)}
    if one.notices:
        told["notices"] = [
            {"nature": n.nature, "date": n.date, "reason": n.reason, "DOI": n.doi, "PMID": n.pmid, "by": n.by}
            for n in one.notices
        ]
    return told


def _record(shape: Mapping[str, Any]) -> Record:
    notices = tuple(
        Notice(one["DOI"], one["PMID"], one["nature"], one["date"], one["reason"], one["by"])
        for one in shape.get("notices", ())
    )
    return Record(
        from_csl(shape["work"]), str(shape["catalogue"]), str(shape["key"]), str(shape.get("url") or ""), (), notices
    )


def _why(error: Exception) -> str:
    return f"{error} is missing" if isinstance(error, KeyError) else str(error)
