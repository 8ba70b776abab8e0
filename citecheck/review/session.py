"""A sitting of the editor's: documents checked in the background, decisions written, and what can be undone."""

from __future__ import annotations

import queue
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePath
from time import monotonic
from typing import Any

from citecheck import decisions
from citecheck.checking import Checker, decisions_at
from citecheck.config import Settings
from citecheck.decisions import Change, Store, key_of_note, settled_note, version
from citecheck.errors import CitecheckError, UsageError
from citecheck.extraction import extract, extract_bytes
from citecheck.model import Apparatus, Bibliography, CheckedDocument, Failure, Report
from citecheck.review import deciding, shapes
from citecheck.review.documents import Opened, State
from citecheck.review.events import Hub

_OFTEN = 0.1  # seconds between two tellings of how far a check is, which counts all of its notes
_STEPS = 200  # that can be undone

Job = tuple[Opened, Callable[[Opened], None]]


@dataclass(frozen=True, slots=True)
class Step:
    """Something that a window did, to be undone: where, its changes, and what it is called."""

    document: int
    note: str
    told: str
    changes: tuple[Change, ...]


class Session:
    """Documents under review by one editor (`by`); all methods may be called from any thread."""

    def __init__(self, checker: Checker, settings: Settings, by: str, hub: Hub) -> None:
        self.documents: list[Opened] = []
        self.by, self.hub, self.settings = by, hub, settings
        self._checker = checker
        self._lock = threading.RLock()
        self._jobs: queue.SimpleQueue[Job] = queue.SimpleQueue()
        self._steps: defaultdict[str, list[Step]] = defaultdict(list)
        threading.Thread(target=self._work, daemon=True).start()

    # --- documents --------------------------------------------------------------------------------------------------

    def open(self, name: str, data: bytes | None = None) -> Opened:
        """Adds a document, and has it checked; `data`: of a file that lies nowhere.

        One that was dropped has the first name that no other has: "chapter (2).docx".
        """
        with self._lock:
            free = name if data is None else self._free(name)
            place = decisions_at(free, self.settings) or Path(decisions.NAME)
            opened = Opened(len(self.documents), free, Store(place), data)
            self.documents.append(opened)
        self._tell(opened)
        self._jobs.put((opened, self._check))
        return opened

    def document(self, number: int) -> Opened:
        """The document of this number; UsageError where there is none."""
        if not 0 <= number < len(self.documents):
            raise UsageError(f"there is no document {number}")
        return self.documents[number]

    def state(self) -> list[dict[str, Any]]:
        """Each document in a few words; what another program decided meanwhile is taken up."""
        with self._lock:
            for one in self.documents:
                self._take_up(one)
            return [shapes.document(one) for one in self.documents]

    def rows(self, number: int) -> dict[str, Any]:
        """The list of a document's notes."""
        with self._lock:
            one = self.document(number)
            self._take_up(one)
            return {"document": number, "notes": one.rows}

    def note(self, number: int, note: str) -> dict[str, Any]:
        """All of a note."""
        with self._lock:
            one = self.document(number)
            self._take_up(one)
            return shapes.note(one, one.place(note))

    def bibliography(self, number: int) -> dict[str, Any]:
        """The works of a document, as far as they are judged."""
        with self._lock:
            one = self.document(number)
            known = one.checked.bibliography if one.checked else one.begun.works if one.begun else Bibliography()
            return shapes.bibliography(one, known)

    def report(self, number: int | None = None) -> Report:
        """The report on one document or on all; UsageError while some are still being checked."""
        with self._lock:
            chosen = self.documents if number is None else [self.document(number)]
            open_still = [one.name for one in chosen if one.state not in (State.DONE, State.FAILED)]
            if open_still:
                raise UsageError(f"{', '.join(open_still)}: still being checked: wait for the last note")
            checked = [one.checked for one in chosen if one.checked]
            failures = tuple(Failure(one.name, one.reason) for one in chosen if one.state is State.FAILED)
            return self._checker.report(checked, failures)

    # --- decisions --------------------------------------------------------------------------------------------------

    def decide(self, window: str, number: int, note: str, citation: int, told: Mapping[str, Any]) -> dict[str, Any]:
        """Writes a decision on a citation, as `told` (docs/review.md) has it; one of no kind withdraws.

        UsageError where it cannot be, ConflictError where another stands there than the window has seen.
        """
        with self._lock:
            one = self.document(number)
            place = one.place(note)
            key = one.key(place, citation)
            if place >= len(one.judged):
                raise UsageError("this note is still being checked")
            found = one.store.load().settled.get(key)
            deciding.require_seen(found, told)
            made = deciding.decision(one, place, citation, told, found, self.by) if told.get("kind") else None
            if found is None and made is None:
                raise UsageError("nothing is decided of it")
            what = made.kind.value if made else f"withdrawn: {found.kind.value if found else ''}"
            step = Step(number, note, f"{what}, {one.rows[place]['name']}", (Change("decisions", key, found, made),))
            return {"rows": self._write(window, one, step), "key": key, "version": version(made)}

    def correct(self, window: str, number: int, note: str, told: Mapping[str, Any]) -> dict[str, Any]:
        """Writes the citations and fields of a note as they are told, none to go back; it is then judged anew."""
        with self._lock:
            one = self.document(number)
            place = one.place(note)
            parsed = one.parsed(place)
            key = key_of_note(parsed.note.text.plain)
            found = one.store.load().corrections.get(key)
            deciding.require_seen(found, told)
            citations = told.get("citations")
            made = None if citations is None else deciding.correction(parsed, citations, self.by)
            change = Change("corrections", key, found, made)
            self._write(window, one, Step(number, note, f"fields marked, {one.rows[place]['name']}", (change,)))
            return {"version": version(made)}

    def accept_above(self, window: str, number: int, above: float, *, dry: bool) -> dict[str, Any]:
        """Accepts in bulk, or, where it is `dry`, tells how many it would be."""
        with self._lock:
            one = self.document(number)
            changes = deciding.in_bulk(one, one.store.load(), above, self.by)
            if dry or not changes:
                return {"count": len(changes), "rows": []}
            step = Step(number, "", f"{len(changes)} accepted", changes)
            return {"count": len(changes), "rows": self._write(window, one, step)}

    def undo(self, window: str) -> dict[str, Any] | None:
        """Takes back the last step of a window; None where there is none.

        ConflictError where somebody decided otherwise since; that step is then forgotten.
        """
        with self._lock:
            if not self._steps[window]:
                return None
            step = self._steps[window][-1]
            try:
                self._put(self.document(step.document), [change.inverse for change in step.changes])
            except decisions.ConflictError:
                self._steps[window].pop()
                raise
            self._steps[window].pop()
            return {"undone": step.told, "document": step.document, "note": step.note}

    def _write(self, window: str, one: Opened, step: Step) -> list[dict[str, Any]]:
        changed = self._put(one, step.changes)
        self._steps[window] = [*self._steps[window], step][-_STEPS:]
        return changed

    def _put(self, one: Opened, changes: Sequence[Change]) -> list[dict[str, Any]]:
        """Writes, and brings every document up to date that shares the file; the changed rows of the one."""
        one.store.write(changes)
        place = one.store.path.resolve()
        changed = {each.number: self._renew(each) for each in self.documents if each.store.path.resolve() == place}
        return changed[one.number]

    # --- in the background ------------------------------------------------------------------------------------------

    def _work(self) -> None:
        while True:
            one, job = self._jobs.get()
            try:
                job(one)
            except CitecheckError as error:
                self._set(one, State.FAILED, str(error))
            except Exception as error:  # noqa: BLE001  (the page must be told; the other documents go on)
                fault = f"{type(error).__name__}: {error}"
                self._set(one, State.FAILED, f"a fault of citecheck's own, please report it: {fault}")

    def _check(self, one: Opened) -> None:
        self._set(one, State.READING)
        apparatus, failure = _read(one, self.settings)
        if apparatus is None or failure is not None:
            self._set(one, State.FAILED, failure.reason if failure else "it could not be read")
        else:
            self._judge(one, apparatus)

    def _judge(self, one: Opened, apparatus: Apparatus) -> None:
        decided = one.store.load()
        begun = self._checker.begin(apparatus, decided)
        with self._lock:
            one.begun, one.marked, one.state = begun, decided.corrections, State.CHECKING
            one.decided, one.stamp = decided, _stamp(one.store)
            one.rows = shapes.rows(one)
        self.hub.tell("notes", {"document": one.number})
        self._tell(one)
        told = monotonic()
        for place, note in enumerate(self._checker.judge(begun)):
            with self._lock:
                one.judged.append(note)
                one.notes.append(settled_note(note, begun.asked[place], one.decided))
                one.rows[place] = shapes.row(note.parsed, one.notes[place], (), one.decided)
            self.hub.tell("rows", {"document": one.number, "rows": [one.rows[place]]})
            if monotonic() - told > _OFTEN:
                self._tell(one)
                told = monotonic()
        with self._lock:
            one.state = State.DONE
            self._renew(one, anew=True)
        self._tell(one)

    def _check_again(self, one: Opened) -> None:
        """Parses anew with the fields marked by hand; what was asked before is not asked again.

        Where the file of decisions is broken, the page is told when it asks next; when it is mended, this comes again.
        """
        if one.begun is None or one.state is not State.DONE:
            return
        with suppress(UsageError):
            decided = one.store.load()
            if one.marked == decided.corrections:
                return
            begun = self._checker.begin(one.begun.apparatus, decided)
            judged = list(self._checker.judge(begun))
            with self._lock:
                one.begun, one.marked, one.judged = begun, decided.corrections, judged
                self._renew(one, anew=True)

    # --- what is told -----------------------------------------------------------------------------------------------

    def _renew(self, one: Opened, *, anew: bool = False) -> list[dict[str, Any]]:
        """Brings a document up to date with its decisions; the rows that changed, which the pages are told."""
        if one.begun is None:
            return []
        one.decided, one.stamp = one.store.load(), _stamp(one.store)
        if one.state is State.DONE:
            one.checked = self._finished(one)
            one.notes = list(one.checked.notes)
        else:
            asked = one.begun.asked
            one.notes = [settled_note(note, asked[place], one.decided) for place, note in enumerate(one.judged)]
        before = {row["id"]: row for row in one.rows}
        one.rows = shapes.rows(one)
        changed = [row for row in one.rows if row != before.get(row["id"])]
        if changed or anew:
            self.hub.tell("rows", {"document": one.number, "rows": changed})
            self._tell(one)
        if one.state is State.DONE and one.marked != one.decided.corrections:
            self._jobs.put((one, self._check_again))
        return changed

    def _finished(self, one: Opened) -> CheckedDocument:
        """The document with its findings, those of them suppressed that the project's files suppress."""
        assert one.begun is not None  # noqa: S101  (its caller has looked)
        return self._checker.alone(self._checker.finish(one.begun, one.judged, one.decided))

    def _take_up(self, one: Opened) -> None:
        """What another program, or a merge, wrote into the file of decisions."""
        if one.stamp != _stamp(one.store) and one.state in (State.CHECKING, State.DONE):
            self._renew(one)

    def _set(self, one: Opened, state: State, reason: str = "") -> None:
        with self._lock:
            one.state, one.reason = state, reason
        self._tell(one)

    def _tell(self, one: Opened) -> None:
        with self._lock:
            told = shapes.document(one)
        self.hub.tell("document", told)

    def _free(self, name: str) -> str:
        taken = {one.name for one in self.documents}
        path = PurePath(name)
        return next(free for free in _names(path) if free not in taken)


def _names(path: PurePath) -> Iterator[str]:
    yield path.name
    number = 1
    while True:
        number += 1
        yield f"{path.stem} ({number}){path.suffix}"


def _read(one: Opened, settings: Settings) -> tuple[Apparatus | None, Failure | None]:
    if one.data is not None:
        return extract_bytes(one.data, one.name, settings)
    apparatuses, failures = extract(one.name, settings)
    return next(iter(apparatuses), None), next(iter(failures), None)


def _stamp(store: Store) -> tuple[int, ...]:
    """What changes when the file does: it is replaced by each write."""
    try:
        found = Path(store.path).stat()
    except OSError:
        return ()
    return found.st_mtime_ns, found.st_size, found.st_ino
