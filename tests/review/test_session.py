"""What the page asks for, and what becomes of it: over the real steps, without a browser."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

import pytest

from citecheck import plugins
from citecheck.decisions import NAME, load
from citecheck.report import bib
from citecheck.review.guard import HEADER
from citecheck.review.session import Session
from tests.decisions.samples import CHAPTER, laid
from tests.parse.test_mentions import TALKING
from tests.report.test_docx import KNOWN, UNKNOWN, manuscript
from tests.review.sitting import TOKEN, Sitting, sitting

HARBOUR = {"catalogue": "works", "key": "harbour"}
BEFORE = [["differs"], ["differs"], ["unresolved"], ["differs", "unresolved"]]
ACCEPTED = [["resolved"], ["resolved"], ["unresolved"], ["resolved", "unresolved"]]


def record(one: Sitting, note: str = "1") -> dict[str, str]:
    best = one.citation(note, 0)["candidates"][0]
    return {"catalogue": best["catalogue"], "key": best["key"]}


def test_a_note(tmp_path: Path) -> None:
    with sitting(tmp_path) as one:
        assert one.verdicts() == BEFORE
        note = one.get(one.at("1"))
        assert (note["sentence"], note["mark"], note["where"]) == ("The strike began in May.", "1", "line 3")
        (cited,) = note["citations"]
        assert (
            note["text"][cited["start"] : cited["end"]]
            == "Ada Verne, Harbour Strikes of the North (Leeds: Quay Press, 1931), 12"
        )
        (candidate,) = cited["candidates"]
        assert (candidate["key"], candidate["basis"]) == ("harbour", True)
        assert [row["field"] for row in cited["rows"] if row["cells"][0]["state"] == "differs"] == ["issued"]
        assert [name["name"] for name in cited["searches"]] == [
            "WorldCat",
            "Google Books",
            "HathiTrust",
            "Internet Archive",
        ]
        assert [(f["code"], f["suppressed"]) for f in note["findings"]] == [("CC303", None)]
        assert one.citation("2", 0)["refers_to"] == {"note": "1", "name": "footnote 1", "citation": 0}


def test_accepting_and_undoing(tmp_path: Path) -> None:
    with sitting(tmp_path) as one:
        told = one.decide("1", 0, kind="accepted", record=record(one), reason="seen")
        assert [row["id"] for row in told["rows"]] == ["1", "2", "4"]  # with its back references
        assert one.verdicts() == ACCEPTED
        note = one.get(one.at("1"))
        assert note["citations"][0]["decision"]["by"] == "A. Editor"
        assert note["citations"][0]["version"] == told["version"]
        assert [(f["code"], f["suppressed"] is None) for f in note["findings"]] == [("CC303", False)]
        assert one.ask("POST", "undo")["undone"] == "accepted, footnote 1"
        assert one.verdicts() == BEFORE
        assert load(tmp_path / NAME).settled == {}
        assert one.ask("POST", "undo", 404)["error"] == "nothing to undo"


def test_each_window_undoes_its_own(tmp_path: Path) -> None:
    with sitting(tmp_path) as one:
        one.decide("1", 0, kind="accepted", record=record(one))
        one.window = "w2"
        one.decide("3", 0, kind="archival", reason="a letter")
        one.window = "w1"
        assert one.ask("POST", "undo")["note"] == "1"
        assert [made.kind for made in load(tmp_path / NAME).settled.values()] == ["archival"]


def test_decisions_are_still_there(tmp_path: Path) -> None:
    with sitting(tmp_path) as one:
        one.decide("1", 0, kind="accepted", record=record(one))
    with sitting(tmp_path) as again:
        assert again.verdicts() == ACCEPTED
        again.ask("DELETE", f"{again.at('1')}/citations/0/decision", expected=again.citation("1", 0)["version"])
        assert again.verdicts() == BEFORE


def test_the_later_window_is_told(tmp_path: Path) -> None:
    """Two programs over one file: whoever has not seen the other's decision cannot write over it."""
    with sitting(tmp_path) as one, sitting(tmp_path, by="B. Editor") as other:
        seen = other.citation("3", 0)["version"]
        one.decide("3", 0, kind="archival", reason="a letter")
        told = other.ask("PUT", f"{other.at('3')}/citations/0/decision", 409, expected=seen, kind="query", reason="?")
        assert told["decision"]["kind"] == "archival"
        assert "archival by A. Editor" in told["error"]
        assert other.verdicts()[2] == ["uncatalogued"]  # it has taken up what the first wrote
        other.decide("3", 0, kind="query", reason="really?")
        assert one.ask("POST", "undo", 409)["decision"]["kind"] == "query"
        assert one.citation("3", 0)["decision"]["by"] == "B. Editor"


