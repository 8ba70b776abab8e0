"""References matched by a real cluster are those that `match` matches here."""

from __future__ import annotations

import json
import os
import shutil
import signal
from collections.abc import Iterable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from citecheck.batch.matching import Line, Manuscript, match, opened
from tests.batch.cluster import Cluster, below, environment, require_spark
from tests.batch.conftest import SUBMITTED
from tests.batch.linked import Row, begun, json_rows_in, rows_in, texts, until
from tests.conftest import ROOT, Run


@pytest.fixture(scope="session")
def lines() -> list[str]:
    """Some hundred references, a fifth of them twice, and what is none."""
    some = texts()
    told = [json.dumps({"id": f"r{n}", "document": f"d{n % 7}", "text": text}) for n, text in enumerate(some)]
    told += [json.dumps({"text": text, "id": f"again{n}"}) for n, text in enumerate(some[::5])]
    told[3:3] = ["", "{damaged", '{"id": "nothing"}', '{"text": 7}', json.dumps({"text": some[0]})]
    told.append(
        json.dumps({"id": "work", "work": {"type": "book", "title": "Capital", "author": [{"family": "Marx"}]}})
    )
    return told


@pytest.fixture(scope="session")
def wanted(lines: list[str], shelf: Path) -> list[str]:
    """The rows of these references."""
    return _sorted(match((Line(n, line) for n, line in enumerate(lines, 1) if line.strip()), opened(shelf)))


def test_lines(
    on_spark: Run, cluster: Cluster, tmp_path: Path, lines: list[str], shelf: Path, wanted: list[str]
) -> None:
    (tmp_path / "refs.jsonl").write_text("\n".join(lines), "utf-8")
    linking = ("link", "refs.jsonl", "--index", str(shelf), "--output", "out", "--part-size", "400")
    done = on_spark(*linking, "--engine", "spark", "--master", cluster.master)
    assert (done.returncode, done.stdout) == (3, ""), done.stderr  # three lines are no references
    assert _sorted(rows_in(tmp_path / "out")) == wanted
    assert _sorted(json_rows_in(tmp_path / "out")) == wanted
    assert f"{len(wanted):,} rows in 2 parts" in done.stderr
    assert "begun again: 0" in done.stderr
    assert (tmp_path / "out" / "_SUCCESS").exists()
    assert not (tmp_path / "out" / "_staged").exists()
    (tmp_path / "refs.jsonl").write_text("\n".join(lines[:9]), "utf-8")
    refused = on_spark(*linking, "--engine", "spark", "--master", cluster.master)
    assert refused.returncode == 2
    assert "holds the rows of another references" in refused.stderr


def test_parquet_and_an_index_that_is_brought(
    on_spark: Run, cluster: Cluster, tmp_path: Path, lines: list[str], shelf: Path, wanted: list[str]
) -> None:
    """By a file system that is none of the machine's for Spark: so Hadoop copies the index to each."""
    given = [fields for line in lines if '"document"' in line and (fields := json.loads(line))]
    pq.write_table(pa.Table.from_pylist(given), tmp_path / "refs.parquet")
    far = f"--conf spark.hadoop.fs.viewfs.mounttable.far.linkFallback={tmp_path.as_uri()}"
    shutil.copytree(shelf, tmp_path / "standard")
    setting = {"PYSPARK_SUBMIT_ARGS": f"{far} {SUBMITTED}"}
    places = ("link", "viewfs://far/refs.parquet", "--index", "viewfs://far/standard", "--output", "viewfs://far/out")
    done = on_spark(*places, "--engine", "spark", "--master", cluster.master, env=setting)
    assert done.returncode == 0, done.stderr
    assert _sorted(rows_in(tmp_path / "out")) == [row for row in wanted if '"document": "d' in row]


def test_manuscripts(on_spark: Run, tmp_path: Path, shelf: Path) -> None:
    require_spark()
    folder = tmp_path / "manuscripts"
    folder.mkdir()
    names = ("ocr-chapter.md", "nothing-to-find.md")
    for name in names:
        shutil.copy(ROOT / "refs" / "manuscripts" / name, folder)
    place = ("--index", str(shelf), "--output", "out", "--engine", "spark", "--master", "local[2]")
    done = on_spark("link", "manuscripts", *place)
    assert done.returncode == 3  # one of them has no notes
    found = rows_in(tmp_path / "out")
    assert len(found) > 10
    named = [Manuscript(str(folder / name), f"manuscripts/{name}") for name in names]
    assert _sorted(found) == _sorted(match(named, opened(shelf)))


