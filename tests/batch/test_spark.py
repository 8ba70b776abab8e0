"""References matched by a real cluster are those that `match` matches here."""

from __future__ import annotations

import csv
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from citecheck.batch.matching import Line, Manuscript, match, opened
from tests.batch.cluster import Cluster, environment, require_spark
from tests.batch.conftest import SUBMITTED
from tests.catalogues.index.shelves import built
from tests.conftest import ROOT, Run

Row = dict[str, Any]


@pytest.fixture(scope="session")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built-in catalogue as an index."""
    return built(tmp_path_factory.mktemp("data"), str(ROOT / "refs" / "catalogue"), name="standard").path


@pytest.fixture(scope="session")
def lines() -> list[str]:
    """Some hundred references, a fifth of them twice, and what is none."""
    with (ROOT / "refs" / "pairs.csv").open(encoding="utf-8", newline="") as file:
        texts = sorted({row["text"] for row in csv.DictReader(file) if row["text"]})
    told = [json.dumps({"id": f"r{n}", "document": f"d{n % 7}", "text": text}) for n, text in enumerate(texts)]
    told += [json.dumps({"text": text, "id": f"again{n}"}) for n, text in enumerate(texts[::5])]
    told[3:3] = ["", "{damaged", '{"id": "nothing"}', '{"text": 7}', json.dumps({"text": texts[0]})]
    told.append(
        json.dumps({"id": "work", "work": {"type": "book", "title": "Capital", "author": [{"family": "Marx"}]}})
    )
    return told


@pytest.fixture(scope="session")
def wanted(lines: list[str], index: Path) -> list[str]:
    """The rows of these references."""
    return _sorted(match((Line(n, line) for n, line in enumerate(lines, 1) if line.strip()), opened(index)))


def test_lines(
    on_spark: Run, cluster: Cluster, tmp_path: Path, lines: list[str], index: Path, wanted: list[str]
) -> None:
    (tmp_path / "refs.jsonl").write_text("\n".join(lines), "utf-8")
    linking = ("link", "refs.jsonl", "--index", str(index), "--output", "out", "--part-size", "400")
    done = on_spark(*linking, "--engine", "spark", "--master", cluster.master)
    assert (done.returncode, done.stdout) == (3, ""), done.stderr  # three lines are no references
    assert _sorted(_rows(tmp_path / "out")) == wanted
    assert _sorted(_json_rows(tmp_path / "out")) == wanted
    assert f"{len(wanted):,} rows in 2 parts" in done.stderr
    assert "begun again: 0" in done.stderr
    assert (tmp_path / "out" / "_SUCCESS").exists()
    assert not (tmp_path / "out" / "_staged").exists()
    (tmp_path / "refs.jsonl").write_text("\n".join(lines[:9]), "utf-8")
    refused = on_spark(*linking, "--engine", "spark", "--master", cluster.master)
    assert refused.returncode == 2
    assert "holds the rows of another references" in refused.stderr


def test_parquet_and_an_index_that_is_brought(
    on_spark: Run, cluster: Cluster, tmp_path: Path, lines: list[str], index: Path, wanted: list[str]
) -> None:
    """By a file system that is none of the machine's for Spark: so Hadoop copies the index to each."""
    rows = [fields for line in lines if '"document"' in line and (fields := json.loads(line))]
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "refs.parquet")
    far = f"--conf spark.hadoop.fs.viewfs.mounttable.far.linkFallback={tmp_path.as_uri()}"
    shutil.copytree(index, tmp_path / "standard")
    setting = {"PYSPARK_SUBMIT_ARGS": f"{far} {SUBMITTED}"}
    places = ("link", "viewfs://far/refs.parquet", "--index", "viewfs://far/standard", "--output", "viewfs://far/out")
    done = on_spark(*places, "--engine", "spark", "--master", cluster.master, env=setting)
    assert done.returncode == 0, done.stderr
    assert _sorted(_rows(tmp_path / "out")) == [row for row in wanted if '"document": "d' in row]


