"""The whole command with services on loopback: what it says, how it exits, what it keeps, what leaves the machine."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote_plus

import pytest

from tests.catalogues.online.archive import session
from tests.conftest import Run
from tests.replay import Canned, Replay, found, html

HOBSBAWM = {
    "DOI": "10.1093/past/84.1.3", "type": "journal-article", "title": ["The Revival of Narrative"],
    "author": [{"given": "Lawrence", "family": "Stone"}], "container-title": ["Past and Present"],
    "issued": {"date-parts": [[1979]]}, "volume": "85", "page": "3-24",
}  # fmt: skip
NOTES = """Historians returned to telling stories.[^1] The minister lied, as our source revealed.[^2]

[^1]: Lawrence Stone, “The Revival of Narrative”, Past and Present 85 (1979), 3–24.
[^2]: Nobody Atall, *A Book That Was Never Written*, London 1951, p. 12.
"""
ONLINE = {"CITECHECK_OFFLINE": ""}


def works(*items: Any) -> Canned:
    return found({"status": "ok", "message-type": "work-list", "message": {"items": list(items)}})


def crossref(path: str) -> Canned:
    return works(HOBSBAWM) if "Narrative" in unquote_plus(path) else works()


@pytest.fixture
def manuscript(tmp_path: Path) -> str:
    (tmp_path / "a.md").write_text(NOTES)
    return "a.md"


@pytest.fixture
def nowhere() -> Iterator[str]:
    """An address at which nobody listens."""
    with socket.socket() as reserved:
        reserved.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{reserved.getsockname()[1]}"


def test_a_service_resolves_what_it_holds_and_its_silence_about_the_rest_is_an_absence(
    command: Run, manuscript: str
) -> None:
    with Replay(crossref) as server:
        done = command(
            "check", manuscript, "--catalogue", "crossref", "--base", f"crossref={server.url}", "--format", "json",
            "--verbose", env=ONLINE,
        )  # fmt: skip
        report = json.loads(done.stdout)
        first, second = (citation for note in report["documents"][0]["notes"] for citation in note["citations"])
        assert (first["verdict"], first["record"]["key"]) == ("resolved", "10.1093/past/84.1.3")
        assert second["verdict"] == "unresolved"
        assert second["asked"] == ["crossref"]
        assert done.returncode == 1
        assert re.search(r"crossref: \d questions, \d requests in", done.stderr)
        assert all("minister" not in unquote_plus(path) for path in server.asked)


def test_nobody_there(command: Run, manuscript: str, nowhere: str) -> None:
    asked = ("--catalogue", "crossref", "--catalogue", "openlibrary")
    bases = ("--base", f"crossref={nowhere}", "--base", f"openlibrary={nowhere}")
    done = command("check", manuscript, *asked, *bases, env=ONLINE)
    assert done.returncode == 4
    assert "0 resolved" not in done.stdout
    assert "2 unchecked" in done.stdout
    assert done.stderr.splitlines() == [
        "citecheck: crossref could not be asked about 2 citations: no connection to 127.0.0.1",
        "citecheck: openlibrary could not be asked about 1 citation: no connection to 127.0.0.1",
    ]


def test_an_outage_counts_only_where_the_work_should_be(command: Run, nowhere: str, tmp_path: Path) -> None:
    (tmp_path / "b.md").write_text(
        "A pamphlet.[^1]\n\n[^1]: Nobody Atall, *A Book That Was Never Written*, London 1848.\n"
    )
    done = command("check", "b.md", "--catalogue", "shelf", "--catalogue", "arxiv", "--base", f"arxiv={nowhere}",
                   "--format", "json", env=ONLINE)  # fmt: skip
    (citation,) = json.loads(done.stdout)["documents"][0]["notes"][0]["citations"]
    assert (citation["verdict"], citation["passed"], citation["outages"]) == ("unresolved", ["arxiv"], [])
    assert done.returncode == 1


def test_what_is_kept_serves_offline_and_the_cache_can_be_shown_and_cleared(command: Run, manuscript: str) -> None:
    with Replay(crossref) as server:
        arguments = ("check", manuscript, "--catalogue", "crossref", "--base", f"crossref={server.url}")
        first = command(*arguments, env=ONLINE)
    second = command(*arguments, "--offline")
    assert second.stdout == first.stdout
    assert "1 resolved, 1 unresolved" in first.stdout
    assert re.search(r"crossref +1 found, +\d not found\n", command("cache", "info").stdout)
    assert command("cache", "clear", "--not-found").returncode == 0
    assert re.search(r"crossref +1 found, +0 not found\n", command("cache", "info").stdout)
    assert command("cache", "clear").stderr == "1 answers forgotten\n"
    assert "crossref" not in command("cache", "info").stdout


def test_a_damaged_cache_does_not_stop_a_check(command: Run, manuscript: str, tmp_path: Path) -> None:
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / "answers.sqlite").write_bytes(b"no database\n" * 100)
    with Replay(crossref) as server:
        done = command("check", manuscript, "--catalogue", "crossref", "--base", f"crossref={server.url}", env=ONLINE)
    assert "1 resolved, 1 unresolved" in done.stdout
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert "answers are not kept: file is not a database" in line
    shown = command("cache", "info")
    assert shown.returncode == 2
    assert "delete the file" in shown.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--mailto", "nobody"), "--mailto 'nobody' is no address: write name@example.org"),
        (("--mailto", "a@b.org\r\nX: y"), "is no address"),
        (("--base", "crossref"), "--base 'crossref': write NAME=ADDRESS"),
        (("--base", "crossref=localhost"), "'localhost' is no address"),
        (("--base", "crossref=http://a:b"), "is no address"),
        (("--base", "crosref=http://127.0.0.1:1"), "did you mean 'crossref'?"),
        (("--catalogue", "crosref"), "did you mean 'crossref'?"),
    ],
    ids=str,
)
def test_wrong_settings_are_one_line(command: Run, manuscript: str, arguments: tuple[str, ...], said: str) -> None:
    done = command("check", manuscript, *arguments)
    assert done.returncode == 2
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_match_asks_services_too_and_answers_in_order(command: Run) -> None:
    text = "Lawrence Stone, “The Revival of Narrative”, Past and Present 85 (1979), {}."
    rows = [json.dumps({"id": str(number), "text": text.format(number)}) for number in range(100)]
    lines = "\n".join([*rows[:4], "nonsense", *rows[4:]])
    with Replay(crossref) as server:
        done = command("match", "--catalogue", "crossref", "--base", f"crossref={server.url}", text=lines, env=ONLINE)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [one["id"] for one in answers] == [str(n) for n in range(100)]
    assert {one["verdict"] for one in answers} <= {"resolved", "differs"}
    assert done.returncode == 3
    assert "line 5" in done.stderr


def test_a_key_is_told_nobody(command: Run, manuscript: str, tmp_path: Path) -> None:
    with Replay(lambda _: html(403)) as server:
        done = command(
            "check", manuscript, "--catalogue", "openalex", "--base", f"openalex={server.url}", "--format", "json",
            "--verbose", env=ONLINE | {"CITECHECK_OPENALEX_KEY": "s3cret"},
        )  # fmt: skip
        assert "api_key=s3cret" in server.asked[0]
    assert "s3cret" not in done.stdout + done.stderr
    assert not any(b"s3cret" in one.read_bytes() for one in (tmp_path / "cache").iterdir())
    assert done.returncode == 4


@pytest.mark.skipif(os.name == "nt", reason="no SIGINT to a process there")
def test_an_interrupt_ends_the_run_at_once_and_keeps_what_was_fetched(tmp_path: Path, manuscript: str) -> None:
    (tmp_path / "many.md").write_text(
        "Much.\n\n"
        + "".join(f"[^{n}]: Nobody Atall, *A Book That Was Never Written {n}*, London 1951.\n" for n in range(99))
    )
    answers = iter([works()] * 3)
    with Replay(lambda _: next(answers, Canned(delay=60))) as server:
        clean = {k: v for k, v in os.environ.items() if not k.startswith("CITECHECK")}
        process = subprocess.Popen(
            [sys.executable, "-m", "citecheck", "check", "many.md", "--catalogue", "crossref", "--base",
             f"crossref={server.url}", "--cache", "kept"],
            cwd=tmp_path, env=clean, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        for _ in range(3000):
            if len(server.asked) > 3:
                break
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=20)  # far below the minute that the server takes
    assert process.returncode == 130
    assert (out, err.strip()) == (b"", b"citecheck: interrupted")
    with session(folder=tmp_path / "kept", offline=True) as opened:
        assert opened.cache.holdings()[0].absent == 3


def test_extract_shows_what_would_be_asked(command: Run, manuscript: str) -> None:
    shown = command("extract", manuscript).stdout
    assert "    would ask: Lawrence Stone, “The Revival of Narrative”, Past and Present 85 (1979), 3–24\n" in shown
    assert "would ask" not in command("extract", manuscript, "--no-references").stdout
    notes = json.loads(command("extract", manuscript, "--format", "json").stdout)["documents"][0]["notes"]
    assert notes[0]["asked"][0]["work"]["title"] == "The Revival of Narrative"
    assert all("minister" not in json.dumps(note["asked"]) for note in notes)
