from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from citecheck.catalogues.online.cache import NAME, Cache, Holding
from citecheck.catalogues.online.question import Question, Reply

ROOT = Path(__file__).parents[3]
WRITER = """
import sys
from pathlib import Path
from citecheck.catalogues.online.cache import Cache
from citecheck.catalogues.online.question import Question, Reply
cache = Cache(Path(sys.argv[1]))
print("open", flush=True)
for number in range(int(sys.argv[3])):
    question = Question(f"https://example.org/{sys.argv[2]}/{number}")
    cache.put(question, "archive", Reply(200, "application/json", b"x" * 5000, {}))
print(cache.trouble or "done", flush=True)
"""


def question(number: int = 0) -> Question:
    return Question("https://example.org/works", (("number", str(number)),))


def reply(body: bytes = b"{}") -> Reply:
    return Reply(200, "application/json", body, {})


def test_a_reply_and_an_absence_are_kept(tmp_path: Path) -> None:
    first = Cache(tmp_path / "made" / "here")
    first.put(question(1), "archive", reply("Théories".encode()))
    first.put(question(2), "archive", None)
    first.close()
    second = Cache(tmp_path / "made" / "here")
    kept, absent = second.get(question(1)), second.get(question(2))
    assert kept is not None
    assert kept.reply == reply("Théories".encode())
    assert kept.is_fresh
    assert absent is not None
    assert absent.reply is None
    assert second.get(question(3)) is None
    assert second.holdings() == (Holding("archive", 1, 1, 0),)
    second.close()


@pytest.mark.skipif(os.name == "nt", reason="no modes there")
def test_what_is_kept_is_the_users_own(tmp_path: Path) -> None:
    Cache(tmp_path / "kept").close()
    assert (tmp_path / "kept").stat().st_mode & 0o077 == 0


def test_questions_that_differ_in_anything_are_kept_apart() -> None:
    cache = Cache(None)
    asked = [
        Question("https://example.org/a"),
        Question("https://example.org/a", (("q", "1"),)),
        Question("https://example.org/a", (("q", "1"), ("r", "2"))),
        Question("https://example.org/a", (("r", "2"), ("q", "1"))),
        Question("https://example.org/a", (("q", "1"),), ("text/xml",)),
    ]
    for number, one in enumerate(asked):
        cache.put(one, "archive", reply(str(number).encode()))
    assert [kept.reply.body for one in asked if (kept := cache.get(one)) and kept.reply] == [
        b"0",
        b"1",
        b"2",
        b"3",
        b"4",
    ]
    cache.close()


def test_clearing(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put(question(1), "archive", reply())
    cache.put(question(2), "archive", None)
    cache.rest("example.org", 60, "asks to be left alone")
    assert cache.clear(absent_only=True) == 1
    assert cache.get(question(1)) is not None
    assert cache.get(question(2)) is None
    assert cache.resting("example.org")[1] == "asks to be left alone"
    assert cache.clear() == 1
    assert cache.holdings() == ()
    assert cache.resting("example.org") == (0.0, "")
    cache.close()


def test_a_rest_ends() -> None:
    cache = Cache(None)
    cache.rest("example.org", -1, "asked to be left alone")
    assert cache.resting("example.org") == (0.0, "")
    cache.close()


def test_a_file_that_is_no_database_is_told_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(b"a letter to the editor\n" * 100)
    cache = Cache(tmp_path)
    cache.put(question(), "archive", reply())
    assert cache.get(question()) is None
    assert "not a database" in cache.trouble
    assert (tmp_path / NAME).read_bytes() == b"a letter to the editor\n" * 100
    cache.close()


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    cache = Cache(tmp_path / "file")
    cache.put(question(), "archive", reply())
    assert cache.get(question()) is None
    assert cache.trouble
    cache.close()


def test_a_file_damaged_while_it_is_used_is_told(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    for number in range(200):
        cache.put(question(number), "archive", reply(os.urandom(2000)))
    cache.close()
    with (tmp_path / NAME).open("r+b") as file:
        file.seek(8192)
        file.write(b"\xff" * 100_000)
    again = Cache(tmp_path)
    found = [again.get(question(number)) for number in range(200)]
    assert None in found
    assert "malformed" in again.trouble
    again.close()


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no kill -9 here")
def test_a_killed_run_leaves_what_it_had_fetched(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(tmp_path), "a", "1000000"], stdout=subprocess.PIPE, cwd=ROOT
    )
    assert process.stdout is not None
    process.stdout.readline()
    _until(lambda: _count(tmp_path) > 50)
    process.kill()
    process.communicate()
    cache = Cache(tmp_path)
    (held,) = cache.holdings()
    assert held.found > 50
    assert [kept.reply for n in range(held.found) if (kept := cache.get(Question(f"https://example.org/a/{n}")))] == [
        reply(b"x" * 5000)
    ] * held.found
    assert cache.trouble == ""
    cache.close()


def test_several_processes_share_it(tmp_path: Path) -> None:
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path), name, "200"], stdout=subprocess.PIPE, cwd=ROOT)
        for name in "abc"
    ]
    assert [one.communicate()[0].split()[-1] for one in writers] == [b"done"] * 3
    cache = Cache(tmp_path)
    assert cache.holdings() == (Holding("archive", 600, 0, 0),)
    cache.close()


def _count(folder: Path) -> int:
    try:
        with sqlite3.connect(folder / NAME) as database:
            (count,) = database.execute("SELECT COUNT(*) FROM answers").fetchone()
    finally:
        database.close()
    return int(count)


def _until(holds) -> None:  # type: ignore[no-untyped-def]
    for _ in range(1000):
        if holds():
            return
        time.sleep(0.01)
    raise AssertionError("it never came to that")
