"""One host and what it lets us do: a turn at a time, none while it wants to be left alone, none once it is given up."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from citecheck.catalogues.online.faults import Fault
from citecheck.catalogues.online.limits import Limits
from citecheck.catalogues.online.policy import Rate
from citecheck.errors import CatalogueError

PATIENCE = 60.0  # seconds that we wait when asked to; a host that wants longer is not asked in the meantime
FAULTS = 6  # in a row, and the host is given up: more than one question may cause, however often it is tried
PAUSE = 120.0  # seconds that a host stays given up; then one fault more is enough
_MARGIN = 0.98  # of the rate allowed: clocks and networks are uneven, and a 429 costs more than a fiftieth


class Host:
    """Shared by all threads that ask it. Times are those of `time.monotonic`.

    Requests are spaced evenly, 1 / rate apart: a bucket that holds a single token. `stopped` ends every wait.
    """

    def __init__(self, name: str, rate: Rate, stopped: threading.Event) -> None:
        self.name = name
        self._stopped = stopped
        self._room = threading.Condition()
        self._rate = rate.per_second
        self._told: dict[str, float] = {}  # the rate of each of the host's pools, from its answers
        self._at_once = rate.at_once
        self._busy = 0
        self._next = 0.0  # when the next turn may begin
        self._held_until = 0.0  # before this, none may
        self._faults = 0
        self._closed_until = 0.0
        self._why = ""
        self._cause: Fault | None = None

    def restrict(self, rate: Rate) -> None:
        """A second service at this host: the stricter rate holds for both."""
        with self._room:
            self._rate = min(self._rate, rate.per_second)
            self._at_once = min(self._at_once, rate.at_once)

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Waits until a request may go out, and counts it as under way; CatalogueError where the host is given up."""
        with self._room:
            while self._busy >= self._at_once:
                self._require_open()
                self._room.wait(0.5)
            self._busy += 1
        try:
            self._wait()
            yield
        finally:
            with self._room:
                self._busy -= 1
                self._room.notify()

    def heed(self, limits: Limits) -> None:
        """Follows what an answer said. A host with several pools is asked at the slowest rate that it told."""
        with self._room:
            if limits.per_second:
                self._told[limits.pool] = max(limits.per_second, 1 / PATIENCE)  # a quota of a day is no rate
            if limits.at_once:
                self._at_once = limits.at_once
                self._room.notify_all()

    def succeed(self) -> None:
        """An answer came: the faults before it are forgotten."""
        with self._room:
            self._faults = 0

    def fail(self, reason: str) -> None:
        """A request failed; after some in a row the host is given up for a while."""
        with self._room:
            self._count(reason)

    def give_up(self, fault: Fault) -> None:
        """It cannot be reached at all."""
        with self._room:
            self._close(PAUSE, str(fault))
            self._cause = fault
            self._faults = FAULTS - 1

    def leave_alone(self, seconds: float, reason: str) -> None:
        """It wants to be left alone: a little while is waited for, through a long one nobody asks."""
        with self._room:
            now = time.monotonic()
            if seconds > PATIENCE:
                self._close(seconds, reason)
            elif seconds > 0:
                if now >= self._held_until:  # requests that were under way together are refused together: one fault
                    self._count(reason)
                self._held_until = max(self._held_until, now + seconds)

    def _count(self, reason: str) -> None:
        self._faults += 1
        if self._faults >= FAULTS:
            self._close(PAUSE, reason)
            self._faults = FAULTS - 1

    def _close(self, seconds: float, reason: str) -> None:
        self._closed_until = max(self._closed_until, time.monotonic() + seconds)
        self._why, self._cause = reason, None
        self._room.notify_all()

    def _require_open(self) -> None:
        if self._stopped.is_set():
            raise CatalogueError("interrupted")
        if time.monotonic() < self._closed_until:
            raise CatalogueError(self._why) from self._cause

    def _wait(self) -> None:
        """Takes a place in the row and waits for it; a new one where the host has asked for a pause meanwhile."""
        while True:
            with self._room:
                self._require_open()
                mine = max(time.monotonic(), self._next, self._held_until)
                self._next = mine + 1 / (_MARGIN * min(self._told.values(), default=self._rate))
            self._stopped.wait(mine - time.monotonic())
            with self._room:
                self._require_open()
                if mine >= self._held_until:
                    return
