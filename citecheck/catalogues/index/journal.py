"""What an index knows beside its records, in SQLite: which source was read how far, and notices about works."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from citecheck.catalogues.terms import identity
from citecheck.errors import CatalogueError
from citecheck.model import Identifier, Notice

_TABLES = """
CREATE TABLE IF NOT EXISTS source (
  name TEXT PRIMARY KEY, stamp TEXT NOT NULL, position INTEGER NOT NULL, records INTEGER NOT NULL,
  notices INTEGER NOT NULL, skipped TEXT NOT NULL, done INTEGER NOT NULL, day TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS notice (
  doi TEXT NOT NULL, pmid TEXT NOT NULL, nature TEXT NOT NULL, date TEXT NOT NULL, reason TEXT NOT NULL,
  "by" TEXT NOT NULL, PRIMARY KEY (doi, pmid, nature, date)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS notice_pmid ON notice (pmid);
"""
_PATIENCE = 30.0  # seconds to wait for another process's commit, which takes a fraction of one


@dataclass(slots=True)
class Reading:
    """How far a source was read. `stamp`: tells whether it is still the same; `position`: its items read, of any sort.

    `day`: of the last commit, as YYYY-MM-DD.
    """

    source: str
    stamp: str
    position: int = 0
    records: int = 0
    notices: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    done: bool = False
    day: str = ""


class Journal:
    """An open journal; to be closed."""

    def __init__(self, path: Path) -> None:
        self._path = path
        with self._telling():
            self._connection = sqlite3.connect(path, timeout=_PATIENCE)
            self._connection.executescript(_TABLES)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the file."""
        self._connection.close()

    def reading(self, source: str) -> Reading | None:
        """How far a source was read; None where it never was."""
        return next((one for one in self.readings() if one.source == source), None)

    def readings(self) -> tuple[Reading, ...]:
        """Every source with how far it was read."""
        with self._telling():
            rows = self._connection.execute(
                "SELECT name, stamp, position, records, notices, skipped, done, day FROM source ORDER BY rowid"
            ).fetchall()
        return tuple(_reading(*row) for row in rows)

    def write(self, reading: Reading, notices: Iterable[Notice]) -> None:
        """Keeps both or, where the process dies, neither."""
        with self._telling(), self._connection as transaction:
            transaction.executemany(
                "INSERT OR REPLACE INTO notice VALUES (?, ?, ?, ?, ?, ?)",
                ((_doi(n.doi), n.pmid, n.nature, n.date, n.reason, _doi(n.by)) for n in notices),
            )
            transaction.execute("INSERT OR REPLACE INTO source VALUES (?, ?, ?, ?, ?, ?, ?, ?)", _row(reading))

    def notices(self, ids: Iterable[Identifier]) -> tuple[Notice, ...]:
        """What was published about the works of these DOIs and PMIDs, by date."""
        wanted = set(map(identity, ids))
        dois, pmids = (json.dumps([value for name, value in wanted if name == scheme]) for scheme in ("doi", "pmid"))
        with self._telling():
            rows = self._connection.execute(
                'SELECT doi, pmid, nature, date, reason, "by" FROM notice WHERE doi IN (SELECT value FROM json_each(?))'
                " OR pmid IN (SELECT value FROM json_each(?)) ORDER BY date",
                (dois, pmids),
            ).fetchall()
        return tuple(Notice(*row) for row in rows)

    def count_notices(self) -> int:
        """How many notices there are."""
        with self._telling(), closing(self._connection.execute("SELECT count(*) FROM notice")) as found:
            return int(found.fetchone()[0])

    @contextmanager
    def _telling(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise CatalogueError(f"{self._path}: the catalogue's journal cannot be used: {error}") from error


def _reading(
    source: str, stamp: str, position: int, records: int, notices: int, skipped: str, done: int, day: str
) -> Reading:
    return Reading(source, stamp, position, records, notices, Counter(json.loads(skipped)), bool(done), day)


def _row(one: Reading) -> tuple[object, ...]:
    skipped = json.dumps(dict(one.skipped))
    return one.source, one.stamp, one.position, one.records, one.notices, skipped, one.done, one.day


def _doi(value: str) -> str:
    return identity(Identifier("doi", value))[1]
