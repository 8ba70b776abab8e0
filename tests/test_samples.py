"""The samples in refs/manuscripts, from the file to the exit code, against what a reader expects of them."""

import json
from pathlib import Path
from typing import Any

import pytest

from citecheck import pipeline
from citecheck.config import Settings
from citecheck.model import CheckedDocument, Citation, Report
from citecheck.text import fold
from tests.conftest import ROOT, Run

FOLDER = ROOT / "refs" / "manuscripts"
EXPECTED = {
    path.name.removesuffix(".expected.json"): json.loads(path.read_text("utf-8"))
    for path in FOLDER.glob("*.expected.json")
}
NAMES = sorted(EXPECTED)


def sample(name: str) -> Path:
    return next(path for path in FOLDER.glob(f"{name}.*") if not path.name.endswith(".expected.json"))


@pytest.fixture(scope="module")
def reports() -> dict[str, Report]:
    return {name: pipeline.check(sample(name), Settings(("shelf",))) for name in NAMES}


@pytest.mark.parametrize("name", NAMES)
def test_counts(reports: dict[str, Report], name: str) -> None:
    (one,), expected = reports[name].documents, EXPECTED[name]
    marks = sum(note.parsed.note.mark is not None for note in one.notes) + sum(f.code == "CC101" for f in one.findings)
    found = {"notes": len(one.notes), "marks": marks, "works": len(one.bibliography.entries)}
    assert found == {key: expected[key] for key in found}


@pytest.mark.parametrize("name", NAMES)
def test_citations(reports: dict[str, Report], name: str) -> None:
    (one,) = reports[name].documents
    found = [_told(one, number) for number in range(len(one.notes))]
    wanted = [_wanted(row) for row in EXPECTED[name]["citations"]]
    assert sorted(found, key=_order) == sorted(wanted, key=_order)


@pytest.mark.parametrize("name", NAMES)
def test_findings(reports: dict[str, Report], name: str) -> None:
    (one,) = reports[name].documents
    found = sorted((f.code, f.note or "") for f in one.findings)
    assert found == sorted((row["code"], row["note"] or "") for row in EXPECTED[name]["findings"])


@pytest.mark.parametrize("name", NAMES)
def test_exit_code(command: Run, name: str) -> None:
    assert command("check", str(sample(name)), "--offline").returncode == EXPECTED[name]["exit"]


def _order(row: dict[str, Any]) -> str:
    return str(row["note"])


def _told(document: CheckedDocument, number: int) -> dict[str, Any]:
    note = document.notes[number]
    label = note.parsed.note.label or "inline"
    items = [
        _item(document, citation, judgement.verdict.value if judgement else None)
        for citation, judgement in zip(note.parsed.citations, note.judgements, strict=True)
    ]
    return {"note": label, "content": note.parsed.content.value, "items": items}


def _item(document: CheckedDocument, citation: Citation, verdict: str | None) -> dict[str, Any]:
    work, target = citation.work, citation.refers_to
    targets = {note.parsed.note.id: note.parsed.note.label for note in document.notes}
    return {
        "role": citation.role.value,
        "title": fold(work.title or work.archive) if work else "",
        "authors": [name.family or name.literal for name in work.authors] if work else [],
        "inferred": list(citation.inferred),
        "year": work.issued.year if work and work.issued else None,
        "original": work.original.year if work and work.original else None,
        "locator": citation.locator.replace("–", "-"),
        "refers_to": targets[target.note] if target else None,
        "verdict": verdict,
    }


def _wanted(row: dict[str, Any]) -> dict[str, Any]:
    items = [
        {k: v for k, v in item.items() if k != "refers_to_item"} | {"title": fold(item["title"])}
        for item in row["items"]
    ]
    return {"note": row["note"], "content": row["content"], "items": items}
