"""Step 5: what the catalogues' answer means for a citation, and what an editor should look at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from citecheck.house import ANY, House
from citecheck.judge import (
    backreferences,
    consistency,
    disagreement,
    forms,
    identifiers,
    listing,
    resolution,
    status,
)
from citecheck.judge.listing import CITED, LISTED
from citecheck.judge.nature import strictly
from citecheck.judge.verdict import judge
from citecheck.model import Bibliography, CheckedNote, Finding, Note

__all__ = ["CITED", "LISTED", "judge", "ordered", "review", "strictly"]


def review(
    notes: Sequence[CheckedNote],
    bibliography: Bibliography,
    house: House = ANY,
    entries: Sequence[Note] = (),
    joined: Bibliography = Bibliography(),  # noqa: B008  (frozen)
) -> tuple[Finding, ...]:
    """Every finding on the notes of a document (CC2xx to CC5xx), in the order of the notes.

    `house`: the style whose rules hold. `entries`: those of a list of works behind the notes; `joined`: the works of
    both, which names the notes CITED#ID and the entries LISTED#ID. What is found on an entry comes last.
    """
    described = listing.listed_short(joined) if house.short_first else frozenset()
    found = [
        *resolution.findings(notes),
        *disagreement.findings(notes),
        *identifiers.findings(notes),
        *status.findings(notes),
        *backreferences.findings(notes, described),
        *consistency.findings(notes, bibliography),
        *forms.findings(notes, house),
        *listing.findings(notes, entries, joined),
    ]
    return ordered(found, notes)


def ordered(found: Iterable[Finding], notes: Sequence[CheckedNote]) -> tuple[Finding, ...]:
    """Findings in the order of the notes, in a note in that of its citations, then of their codes."""
    order = {checked.parsed.note.id: number for number, checked in enumerate(notes)}
    return tuple(sorted(found, key=lambda one: (order.get(one.note or "", len(order)), one.citation or 0, one.code)))
