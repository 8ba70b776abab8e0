"""Notes that were typed or scanned as plain paragraphs: from sorted paragraphs to the document's blocks.

Format-neutral: what goes in are paragraphs with their raised characters. A note stands at the foot of a page, mostly
under a rule, or after a heading such as "Notes"; the running text then goes on, often in the middle of a sentence.
Only a raised number is a mark by itself; everything else ("(1)", "word*", an exponent) is one only if a note answers
it, and stays in the text otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from citecheck.model import Block, Call, NoteKind
from citecheck.read.paragraph import Cut, Paragraph, cut, joined
from citecheck.read.signs import Sign, Weight
from citecheck.read.sorting import Part, is_stopped, sort

TITLE = 60  # characters up to which a paragraph without a stop may be a title or a line of verse


def blocks(paragraphs: Sequence[Paragraph], path: str, *, whole: bool = False) -> tuple[Block, ...]:
    """The blocks of a document in order. `whole`: lines end where a printer broke them (see `cut`)."""
    parts = sort(paragraphs)
    writer = _Writer(path, whole, _Answers(parts))
    found = [writer.note(group) if group[0].kind else writer.running(group[0]) for group in _grouped(parts)]
    return tuple(block for block in found if block.text.plain or block.calls)


def _grouped(parts: Sequence[Part]) -> Iterator[list[Part]]:
    """Each part alone, but a note together with the paragraphs in which it goes on."""
    group: list[Part] = []
    for part in parts:
        if group and not (group[0].kind and part.kind and part.lead is None):
            yield group
            group = []
        group.append(part)
    if group:
        yield group


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
        self.broken = 0  # characters of the last running block, if it ended in the middle of a sentence
        self.between = False  # notes have come since

    def note(self, parts: Sequence[Part]) -> Block:
        """A note and the paragraphs in which it goes on."""
        self.between = True
        part, head = parts[0], parts[0].lead
        begins = [head.end if head else part.start, *(p.start for p in parts[1:])]
        texts = [
            cut(p.paragraph.text, begin, p.end, whole=self.whole).text for p, begin in zip(parts, begins, strict=True)
        ]
        label = head.label if head else ""
        key = next((a for a in part.paragraph.anchors if a in self.answers.targets), "")
        page = part.paragraph.page or part.stretch + 1
        return Block(joined(texts)[0], part.paragraph.place(part.start, self.path), (), part.kind, label, key, page)

    def running(self, part: Part) -> Block:
        """A paragraph of running text, its marks taken out."""
        paragraph = part.paragraph
        marks = [sign for sign in part.signs if self.answers.is_mark(sign, part)]
        start = part.start + 2 * paragraph.text.plain.startswith("* ", part.start)  # a starred list after all
        bare = cut(paragraph.text, start, part.end, [(s.start, s.end) for s in marks], whole=self.whole)
        continues = self.broken > 0 and not paragraph.heading and self._goes_on(bare.text.plain)
        self.broken = 0 if paragraph.heading or is_stopped(bare.text.plain) else len(bare.text.plain)
        self.between = False
        calls = tuple(self._calls(marks, bare, paragraph))
        place = paragraph.place(part.start, self.path)
        return Block(bare.text, place, calls, page=paragraph.page or part.stretch + 1, continues=continues)

    def _goes_on(self, plain: str) -> bool:
        """Whether a block goes on where a broken one ended: in lower case, or after notes if that was no title."""
        return plain[:1].islower() or (self.between and self.broken > TITLE and plain[:1].isalpha())

    def _calls(self, marks: Sequence[Sign], bare: Cut, paragraph: Paragraph) -> Iterator[Call]:
        for sign in marks:
            place = paragraph.place(sign.start, self.path)
            sure = sign.weight is Weight.SURE or bool(sign.target)
            yield Call(bare.moved(sign.start), sign.label, place, sign.target, sure)
