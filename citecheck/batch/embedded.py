"""References matched by this machine's cores: a process for each, which takes one part after another.

A process that dies has its part done again by another. Nothing is shared but the index, which all map into memory.
docs/decisions/0015-embedded.md.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from citecheck import __version__
from citecheck.batch.manifest import Here, Manifest, stamp
from citecheck.batch.parts import Part, Work
from citecheck.errors import CatalogueError, ReadError, UsageError

if TYPE_CHECKING:
    from citecheck.batch.cutting import Cut

Watch = Callable[[int, int, int, int], None]  # rows done, references in all, parts done, retries

ROWS = 5000  # references of a part: what a kill costs at most, for each process
_TRIES = 3  # how often a part is begun whose process dies
_ALONE = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


def cores() -> int:
    """Those that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def link(work: Work, jobs: int, watch: Watch = lambda *_: None) -> list[Part]:
    """Matches the references, those parts left out that an earlier run has done; what became of all parts.

    ReadError where there is nothing to read; UsageError where the index cannot be asked, or the output holds the rows
    of other work.
    """
    from citecheck.batch import cutting

    begun = time.monotonic()
    _require(Path(work.index))
    files = cutting.sources(work.references)
    cuts = list(cutting.cut(files, work.rows))
    if not cuts:
        raise ReadError(f"{work.references}: holds no reference")
    manifest = _manifest(work, files)
    manifest.begin(len(cuts))
    left = deque(one for one in cuts if one.number not in manifest.done)
    tally = _Tally(watch, sum(one.count for one in cuts), manifest)
    with _Crew(work, min(jobs, len(left))) as crew:
        for part in crew.matched(left, tally.add):
            manifest.keep(part)
            tally.add(0)
    manifest.close(time.monotonic() - begun)
    return [manifest.done[one.number] for one in cuts]


def _require(index: Path) -> None:
    from citecheck.batch.matching import opened

    try:
        held = len(opened(index))  # type: ignore[arg-type]  # an index knows its length
    except CatalogueError as error:
        raise UsageError(str(error)) from error
    if not held:
        raise UsageError(f"{index}: the catalogue is empty")


def _manifest(work: Work, files: tuple[Path, ...]) -> Manifest:
    """Of the output's folder, which is made, and rid of what a killed run left half written."""
    output = Path(work.output)
    try:
        output.mkdir(parents=True, exist_ok=True)
        manifest = Manifest(Here(output), _identity(work, files))
        for draft in output.glob(".part-*"):
            draft.unlink(missing_ok=True)
    except OSError as error:
        raise UsageError(f"{output}: cannot be written: {error.strerror or error}") from error
    return manifest


def _identity(work: Work, files: tuple[Path, ...]) -> dict[str, Any]:
    """What must be the same for a run to go on with another's parts."""
    index = Path(work.index)
    return {
        "engine": "embedded",
        "version": __version__,
        "references": f"{Path(work.references).absolute()}: {stamp(files)}",
        "index": f"{index.absolute()}: {stamp([index / 'index' / 'meta.json'])}",
        "rows": work.rows,
    }


class _Tally:
    """Tells a watch how far the work is."""

    def __init__(self, watch: Watch, whole: int, manifest: Manifest) -> None:
        self._watch, self._whole, self._manifest = watch, whole, manifest
        self._rows = sum(one.rows for one in manifest.done.values())

    def add(self, rows: int) -> None:
        done = self._manifest.done
        self._rows += rows
        self._watch(self._rows, self._whole, len(done), sum(one.retries for one in done.values()))


# --- processes ------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Hand:
    """A process, the wire to it, and the part that it has in hand, with the rows of it that were told."""

    process: BaseProcess
    wire: Connection
    cut: Cut | None = None
    told: int = 0


