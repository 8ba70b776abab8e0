"""`citecheck review` as a command: what it refuses, what it serves, and how it ends."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from citecheck.decisions import NAME, Change, Correction, Store, key_of_note, marked
from tests.conftest import Run
from tests.decisions.samples import laid

NOTE = "See Ada Verne, Harbour Strikes (1931), 12; Ibid."
SPANS = [(4, 13, "author"), (15, 30, "title"), (32, 36, "issued"), (39, 41, "locator")]


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("gone.md",), 3, "gone.md: no such file"),
        (("-",), 2, "standard input cannot be read again"),
        (("--decisions", ""), 2, "decisions must lie somewhere"),
        (("--host", "0.0.0.0"), 2, "add --allow-remote and a password"),
        (("--host", "0.0.0.0", "--allow-remote"), 2, "give a password of 8 characters or more"),
        (("--host", "0.0.0.0", "--allow-remote", "--password-file", "gone"), 2, "the password cannot be read"),
        (("--host", "no such name"), 2, "--allow-remote"),
        (("--port", "99999"), 2, "0<=x<=65535"),
        (("--catalogue", "nobody"), 2, "no catalogue is called 'nobody'"),
        (("--style", "nobody"), 2, "nobody"),
        (("--select", "CC9"), 2, "no finding has a code"),
        (("--browse",), 2, "No such option"),
        (("--export-annotations", "-"), 3, "no such file of decisions"),
    ],
)
def test_what_is_refused(command: Run, arguments: tuple[str, ...], code: int, told: str) -> None:
    done = command("review", "--no-browser", *arguments)
    assert (done.returncode, done.stdout) == (code, "")
    assert told in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_the_page_is_there_until_it_is_stopped(tmp_path: Path, how: signal.Signals) -> None:
    laid(tmp_path)
    arguments = [sys.executable, "-m", "citecheck", "review", "chapter.md", "--no-browser", "--offline"]
    with subprocess.Popen(arguments, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        assert server.stderr is not None
        address = server.stdout.readline().strip()
        with urllib.request.urlopen(address, timeout=20) as answer:
            assert "text/html" in answer.headers["Content-Type"]
        server.send_signal(how)
        assert server.wait(timeout=20) == 0
        assert "Traceback" not in server.stderr.read()
    assert not (tmp_path / NAME).exists()  # nothing was decided


def test_a_port_that_is_taken(command: Run, tmp_path: Path) -> None:
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = command("review", "--no-browser", "--port", str(taken.getsockname()[1]))
    assert done.returncode == 2
    assert "cannot listen on 127.0.0.1" in done.stderr


def test_rows_to_learn_from(command: Run, tmp_path: Path) -> None:
    """In the form of the corpora; only what somebody marked, and nothing where nobody did."""
    shapes = [
        {"start": 4, "end": 41, "spans": [{"start": a, "end": b, "field": name} for a, b, name in SPANS]},
        {"start": 43, "end": 48, "spans": [{"start": 43, "end": 47, "field": "backref"}]},
    ]
    made = Correction(NOTE, marked(NOTE, [shapes[0] | {"signal": "See"}, shapes[1]]), "A. Editor")
    nothing = Correction("We doubt it.", (), "A. Editor")
    store = Store(tmp_path / NAME)
    store.write([Change("corrections", key_of_note(one.note), None, one) for one in (made, nothing)])
    done = command("review", "chapter.md", "--export-annotations", "rows.jsonl")
    assert (done.returncode, done.stdout) == (0, "")
    assert "2 notes with fields marked by hand" in done.stderr
    rows = [json.loads(line) for line in (tmp_path / "rows.jsonl").read_text("utf-8").splitlines()]
    by_text = {row["text"]: row for row in rows}
    assert by_text["We doubt it."]["refs"] == []
    assert by_text["We doubt it."]["parts"] == [{"start": 0, "end": 12, "label": "comment"}]
    row = by_text[NOTE]
    assert row["parts"] == [{"start": 0, "end": 3, "label": "signal"}]
    first, second = row["refs"]
    assert first["type"] == "book"
    assert first["fields"] == {
        "author": ["Ada Verne"], "title": "Harbour Strikes", "date": "1931", "locator": "12",
    }  # fmt: skip
    assert (second["type"], [span["label"] for span in second["spans"]]) == (None, ["backref"])
    assert command("review", "--export-annotations", "-").stdout == (tmp_path / "rows.jsonl").read_text("utf-8")
