"""CC201 to CC205: citations whose work is not beyond doubt in a catalogue."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from citecheck.judge.naming import Cited, called, citations
from citecheck.model import CheckedNote, Finding, Judgement, Verdict

# For each verdict the code, what is said of the work, and what to do.
_FINDINGS: Mapping[Verdict, tuple[str, str, str]] = {
    Verdict.UNRESOLVED: (
        "CC201",
        "is in none of the catalogues asked",
        "Check author, title and year against the source.",
    ),
    Verdict.AMBIGUOUS: ("CC202", "fits several works", "Add what tells them apart: year, publisher, volume."),
    Verdict.POSSIBLE: (
        "CC203",
        "may be {record}, but too little is said to be sure",
        "Compare it, and add author, year or publisher.",
    ),
    Verdict.UNCHECKED: ("CC204", "could not be checked", "Run the check again when the catalogues answer."),
    Verdict.UNCATALOGUED: (
        "CC205",
        "is of a kind that no catalogue holds",
        "Check it in the archive or edition itself.",
    ),
}


def findings(notes: Sequence[CheckedNote]) -> Iterator[Finding]:
    """One for each citation that is not resolved; back references are spared, their targets have theirs."""
    for cited in citations(notes):
        judgement = cited.judgement
        if judgement and judgement.verdict in _FINDINGS and cited.citation.refers_to is None:
            yield _finding(cited, judgement)


def _finding(cited: Cited, judgement: Judgement) -> Finding:
    code, said, hint = _FINDINGS[judgement.verdict]
    record = called(judgement.record.work, judgement.record.key) if judgement.record else ""
    message = f"{called(cited.citation.work, cited.text)} {said.format(record=record)}: {judgement.reason}"
    return cited.find(code, message, hint)