def test_manuscripts(on_spark: Run, tmp_path: Path, index: Path) -> None:
    require_spark()
    folder = tmp_path / "manuscripts"
    folder.mkdir()
    names = ("ocr-chapter.md", "nothing-to-find.md")
    for name in names:
        shutil.copy(ROOT / "refs" / "manuscripts" / name, folder)
    place = ("--index", str(index), "--output", "out", "--engine", "spark", "--master", "local[2]")
    done = on_spark("link", "manuscripts", *place)
    assert done.returncode == 3  # one of them has no notes
    rows = _rows(tmp_path / "out")
    assert len(rows) > 10
    assert _sorted(rows) == _sorted(match([Manuscript(str(folder / name)) for name in names], opened(index)))


def test_a_worker_that_dies_and_a_run_that_is_killed(
    tmp_path: Path, lines: list[str], index: Path, wanted: list[str]
) -> None:
    require_spark()
    (tmp_path / "refs.jsonl").write_text("\n".join(lines), "utf-8")
    out = tmp_path / "out"
    linking = (
        "link",
        "refs.jsonl",
        "--index",
        str(index),
        "--output",
        "out",
        "--part-size",
        "100",
        "--engine",
        "spark",
    )
    (tmp_path / "cluster").mkdir()
    with Cluster(tmp_path / "cluster") as cluster:
        command = (sys.executable, "-m", "citecheck", *linking, "--master", cluster.master)
        with _driver(command, tmp_path) as first:
            _until((out / "part-00001.parquet" / "_SUCCESS").exists, first)
            os.killpg(first.pid, signal.SIGKILL)
        kept = {path: path.stat().st_mtime_ns for path in (out / "part-00000.parquet").iterdir()}
        assert not (out / "_SUCCESS").exists()
        with _driver(command, tmp_path) as second:
            _until((out / "part-00002.parquet" / "_SUCCESS").exists, second)
            cluster.daemons[-1].kill()
            assert not (out / "_SUCCESS").exists()
            told = second.communicate(timeout=300)[1].decode()
        assert second.returncode == 3, told
        assert {path: path.stat().st_mtime_ns for path in (out / "part-00000.parquet").iterdir()} == kept
    assert _sorted(_rows(out)) == wanted


def test_a_job_that_cannot_be_done_is_no_clean_one(
    on_spark: Run, tmp_path: Path, lines: list[str], index: Path
) -> None:
    require_spark()
    (tmp_path / "refs.jsonl").write_text("\n".join(lines[:9]), "utf-8")
    place = ("--index", str(index), "--output", "out", "--engine", "spark", "--master", "local[1]")
    done = on_spark("link", "refs.jsonl", *place, env={"PYSPARK_PYTHON": "/nowhere/python"})
    assert done.returncode == 4
    (told,) = (line for line in done.stderr.splitlines() if line.startswith("citecheck: "))
    assert told.startswith("citecheck: Spark gave up: ")
    assert "/nowhere/python" in told
    assert not (tmp_path / "out" / "_SUCCESS").exists()


def test_what_is_nothing_to_match(on_spark: Run, tmp_path: Path, index: Path) -> None:
    require_spark()
    (tmp_path / "empty.jsonl").write_text("\n\n")
    told = ("--index", str(index), "--output", "out", "--engine", "spark", "--master", "local[1]")
    empty = on_spark("link", "empty.jsonl", *told)
    assert empty.returncode == 3
    assert "empty.jsonl: holds no reference" in empty.stderr
    assert on_spark("link", "nowhere.jsonl", *told).returncode == 3


def _driver(command: Iterable[str], folder: Path) -> subprocess.Popen[bytes]:
    """The command as a process that leads a group of its own, its Java below it."""
    setting = environment() | {"PYSPARK_SUBMIT_ARGS": SUBMITTED}
    return subprocess.Popen(
        command, cwd=folder, env=setting, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    )


def _until(seen: Callable[[], bool], process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 180
    while not seen():
        assert process.poll() is None, process.communicate()[1].decode()
        assert time.monotonic() < until
        time.sleep(0.05)


def _rows(out: Path) -> list[Row]:
    files = sorted(out.glob("part-*.parquet/*.parquet"))
    return [row for file in files for row in pq.ParquetFile(file).read().to_pylist()]


def _json_rows(out: Path) -> list[Row]:
    return [json.loads(line) for file in out.glob("part-*.jsonl/*.json") for line in file.read_text().splitlines()]


def _sorted(rows: Iterable[Row]) -> list[str]:
    return sorted(json.dumps(row, sort_keys=True) for row in rows)