def test_corrected_entries(tmp_path: Path) -> None:
    with sitting(tmp_path) as one:
        fields = {"issued": "1934", "author": "Verne, Ada; Quay Workers"}
        one.decide("1", 0, kind="accepted", record=record(one), fields=fields)
        assert one.citation("1", 0)["decision"]["kind"] == "corrected"
        entries = one.get("documents/0/bibliography")["entries"]
        assert entries[0]["citekey"] == "verne1934harbour"
        assert "Quay Workers" in entries[0]["bibtex"]
        for wrong, told in (
            ({"issued": "soon"}, "no date"),
            ({"isued": "1934"}, "'isued'"),
            ({"issued": 1934}, "text"),
        ):
            assert told in one.decide("1", 0, 400, kind="accepted", record=record(one), fields=wrong)["error"]


@pytest.mark.parametrize(
    ("told", "error"),
    [
        ({"kind": "accepted"}, "name the record"),
        ({"kind": "accepted", "record": {"catalogue": "works", "key": "other"}}, "name the record"),
        ({"kind": "query", "reason": " "}, "needs a reason"),
        ({"kind": "liked"}, "no decision is called 'liked'"),
        ({}, "kind is missing"),
    ],
)
def test_what_cannot_be_decided(tmp_path: Path, told: dict[str, object], error: str) -> None:
    with sitting(tmp_path) as one:
        assert error in one.decide("1", 0, 400, **told)["error"]
        assert not (tmp_path / NAME).exists()


def test_places_that_are_not_there(tmp_path: Path) -> None:
    with sitting(tmp_path) as one:
        for address in ("documents/9/notes", "documents/0/notes/99", "documents/9/bibliography"):
            answer = one.client.get(f"/api/{address}", headers={HEADER: TOKEN})
            assert answer.status_code == 400
            assert "no " in (answer.json or {})["error"]
        assert one.ask("PUT", f"{one.at('1')}/citations/7/decision", 400, kind="query")["error"]
        assert one.ask("GET", "nowhere", 404)["error"]


def test_marking_fields(tmp_path: Path) -> None:
    """The note is read as it was marked, its back references with it, and read by the machine again when undone."""
    with sitting(tmp_path) as one:
        note = one.get(one.at("1"))
        spans = [{"start": 0, "end": 9, "field": "editor"}, {"start": 11, "end": 39, "field": "title"}]
        told = [{"start": 0, "end": 39, "spans": spans}]
        one.ask("PUT", f"{one.at('1')}/correction", citations=told, expected=note["version"])
        one.wait()
        after = one.get(one.at("1"))
        assert after["corrected"]
        assert after["citations"][0]["work"]["editor"] == [{"family": "Verne", "given": "Ada"}]
        assert one.citation("2", 0)["work"]["editor"] == [{"family": "Verne", "given": "Ada"}]
        assert one.ask("PUT", f"{one.at('1')}/correction", 409, citations=told, expected=None)["error"]
        assert (
            "upon another"
            in one.ask("PUT", f"{one.at('1')}/correction", 400, citations=told * 2, expected=after["version"])["error"]
        )
        one.ask("POST", "undo")
        one.wait()
        assert one.get(one.at("1"))["citations"] == note["citations"]


