from __future__ import annotations

import json
from pathlib import Path

import pytest

from citecheck.catalogues.index import folder, folders
from citecheck.errors import CatalogueError, UsageError


@pytest.mark.parametrize("name", ["", ".", "..", "a/b", "a\\b", "-a", "a.bib", "a b", "é", "a" * 65, "a\n"], ids=ascii)
def test_what_is_no_name_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is no name"):
        folder(name, str(tmp_path))


def test_only_catalogues_are_listed(tmp_path: Path) -> None:
    (tmp_path / "stray").mkdir()
    (tmp_path / "file.txt").write_text("no catalogue")
    folder("b", str(tmp_path)).create()
    folder("a", str(tmp_path)).create()
    assert [one.name for one in folders(str(tmp_path))] == ["a", "b"]


def test_without_a_data_folder_there_is_no_catalogue(tmp_path: Path) -> None:
    assert folders(str(tmp_path / "nowhere")) == ()


def test_another_version_tells_how_to_rebuild(tmp_path: Path) -> None:
    one = folder("a", str(tmp_path))
    one.create()
    (one.path / "catalogue.json").write_text(json.dumps({"schema": 0}))
    with pytest.raises(CatalogueError, match=r"another version \(schema 0.*catalogue remove a.*catalogue add a"):
        one.require()


@pytest.mark.parametrize("label", ["", "[]", "{}", '{"schema": "x"}', '{"schema": null}'])
def test_a_damaged_label_is_told(label: str, tmp_path: Path) -> None:
    one = folder("a", str(tmp_path))
    one.create()
    (one.path / "catalogue.json").write_text(label)
    with pytest.raises(CatalogueError, match="damaged"):
        one.version()


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match="cannot be made"):
        folder("a", str(tmp_path / "file")).create()
