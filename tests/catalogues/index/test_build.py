from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path
from typing import Any

import pytest

from citecheck.catalogues.index import Builder, Folder, Index, Step, folder, remove, summary
from citecheck.errors import CatalogueError, CitecheckError, UsageError
from citecheck.model import Identifier, Query, Work
from tests.catalogues.index.shelves import built, item, keys, lines

ROOT = Path(__file__).parents[3]


def test_a_newer_record_replaces_the_one_of_its_key(tmp_path: Path) -> None:
    path = tmp_path / "some.jsonl"
    place = built(tmp_path, lines(path, item(1), item(2)))
    built(tmp_path, lines(path, item(1, title="Something quite different"), item(3)))
    assert len(Index(place)) == 3
    assert keys(place, "Something quite different", limit=1) == ["k1"]
    found = Index(place).search(Query("", Work(ids=(Identifier("doi", "10.1000/1"),))), 1)
    assert found[0].work.title == "Something quite different"


def test_an_unchanged_source_is_left_alone(tmp_path: Path) -> None:
    source = lines(tmp_path / "some.jsonl", item(1), item(2))
    place = built(tmp_path, source)
    with Builder(place) as builder:
        assert builder.add(source).is_unchanged
        assert len(builder) == 2


def test_a_limit_reads_the_first_and_is_no_end(tmp_path: Path) -> None:
    source = lines(tmp_path / "some.jsonl", *map(item, range(9)))
    place = folder("a", str(tmp_path))
    with Builder(place) as builder:
        assert builder.add(source, limit=4).reading.records == 4
        assert len(builder) == 4
        assert builder.add(source).before == 4
        assert len(builder) == 9


def test_what_is_skipped_is_counted_and_logged(tmp_path: Path) -> None:
    path = tmp_path / "some.jsonl"
    lines(path, *map(item, range(3)))
    path.write_text(path.read_text() + "{broken\n" * 30)
    place = built(tmp_path, str(path))
    (reading,) = summary(place).sources
    assert (reading.records, reading.skipped.total()) == (3, 30)
    logged = place.log.read_text().splitlines()
    assert len(logged) == 10
    assert " 4\t" in logged[0]


def test_a_source_without_a_record_is_no_success(tmp_path: Path) -> None:
    source = lines(tmp_path / "some.jsonl", item(1, title=""), item(2, title=""))
    with Builder(folder("a", str(tmp_path))) as builder:
        added = builder.add(source)
        assert (added.is_empty, added.reading.skipped.total()) == (True, 2)
        assert builder.add(source).is_empty, "also the second time"


@pytest.mark.parametrize("content", [None, b"", b"\n", b"%PDF-1.4 nothing"], ids=ascii)
def test_what_is_no_source_is_told_and_keeps_no_other_out(tmp_path: Path, content: bytes | None) -> None:
    bad = tmp_path / "bad.jsonl"
    if content is not None:
        bad.write_bytes(content)
    with Builder(folder("a", str(tmp_path))) as builder:
        builder.add(lines(tmp_path / "some.jsonl", item(1)))
        with pytest.raises(CitecheckError, match=r"bad\.jsonl"):
            builder.add(str(bad))
        builder.add(lines(tmp_path / "more.jsonl", item(2)))
        assert len(builder) == 2


def test_a_key_of_a_file_is_its_own(tmp_path: Path) -> None:
    own = {"id": "marx", "DOI": None}
    first = lines(tmp_path / "first.jsonl", item(1, **own))
    other = lines(tmp_path / "other.jsonl", item(2, **own))
    assert len(Index(built(tmp_path, first, other))) == 2
    lines(tmp_path / "other.jsonl", item(3, **own), item(4))
    assert len(Index(built(tmp_path, first, other))) == 3


def test_a_key_that_is_a_doi_is_everybodys(tmp_path: Path) -> None:
    old = lines(tmp_path / "2024.jsonl", item(1, id="10.1000/1"))
    new = lines(tmp_path / "2025.jsonl", item(1, id="10.1000/1", title="A corrected title"))
    place = built(tmp_path, old, new)
    assert len(Index(place)) == 1
    assert keys(place, "A corrected title") == ["10.1000/1"]


def _retractions(path: Path) -> str:
    header = (
        "Record ID,Title,RetractionDate,RetractionDOI,OriginalPaperDOI,OriginalPaperPubMedID,RetractionNature,Reason"
    )
    rows = (
        "1,On Turnips,1/2/2020 0:00,10.1000/NOTICE,10.1000/T,77,Retraction,+Doubts;",
        "2,On Beets,3/4/2021 0:00,,,0,Correction,;",
        "3,On Peas,5/6/2022 0:00,,10.1000/1,0,Correction,;",
    )
    path.write_text("\n".join((header, *rows, "")))
    return str(path)


def test_notices_are_found_by_doi_and_pmid(tmp_path: Path) -> None:
    index = Index(built(tmp_path, _retractions(tmp_path / "retractions.csv")))
    (by_doi,) = index.notices(doi="10.1000/t")
    assert (by_doi.pmid, by_doi.nature, by_doi.by) == ("77", "retraction", "10.1000/notice")
    assert index.notices(pmid="77") == (by_doi,)
    assert index.notices() == index.notices(doi="10.1000/other") == ()


def test_records_bear_the_notices_about_them(tmp_path: Path) -> None:
    source = lines(tmp_path / "some.jsonl", item(1), item(2, PMID="77"), item(3))
    found = Index(built(tmp_path, source, _retractions(tmp_path / "retractions.csv"))).search(
        Query("of the", Work()), 5
    )
    assert {record.key: [one.nature for one in record.notices] for record in found} == {
        "k1": ["correction"],
        "k2": ["retraction"],
        "k3": [],
    }