def test_a_mention_becomes_a_citation_by_hand(tmp_path: Path) -> None:
    laid(tmp_path)
    (tmp_path / "chapter.md").write_text(f"Letters tell more.[^1]\n\n[^1]: {TALKING}\n", "utf-8")
    with sitting(tmp_path) as one:
        note = one.get(one.at("1"))
        assert (note["citations"], one.verdicts()) == ([], [[]])
        (mention,) = note["mentions"]
        assert (mention["role"], mention["work"]["title"]) == ("mention", "Giant Steps")
        spans = [{key: span[key] for key in ("start", "end", "field")} for span in mention["spans"]]
        told = [{"start": mention["start"], "end": mention["end"], "spans": spans}]
        one.ask("PUT", f"{one.at('1')}/correction", citations=told, expected=note["version"])
        one.wait()
        after = one.get(one.at("1"))
        assert [cited["work"]["title"] for cited in after["citations"]] == ["Giant Steps"]
        assert after["mentions"] == []


def test_bulk(tmp_path: Path) -> None:
    """What differs from its record is never accepted in bulk; the rest at once, and undone at once."""
    path = laid(tmp_path)
    path.write_text(CHAPTER.replace("1931", "1934"), "utf-8")
    with sitting(tmp_path) as one:
        assert one.ask("POST", "documents/0/accept", above=0.5, dry=True) == {"count": 1, "rows": []}
        assert not (tmp_path / NAME).exists()
        done = one.ask("POST", "documents/0/accept", above=0.5)
        assert (done["count"], [row["id"] for row in done["rows"]]) == (1, ["1", "2", "4"])
        assert one.ask("POST", "documents/0/accept", above=0.5)["count"] == 0  # all is decided
        one.ask("POST", "undo")
        assert load(tmp_path / NAME).settled == {}
        assert "0 to 1" in one.ask("POST", "documents/0/accept", 400, above=95)["error"]
    path.write_text(CHAPTER, "utf-8")
    with sitting(tmp_path) as one:
        assert one.ask("POST", "documents/0/accept", above=0.0, dry=True)["count"] == 0


