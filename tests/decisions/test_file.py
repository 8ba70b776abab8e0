from __future__ import annotations

import json
import multiprocessing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citecheck.decisions import Change, ConflictError, Correction, Decisions, Store, key_of, load, version
from citecheck.decisions.file import SCHEMA, decision, decision_shape
from citecheck.decisions.marks import FIELDS, marked, shapes_of
from citecheck.errors import UsageError
from citecheck.model import Decision, DecisionKind, Note, Notice, Place, Query, Text, Work
from tests.decisions.samples import ACCEPTED, HARBOUR

QUERY = Decision(DecisionKind.QUERY, "Amsel", "which edition?", "B", "2026-11-29T10:00:00+00:00")
NOTE = "Ada Verne, Harbour Strikes, 12."
MARKS = [{"start": 0, "end": 30, "spans": [{"start": 0, "end": 9, "field": "author"}]}]


def put(key: str, after: Decision | None, before: Decision | None = None) -> Change:
    return Change("decisions", key, before, after)


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    store = Store(tmp_path / "kept.json")
    noticed = replace(ACCEPTED, record=replace(HARBOUR, notices=(Notice("10.1/x", "", "retraction", "2020-01-01"),)))
    corrected = replace(ACCEPTED, kind=DecisionKind.CORRECTED, work=Work(title="Harbour Strikes"))
    marks = Correction(NOTE, marked(NOTE, MARKS), "A", "2026-11-29T09:00:00+00:00")
    changes = [put("b", QUERY), put("a", noticed), put("c", corrected), Change("corrections", "n", None, marks)]
    store.write(changes)
    assert load(store.path) == Decisions({"a": noticed, "b": QUERY, "c": corrected}, {"n": marks})


def test_the_file_reads_well_in_a_diff(tmp_path: Path) -> None:
    """What was there stays where it was: an added decision is lines added, a withdrawn one is lines taken away."""
    store = Store(tmp_path / "kept.json")
    store.write([put("a", QUERY), put("c", QUERY)])
    before = store.path.read_text("utf-8").splitlines()
    store.write([put("b", ACCEPTED)])
    after = store.path.read_text("utf-8").splitlines()
    at = next(n for n, line in enumerate(after) if '"b"' in line)
    added = len(after) - len(before)
    assert after[:at] + after[at + added :] == before
    store.write([put("b", None, ACCEPTED)])
    assert store.path.read_text("utf-8").splitlines() == before


def test_what_another_version_wrote_stays(tmp_path: Path) -> None:
    path = tmp_path / "kept.json"
    path.write_text(json.dumps({"schema": SCHEMA, "decisions": {}, "remarks": ["ours"]}), "utf-8")
    Store(path).write([put("a", QUERY)])
    assert json.loads(path.read_text("utf-8"))["remarks"] == ["ours"]


@pytest.mark.parametrize("found", [None, ACCEPTED])
def test_the_later_writer_is_told(tmp_path: Path, found: Decision | None) -> None:
    store = Store(tmp_path / "kept.json")
    if found:
        store.write([put("a", found)])
    before = store.path.read_text("utf-8") if found else ""
    with pytest.raises(ConflictError) as error:
        store.write([put("b", QUERY), put("a", None, QUERY)])  # who thinks that QUERY stands there
    assert error.value.found == found
    assert (store.path.read_text("utf-8") if found else "") == before  # none of the changes was made
    assert "in the meantime" in str(error.value)


def test_a_change_and_its_inverse_leave_nothing(tmp_path: Path) -> None:
    store = Store(tmp_path / "kept.json")
    change = put("a", ACCEPTED)
    store.write([change])
    store.write([change.inverse])
    assert store.load() == Decisions()


def test_versions_differ_as_decisions_do() -> None:
    told = [None, ACCEPTED, replace(ACCEPTED, reason="not seen"), replace(ACCEPTED, record=replace(HARBOUR, key="x"))]
    assert len({version(one) for one in told}) == len(told)
    assert version(None) is None


def _write_many(path: str, who: str) -> None:
    for number in range(20):
        Store(Path(path)).write([put(f"{who}{number}", replace(QUERY, by=who))])


