"""A manuscript under a baseline, as a user and a CI job meet it."""

import json
from pathlib import Path

import pytest

from tests.conftest import Run

BAD = "[^{}]: Karl Polanyi, *The Unwritten Book of Markets and {}* (New York, 1951), p. 3.\n"
TEXT = "The market was planned.[^1] It was never natural.[^2]\n\nNor was land.[^3]\n\n"
CHAPTER = TEXT + BAD.format(1, "Turnips") + "\n[^2]: Ibid., p. 141.\n\n" + BAD.format(3, "Land")


@pytest.fixture
def chapter(tmp_path: Path) -> Path:
    path = tmp_path / "chapter.md"
    path.write_text(CHAPTER)
    return path


@pytest.fixture
def known(command: Run, chapter: Path) -> Path:
    assert command("check", chapter.name).returncode == 1
    assert command("baseline", "create", chapter.name).returncode == 0
    return chapter.with_name(".citecheck-baseline.json")


def check(command: Run) -> int:
    return command("check", "chapter.md", "--baseline", ".citecheck-baseline.json").returncode


def test_a_second_run_is_clean(command: Run, known: Path) -> None:
    done = command("check", "chapter.md", "--baseline", known.name)
    assert (done.returncode, done.stderr) == (0, "")
    assert "no findings, 2 in the baseline" in done.stdout
    assert command("check", "chapter.md").returncode == 1


def test_a_new_bad_note_fails_and_is_the_one_that_is_shown(command: Run, known: Path, chapter: Path) -> None:
    chapter.write_text(CHAPTER.replace("planned.[^1]", "planned.[^1][^4]") + "\n" + BAD.format(4, "Beets"))
    done = command("check", "chapter.md", "--baseline", known.name, "--format", "json")
    assert done.returncode == 1
    (document,) = json.loads(done.stdout)["documents"]
    told = {(one["baseline"], one["effective_level"]) for one in document["findings"] if one["code"] == "CC201"}
    assert told == {("unchanged", None), ("new", "error")}


@pytest.mark.usefixtures("known")
def test_the_same_bad_note_once_more_fails(command: Run, chapter: Path) -> None:
    chapter.write_text(CHAPTER.replace("planned.[^1]", "planned.[^1][^4]") + "\n" + BAD.format(4, "Land"))
    assert check(command) == 1


@pytest.mark.usefixtures("known")
def test_edits_elsewhere_leave_it_clean(command: Run, chapter: Path) -> None:
    first, second, *notes = CHAPTER.split("\n\n")
    moved = [second, "A paragraph put between.", first, *reversed(notes)]
    chapter.write_text("# A title\n\n" + "\n\n".join(moved) + "\n")
    assert check(command) == 0
    renumbered = CHAPTER.replace("[^3]", "[^9]").replace("[^1]", "[^4]").replace("p. 3", "p.  3")
    chapter.write_text(renumbered)
    assert check(command) == 0


def test_what_is_mended_is_told_and_dropped(command: Run, known: Path, chapter: Path) -> None:
    chapter.write_text(
        CHAPTER.replace(
            "Unwritten Book of Markets and Land* (New York, 1951)", "Great Transformation* (New York, 1944)"
        )
    )
    assert "1 of its findings is gone" in command("check", "chapter.md", "--baseline", known.name).stderr
    assert command("baseline", "update", "chapter.md").returncode == 0
    assert len(json.loads(known.read_text())["findings"]) == 1


def test_an_audit_asks_of_each_and_remembers(command: Run, known: Path) -> None:
    assert command("baseline", "audit", text="m\nq\n").returncode == 0
    assert [one["label"] for one in json.loads(known.read_text())["findings"]] == ["to be mended", None]
    assert command("baseline", "update", "chapter.md").returncode == 0
    assert command("baseline", "audit", text="").returncode == 0
    listed = command("baseline", "audit", "--list").stdout.splitlines()
    assert [line.rpartition("[")[2] for line in listed] == ["to be mended]", "no label]"]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("check", "chapter.md", "--baseline", "none.json"), 2, "citecheck baseline create"),
        (("baseline", "update", "chapter.md", "--baseline", "none.json"), 2, "citecheck baseline create"),
        (("baseline", "create", "chapter.md"), 2, "citecheck baseline update"),
        (("baseline", "create", "none.md", "--baseline", "other.json"), 3, "none.md"),
        (("baseline", "create", "chapter.md", "--baseline", "o.json", "--catalogue", "broken.json"), 4, "not written"),
    ],
    ids=str,
)
@pytest.mark.usefixtures("known")
def test_what_goes_wrong(command: Run, tmp_path: Path, arguments: tuple[str, ...], code: int, said: str) -> None:
    (tmp_path / "broken.json").write_text("[{")
    before = set(tmp_path.iterdir())
    done = command(*arguments)
    assert (done.returncode, "Traceback" in done.stderr) == (code, False)
    assert said in done.stderr
    assert set(tmp_path.iterdir()) == before


# --- exemptions and settings by file ----------------------------------------------------------------------------------


@pytest.mark.usefixtures("chapter")
def test_exemptions_are_found_beside_the_manuscript_and_shown_with_their_reason(command: Run, tmp_path: Path) -> None:
    (tmp_path / ".citecheckignore").write_text("/Markets and/ CC201 not yet printed\n")
    done = command("check", "chapter.md", "--format", "json")
    assert done.returncode == 0
    (document,) = json.loads(done.stdout)["documents"]
    assert {(one["suppressed"], one["level"], one["effective_level"]) for one in document["findings"]} == {
        ("not yet printed", "error", None)
    }
    assert command("check", "chapter.md", "--ignore-file", "").returncode == 1
    (tmp_path / ".citecheckignore").write_text("/Markets and/\n")
    done = command("check", "chapter.md")
    assert (done.returncode, done.stdout) == (2, "")
    assert ".citecheckignore:1: no reason" in done.stderr


@pytest.mark.parametrize(
    ("table", "code"),
    [
        ('"*.md" = ["CC201"]', 0),
        ('"chapter.*" = "CC2, CC3"', 0),
        ('"./chapter.md" = ["CC201"]', 1),
        ('"other/*.md" = ["CC201"]', 1),
        ('"*.md" = ["CC3"]', 1),
        ('"*.md" = []', 2),
        ('"*.md" = ["CC999"]', 2),
    ],
    ids=str,
)
@pytest.mark.usefixtures("chapter")
def test_codes_are_left_out_by_file(command: Run, tmp_path: Path, table: str, code: int) -> None:
    (tmp_path / "pyproject.toml").write_text(f"[tool.citecheck.per-file-ignores]\n{table}\n")
    assert command("check", "chapter.md").returncode == code


@pytest.mark.usefixtures("chapter")
def test_codes_are_left_out_by_file_on_the_command_line(command: Run) -> None:
    assert command("check", "chapter.md", "--per-file-ignores", "ch*=CC201").returncode == 0
    assert command("check", "chapter.md", "--per-file-ignores", "CC201").returncode == 2


def test_a_comment_in_the_text(command: Run, chapter: Path) -> None:
    chapter.write_text(CHAPTER.replace("p. 3.\n", "p. 3. <!-- citecheck: ignore CC201 seen in proof -->\n"))
    done = command("check", "chapter.md")
    assert done.returncode == 0, done.stdout
    assert "no findings, 2 suppressed" in done.stdout
    chapter.write_text(CHAPTER.replace("p. 3.\n", "p. 3. <!-- citecheck: ignore CC201 -->\n"))
    done = command("check", "chapter.md")
    assert done.returncode == 1
    assert "CC601" in done.stdout