def test_a_worker_that_dies_and_a_run_that_is_killed(
    tmp_path: Path, lines: list[str], shelf: Path, wanted: list[str]
) -> None:
    require_spark()
    (tmp_path / "refs.jsonl").write_text("\n".join(lines), "utf-8")
    out = tmp_path / "out"
    place = ("link", "refs.jsonl", "--index", str(shelf), "--output", "out", "--part-size", "100")
    setting = environment() | {"PYSPARK_SUBMIT_ARGS": SUBMITTED}
    (tmp_path / "cluster").mkdir()
    with Cluster(tmp_path / "cluster") as cluster:
        linking = (*place, "--engine", "spark", "--master", cluster.master)
        with begun(linking, tmp_path, setting) as first:
            until((out / "part-00001.parquet" / "_SUCCESS").exists, first)
            os.killpg(first.pid, signal.SIGKILL)
        kept = {path: path.stat().st_mtime_ns for path in (out / "part-00000.parquet").iterdir()}
        assert not (out / "_SUCCESS").exists()
        doomed = cluster.daemons[-1]
        former = set(below(doomed.process.pid))  # an executor outlives its driver for a moment
        with begun(linking, tmp_path, setting) as second:
            # Its Python begins with its first task, and has still to import all that it needs.
            until(lambda: any(map(_is_python, set(below(doomed.process.pid)) - former)), second)
            doomed.kill()
            assert not (out / "_SUCCESS").exists()
            told = second.communicate(timeout=300)[1].decode()
        assert second.returncode == 3, told
        assert {path: path.stat().st_mtime_ns for path in (out / "part-00000.parquet").iterdir()} == kept
    assert _sorted(rows_in(out)) == wanted
    retries = json.loads((out / "_citecheck.json").read_text())["total"]["retries"]
    assert retries > 0
    assert f"begun again: {retries}\n" in told


def test_the_other_engine_in_the_same_folder_is_refused(
    on_spark: Run, tmp_path: Path, lines: list[str], shelf: Path
) -> None:
    require_spark()
    (tmp_path / "refs.jsonl").write_text(lines[0], "utf-8")
    linking = ("link", "refs.jsonl", "--index", str(shelf), "--part-size", "100")
    spark = ("--engine", "spark", "--master", "local[1]")
    for first, then, name in (((), spark, "embedded"), (spark, (), "spark")):
        done = on_spark(*linking, "--output", name, *first)
        assert done.returncode == 0, done.stderr
        refused = on_spark(*linking, "--output", name, *then)
        assert refused.returncode == 2
        (told,) = (line for line in refused.stderr.splitlines() if line.startswith("citecheck: "))
        other = "spark" if then else "embedded"
        assert f"holds the rows of another engine ({name}, now {other}): name another folder" in told
        assert len(rows_in(tmp_path / name)) == 1


def test_a_job_that_cannot_be_done_is_no_clean_one(
    on_spark: Run, tmp_path: Path, lines: list[str], shelf: Path
) -> None:
    require_spark()
    (tmp_path / "refs.jsonl").write_text("\n".join(lines[:9]), "utf-8")
    place = ("--index", str(shelf), "--output", "out", "--engine", "spark", "--master", "local[1]")
    done = on_spark("link", "refs.jsonl", *place, env={"PYSPARK_PYTHON": "/nowhere/python"})
    assert done.returncode == 4
    (told,) = (line for line in done.stderr.splitlines() if line.startswith("citecheck: "))
    assert told.startswith("citecheck: Spark gave up: ")
    assert "/nowhere/python" in told
    assert not (tmp_path / "out" / "_SUCCESS").exists()


def test_what_is_nothing_to_match(on_spark: Run, tmp_path: Path, shelf: Path) -> None:
    require_spark()
    (tmp_path / "empty.jsonl").write_text("\n\n")
    told = ("--index", str(shelf), "--output", "out", "--engine", "spark", "--master", "local[1]")
    empty = on_spark("link", "empty.jsonl", *told)
    assert empty.returncode == 3
    assert "empty.jsonl: holds no reference" in empty.stderr
    assert on_spark("link", "nowhere.jsonl", *told).returncode == 3


def _is_python(pid: int) -> bool:
    """Whether a process is one that Spark's executors ask."""
    try:
        return b"pyspark.daemon" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except (FileNotFoundError, ProcessLookupError):
        return False


def _sorted(rows: Iterable[Row]) -> list[str]:
    return sorted(json.dumps(row, sort_keys=True) for row in rows)
