"""Puts paragraphs and notes together into a `Document`: marks get their numbers, notes come where they belong."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from citecheck.model import Block, Call, Document, NoteKind, Place
from citecheck.read import typed
from citecheck.read.language import guess_language
from citecheck.read.numbering import Restart, Scheme, labels
from citecheck.read.paragraph import Paragraph, Raised
from citecheck.read.runs import Finished, Reference, Runs

SAMPLE = 20_000  # characters from which a language is told


@dataclass(slots=True)
class Manuscript:
    """What a reader of a word processor's file gathers.

    `paragraphs`: running text in reading order; `notes`: by key, in the file's order; `paged`: whether any page break
    is known; `scheme`: how a kind of notes is numbered in a section.
    """

    path: str
    format: str
    scheme: Callable[[NoteKind, int], Scheme]
    paragraphs: Sequence[Runs] = ()
    notes: dict[str, Runs] = field(default_factory=dict)
    paged: bool = False
    language: str | None = None

    def document(self) -> Document:
        """Each footnote after the paragraph that calls it, endnotes at the end, notes that no mark calls last.

        Where the word processor's own notes are not used, they may have been typed: raised numbers, and paragraphs that
        open with them.
        """
        self.paragraphs = [runs for runs in self.paragraphs if runs.length or runs.references]
        found = self._typed() or tuple(self._blocks())
        language = _language(found) or self.language
        return Document(self.path, self.format, found, language, warnings=tuple(self._unread(found)))

    def _typed(self) -> tuple[Block, ...]:
        """The document read as one whose notes were typed; () where it holds none, or notes of the other sort."""
        if self.notes or any(runs.references for runs in self.paragraphs):
            return ()
        found = typed.blocks([self._paragraph(runs) for runs in self.paragraphs], self.path)
        return found if any(block.kind for block in found) else ()

    def _unread(self, found: Sequence[Block]) -> Iterator[str]:
        for block in found:
            note = self.notes.get(block.key) if block.kind else None
            if note is not None and note.unread:
                yield (
                    f"{self.path}: note {block.label or block.key}: holds a formula that is only a picture, which is "
                    "not read: check the note by eye, or convert the formula to Office Math"
                )

    def _paragraph(self, runs: Runs) -> Paragraph:
        done = runs.finish()
        raised = tuple(Raised(start, end) for start, end in done.raised)
        return Paragraph(done.text, raised, heading=runs.heading, page=runs.page if self.paged else None)

    def _blocks(self) -> list[Block]:
        signs = self._signs()
        blocks: list[Block] = []
        later: list[Block] = []
        placed: set[str] = set()
        for paragraph in self.paragraphs:
            blocks.extend(self._running(paragraph, signs))
            for reference in self._called(paragraph, placed):
                note = self._note(reference, signs)
                (blocks if note.kind is NoteKind.FOOTNOTE else later).append(note)
        later.extend(self._note(r, signs) for r in self._uncalled(placed))
        return [*blocks, *later]

    def _signs(self) -> dict[int, str]:
        """The sign of each reference, by the reference's identity: a note may be called twice."""
        references = [r for p in (*self.paragraphs, *self.notes.values()) for r in p.references]
        return dict(zip(map(id, references), labels(references, self._known_scheme), strict=True))

    def _known_scheme(self, kind: NoteKind, section: int) -> Scheme:
        """The scheme; where no page is known, nothing can begin anew on each."""
        rules = self.scheme(kind, section)
        return replace(rules, restart=Restart.NEVER) if rules.restart is Restart.PAGE and not self.paged else rules

    def _running(self, paragraph: Runs, signs: dict[int, str]) -> Iterator[Block]:
        done = paragraph.finish()
        calls = self._calls(paragraph, done, signs)
        if done.text.plain or calls:
            yield Block(done.text, self._place(paragraph.page), calls, page=paragraph.page, embedded=done.embedded)

    def _note(self, called: Reference, signs: dict[int, str]) -> Block:
        """The note that `called` calls; a reference without a sign is of a note that nothing calls."""
        paragraph = self.notes[called.key]
        label = signs.get(id(called), "")
        done = paragraph.finish("" if called.custom is None else label)
        page = called.page if called.kind is NoteKind.FOOTNOTE and id(called) in signs else None
        calls = self._calls(paragraph, done, signs)
        place = self._place(page)
        return Block(done.text, place, calls, called.kind, label, called.key, called.page, embedded=done.embedded)

    def _calls(self, paragraph: Runs, done: Finished, signs: dict[int, str]) -> tuple[Call, ...]:
        return tuple(
            Call(done.offset(r.offset), signs[id(r)], self._place(r.page), r.key) for r in paragraph.references
        )

    def _called(self, paragraph: Runs, placed: set[str]) -> Iterator[Reference]:
        """The references of a paragraph, and of the notes they call, that call a note for the first time."""
        waiting = list(paragraph.references)
        for reference in waiting:
            if reference.key in self.notes and reference.key not in placed:
                placed.add(reference.key)
                waiting.extend(self.notes[reference.key].references)
                yield reference

    def _uncalled(self, placed: set[str]) -> list[Reference]:
        left = ((key, note.kind or NoteKind.FOOTNOTE) for key, note in self.notes.items() if key not in placed)
        return [Reference(kind, key, 0, 1) for key, kind in left]

    def _place(self, page: int | None) -> Place:
        return Place(self.path, page=page if self.paged else None)


def _language(blocks: Sequence[Block]) -> str | None:
    """The language of the running text, and of the notes where that is short; styles are often wrong."""
    ordered = sorted(blocks, key=lambda block: block.kind is not None)
    return guess_language("\n".join(block.text.plain for block in ordered)[:SAMPLE])
