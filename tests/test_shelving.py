"""The commands for local catalogues as a user meets them."""

import json
from pathlib import Path

import pytest

from tests.conftest import Run

BOOK = {"id": "polanyi", "type": "book", "title": "The Unwritten Book of Markets and Turnips",
        "author": [{"family": "Polanyi", "given": "Karl"}], "issued": {"date-parts": [[1951]]}}  # fmt: skip
NOTE = "A claim.[^1]\n\n[^1]: Karl Polanyi, *The Unwritten Book of Markets and Turnips* (York, 1951), p. 3.\n"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    (tmp_path / "books.jsonl").write_text(json.dumps(BOOK) + "\n")
    (tmp_path / "empty.jsonl").write_text("\n")
    (tmp_path / "untitled.jsonl").write_text(json.dumps(BOOK | {"title": ""}) + "\n")
    (tmp_path / "note.md").write_text(NOTE)
    return tmp_path / "data"


def test_add_list_info_search_update_remove(command: Run, data: Path, tmp_path: Path) -> None:
    place = {"CITECHECK_DATA": str(data)}
    added = command("catalogue", "add", "mine", "books.jsonl", env=place)
    assert (added.returncode, added.stdout) == (0, "")
    assert added.stderr == f"{tmp_path / 'books.jsonl'}: 1 record\nmine: 1 record\n"
    assert command("catalogue", "list", env=place).stdout.split()[:3] == ["mine", "1", "record"]
    info = command("catalogue", "info", "mine", env=place).stdout
    assert "records   1\n" in info
    assert f"source    {tmp_path / 'books.jsonl'}: 1 record, added 2" in info
    found = command("catalogue", "search", "mine", "Polanyi, Unwritten Book of Markets and Turnips, 1951", env=place)
    assert "Polanyi. The Unwritten Book of Markets and Turnips. 1951\n" in found.stdout
    assert float(found.stdout.split()[0]) > 0.5
    (tmp_path / "more.jsonl").write_text(json.dumps(BOOK | {"id": "other", "title": "Another"}) + "\n")
    assert command("catalogue", "update", "mine", "more.jsonl", env=place).stderr.endswith("mine: 2 records\n")
    assert command("catalogue", "remove", "mine", env=place).returncode == 0
    assert command("catalogue", "list", env=place).stdout == ""


def test_a_check_asks_the_catalogue_by_its_name(command: Run, data: Path) -> None:
    options = ("--data", str(data))
    unknown = command("check", "note.md")
    assert unknown.returncode == 1
    command("catalogue", "add", "mine", "books.jsonl", *options)
    known = command("check", "note.md", "--catalogue", "mine", *options)
    assert (known.returncode, known.stderr) == (0, "")


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("add", "mine", "nowhere.jsonl"), 3, "citecheck: nowhere.jsonl: "),
        (("add", "mine", "empty.jsonl"), 3, "citecheck: empty.jsonl: "),
        (("add", "mine", "untitled.jsonl"), 3, "citecheck: untitled.jsonl: holds no record; 1 skipped (1 no title)"),
        (("add", "shelf", "books.jsonl"), 2, "citecheck: 'shelf' is the name of a catalogue that is no local index"),
        (("add", "../mine", "books.jsonl"), 2, "citecheck: '../mine' is no name for a catalogue"),
        (("update", "mine", "books.jsonl"), 2, "citecheck: no local catalogue is called 'mine': there is none yet"),
        (("info", "mine"), 2, "citecheck: no local catalogue is called 'mine'"),
        (("search", "mine", "text"), 2, "citecheck: no local catalogue is called 'mine'"),
        (("remove", "mine"), 2, "citecheck: no local catalogue is called 'mine'"),
        (("frob",), 2, "Usage: "),
    ],
    ids=str,
)  # fmt: skip
def test_what_is_wrong_is_told_in_a_line(
    command: Run, data: Path, arguments: tuple[str, ...], code: int, message: str
) -> None:
    told = command("catalogue", *arguments, *(() if arguments == ("frob",) else ("--data", str(data))))
    assert (told.returncode, told.stderr.startswith(message)) == (code, True), told.stderr
    assert not (data / "mine").exists()


def test_one_bad_source_does_not_keep_the_others_out(command: Run, data: Path) -> None:
    told = command("catalogue", "add", "mine", "nowhere.jsonl", "books.jsonl", "--data", str(data))
    assert told.returncode == 3
    assert told.stderr.endswith("books.jsonl: 1 record\nmine: 1 record\n")


def test_a_near_name_is_proposed(command: Run, data: Path) -> None:
    command("catalogue", "add", "mine", "books.jsonl", "--data", str(data))
    told = command("check", "note.md", "--catalogue", "mien", "--data", str(data))
    assert (told.returncode, told.stderr) == (2, "citecheck: no catalogue is called 'mien': did you mean 'mine'?\n")
