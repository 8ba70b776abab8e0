"""Notes that were typed or scanned as plain paragraphs: from sorted paragraphs to the document's blocks.

Format-neutral: what goes in are paragraphs with their raised characters. A note stands at the foot of a page, mostly
under a rule, or after a heading such as "Notes"; the running text then goes on, often in the middle of a sentence.
Only a raised number is a mark by itself; everything else ("(1)", "word*", an exponent) is one only if a note answers
it, and stays in the text otherwise.
"""

from __future__ import annotations

from collections import Counter
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


def _grouped(parts: Sequence[Part]) -> list[list[Part]]:
    """Each part alone, but a note together with the paragraphs in which it goes on, be it a page later."""
    groups: list[list[Part]] = []
    note: list[Part] | None = None
    for part in parts:
        if note is not None and part.kind and part.lead is None:
            note.append(part)
        else:
            groups.append([part])
            note = groups[-1] if part.kind else note
    return groups


class _Answers:
    """How many notes of each label no sure sign claims, at the foot of each stretch and in each chapter's endnotes."""

    def __init__(self, parts: Sequence[Part]) -> None:
        heads = [(part, part.lead) for part in parts if part.lead is not None]
        self.targets = {anchor: head.label for part, head in heads for anchor in part.paragraph.anchors}
        self._feet = Counter((p.stretch, head.label) for p, head in heads if p.kind is NoteKind.FOOTNOTE)
        self._ends = Counter((p.chapter, head.label) for p, head in heads if p.kind is NoteKind.ENDNOTE)
        sure = [(part, sign.label) for part in parts for sign in part.signs if self._is_sure(sign)]
        self._feet.subtract((part.stretch, label) for part, label in sure)
        self._ends.subtract((part.chapter, label) for part, label in sure)

    def is_mark(self, sign: Sign, part: Part) -> bool:
        """Whether a sign counts: a sure one always, another where a note is there that no sure sign claims."""
        if sign.target or sign.weight is Weight.SURE:
            return self._is_sure(sign)
        return self._feet[part.stretch, sign.label] > 0 or self._ends[part.chapter, sign.label] > 0

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
