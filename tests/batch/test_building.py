"""Catalogues that a cluster reads are those that this machine reads."""

import csv
import dataclasses
from pathlib import Path

import tantivy

from citecheck.catalogues.index import Folder, Index, Summary, folder, summary
from citecheck.catalogues.index.schema import STORED
from citecheck.catalogues.index.search import opened
from citecheck.model import Query, Work
from tests.batch.cluster import Cluster
from tests.catalogues.index.shelves import item, lines
from tests.conftest import ROOT, Run

RETRACTED = (
    "Record ID,Title,RetractionDate,RetractionDOI,OriginalPaperDOI,OriginalPaperPubMedID,RetractionNature,Reason\n"
    "1,On Turnips,1/2/2020 0:00,10.1000/NOTICE,10.1000/7,77,Retraction,+Doubts;\n"
)


def _dump(path: Path) -> Path:
    """Files of one dump: some records come again in a later file, one file and a line are damaged."""
    path.mkdir()
    for part in range(6):
        lines(path / f"part-{part}.jsonl", *(item(n, title=f"Edition {part} of {n}") for n in range(part * 8, 99)))
    damaged = path / "part-3.jsonl"
    damaged.write_text(damaged.read_text() + "{broken\n")
    (path / "part-4b.pdf").write_bytes(b"%PDF-1.4 nothing")
    (path / "retracted.csv").write_text(RETRACTED)
    return path


def test_the_same_catalogue_whoever_reads_it(on_spark: Run, cluster: Cluster, tmp_path: Path) -> None:
    sources = (str(_dump(tmp_path / "dump")), str(ROOT / "refs" / "catalogue"))
    data = str(tmp_path / "data")
    here = on_spark("catalogue", "build", "here", *sources, "--data", data)
    there = on_spark(
        "catalogue", "build", "there", *sources, "--data", data, "--engine", "spark", "--master", cluster.master
    )
    assert (here.returncode, there.returncode) == (0, 0), there.stderr
    assert here.stderr.replace("here", "there") in there.stderr
    one, other = folder("here", data), folder("there", data)
    assert _told(one) == _told(other)
    assert summary(one).notices == 1
    assert _records(one) == _records(other)
    queries = [Query(text, Work()) for text in _texts()]
    assert len(queries) > 300
    ours, theirs = Index(one), Index(other)
    for query in queries:
        assert _named(ours, query) == _named(theirs, query)
    again = on_spark("catalogue", "build", "there", *sources, "--data", data)
    assert "unchanged, nothing to add" in again.stderr


def test_a_source_that_cannot_be_read_is_told_as_ever(on_spark: Run, cluster: Cluster, tmp_path: Path) -> None:
    (tmp_path / "bad.jsonl").write_bytes(b"%PDF-1.4 nothing")
    (tmp_path / "bads").mkdir()
    (tmp_path / "bads" / "bad.jsonl").write_bytes(b"%PDF-1.4 nothing")
    building = ("catalogue", "build", "some", "bad.jsonl", "bads", "nowhere", "--data", "data")
    here = on_spark(*building)
    there = on_spark(*building, "--engine", "spark", "--master", cluster.master)
    assert here.returncode == there.returncode == 3
    told = [line for line in here.stderr.splitlines() if line.startswith("citecheck: ")]
    assert len(told) == 3
    assert told == [line for line in there.stderr.splitlines() if line.startswith("citecheck: ")]


def test_build_is_no_second_add(command: Run, tmp_path: Path) -> None:
    lines(tmp_path / "one.jsonl", item(1))
    lines(tmp_path / "two.jsonl", item(2))
    assert command("catalogue", "build", "mine", "one.jsonl", "--data", "data").returncode == 0
    refused = command("catalogue", "build", "mine", "two.jsonl", "--data", "data")
    assert refused.returncode == 2
    assert "'mine' holds other sources" in refused.stderr
    assert command("catalogue", "build", "shelf", "one.jsonl", "--data", "data").returncode == 2


def test_a_master_without_spark_is_wrong_usage(command: Run, tmp_path: Path) -> None:
    lines(tmp_path / "one.jsonl", item(1))
    refused = command("catalogue", "build", "mine", "one.jsonl", "--data", "data", "--master", "local[1]")
    assert (refused.returncode, refused.stderr.splitlines()) == (
        2,
        ["citecheck: --master names a Spark cluster: give --engine spark with it"],
    )


def _told(place: Folder) -> Summary:
    return dataclasses.replace(summary(place), name="", path="", bytes=0)


def _records(place: Folder) -> list[bytes]:
    searcher = opened(place).searcher()
    hits = searcher.search(tantivy.Query.all_query(), searcher.num_docs).hits
    return sorted(searcher.doc(address)[STORED][0] for _, address in hits)


def _texts() -> list[str]:
    with (ROOT / "refs" / "pairs.csv").open(encoding="utf-8", newline="") as file:
        cited = {row["text"] for row in csv.DictReader(file)}
    return [*sorted(cited), *(f"Edition {n % 6} of {n}" for n in range(99))]


def _named(index: Index, query: Query) -> list[object]:
    return [dataclasses.replace(record, catalogue="") for record in index.search(query, 20)]
