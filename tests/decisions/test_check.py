"""What decisions do to a check, by the command: a case for each kind, and one that it must not touch."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from citecheck.asking import questions
from citecheck.decisions import NAME, Change, Correction, Store, key_of, key_of_note, marked
from citecheck.extraction import extract
from citecheck.model import Date, Decision, DecisionKind
from citecheck.parse import parse
from tests.conftest import Run
from tests.decisions.samples import ACCEPTED, HARBOUR, laid

OFFLINE = ("--catalogue", "works.json", "--format", "json")


def decide(chapter: Path, note: str, citation: int, made: Decision, name: str = NAME) -> None:
    """Puts a decision into the file beside the chapter."""
    (apparatus,), _ = extract(chapter)
    parsed = tuple(parse(apparatus.notes))
    asked = dict(zip([one.note.id for one in parsed], questions(parsed), strict=True))
    found = next(one.note for one in parsed if one.note.id == note)
    key = key_of(asked[note][citation], found, citation)
    Store(chapter.parent / name).write([Change("decisions", key, None, made)])


def checked(command: Run, *arguments: str, code: int | None = None) -> dict[str, Any]:
    done = command("check", "chapter.md", *OFFLINE, *arguments)
    assert code is None or done.returncode == code, done.stderr
    body: dict[str, Any] = json.loads(done.stdout)["documents"][0]
    return body


def verdicts(body: dict[str, Any]) -> list[list[str]]:
    return [[one["verdict"] for one in note["citations"]] for note in body["notes"]]


def findings(body: dict[str, Any]) -> list[tuple[str, str, str | None]]:
    told = ("CC20", "CC30")
    return [(f["code"], f["note"], f["suppressed"]) for f in body["findings"] if f["code"].startswith(told)]


def test_without_decisions(command: Run, tmp_path: Path) -> None:
    laid(tmp_path)
    body = checked(command, code=1)
    assert verdicts(body) == [["differs"], ["differs"], ["unresolved"], ["differs", "unresolved"]]
    assert findings(body) == [("CC303", "1", None), ("CC201", "3", None), ("CC201", "4", None)]
    assert all(one["decision"] is None for note in body["notes"] for one in note["citations"])


def test_accepted(command: Run, tmp_path: Path) -> None:
    """The work is the one meant, for its back references, too; other citations are as they were."""
    decide(laid(tmp_path), "1", 0, ACCEPTED)
    body = checked(command, code=1)
    assert verdicts(body) == [["resolved"], ["resolved"], ["unresolved"], ["resolved", "unresolved"]]
    reason = "accepted by A. Editor on 2026-11-29: seen"
    assert findings(body) == [("CC303", "1", reason), ("CC201", "3", None), ("CC201", "4", None)]
    first = body["notes"][0]["citations"][0]
    assert (first["record"]["key"], first["decision"]["kind"], first["reason"]) == ("harbour", "accepted", reason)


def test_a_decision_holds_wherever_the_reference_stands(command: Run, tmp_path: Path) -> None:
    """In the next draft, where other notes have come before it; one on page 9 is another reference than on page 3."""
    chapter = laid(tmp_path)
    decide(chapter, "3", 0, Decision(DecisionKind.ELSEWHERE, "Amsel", "in the parish library"))
    chapter.write_text("New.[^0] " + chapter.read_text("utf-8") + "[^0]: We doubt it.\n", "utf-8")
    reason = "exists elsewhere: in the parish library"
    assert findings(checked(command, code=1)) == [("CC303", "1", None), ("CC201", "3", reason), ("CC201", "4", None)]


@pytest.mark.parametrize(
    ("kind", "verdict", "suppressed"),
    [
        (DecisionKind.ELSEWHERE, "unresolved", True),
        (DecisionKind.KNOWN_GOOD, "unresolved", True),
        (DecisionKind.ARCHIVAL, "uncatalogued", True),
        (DecisionKind.QUERY, "unresolved", False),
    ],
)
def test_kinds(command: Run, tmp_path: Path, kind: DecisionKind, verdict: str, suppressed: bool) -> None:
    chapter = laid(tmp_path)
    decide(chapter, "3", 0, Decision(kind, "Amsel", "why"))
    decide(chapter, "4", 1, Decision(kind, "Amsel", "why"))
    body = checked(command, code=0 if suppressed else 1)
    assert [body["notes"][2]["citations"][0]["verdict"], body["notes"][3]["citations"][1]["verdict"]] == [verdict] * 2
    standing = [f["code"] for f in body["findings"] if f["suppressed"] is None and f["level"] == "error"]
    assert standing == ([] if suppressed else ["CC201", "CC201"])


def test_what_was_not_checked_is_no_longer_needed(command: Run, tmp_path: Path) -> None:
    chapter = laid(tmp_path)
    unreachable = ("check", "chapter.md", "--catalogue", "crossref", "--base", "crossref=http://127.0.0.1:9")
    unreachable += ("--fail-on", "CC4")
    online = {"CITECHECK_OFFLINE": "0"}
    assert command(*unreachable, env=online).returncode == 4
    for note, citation in (("1", 0), ("3", 0), ("4", 1)):
        decide(chapter, note, citation, Decision(DecisionKind.KNOWN_GOOD, "", "why"))
    assert command(*unreachable, env=online).returncode == 0


def test_a_retraction_outlives_any_decision(command: Run, tmp_path: Path) -> None:
    """An accepted record that is marked as retracted today is told, whatever it was when it was accepted."""
    chapter = laid(tmp_path)
    decide(chapter, "1", 0, ACCEPTED)
    works = json.loads((tmp_path / "works.json").read_text("utf-8"))
    works[0]["title"] = f"RETRACTED: {works[0]['title']}"
    (tmp_path / "works.json").write_text(json.dumps(works), "utf-8")
    standing = [f["code"] for f in checked(command, code=1)["findings"] if f["suppressed"] is None]
    assert "CC401" in standing


def test_an_accepted_record_is_known_without_its_catalogue(command: Run, tmp_path: Path) -> None:
    decide(laid(tmp_path), "1", 0, ACCEPTED)
    (tmp_path / "works.json").write_text("[]", "utf-8")
    assert verdicts(checked(command))[0] == ["resolved"]


def test_queries_are_put_to_the_author(command: Run, tmp_path: Path) -> None:
    decide(laid(tmp_path), "3", 0, Decision(DecisionKind.QUERY, "Amsel", "is this the novel?"))
    told = command("check", "chapter.md", "--catalogue", "works.json", "--format", "queries").stdout
    assert [line for line in told.splitlines() if "note 3" in line] == [
        next(line for line in told.splitlines() if line.endswith("is this the novel?"))
    ]
    assert "cannot find this work" in told  # of note 4, on which nobody asked anything


# --- entries, fields, files -----------------------------------------------------------------------------------------


def test_corrected(command: Run, tmp_path: Path) -> None:
    """The entry reads as the editor has it, in `check` and in `bib`, which asks nobody."""
    work = replace(HARBOUR.work, issued=Date(1934))
    decide(laid(tmp_path), "1", 0, replace(ACCEPTED, kind=DecisionKind.CORRECTED, work=work))
    first = checked(command)["notes"][0]["citations"][0]
    assert (first["citekey"], first["work"]["issued"]) == ("verne1934harbour", {"date-parts": [[1931]]})
    told = command("bib", "chapter.md").stdout
    assert "verne1934harbour" in told
    assert "1931" not in told
    assert "verne1931harbour" in command("bib", "chapter.md", "--decisions", "").stdout


def test_fields_marked_by_hand(command: Run, tmp_path: Path) -> None:
    laid(tmp_path)
    text = "Bruno Amsel, Salt and Silence (Graz: Nirgends, 1977), 3."
    spans = [{"start": 0, "end": 11, "field": "editor"}, {"start": 13, "end": 29, "field": "title"}]
    made = Correction(text, marked(text, [{"start": 0, "end": 55, "spans": spans}]), "A")
    change = Change("corrections", key_of_note(text), None, made)
    Store(tmp_path / NAME).write([change])
    (read,) = checked(command)["notes"][2]["citations"]
    assert read["work"]["editor"] == [{"family": "Amsel", "given": "Bruno"}]
    assert {"author", "issued"}.isdisjoint(read["work"])
    assert [span["field"] for span in read["spans"]] == ["editor", "title"]
    (tmp_path / "chapter.md").write_text((tmp_path / "chapter.md").read_text("utf-8").replace(text, text + " "))
    assert "author" not in checked(command)["notes"][2]["citations"][0]["work"]  # the space is not the note's
    (tmp_path / "chapter.md").write_text((tmp_path / "chapter.md").read_text("utf-8").replace(text, f"See {text}"))
    assert "author" in checked(command)["notes"][2]["citations"][0]["work"]  # another note: its offsets are others


def test_one_file_for_all_chapters(command: Run, tmp_path: Path) -> None:
    chapter = laid(tmp_path)
    decide(chapter, "1", 0, ACCEPTED, "shared.json")
    assert verdicts(checked(command))[0] == ["differs"]
    assert verdicts(checked(command, "--decisions", "shared.json"))[0] == ["resolved"]
    decide(chapter, "1", 0, ACCEPTED)
    assert verdicts(checked(command))[0] == ["resolved"]
    assert verdicts(checked(command, "--decisions", ""))[0] == ["differs"]


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [("gone.json", None, "no such file of decisions"), ("kept.json", "{", "the decisions cannot be read")],
)
def test_a_file_that_cannot_be_honoured(
    command: Run, tmp_path: Path, name: str, content: str | None, told: str
) -> None:
    laid(tmp_path)
    if content is not None:
        (tmp_path / name).write_text(content, "utf-8")
    done = command("check", "chapter.md", *OFFLINE, "--decisions", name)
    assert (done.returncode, done.stdout) == (2, "")
    assert told in done.stderr
    assert len(done.stderr.splitlines()) == 1