@dataclass(slots=True)
class _Crew:
    """The processes; they end with the block, whatever ends it."""

    work: Work
    size: int
    hands: list[_Hand] = field(default_factory=list)
    tries: dict[int, int] = field(default_factory=dict)

    def __enter__(self) -> Self:
        self.hands = [self._hired() for _ in range(self.size)]
        return self

    def __exit__(self, *_: object) -> None:
        for hand in self.hands:
            hand.wire.close()
            hand.process.terminate()
        for hand in self.hands:
            hand.process.join()

    def matched(self, left: deque[Cut], told: Callable[[int], None]) -> Iterator[Part]:
        """The parts as they are done; `told` hears how many more rows are."""
        while left or any(hand.cut for hand in self.hands):
            for number, hand in enumerate(self.hands):
                if hand.cut is None and left:
                    self._give(number, left.popleft())
            wires = [hand.wire for hand in self.hands if hand.cut]
            for ready in wait(wires):
                number = next(n for n, hand in enumerate(self.hands) if hand.wire is ready)
                part = self._heard(number, left, told)
                if part is not None:
                    yield part

    def _give(self, number: int, cut: Cut) -> None:
        self.tries[cut.number] = self.tries.get(cut.number, 0) + 1
        self.hands[number].cut, self.hands[number].told = cut, 0
        with suppress(OSError):  # it died while idle: its wire says so when it is listened to
            self.hands[number].wire.send(cut)

    def _heard(self, number: int, left: deque[Cut], told: Callable[[int], None]) -> Part | None:
        hand = self.hands[number]
        if hand.cut is None:  # heard of already
            return None
        try:
            message = hand.wire.recv()
        except (EOFError, OSError):
            told(-hand.told)
            return self._replaced(number, hand.cut, left)
        if isinstance(message, int):
            hand.told += message
            told(message)
            return None
        if isinstance(message, BaseException):
            raise message
        part: Part = message
        part.retries = self.tries.pop(hand.cut.number) - 1
        hand.cut = None
        return part

    def _replaced(self, number: int, cut: Cut, left: deque[Cut]) -> Part | None:
        """Another process in place of one that died; its part is the next, or given up."""
        dead = self.hands[number]
        dead.wire.close()
        dead.process.join()
        self.hands[number] = self._hired()
        if self.tries[cut.number] < _TRIES:
            left.appendleft(cut)
            return None
        return _given_up(self.work, cut, f"its process died {_TRIES} times (exit code {dead.process.exitcode})")

    def _hired(self) -> _Hand:
        spawning = multiprocessing.get_context("spawn")
        ours, theirs = spawning.Pipe()
        process = spawning.Process(target=_serve, args=(self.work, theirs), daemon=True)
        before = {name: os.environ.get(name) for name in _ALONE}
        os.environ.update(dict.fromkeys(_ALONE, "1"))  # a process has one core, whatever its libraries think
        try:
            process.start()
        finally:
            for name, value in before.items():
                os.environ.pop(name) if value is None else os.environ.update({name: value})
        theirs.close()
        return _Hand(process, ours)


def _given_up(work: Work, cut: Cut, reason: str) -> Part:
    """A part that no process lives to match: each of its references is a row with the reason."""
    from citecheck.batch import cutting, matching, writing

    part, begun = Part(cut.number, retries=_TRIES - 1), time.monotonic()
    rows = (matching.unmatched(one, reason) for one in cutting.read(cut))
    for _ in writing.write(rows, Path(work.output), part):
        pass
    part.lost, part.seconds = part.rows, round(time.monotonic() - begun, 3)
    return part


def _serve(work: Work, wire: Connection) -> None:
    """In a process: matches the parts that come by the wire, until it is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the command that began us ends us
    import pyarrow as pa

    from citecheck.batch import cutting, matching, writing

    pa.set_cpu_count(1)
    pa.set_memory_pool(pa.system_memory_pool())  # gives back what it does not hold
    index = matching.opened(Path(work.index))
    try:
        while True:
            cut: Cut = wire.recv()
            part, begun = Part(cut.number), time.monotonic()
            for rows in writing.write(matching.match(cutting.read(cut), index), Path(work.output), part):
                wire.send(rows)  # fails, and so ends this process, where nobody listens any more
            part.seconds = round(time.monotonic() - begun, 3)
            part.tasks = [part.seconds]
            wire.send(part)
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return
    except OSError as error:  # the disk is full, the references are gone
        wire.send(UsageError(f"{work.output}: cannot be written: {error.strerror or error}"))
