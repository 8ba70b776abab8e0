"""`citecheck bib` as a user meets it."""

import json
from pathlib import Path

import pytest
from pybtex.database import parse_string

from citecheck.formats import ris
from tests.conftest import Run

CHAPTER = """\
The market was planned.[^1] It was never natural.[^2] Nor was land.[^3]

[^1]: Karl Polanyi, *The Great Transformation* (1944), p. 12.
[^2]: Ibid., p. 141.
[^3]: Karl Polanyi, *The Unwritten Book of Markets and Turnips* (New York, 1951), p. 3.
"""


@pytest.fixture(autouse=True)
def _chapter(tmp_path: Path) -> None:
    (tmp_path / "chapter.md").write_text(CHAPTER)


@pytest.mark.parametrize(
    ("name", "arguments", "holds"),
    [
        ("refs.bib", (), "@book{polanyi1944great,"),
        ("refs.bib", ("--biblatex",), "date = {1944},"),
        ("refs.ris", (), "TY  - BOOK\nID  - polanyi1944great\n"),
        ("refs.json", (), '"id": "polanyi1944great"'),
        ("refs.md", (), "Polanyi, Karl. *The Great Transformation*. 1944."),
        ("refs.txt", ("--style", "oscola", "--notes"), "2. ibid 141."),
        ("refs.txt", ("--style", "mhra"), "Polanyi, Karl, The Great Transformation (1944)"),
        ("refs.html", (), "Polanyi, Karl. <i>The Great Transformation</i>. 1944."),
        ("refs.docx", (), "PK"),
        ("whatever", ("--format", "ris"), "TY  - BOOK"),
    ],
    ids=str,
)
def test_each_format_by_its_suffix(
    command: Run, tmp_path: Path, name: str, arguments: tuple[str, ...], holds: str
) -> None:
    done = command("bib", "chapter.md", "--output", name, *arguments)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert holds in (tmp_path / name).read_bytes().decode("utf-8", "replace")


def test_fields_are_filled_in_only_when_asked_and_each_is_told(command: Run, tmp_path: Path) -> None:
    plain = parse_string(command("bib", "chapter.md").stdout, "bibtex").entries
    assert "publisher" not in plain["polanyi1944great"].fields
    done = command("bib", "chapter.md", "--complete", "--trace", "trace.json")
    filled = parse_string(done.stdout, "bibtex").entries
    assert done.returncode == 0
    assert filled["polanyi1944great"].fields["publisher"]
    assert "publisher" in filled["polanyi1944great"].fields["annote"]
    assert filled["polanyi1951unwritten"].fields == plain["polanyi1951unwritten"].fields
    traced = json.loads((tmp_path / "trace.json").read_text())
    assert {(one["citekey"], one["catalogue"]) for one in traced} == {("polanyi1944great", "shelf")}
    assert ", ".join(one["field"] for one in traced) in filled["polanyi1944great"].fields["annote"]


def test_only_what_a_catalogue_knows(command: Run) -> None:
    loaded = ris.loads(command("bib", "chapter.md", "--format", "ris", "--only-resolved").stdout)
    assert [key for key, _ in loaded.entries] == ["polanyi1944great"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--style", "chicago-notes-bibliografy", "-o", "refs.md"), "'chicago-notes-bibliography'"),
        (("--format", "word"), "docx"),
        (("-o", "refs.pdf"), ".docx"),
    ],
    ids=str,
)
def test_wrong_usage(command: Run, arguments: tuple[str, ...], said: str) -> None:
    done = command("bib", "chapter.md", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_catalogue_that_cannot_be_asked_is_told(command: Run, tmp_path: Path) -> None:
    (tmp_path / "broken.json").write_text("[{")
    asked = command("bib", "chapter.md", "--only-resolved", "--catalogue", "broken.json")
    assert (asked.returncode, asked.stdout) == (4, "")
    assert "broken could not be asked" in asked.stderr
    assert command("bib", "chapter.md", "--catalogue", "broken.json").returncode == 0
