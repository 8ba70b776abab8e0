"""The documents under review, each as far as it is known: read, parsed, judged note by note, at last with findings."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from citecheck.checking import Begun
from citecheck.decisions import Correction, Decisions, Store, key_of
from citecheck.errors import UsageError
from citecheck.model import CheckedDocument, CheckedNote, Finding, ParsedNote, Query


class State(StrEnum):
    """How far a document is."""

    WAITING = "waiting"
    READING = "reading"
    CHECKING = "checking"
    DONE = "done"
    FAILED = "failed"


@dataclass(slots=True)
class Opened:
    """A document: its number in the list, its name, where its decisions lie; `data`: of a file that was dropped.

    `judged`: the notes as the catalogues have them, `notes`: as they stand once the editor has decided, both as far as
    they are judged. `checked`: the whole, when the last one is. `rows`: what the page's list shows of each note.
    `marked`: the corrections with which the notes were parsed; `stamp`: of the file, when its decisions were read.
    """

    number: int
    name: str
    store: Store
    data: bytes | None = None
    state: State = State.WAITING
    reason: str = ""
    begun: Begun | None = None
    decided: Decisions = field(default_factory=Decisions)
    judged: list[CheckedNote] = field(default_factory=list)
    notes: list[CheckedNote] = field(default_factory=list)
    checked: CheckedDocument | None = None
    rows: list[dict[str, Any]] = field(default_factory=list)
    marked: Mapping[str, Correction] = field(default_factory=dict)
    stamp: tuple[int, ...] = ()

    def place(self, note: str) -> int:
        """The place of a note in the document, from 0; UsageError where it has none of this id."""
        parsed = self.begun.parsed if self.begun else ()
        found = next((number for number, one in enumerate(parsed) if one.note.id == note), None)
        if found is None:
            raise UsageError(f"{self.name} has no note {note!r}")
        return found

    def query(self, place: int, citation: int) -> Query | None:
        """What is asked about a citation; UsageError where the note has none of this number."""
        asked = self.begun.asked[place] if self.begun else ()
        if not 0 <= citation < len(asked):
            raise UsageError(f"the note has no citation {citation}")
        return asked[citation]

    def key(self, place: int, citation: int) -> str:
        """The key of the decision on a citation."""
        return key_of(self.query(place, citation), self.parsed(place).note, citation)

    def parsed(self, place: int) -> ParsedNote:
        """A note, which is there once the document is begun."""
        assert self.begun is not None  # noqa: S101  (for the checker of types: it has a place)
        return self.begun.parsed[place]

    def findings(self) -> dict[str | None, list[Finding]]:
        """Those of each note by its id; none while notes are still being judged."""
        found: dict[str | None, list[Finding]] = defaultdict(list)
        for one in self.checked.findings if self.checked else ():
            found[one.note].append(one)
        return found

    def cited(self) -> Iterator[tuple[int, int, str]]:
        """Place, number and key of each citation whose note is judged."""
        for place in range(len(self.judged)):
            for number in range(len(self.judged[place].judgements)):
                yield place, number, self.key(place, number)

    def counts(self) -> Counter[str]:
        """Citations for each verdict."""
        return Counter(
            "dangling" if one is None else one.verdict.value for note in self.notes for one in note.judgements
        )
