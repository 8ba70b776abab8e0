"""Answers kept on disk: one SQLite file, which several processes share and a crash leaves whole."""

from __future__ import annotations

import sqlite3
import threading
import time
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import zstandard

from citecheck.catalogues.online.question import Question, Reply

NAME = "answers.sqlite"
DAY = 86400.0
FOUND, ABSENT = 30 * DAY, DAY  # how long an answer is fresh, in seconds: a record changes seldom, a gap is soon filled
_LEVEL = 1  # of zstandard: a Crossref list of 20 records becomes a tenth, in less time than it takes to write it
_PATIENCE = 5.0  # seconds that we wait for another process's write
_ANSWERS = """
CREATE TABLE IF NOT EXISTS answers (
    key BLOB PRIMARY KEY, service TEXT NOT NULL, absent INTEGER NOT NULL, status INTEGER NOT NULL, type TEXT NOT NULL,
    body BLOB NOT NULL, moment REAL NOT NULL)
"""
_RESTS = "CREATE TABLE IF NOT EXISTS rests (host TEXT PRIMARY KEY, until REAL NOT NULL, reason TEXT NOT NULL)"
# With WAL and NORMAL a crash of the machine may lose the last answers, and damages nothing.
_SETTING = ("PRAGMA journal_mode = WAL", "PRAGMA synchronous = NORMAL", _ANSWERS, _RESTS)


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer of before; `moment` is when it came (Unix time), `reply` None where it was an absence."""

    reply: Reply | None
    moment: float

    @property
    def is_fresh(self) -> bool:
        """Whether it may serve without asking again."""
        return time.time() - self.moment < (ABSENT if self.reply is None else FOUND)

    @property
    def day(self) -> str:
        """When it came, ISO 8601, UTC."""
        return time.strftime("%Y-%m-%d", time.gmtime(self.moment))


@dataclass(frozen=True, slots=True)
class Holding:
    """What is kept of one service: answers that found something, absences, and how many of both are out of date."""

    service: str
    found: int
    absent: int
    stale: int


class Cache:
    """Safe to share among threads and processes; without a folder it is in memory, and gone with the run.

    A file that cannot be used is told in `trouble`, and from then on nothing is kept: a check must not fail for it.
    """

    def __init__(self, folder: Path | None) -> None:
        self.path = folder and folder / NAME
        self.trouble = ""
        self._lock = threading.Lock()
        self._database: sqlite3.Connection | None = None
        try:
            if folder:
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)  # what others cite is nobody's business
            self._database = sqlite3.connect(
                self.path or ":memory:", timeout=_PATIENCE, check_same_thread=False, isolation_level=None
            )
        except (OSError, sqlite3.Error) as error:
            self.trouble = str(error)
        for statement in _SETTING:
            self._run(statement)

    @property
    def size(self) -> int:
        """The bytes of the file and of what has not been written into it yet."""
        files = (self.path, self.path.with_name(f"{self.path.name}-wal")) if self.path else ()
        return sum(one.stat().st_size for one in files if one.exists())

    def get(self, question: Question) -> Kept | None:
        """What is kept of a question, of whatever age."""
        for absent, status, kind, body, moment in self._run(
            "SELECT absent, status, type, body, moment FROM answers WHERE key = ?", _key(question)
        ):
            return Kept(None if absent else Reply(status, kind, zstandard.decompress(body), {}), moment)
        return None

    def put(self, question: Question, service: str, reply: Reply | None) -> None:
        """Keeps an answer, None for an absence. Its headers are not kept."""
        status, kind, body = (reply.status, reply.type, reply.body) if reply else (0, "", b"")
        self._run(
            "INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?, ?, ?, ?)",
            _key(question), service, reply is None, status, kind, zstandard.compress(body, _LEVEL), time.time(),
        )  # fmt: skip

    def forget(self, question: Question) -> None:
        """Keeps no answer to a question any more."""
        self._run("DELETE FROM answers WHERE key = ?", _key(question))

    def rest(self, host: str, seconds: float, reason: str) -> None:
        """Notes that a host wants to be left alone so long, for the runs to come."""
        self._run("INSERT OR REPLACE INTO rests VALUES (?, ?, ?)", host, time.time() + seconds, reason)

    def resting(self, host: str) -> tuple[float, str]:
        """How many seconds longer a host wants to be left alone, and why; (0, "") where it does not."""
        now = time.time()
        rows = self._run("SELECT until, reason FROM rests WHERE host = ? AND until > ?", host, now)
        return next(((until - now, reason) for until, reason in rows), (0.0, ""))

    def holdings(self) -> tuple[Holding, ...]:
        """What is kept, by service."""
        rows = self._run(
            "SELECT service, SUM(NOT absent), SUM(absent), SUM(? - moment >= CASE absent WHEN 1 THEN ? ELSE ? END) "
            "FROM answers GROUP BY service ORDER BY service",
            time.time(), ABSENT, FOUND,
        )  # fmt: skip
        return tuple(Holding(*row) for row in rows)

    def clear(self, *, absent_only: bool = False) -> int:
        """Forgets all answers and rests, or only the absences; the number of answers forgotten."""
        gone = sum(int(count) for (count,) in self._run("SELECT COUNT(*) FROM answers WHERE absent >= ?", absent_only))
        self._run("DELETE FROM answers WHERE absent >= ?", absent_only)
        if not absent_only:
            self._run("DELETE FROM rests")
        self._run("VACUUM")
        return gone

    def close(self) -> None:
        """Ends the use of the file."""
        with self._lock:
            if self._database is not None:
                self._database.close()
                self._database = None

    def _run(self, statement: str, *values: bytes | str | float | None) -> list[tuple[Any, ...]]:
        with self._lock:
            if self._database is None:
                return []
            try:
                return self._database.execute(statement, values).fetchall()
            except sqlite3.Error as error:
                self.trouble = str(error)
                self._database.close()
                self._database = None
                return []


def _key(question: Question) -> bytes:
    """A digest of the question, which holds no key and no address; the question itself is not kept."""
    return sha256(repr((question.url, question.params, question.accept)).encode()).digest()