def test_summary(tmp_path: Path) -> None:
    source = lines(tmp_path / "some.jsonl", item(1), item(2))
    told = summary(built(tmp_path, source))
    assert (told.records, told.notices, told.trouble) == (2, 0, "")
    assert told.bytes > 0
    assert [(one.source, one.records, one.done) for one in told.sources] == [(source, 2, True)]


def test_an_index_of_another_version_is_told_not_written_and_can_be_removed(tmp_path: Path) -> None:
    place = built(tmp_path, lines(tmp_path / "some.jsonl", item(1)))
    (place.path / "catalogue.json").write_text('{"schema": 0}')
    with pytest.raises(CatalogueError, match="another version"):
        Builder(place)
    told = summary(place)
    assert told.records is None
    assert "another version" in told.trouble
    remove(place)
    assert not place.path.exists()


@pytest.mark.parametrize("file", ["catalogue.json", "journal.sqlite", "index/meta.json"])
def test_a_damaged_catalogue_can_be_told_and_removed(tmp_path: Path, file: str) -> None:
    place = built(tmp_path, lines(tmp_path / "some.jsonl", item(1)))
    (place.path / file).write_text("damaged")
    assert (summary(place).records, summary(place).trouble == "") == (None, False)
    remove(place)
    assert not place.path.exists()


def _child(place: Folder, source: str) -> subprocess.Popen[str]:
    """A process that adds a source, and says a word after each step that it has kept."""
    code = f"""
        from pathlib import Path
        from citecheck.catalogues.index import Builder, Folder, Step
        with Builder(Folder({place.name!r}, Path({str(place.path)!r})), Step(items=100)) as builder:
            keep = builder._keep
            builder._keep = lambda reading: (keep(reading), print(reading.position, flush=True))
            builder.add({source!r})
    """
    command = [sys.executable, "-c", textwrap.dedent(code)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


@pytest.mark.parametrize("delay", [0.0, 0.03, 0.11])
def test_a_killed_build_keeps_what_it_said_and_goes_on(tmp_path: Path, delay: float) -> None:
    source = lines(tmp_path / "some.jsonl", *map(item, range(3000)))
    place = folder("a", str(tmp_path))
    with _child(place, source) as child:
        assert child.stdout is not None
        child.stdout.readline()
        time.sleep(delay)
        child.kill()
        said = 100 + sum(1 for _ in child.stdout) * 100
    assert child.returncode == -signal.SIGKILL
    kept = len(Index(place))
    assert said <= kept < 3000
    assert keys(place, "", Work(ids=(Identifier("doi", f"10.1000/{said - 1}"),)), 1) == [f"k{said - 1}"]
    with Builder(place) as builder:
        assert builder.add(source).before >= said
        assert len(builder) == 3000
    assert summary(place).sources[0].records == 3000


def test_others_search_while_one_writes_and_a_second_writer_is_told(tmp_path: Path) -> None:
    place = built(tmp_path, lines(tmp_path / "some.jsonl", item(1)))
    with Builder(place) as builder:
        with pytest.raises(UsageError, match="being written by another process"):
            Builder(place)
        with pytest.raises(UsageError, match="being written by another process"):
            remove(place)
        reader = (
            "import sys; from tests.catalogues.index.shelves import *; print(*keys(folder('a', sys.argv[1]), 'of'))"
        )
        command = [sys.executable, "-c", reader, str(tmp_path)]
        before = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
        builder.add(lines(tmp_path / "more.jsonl", item(2)))
        after = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    assert (before, sorted(after)) == (["k1"], ["k1", "k2"])


def test_a_second_process_is_told_too(tmp_path: Path) -> None:
    source = lines(tmp_path / "some.jsonl", item(1))
    place = built(tmp_path, source)
    command = [sys.executable, "-m", "citecheck", "catalogue", "add", "a", source, "--data", str(tmp_path)]
    with Builder(place):
        run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, env=os.environ)
    assert run.returncode == 2
    assert run.stderr.count("\n") == 1
    assert "being written by another process" in run.stderr


def test_a_step_by_time(tmp_path: Path) -> None:
    source = lines(tmp_path / "some.jsonl", *map(item, range(250)))
    place = built(tmp_path, source, step=Step(seconds=0.0))
    assert len(Index(place)) == 250


def test_a_build_killed_before_there_was_an_index_begins_anew(tmp_path: Path) -> None:
    folder("a", str(tmp_path)).create()
    assert len(Index(built(tmp_path, lines(tmp_path / "some.jsonl", item(1))))) == 1


def test_a_key_that_comes_again_replaces_within_a_step_and_after_it(tmp_path: Path) -> None:
    def told(number: int, title: str) -> dict[str, Any]:  # by Crossref, whose keys are DOIs
        return {"DOI": f"10.1000/{number}", "type": "monograph", "prefix": "10.1000", "title": [title]}

    others = [told(number, "Another") for number in range(2, 200)]
    source = lines(tmp_path / "some.jsonl", told(1, "First"), told(1, "Second"), *others, told(1, "Third"))
    for items in (100, 1000):
        place = built(tmp_path, source, name=f"a{items}", step=Step(items=items))
        (found,) = Index(place).search(Query("", Work(ids=(Identifier("doi", "10.1000/1"),))), 5)
        assert (len(Index(place)), found.work.title, found.also) == (199, "Third", ())
