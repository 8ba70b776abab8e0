from __future__ import annotations

from pathlib import Path

import pytest

from citecheck.catalogues.index import Builder, folder
from citecheck.catalogues.index.progress import files
from tests.catalogues.index.shelves import item, lines


@pytest.mark.parametrize("limit", [None, 1500])
def test_the_part_that_is_read_grows_to_the_whole(tmp_path: Path, limit: int | None) -> None:
    (tmp_path / "in").mkdir()
    lines(tmp_path / "in" / "a.jsonl", *map(item, range(1000)))
    lines(tmp_path / "in" / "b.jsonl", *map(item, range(1000, 2000)))
    told: list[tuple[int, float]] = []
    with Builder(folder("a", str(tmp_path))) as builder:
        builder.add(str(tmp_path / "in"), limit, watch=lambda _, items, part: told.append((items, part)))
    assert told == sorted(told)
    assert told[-1] == (limit or 2000, 1.0)
    assert 0 < told[0][1] < 0.7


@pytest.mark.parametrize(
    ("source", "found"),
    [("*.x", "ab"), ("a.x", "a"), ("in", "c"), ("**/*.x", "abc"), ("nowhere", ""), ("-", "")],
    ids=str,
)
def test_files(tmp_path: Path, source: str, found: str) -> None:
    (tmp_path / "in").mkdir()
    for name in ("a.x", "b.x", "in/c.x", "in/.hidden"):
        (tmp_path / name).write_text("")
    assert "".join(sorted(file.stem for file in files(str(tmp_path / source)))) == found
