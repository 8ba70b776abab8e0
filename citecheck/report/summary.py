"""The figures of a report, counted once for all formats."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from citecheck.model import CheckedDocument, Finding, Judgement, Level, Report, Traffic, Verdict


def summarize(documents: Iterable[CheckedDocument]) -> dict[str, int]:
    """Notes, citations, distinct works, and citations for each verdict."""
    documents = tuple(documents)
    verdicts = Counter(one.verdict for one in judgements(documents))
    return {
        "notes": sum(len(one.notes) for one in documents),
        "citations": sum(len(note.parsed.citations) for one in documents for note in one.notes),
        "works": sum(len(one.bibliography.entries) for one in documents),
        **{verdict.value: verdicts[verdict] for verdict in Verdict},
        "findings": sum(len(one.findings) for one in documents),
    }


def coverage(report: Report) -> dict[str, Any]:
    """How many citations each catalogue answered for, and which could not be asked, each once."""
    asked = Counter(name for one in judgements(report.documents) for name in one.answer.asked)
    return {
        "asked": {name: asked[name] for name in dict.fromkeys((*report.catalogues, *asked))},
        "outages": [
            {"catalogue": one.catalogue, "reason": one.reason, "citations": one.citations, "outdated": one.outdated}
            for one in silences(report)
        ],
    }


@dataclass(frozen=True, slots=True)
class Silence:
    """A catalogue that could not be asked of some citations, the commonest reason, and how many old answers served."""

    catalogue: str
    reason: str
    citations: int
    outdated: int


def silences(report: Report) -> tuple[Silence, ...]:
    """Who could not be asked, each catalogue once."""
    told = [outage for one in judgements(report.documents) for outage in one.answer.outages]
    reasons: dict[str, Counter[str]] = {}
    for outage in told:
        reasons.setdefault(outage.catalogue, Counter())[outage.reason] += 1
    outdated = Counter(outage.catalogue for outage in told if outage.day)
    return tuple(
        Silence(name, count.most_common(1)[0][0], count.total(), outdated[name]) for name, count in reasons.items()
    )


def silence(one: Silence) -> str:
    """``"crossref could not be asked about 3 citations: no connection to api.crossref.org"``."""
    served = f" ({one.outdated} by answers out of date)" if one.outdated else ""
    return f"{one.catalogue} could not be asked about {_many(one.citations, 'citations')}{served}: {one.reason}"


def asking(one: Traffic) -> str:
    """``"crossref: 12 questions, 7 answered from disk, 5 requests in 3.1 s"``."""
    kept = f", {one.kept + one.outdated} answered from disk" if one.kept + one.outdated else ""
    old = f" ({one.outdated} out of date)" if one.outdated else ""
    lost = f", {one.unanswered} unanswered" if one.unanswered else ""
    sent = f", {_many(one.requests, 'requests')} in {one.seconds:.1f} s" if one.requests else ""
    return f"{one.service}: {_many(one.questions, 'questions')}{kept}{old}{sent}{lost}"


def judgements(documents: Iterable[CheckedDocument]) -> Iterator[Judgement]:
    """All verdicts in document order."""
    return (one for document in documents for note in document.notes for one in note.judgements if one is not None)


def shown(document: CheckedDocument) -> tuple[Finding, ...]:
    """The findings that people are to look at, in the order of their places."""
    standing = (one for one in document.findings if one.stands)
    return tuple(sorted(standing, key=lambda f: (f.place.page or 0, f.place.line or 0, f.place.column or 0)))


def gravest(findings: Iterable[Finding]) -> list[Finding]:
    """Errors first, then warnings; within a level in the order given."""
    order = (Level.ERROR, Level.WARNING, Level.INFO)
    return sorted(findings, key=lambda one: order.index(one.level))


def sentence(document: CheckedDocument) -> str:
    """``"12 notes, 13 citations, 10 works: 12 resolved, 1 unresolved; 1 finding"``."""
    counts = summarize([document])
    told = ", ".join(f"{counts[verdict.value]} {verdict.value}" for verdict in Verdict if counts[verdict.value])
    heads = ", ".join(_many(counts[name], name) for name in ("notes", "citations", "works"))
    return f"{heads}{': ' if told else ''}{told}; {_findings(document)}"


def _findings(document: CheckedDocument) -> str:
    standing = len(shown(document))
    suppressed = sum(one.suppressed is not None for one in document.findings)
    known = len(document.findings) - standing - suppressed
    told = [f"{count} {what}" for count, what in ((suppressed, "suppressed"), (known, "in the baseline")) if count]
    return ", ".join([_many(standing, "findings") if standing else "no findings", *told])


def asked(report: Report) -> str:
    """``"asked: shelf (13)"``: who answered about how many citations, and who could not be asked."""
    names = ", ".join(f"{name} ({count})" for name, count in coverage(report)["asked"].items() if count)
    lost = "".join(f"; not asked: {one.catalogue} ({one.reason})" for one in silences(report))
    return f"asked: {names or 'no catalogue'}{lost}"


def _many(count: int, name: str) -> str:
    return f"{count} {name.removesuffix('s') if count == 1 else name}"
