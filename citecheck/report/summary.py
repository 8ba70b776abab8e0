"""The figures of a report, counted once for all formats."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from citecheck.model import CheckedDocument, Finding, Judgement, Level, Outage, Report, Verdict


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
    """How many citations each catalogue answered for, and which could not be asked, each reason once."""
    asked = Counter(name for one in judgements(report.documents) for name in one.answer.asked)
    return {
        "asked": {name: asked[name] for name in dict.fromkeys((*report.catalogues, *asked))},
        "outages": [{"catalogue": one.catalogue, "reason": one.reason} for one in outages(report)],
    }


def outages(report: Report) -> tuple[Outage, ...]:
    """Who could not be asked, and why; each once."""
    return tuple(dict.fromkeys(outage for one in judgements(report.documents) for outage in one.answer.outages))


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
    """``"asked: shelf (13)"``, with who could not be."""
    names = ", ".join(f"{name} ({count})" for name, count in coverage(report)["asked"].items())
    lost = "".join(f"; not asked: {one.catalogue} ({one.reason})" for one in outages(report))
    return f"asked: {names or 'no catalogue'}{lost}"


def _many(count: int, name: str) -> str:
    return f"{count} {name.removesuffix('s') if count == 1 else name}"
