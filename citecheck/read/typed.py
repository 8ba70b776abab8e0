"""Notes that were typed or scanned as plain paragraphs: from sorted paragraphs to the document's blocks.

Format-neutral: what goes in are paragraphs with their raised characters. A note stands at the foot of a page, mostly
under a rule, or after a heading such as "Notes"; the running text then goes on, often in the middle of a sentence.
Only a raised number is a mark by itself; everything else ("(1)", "word*", an exponent) is one only if a note answers
it, and stays in the text otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from citecheck.model import Block, Call, NoteKind, Text
from citecheck.read.paragraph import Cut, Paragraph, cut, joined
from citecheck.read.signs import Sign, Weight
from citecheck.read.sorting import Part, is_stopped, sort


def blocks(paragraphs: Sequence[Paragraph], path: str, *, whole: bool = False) -> tuple[Block, ...]:
    """The blocks of a document in order. `whole`: lines end where a printer broke them (see `cut`)."""
    parts = sort(paragraphs)
    writer = _Writer(path, whole, _Answers(parts))
    found: list[Block] = []
    for part in parts:
        if part.kind is not None and part.lead is None and found:
            found[-1] = writer.extended(found[-1], part)
        else:
            found.append(writer.block(part))
    return tuple(block for block in found if block.text.plain or block.calls)


class _Answers:
    """Which labels have a note at the foot of which stretch, and in the endnotes of which chapter."""

    def __init__(self, parts: Sequence[Part]) -> None:
        notes = [part for part in parts if part.lead is not None]
        self._feet = {(n.stretch, n.lead.label) for n in notes if n.lead and n.kind is NoteKind.FOOTNOTE}
        self._ends = {(n.chapter, n.lead.label) for n in notes if n.lead and n.kind is NoteKind.ENDNOTE}
        self.targets = {anchor: n.lead.label for n in notes if n.lead for anchor in n.paragraph.anchors}
        self._sure = {(p.stretch, s.label) for p in parts for s in p.signs if self._is_sure(s)}

    def is_mark(self, sign: Sign, part: Part) -> bool:
        """Whether a sign counts: a sure one always, another where its note is there and no sure sign claims it."""
        if sign.target or sign.weight is Weight.SURE:
            return self._is_sure(sign)
        if (part.stretch, sign.label) in self._sure:
            return False
        return (part.stretch, sign.label) in self._feet or (part.chapter, sign.label) in self._ends

    def _is_sure(self, sign: Sign) -> bool:
        if sign.target:
            return self.targets.get(sign.target) == sign.label
        return sign.weight is Weight.SURE


class _Writer:
    """Writes parts as blocks; remembers where the running text broke off."""

    def __init__(self, path: str, whole: bool, answers: _Answers) -> None:
        self.path, self.whole, self.answers = path, whole, answers
        self.broken = False  # the last running block ended in the middle of a sentence
        self.between = False  # notes have come since

    def block(self, part: Part) -> Block:
        return self._running(part) if part.kind is None else self._note(part)

    def extended(self, note: Block, part: Part) -> Block:
        """The note with one more paragraph, set off by a line break."""
        more = cut(part.paragraph.text, part.start, part.end, whole=self.whole).text
        return replace(note, text=joined(note.text, more))

    def _note(self, part: Part) -> Block:
        self.between = True
        head = part.lead
        begin, label = (head.end, head.label) if head else (part.start, "")
        text = cut(part.paragraph.text, begin, part.end, whole=self.whole).text
        key = next((a for a in part.paragraph.anchors if a in self.answers.targets), "")
        page = part.paragraph.page or part.stretch + 1
        place = part.paragraph.place(part.start, self.path)
        return Block(text, place, (), part.kind, label, key, page)

    def _running(self, part: Part) -> Block:
        paragraph = part.paragraph
        marks = [sign for sign in part.signs if self.answers.is_mark(sign, part)]
        bare = cut(paragraph.text, part.start, part.end, [(s.start, s.end) for s in marks], whole=self.whole)
        continues = self.broken and not paragraph.heading and (self.between or _is_lower(bare.text))
        self.broken = not paragraph.heading and not is_stopped(bare.text.plain)
        self.between = False
        calls = tuple(self._calls(marks, bare, paragraph))
        place = paragraph.place(part.start, self.path)
        return Block(bare.text, place, calls, page=paragraph.page or part.stretch + 1, continues=continues)

    def _calls(self, marks: Sequence[Sign], bare: Cut, paragraph: Paragraph) -> Iterator[Call]:
        for sign in marks:
            place = paragraph.place(sign.start, self.path)
            sure = sign.weight is Weight.SURE or bool(sign.target)
            yield Call(bare.moved(sign.start), sign.label, place, sign.target, sure)


def _is_lower(text: Text) -> bool:
    return text.plain[:1].islower()