def test_two_processes_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "kept.json"
    context = multiprocessing.get_context("spawn")
    both = [context.Process(target=_write_many, args=(str(path), who)) for who in "xy"]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert [one.exitcode for one in both] == [0, 0]
    assert len(load(path).settled) == 40
    assert [one.name for one in tmp_path.iterdir()] == ["kept.json"]  # no draft, no lock is left


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("<<<<<<< ours\n{}", "cannot be read, and nothing is written"),
        ("[]", "its schema is None"),
        ('{"schema": "citecheck-baseline/1"}', "'citecheck-baseline/1'"),
        (f'{{"schema": "{SCHEMA}", "decisions": []}}', "are to be objects"),
    ],
)
def test_a_file_that_is_none_is_left_alone(tmp_path: Path, content: str, told: str) -> None:
    path = tmp_path / "kept.json"
    path.write_text(content, "utf-8")
    for what in (lambda: load(path), lambda: Store(path).write([put("a", QUERY)])):
        with pytest.raises(UsageError, match=told):
            what()
    assert path.read_text("utf-8") == content


@pytest.mark.parametrize(
    "shape",
    [
        {"cited": "x", "kind": "liked"},
        {"cited": "x", "kind": "accepted"},
        {"kind": "query"},
        {"cited": "x", "kind": "accepted", "record": {"catalogue": "a"}},
        "query",
    ],
)
def test_a_decision_that_is_none_is_told(tmp_path: Path, shape: object) -> None:
    path = tmp_path / "kept.json"
    path.write_text(json.dumps({"schema": SCHEMA, "decisions": {"a": shape}}), "utf-8")
    with pytest.raises(UsageError, match=r"kept\.json: not all of it"):
        load(path)


def test_a_folder_that_cannot_be_written_to(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be written"):
        Store(tmp_path / "no" / "kept.json").write([put("a", QUERY)])


@given(st.sampled_from(DecisionKind), st.text(max_size=20), st.text(max_size=20))
def test_any_decision_survives_its_shape(kind: DecisionKind, reason: str, by: str) -> None:
    record = HARBOUR if kind in (DecisionKind.ACCEPTED, DecisionKind.CORRECTED) else None
    made = Decision(kind, "Verne", reason, by, "", record)
    assert decision(json.loads(json.dumps(decision_shape(made)))) == made


# --- keys -----------------------------------------------------------------------------------------------------------


def note(text: str) -> Note:
    return Note("1", Text(text), Place("a.md"))


def test_keys_are_of_what_is_asked() -> None:
    asked = Query("Ada Verne, Harbour Strikes, 12", Work())
    key = key_of(asked, note("Ibid., 14."), 0)
    assert key == key_of(Query("ADA VERNE: Harbour strikes, 12.", Work(title="x")), note("See it."), 3)
    assert key != key_of(Query("Ada Verne, Harbour Strikes, 13", Work()), note("Ibid., 14."), 0)
    dangling = key_of(None, note("Ibid., 14."), 0)
    assert dangling not in {key, key_of(None, note("Ibid., 14."), 1), key_of(None, note("Ibid., 15."), 0)}


# --- marks ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("shapes", "told"),
    [
        ([{"start": 4, "end": 4}], "is empty"),
        ([{"start": 0, "end": 40}], "outside 0 to 31"),
        ([{"start": 0, "end": 9}, {"start": 8, "end": 12}], "upon another"),
        ([{"start": 0, "end": 9, "spans": [{"start": 5, "end": 12, "field": "title"}]}], "outside 0 to 9"),
        ([{"start": 0, "end": 9, "spans": [{"start": 0, "end": 9, "field": "writer"}]}], "no field is called 'writer'"),
        ([{"start": "0", "end": 9}], "no whole number"),
        ([{"start": True, "end": 9}], "no whole number"),
        ({"start": 0}, "no list"),
        ([3], "no list"),
        ([{"start": 0, "end": 9, "spans": 3}], "no list"),
    ],
)
def test_marks_that_cannot_be(shapes: object, told: str) -> None:
    with pytest.raises(UsageError, match=told):
        marked(NOTE, shapes)


@given(st.lists(st.tuples(st.integers(0, 31), st.integers(0, 31), st.sampled_from(FIELDS)), max_size=4))
def test_marks_are_kept_or_refused_whole(ranges: list[tuple[int, int, str]]) -> None:
    shapes = [{"start": a, "end": b, "spans": [{"start": a, "end": b, "field": name}]} for a, b, name in ranges]
    try:
        found = marked(NOTE, shapes)
    except UsageError:
        return
    assert marked(NOTE, shapes_of(found)) == found
    assert sorted((one.start, one.end, one.spans[0].field) for one in found) == sorted(ranges)
