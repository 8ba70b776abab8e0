"""How findings call a work and a citation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from citecheck import findings
from citecheck.model import CheckedNote, Citation, Finding, Judgement, Note, Reference, Work

_LONGEST = 80  # characters of a note quoted in a message


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation where it stands: its note, its number there from 0, and its verdict, if it has one."""

    note: Note
    number: int
    citation: Citation
    judgement: Judgement | None

    @property
    def text(self) -> str:
        """The citation as printed."""
        return self.note.text.plain[self.citation.start : self.citation.end]

    @property
    def reference(self) -> Reference:
        """Where it stands."""
        return Reference(self.note.id, self.number)

    def find(self, code: str, message: str, hint: str) -> Finding:
        """A finding on this citation; fields that were read with little confidence are told."""
        place = self.note.place
        if self.citation.unsure:
            hint = f"{hint} Read with little confidence: {', '.join(self.citation.unsure)}.".lstrip()
        return findings.make(
            code, message, place, subject=self.text, hint=hint, note=self.note.id, citation=self.number
        )


def citations(notes: Sequence[CheckedNote]) -> Iterator[Cited]:
    """Every citation of the notes, in order."""
    for checked in notes:
        judgements = checked.judgements or (None,) * len(checked.parsed.citations)
        for number, (citation, judgement) in enumerate(zip(checked.parsed.citations, judgements, strict=True)):
            yield Cited(checked.parsed.note, number, citation, judgement)


def called(work: Work | None, text: str) -> str:
    """A work by its author and title, as far as they are known, else by the text that cites it.

    >>> from citecheck.model import Name
    >>> called(Work(title="Lenin's Gulag", authors=(Name("Pipes", "Richard"),)), "Pipes.")
    "Pipes, “Lenin's Gulag”"
    """
    if work is None or not (work.title or work.container):
        return f"“{_clipped(text)}”"
    people = work.authors or work.editors
    who = [people[0].family or str(people[0])] if people else []
    if len(people) > 1:
        who = [f"{who[0]} and others" if len(people) > 2 else f"{who[0]} and {people[1].family or people[1]}"]
    return ", ".join([*who, f"“{_clipped(work.title or work.container)}”"])


def _clipped(text: str) -> str:
    text = " ".join(text.split()).rstrip(".,;")
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"
