"""References matched by processes are those that `match` matches, however many there are, whatever becomes of them."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import signal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from citecheck.batch.matching import Line, Manuscript, match, opened
from tests.batch.linked import Row, begun, json_rows_in, rows_in, texts, until
from tests.catalogues.index.shelves import built
from tests.conftest import ROOT, Run


@pytest.fixture(scope="session")
def told() -> list[str]:
    """Lines: references, some of them twice, and what is none."""
    some = texts()[:120]
    found = [json.dumps({"id": f"r{n}", "document": f"d{n % 7}", "text": text}) for n, text in enumerate(some)]
    found += [json.dumps({"text": text}) for text in some[::5]]
    found[3:3] = ["", "{damaged", '{"id": "nothing"}', '{"text": 7}', '{"text": "lone \\ud800", "id": "\\udfff"}']
    found.append('{"id": "w", "work": {"type": "book", "title": "Capital", "author": [{"family": "Marx"}]}}')
    return [*found, '{"id": "bad", "work": {"type": "book", "title": "Capital", "author": 7}}']


@pytest.fixture(scope="session")
def wanted(told: list[str], shelf: Path) -> list[Row]:
    """The rows of these, in their order."""
    return list(match((Line(n, line) for n, line in enumerate(told, 1) if line), opened(shelf)))


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_rows_are_the_same_whatever_the_jobs(
    command: Run, tmp_path: Path, told: list[str], shelf: Path, wanted: list[Row], jobs: str
) -> None:
    (tmp_path / "refs.jsonl").write_text("\n".join(told), "utf-8")
    done = command("link", "refs.jsonl", *_places(shelf), "--part-size", "50", "--jobs", jobs)
    assert (done.returncode, done.stdout) == (3, ""), done.stderr  # some lines are no references
    assert f"{len(wanted):,} rows in 4 parts" in done.stderr
    assert rows_in(tmp_path / "out") == wanted
    assert json_rows_in(tmp_path / "out") == wanted
    names = {"_SUCCESS", "_citecheck.json", "_parts.jsonl"}
    parts = {f"part-0000{n}.{kind}" for n in range(4) for kind in ("parquet", "jsonl")}
    assert {one.name for one in (tmp_path / "out").iterdir()} == names | parts
    total = json.loads((tmp_path / "out" / "_citecheck.json").read_text())["total"]
    errors = [row for row in wanted if row["error"]]
    assert (total["rows"], total["errors"], total["lost"]) == (len(wanted), len(errors), 0)
    assert sum(total["verdicts"].values()) == len(wanted) - len(errors)


def test_rows_are_what_the_command_match_says(
    command: Run, tmp_path: Path, told: list[str], shelf: Path, wanted: list[Row]
) -> None:
    text = "\n".join(line for line in told if '"document"' in line)
    place = ("--catalogue", shelf.name, "--data", str(shelf.parent))
    answers = [json.loads(line) for line in command("match", *place, text=text).stdout.splitlines()]
    rows = [row for row in wanted if row["document"]]
    assert len(rows) == len(answers) == 120
    for row, answer in zip(rows, answers, strict=True):
        record = answer["record"] or {"catalogue": None, "key": None, "url": None, "work": None}
        assert row["id"] == answer["id"]
        assert {name: row[name] for name in ("verdict", "reason", "probability")} == {
            name: answer[name] for name in ("verdict", "reason", "probability")
        }
        assert [one["field"] for one in row["differences"]] == [one["field"] for one in answer["differences"]]
        assert (row["catalogue"], row["key"], row["url"]) == tuple(record[n] for n in ("catalogue", "key", "url"))
        assert (json.loads(row["record"]) if row["record"] else None) == record["work"]


@pytest.mark.parametrize("form", ["parquet", "jsonl.gz", "folder"])
def test_what_is_read(command: Run, tmp_path: Path, told: list[str], shelf: Path, wanted: list[Row], form: str) -> None:
    lines = [line for line in told if '"document"' in line]
    given = tmp_path / f"refs.{form}"
    if form == "parquet":
        rows = [json.loads(line) | {"page": None} for line in lines]
        pq.write_table(pa.Table.from_pylist(rows), given, row_group_size=30)
    elif form == "jsonl.gz":
        given.write_bytes(gzip.compress("\n".join(lines).encode()))
    else:
        given.mkdir()
        (given / "a.jsonl").write_text("\n".join(lines[:100]), "utf-8")
        (given / "b.ndjson").write_text("\n".join(lines[100:]), "utf-8")
        (given / "readme.txt").write_text("no reference")
    done = command("link", given.name, *_places(shelf), "--part-size", "50")
    assert done.returncode == 0, done.stderr
    assert rows_in(tmp_path / "out") == [row for row in wanted if row["document"]]


def test_manuscripts(command: Run, tmp_path: Path, shelf: Path) -> None:
    folder = tmp_path / "manuscripts"
    folder.mkdir()
    names = ("nothing-to-find.md", "ocr-chapter.md")
    for name in names:
        shutil.copy(ROOT / "refs" / "manuscripts" / name, folder)
    done = command("link", "manuscripts", *_places(shelf))
    assert done.returncode == 3, done.stderr  # one of them has no notes
    rows = rows_in(tmp_path / "out")
    assert rows == list(match([Manuscript(str(folder / name), f"manuscripts/{name}") for name in names], opened(shelf)))
    assert len({row["note"] for row in rows}) > 5
    given = ("check", f"manuscripts/{names[1]}", "--format", "json", "--catalogue", shelf.name)
    report = json.loads(command(*given, "--data", str(shelf.parent)).stdout)
    notes = report["documents"][0]["notes"]
    checked = [(n["id"], c["verdict"]) for n in notes for c in n["citations"] if c.get("verdict")]
    assert checked == [(row["note"], row["verdict"]) for row in rows if row["verdict"]]


def test_a_run_that_is_killed_goes_on_where_it_was(
    command: Run, tmp_path: Path, told: list[str], shelf: Path, wanted: list[Row]
) -> None:
    (tmp_path / "refs.jsonl").write_text("\n".join(told), "utf-8")
    linking = ("link", "refs.jsonl", *_places(shelf), "--part-size", "10", "--jobs", "2")
    out = tmp_path / "out"
    with begun(linking, tmp_path) as first:
        until((out / "part-00001.parquet").exists, first, 0.001)
        os.kill(first.pid, signal.SIGKILL)
    log = (out / "_parts.jsonl").read_text()
    (out / "_parts.jsonl").write_text(log + '{"number": 9, "ro')  # as if cut short
    kept = {json.loads(line)["number"] for line in log.splitlines() if line.endswith("}")}
    times = {n: (out / f"part-{n:05}.parquet").stat().st_mtime_ns for n in kept}
    assert not (out / "_SUCCESS").exists()
    second = command(*linking)
    assert second.returncode == 3, second.stderr
    assert rows_in(out) == wanted
    assert {n: (out / f"part-{n:05}.parquet").stat().st_mtime_ns for n in kept} == times
    third = command(*linking)
    assert (third.returncode, rows_in(out)) == (3, wanted)


def test_who_interrupts_keeps_whole_parts(tmp_path: Path, told: list[str], shelf: Path) -> None:
    (tmp_path / "refs.jsonl").write_text("\n".join(told), "utf-8")
    out = tmp_path / "out"
    with begun(("link", "refs.jsonl", *_places(shelf), "--part-size", "10", "--jobs", "2"), tmp_path) as running:
        until((out / "part-00000.parquet").exists, running, 0.001)
        os.killpg(running.pid, signal.SIGINT)  # as a terminal does: to all processes of the command
        said = running.communicate(timeout=120)[1].decode()
    assert (running.returncode, said.strip()) == (130, "citecheck: interrupted")
    assert not (out / "_SUCCESS").exists()
    assert sum(len(pq.ParquetFile(file).read()) for file in out.glob("part-*.parquet")) > 0


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="finds its processes in /proc")
def test_a_process_that_dies_has_its_part_done_again(
    tmp_path: Path, told: list[str], shelf: Path, wanted: list[Row]
) -> None:
    (tmp_path / "refs.jsonl").write_text("\n".join(told), "utf-8")
    linking = ("link", "refs.jsonl", *_places(shelf), "--part-size", "20", "--jobs", "2")
    with begun(linking, tmp_path) as running:
        until(lambda: any((tmp_path / "out").glob(".part-*.parquet")), running, 0.001)
        draft = next((tmp_path / "out").glob(".part-*.parquet"))
        os.kill(int(draft.name.split(".")[2]), signal.SIGKILL)
        said = running.communicate(timeout=120)[1].decode()
    assert running.returncode == 3, said
    assert "begun again: 1" in said
    assert rows_in(tmp_path / "out") == wanted


def test_a_part_that_kills_every_process_is_rows_with_the_error(tmp_path: Path, told: list[str], shelf: Path) -> None:
    lines = [line for line in told if '"document"' in line][:30]
    (tmp_path / "refs.jsonl").write_text("\n".join(lines), "utf-8")
    linking = ("link", "refs.jsonl", *_places(shelf), "--part-size", "30", "--jobs", "1")
    with begun(linking, tmp_path) as running:
        for _ in range(3):
            until(lambda: any((tmp_path / "out").glob(".part-*.parquet")), running, 0.001)
            for draft in (tmp_path / "out").glob(".part-*"):
                with_pid = int(draft.name.split(".")[2])
                draft.unlink(missing_ok=True)
                if draft.suffix == ".parquet":
                    os.kill(with_pid, signal.SIGKILL)
        said = running.communicate(timeout=120)[1].decode()
    assert running.returncode == 4, said
    rows = rows_in(tmp_path / "out")
    assert [row["id"] for row in rows] == [json.loads(line)["id"] for line in lines]
    assert {row["error"] for row in rows} == {"its process died 3 times (exit code -9)"}
    assert (tmp_path / "out" / "_SUCCESS").exists()


def test_other_work_in_the_same_folder_is_refused(command: Run, tmp_path: Path, told: list[str], shelf: Path) -> None:
    given = tmp_path / "refs.jsonl"
    given.write_text(told[0])
    linking = ("link", "refs.jsonl", *_places(shelf), "--jobs", "1")
    assert command(*linking).returncode == 0
    for change, named in ((("--part-size", "7"), "rows"), ((), "references")):
        if not change:
            given.write_text(told[1])
        refused = command(*linking, *change)
        assert refused.returncode == 2
        assert f"holds the rows of another {named}" in refused.stderr
    other = shutil.copytree(shelf, tmp_path / "other")
    given.write_text(told[0])
    (tmp_path / "out" / "_citecheck.json").write_text("[]")
    damaged = command("link", "refs.jsonl", "--index", str(other), "--output", "out")
    assert (damaged.returncode, "damaged" in damaged.stderr) == (2, True)


@pytest.mark.parametrize(
    ("name", "content", "code", "said"),
    [
        ("nowhere.jsonl", None, 3, "nowhere.jsonl: no such file or folder"),
        ("empty.jsonl", b"", 3, "empty.jsonl: holds no reference"),
        ("blank.jsonl", b"\n \n\n", 3, "blank.jsonl: holds no reference"),
        ("damaged.jsonl.gz", b"not gzip", 3, "damaged.jsonl.gz: cannot be read"),
        ("damaged.parquet", b"PAR1", 3, "damaged.parquet: is no Parquet file"),
        ("strange.bin", b"\x00\x01", 3, "with an error"),
    ],
)
def test_what_is_nothing_to_match(
    command: Run, tmp_path: Path, shelf: Path, name: str, content: bytes | None, code: int, said: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    done = command("link", name, *_places(shelf), "--jobs", "1")
    assert done.returncode == code
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_without_files_and_a_table_without_references(command: Run, tmp_path: Path, shelf: Path) -> None:
    (tmp_path / "bare").mkdir()
    bare = command("link", "bare", *_places(shelf))
    assert (bare.returncode, bare.stderr) == (3, "citecheck: bare: holds no file\n")
    pq.write_table(pa.table({"title": ["Capital"]}), tmp_path / "other.parquet")
    other = command("link", "other.parquet", *_places(shelf))
    assert other.returncode == 3
    assert "has no column 'text' and no column 'work'" in other.stderr


def test_an_index_that_cannot_be_asked(command: Run, tmp_path: Path, told: list[str]) -> None:
    (tmp_path / "refs.jsonl").write_text(told[0])
    (tmp_path / "no-index").mkdir()
    for index in ("no-index", "nobody"):
        done = command("link", "refs.jsonl", "--index", index, "--output", "out", "--data", str(tmp_path))
        assert done.returncode == 2
        assert "no local catalogue" in done.stderr
    empty = built(tmp_path, name="empty")
    done = command("link", "refs.jsonl", "--index", str(empty.path), "--output", "out")
    assert (done.returncode, "is empty" in done.stderr) == (2, True)


def _places(shelf: Path) -> tuple[str, ...]:
    return ("--index", str(shelf), "--output", "out")
