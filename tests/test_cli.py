"""The command as a user meets it: outputs, exit codes, and one clear line for everything that is wrong."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run

CHAPTER = """\
The market, Polanyi argued, was never natural.[^1] It was planned.[^2]

[^1]: Karl Polanyi, *The Great Transformation* (New York, 1944), p. 12.
[^2]: Ibid., p. 141.
"""
UNKNOWN = "A claim.[^1]\n\n[^1]: Karl Polanyi, *The Unwritten Book of Markets and Turnips* (New York, 1951), p. 3.\n"
ARCHIVAL = "A claim.[^1]\n\n[^1]: The National Archives (Kew), HO 42/51.\n"
PLAIN = "Prose without a single note.\n"


@pytest.fixture
def files(tmp_path: Path) -> Path:
    (tmp_path / "good.md").write_text(CHAPTER)
    (tmp_path / "unknown.md").write_text(UNKNOWN)
    (tmp_path / "archival.md").write_text(ARCHIVAL)
    (tmp_path / "plain.md").write_text(PLAIN)
    (tmp_path / "empty.md").write_text("")
    (tmp_path / "binary.md").write_bytes(bytes(range(256)) * 40)
    (tmp_path / "marks.md").write_text("One<sup>(1)</sup> and two<sup>(2)</sup> and three<sup>(3)</sup>.\n")
    (tmp_path / "latin.md").write_bytes(
        "Müller said so.[^1]\n\n[^1]: Karl Polanyi, *The Great Transformation*, 1944.\n".encode("latin-1")
    )
    (tmp_path / "odd.xyz").write_text(CHAPTER)
    (tmp_path / "folder").mkdir()
    return tmp_path


# --- exit codes -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("good.md",), 0),
        (("unknown.md",), 1),
        (("unknown.md", "--exit-zero"), 0),
        (("unknown.md", "--fail-on", "CC3"), 0),
        (("unknown.md", "--fail-on", "CC2"), 1),
        (("unknown.md", "--ignore", "CC201"), 0),
        (("unknown.md", "--select", "CC5"), 0),
        (("archival.md",), 0),
        (("archival.md", "--strict"), 1),
        (("good.md", "unknown.md"), 1),
        (("plain.md",), 3),
        (("plain.md", "--exit-zero"), 3),
        (("good.md", "plain.md"), 3),
        (("missing.md", "unknown.md"), 3),
        (("good.md", "--fail-on", "CC2", "--nonsense"), 2),
    ],
    ids=str,
)
@pytest.mark.usefixtures("files")
def test_exit_codes(command: Run, arguments: tuple[str, ...], code: int) -> None:
    done = command("check", *arguments)
    assert done.returncode == code, done.stdout + done.stderr


@pytest.mark.usefixtures("files")
def test_an_unresolved_reference_is_reported_with_file_and_line(command: Run) -> None:
    assert "unknown.md:3:" in command("check", "unknown.md").stdout
    assert "CC201" in command("check", "unknown.md").stdout


def test_several_formats_in_one_run(command: Run, files: Path) -> None:
    summary = files / "summary.md"
    summary.write_text("before\n")
    formats = ("--format", "github", "--format", "sarif=out.sarif", "--format", "junit=out.xml")
    done = command("check", "unknown.md", *formats, env={"GITHUB_STEP_SUMMARY": str(summary)})
    assert done.returncode == 1
    assert done.stdout.startswith("::error file=unknown.md,line=3,col=1,title=CC201::")
    assert json.loads((files / "out.sarif").read_text())["runs"][0]["results"][0]["ruleId"] == "CC201"
    assert (files / "out.xml").read_text().startswith("<testsuites")
    assert summary.read_text().startswith("before\n## Citation check\n")


# --- bad input ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("missing.md", "no such file"),
        ("folder", "folder"),
        ("empty.md", "empty"),
        ("binary.md", "text"),
        ("odd.xyz", "--from"),
        ("plain.md", "no notes"),
        ("marks.md", "3 marks but no notes"),
    ],
)
@pytest.mark.usefixtures("files")
def test_bad_input_gets_one_clear_line(command: Run, name: str, said: str) -> None:
    done = command("check", name)
    assert done.returncode == 3
    (line,) = done.stderr.splitlines()
    assert name in line
    assert said in line.lower()


@pytest.mark.usefixtures("files")
def test_one_bad_file_does_not_stop_the_others(command: Run) -> None:
    done = command("check", "missing.md", "good.md", "binary.md", "unknown.md", "--format", "json")
    report = json.loads(done.stdout)
    assert [d["path"] for d in report["documents"]] == ["good.md", "unknown.md"]
    assert [f["path"] for f in report["failures"]] == ["missing.md", "binary.md"]
    assert done.returncode == 3


@pytest.mark.usefixtures("files")
def test_a_file_that_is_no_utf8_is_read_with_a_warning_that_names_the_line(command: Run) -> None:
    done = command("extract", "latin.md", "--format", "json")
    assert done.returncode == 0
    assert "line 1" in done.stderr
    assert "Müller" in json.loads(done.stdout)["documents"][0]["notes"][0]["mark"]["sentence"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("check", "good.md", "--ofline"), "--offline"),
        (("check", "good.md", "--format", "jsn"), "'json'"),
        (("check", "good.md", "--format", "json", "--format", "text"), "one output"),
        (("check", "good.md", "--from", "markdwon"), "'markdown'"),
        (("check", "good.md", "--catalogue", "shlef"), "'shelf'"),
        (("check", "good.md", "--catalogue", "none.bib"), "none.bib"),
        (("check", "good.md", "--select", "XX1"), "XX1"),
        (("check", "good.md", "--fail-on", "eror"), "eror"),
        (("check", "good.md", "--config", "none.toml"), "none.toml"),
        (("check", "good.md", "--output", "no/such/folder/x.txt"), "cannot be written"),
        (("check", "-"), "--from"),
        (("bib", "good.md", "-o", "refs.xml"), "refs.xml"),
        (("explain", "CC999"), "CC999"),
        (("chekc", "good.md"), "chekc"),
        (("check",), "FILE"),
    ],
    ids=str,
)
@pytest.mark.usefixtures("files")
def test_wrong_usage_exits_2_without_a_traceback(command: Run, arguments: tuple[str, ...], said: str) -> None:
    done = command(*arguments)
    assert done.returncode == 2, done.stdout
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


# --- where settings come from ---------------------------------------------------------------------------------------


@pytest.mark.usefixtures("files")
def test_the_command_line_wins_over_the_environment_over_the_file(command: Run, tmp_path: Path) -> None:
    assert command("check", "unknown.md").returncode == 1
    (tmp_path / "citecheck.toml").write_text('fail-on = ["CC5"]\n')
    assert command("check", "unknown.md").returncode == 0
    assert command("check", "unknown.md", env={"CITECHECK_FAIL_ON": "CC2"}).returncode == 1
    assert command("check", "unknown.md", "--fail-on", "CC3", env={"CITECHECK_FAIL_ON": "CC2"}).returncode == 0


@pytest.mark.usefixtures("files")
def test_an_unknown_setting_names_the_nearest(command: Run, tmp_path: Path) -> None:
    (tmp_path / "citecheck.toml").write_text('fail-onn = ["CC5"]\n')
    done = command("check", "good.md")
    assert done.returncode == 2
    assert "did you mean 'fail-on'" in done.stderr


@pytest.mark.usefixtures("files")
def test_a_setting_of_another_command_is_no_error(command: Run, tmp_path: Path) -> None:
    (tmp_path / "citecheck.toml").write_text('fail-on = ["CC5"]\ncatalogue = ["shelf"]\n')
    assert command("extract", "good.md").returncode == 0


# --- outputs --------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("files")
def test_formats_go_to_their_files(command: Run, tmp_path: Path) -> None:
    done = command(
        "check", "good.md", "--format", "json=report.json", "--format", "bib=refs.bib", "--format", "markdown"
    )
    assert json.loads((tmp_path / "report.json").read_text("utf-8"))["schema"] == "citecheck/1"
    assert "@book{polanyi1944great" in (tmp_path / "refs.bib").read_text("utf-8")
    assert "Polanyi" in done.stdout


@pytest.mark.usefixtures("files")
def test_standard_input_is_read_when_its_format_is_named(command: Run) -> None:
    done = command("check", "-", "--from", "markdown", "--format", "json", text=CHAPTER)
    assert done.returncode == 0
    assert json.loads(done.stdout)["documents"][0]["path"] == "-"


@pytest.mark.usefixtures("files")
def test_standard_output_holds_nothing_but_the_report(command: Run) -> None:
    done = command("check", "latin.md", "missing.md", "--format", "json", "--verbose")
    assert json.loads(done.stdout)
    assert "missing.md" in done.stderr


@pytest.mark.usefixtures("files")
def test_a_bibliography_is_written_by_suffix(command: Run, tmp_path: Path) -> None:
    assert command("bib", "good.md", "-o", "refs.bib").returncode == 0
    assert (tmp_path / "refs.bib").read_text("utf-8").count("@") == 1
    assert command("bib", "good.md", "-o", "refs.json").returncode == 0
    assert [item["title"] for item in json.loads((tmp_path / "refs.json").read_text("utf-8"))] == [
        "The Great Transformation"
    ]
    assert command("bib", "plain.md").returncode == 3


def test_explain_tells_of_every_code(command: Run) -> None:
    listed = command("explain").stdout.splitlines()
    assert len(listed) >= 22
    for line in listed:
        page = command("explain", line.split()[0].lower()).stdout
        assert "What to do:" in page


# --- JSON Lines -----------------------------------------------------------------------------------------------------


def _lines(*rows: dict[str, Any]) -> str:
    return "".join(json.dumps(row) + "\n" for row in rows)


def test_parse_looks_back_within_a_document_only(command: Run) -> None:
    cliff = {"text": "Tony Cliff, State Capitalism in Russia (London, 1974), 45.", "emphasis": [[12, 38]]}
    rows = [cliff | {"id": "1"}, {"id": "2", "text": "Ibid., 46."}, {"id": "1", "text": "Ibid.", "document": "b"}]
    first, second, third = (json.loads(line) for line in command("parse", text=_lines(*rows)).stdout.splitlines())
    assert first["citations"][0]["work"]["title"] == "State Capitalism in Russia"
    assert second["citations"][0]["refers_to"] == {"note": "1", "citation": 0}
    assert second["citations"][0]["locator"] == "46"
    assert third["citations"][0]["refers_to"] is None


def test_match_takes_text_or_work(command: Run) -> None:
    work = {
        "type": "book",
        "title": "The Great Transformation",
        "author": [{"family": "Polanyi", "given": "Karl"}],
        "issued": {"date-parts": [[1944]]},
    }
    rows = [
        {"id": "a", "work": work},
        {"id": "b", "text": "Karl Polanyi, The Great Transformation, New York 1944."},
        {"id": "c", "text": "Karl Polanyi, Turnips and Their Discontents, 1951."},
    ]
    verdicts = [json.loads(line) for line in command("match", text=_lines(*rows)).stdout.splitlines()]
    assert [(v["id"], v["verdict"]) for v in verdicts] == [("a", "resolved"), ("b", "resolved"), ("c", "unresolved")]
    assert verdicts[0]["asked"] == ["shelf"]


@pytest.mark.parametrize("name", ["parse", "match"])
def test_a_bad_line_is_named_and_the_others_go_on(command: Run, name: str) -> None:
    lines = ['{"id": "1", "text": "Polanyi, The Great Transformation, 1944."}', "not json", "[1]", '{"id": "4"}']
    text = "\n".join([*lines, '{"id": "5", "text": "Ibid."}', ""])
    done = command(name, text=text)
    assert done.returncode == 3
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["1", "5"]
    assert [
        line for line in done.stderr.splitlines() if "line 2" in line or "line 3" in line or "line 4" in line
    ] == done.stderr.splitlines()
    assert len(done.stderr.splitlines()) == 3


# --- catalogues -----------------------------------------------------------------------------------------------------

HALF = (
    "@book{a, author = {Polanyi, Karl}, title = {The Great Transformation}, year = 1944}\n@book{b, title = {Unclosed\n"
)


@pytest.mark.usefixtures("files")
def test_an_entry_that_a_catalogue_cannot_read_is_told(command: Run, tmp_path: Path) -> None:
    (tmp_path / "half.bib").write_text(HALF)
    done = command("check", "good.md", "--catalogue", "half.bib", "--format", "json")
    assert done.returncode == 0
    assert "half.bib" in done.stderr
    assert json.loads(done.stdout)["summary"]["resolved"] == 2
    assert "half.bib" in command("match", "--catalogue", "half.bib", text=_lines({"id": "1", "text": "Polanyi"})).stderr


@pytest.mark.usefixtures("files")
def test_a_catalogue_that_makes_no_sense_is_an_outage_and_no_absence(command: Run, tmp_path: Path) -> None:
    (tmp_path / "junk.json").write_text("not json")
    done = command("check", "unknown.md", "--catalogue", "junk.json", "--format", "json")
    assert done.returncode == 4
    assert json.loads(done.stdout)["summary"]["unchecked"] == 1
    assert json.loads(done.stdout)["summary"]["unresolved"] == 0
