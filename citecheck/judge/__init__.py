"""Step 5: what the catalogues' answer means for a citation, and what an editor should look at."""

from __future__ import annotations

from collections.abc import Sequence

from citecheck.judge import backreferences, consistency, disagreement, identifiers, resolution, status
from citecheck.judge.nature import strictly
from citecheck.judge.verdict import judge
from citecheck.model import Bibliography, CheckedNote, Finding

__all__ = ["judge", "review", "strictly"]


def review(notes: Sequence[CheckedNote], bibliography: Bibliography) -> tuple[Finding, ...]:
    """Every finding on the notes of a document (CC2xx to CC5xx), in the order of the notes."""
    found = [
        *resolution.findings(notes),
        *disagreement.findings(notes),
        *identifiers.findings(notes),
        *status.findings(notes),
        *backreferences.findings(notes),
        *consistency.findings(notes, bibliography),
    ]
    order = {checked.parsed.note.id: number for number, checked in enumerate(notes)}
    return tuple(sorted(found, key=lambda one: (order[one.note or ""], one.citation or 0, one.code)))