def test_dropped_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They lie nowhere; what is decided of them lies in the folder where the command runs."""
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    with sitting(tmp_path) as one:
        for name, number in (("../drop.md", 1), ("drop.md", 2), ("nothing.md", 3)):
            data = b"No notes here." if "nothing" in name else CHAPTER.encode()
            answer = one.client.post("/api/documents", data={"file": (BytesIO(data), name)}, headers={HEADER: TOKEN})
            assert answer.json == {"number": number}
        assert [one.wait(number) for number in (1, 2, 3)] == ["done", "done", "failed"]
        told = one.get("state")["documents"]
        assert [each["name"] for each in told[1:]] == ["drop.md", "drop (2).md", "nothing.md"]
        assert "no notes found" in told[3]["reason"]
        best = one.get("documents/1/notes/1")["citations"][0]["candidates"][0]
        chosen = {"catalogue": best["catalogue"], "key": best["key"]}
        one.ask("PUT", "documents/1/notes/1/citations/0/decision", kind="accepted", record=chosen, expected=None)
        assert [one.get(f"documents/{n}/notes")["notes"][0]["citations"][0]["verdict"] for n in (0, 1, 2)] == [
            "differs",
            "resolved",
            "resolved",
        ]
        assert [path.name for path in (tmp_path / "work").iterdir()] == [NAME]
        report = json.loads(one.client.get(f"/api/export/json?token={TOKEN}").text)
        assert [each["path"] for each in report["documents"]][1:] == ["drop.md", "drop (2).md"]
        assert [each["path"] for each in report["failures"]] == ["nothing.md"]


def test_every_format(tmp_path: Path) -> None:
    with sitting(tmp_path) as one:
        offered = {form["name"].removeprefix("bibliography-") for form in one.get("state")["formats"]}
        assert offered >= {*plugins.names(plugins.REPORTERS), *bib.NAMES}
        one.decide("1", 0, kind="accepted", record=record(one))
        for form in one.get("state")["formats"]:
            answer = one.client.get(f"/api/export/{form['name']}?token={TOKEN}&document=0")
            if form["name"] == "docx":
                assert "docx file" in (answer.json or {})["error"]  # the chapter is Markdown
                continue
            assert answer.status_code == 200, answer.text
            assert answer.headers["Content-Disposition"] == f"attachment; filename=chapter.{form['suffix']}"
            assert answer.data
        assert one.client.get(f"/api/export/pdf?token={TOKEN}").status_code == 404


def test_comments_in_a_dropped_word_file(tmp_path: Path) -> None:
    data = manuscript(tmp_path / "a.docx", ("footnote", KNOWN), ("footnote", UNKNOWN)).read_bytes()
    with sitting(tmp_path) as one:
        one.client.post("/api/documents", data={"file": (BytesIO(data), "a.docx")}, headers={HEADER: TOKEN})
        assert one.wait(1) == "done"
        answer = one.client.get(f"/api/export/docx?token={TOKEN}&document=1")
        assert answer.status_code == 200, answer.text
        assert answer.data.startswith(b"PK")


def test_another_program_decides(tmp_path: Path) -> None:
    """What a merge or `git pull` brings is taken up when the page looks."""
    with sitting(tmp_path) as one:
        one.decide("1", 0, kind="accepted", record=record(one))
        before = (tmp_path / NAME).read_text("utf-8")
        one.ask("POST", "undo")
        draft = tmp_path / "pulled.json"
        draft.write_text(before, "utf-8")
        draft.replace(tmp_path / NAME)
        assert one.verdicts() == ACCEPTED


def test_a_broken_file_is_told_and_kept(tmp_path: Path) -> None:
    with sitting(tmp_path) as one:
        (tmp_path / NAME).write_text("<<<<<<< ours", "utf-8")
        answer = one.client.get("/api/documents/0/notes", headers={HEADER: TOKEN})
        assert answer.status_code == 400
        assert "cannot be read" in (answer.json or {})["error"]
    assert (tmp_path / NAME).read_text("utf-8") == "<<<<<<< ours"


def test_fields_are_marked_once_a_broken_file_is_mended(tmp_path: Path) -> None:
    """What could not be judged anew is, when it can; nothing that goes wrong in the background ends it."""
    with sitting(tmp_path) as one:
        told = [{"start": 0, "end": 39, "spans": [{"start": 11, "end": 39, "field": "title"}]}]
        with one.session._lock:  # so that the file breaks before the note is judged anew
            one.ask("PUT", f"{one.at('1')}/correction", citations=told, expected=None)
            whole = (tmp_path / NAME).read_text("utf-8")
            (tmp_path / NAME).write_text("<<<<<<< ours", "utf-8")
        one.idle()
        (tmp_path / NAME).write_text(whole, "utf-8")
        one.wait()
        assert [span["field"] for span in one.citation("1", 0)["spans"]] == ["title"]


def test_a_fault_is_told_and_other_documents_go_on(tmp_path: Path) -> None:
    with sitting(tmp_path) as one:
        one.session._jobs.put((one.session.document(0), lambda _: 1 // 0))
        assert one.wait() == "failed"
        assert "ZeroDivisionError" in one.get("state")["documents"][0]["reason"]
        one.session.open(str(tmp_path / "chapter.md"))
        assert one.wait(1) == "done"


def test_events(tmp_path: Path) -> None:
    with sitting(tmp_path) as one:
        heard = one.session.hub.listen(idle=0.01)
        assert next(heard) == "event: ping\ndata: {}\n\n"
        one.decide("1", 0, kind="accepted", record=record(one))
        kind, data = next(heard).removeprefix("event: ").split("\ndata: ")
        assert (kind, [row["id"] for row in json.loads(data)["rows"]]) == ("rows", ["1", "2", "4"])
        one.session.hub.close()
        assert [told for told in heard if "ping" not in told][-1].startswith("event: document")


def test_a_hub_forgets_who_is_gone(tmp_path: Path) -> None:
    with sitting(tmp_path) as one:
        heard = one.session.hub.listen(is_gone=lambda: True)
        assert list(heard) == ["event: ping\ndata: {}\n\n"]
        assert one.session.hub._listeners == set()


def test_the_session_is_of_one_editor(tmp_path: Path) -> None:
    with sitting(tmp_path, by="Ω. Éditeur") as one:
        one.decide("3", 0, kind="archival", reason="a  letter\n")
        assert isinstance(one.session, Session)
        (made,) = load(tmp_path / NAME).settled.values()
        assert (made.by, made.reason, made.cited) == (
            "Ω. Éditeur",
            "a letter",
            "Bruno Amsel, Salt and Silence (Graz: Nirgends, 1977), 3",
        )
        assert made.at.endswith("+00:00")
