"""The signs by which typed and scanned pages call notes: raised numbers, (1), [1], stars and daggers."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum

from citecheck.read.paragraph import Paragraph, Raised


class Weight(IntEnum):
    """How surely a sign is a mark, whatever else speaks for it."""

    LOOSE = 1  # "(1)" between two words: more often an enumeration
    LIKELY = 2  # "word (1).", or a raised number that may be an exponent
    TIED = 3  # "word(1)", "word*": nothing parts it from its word
    SURE = 4  # a raised number that nothing else explains


class Form(IntEnum):
    """How a number, or a sign, stands at the head of a line."""

    BARE = 1
    DOTTED = 2
    BRACKETED = 3
    SYMBOL = 4
    RAISED = 5


@dataclass(frozen=True, slots=True)
class Sign:
    """What may be a mark; `start` to `end` is to be taken out of the text if it is one."""

    start: int
    end: int
    label: str
    weight: Weight
    target: str = ""


@dataclass(frozen=True, slots=True)
class Lead:
    """A number or sign at the head of a line: what may open a note. The note's text begins at `end`."""

    start: int
    end: int
    label: str
    form: Form


SYMBOLS = "*\u2020\u2021\u00a7\u00b6\u2016"
_LABEL = re.compile(rf"\s*[(\[]?\s*(\d{{1,4}}|[{SYMBOLS}]{{1,4}}|[lIiOo|\d]{{1,4}}|[a-z])\s*[)\]]?[.,]?\s*")
_SEVERAL = re.compile(r"\s*[(\[]?\s*\d{1,4}(?:\s*[,;]\s*\d{1,4}){1,9}\s*[)\]]?\s*")
_BRACKETED = re.compile(rf"\((\d{{1,3}}|[{SYMBOLS}]{{1,4}})\)|\[(\d{{1,3}}|[{SYMBOLS}]{{1,4}})\]")
_SYMBOL = re.compile(rf"(?<=[^\s{SYMBOLS}(\[])(\*{{1,4}}|[{SYMBOLS[1:]}]{{1,4}})(?![\w{SYMBOLS}]|\s*\d)")
_NUMBER = re.compile(r"\d+")
_SLIPS = str.maketrans("lIi|Oo", "111100")
_QUANTITY = re.compile(r"(?:^|[^\w])(?:[kcdmn\u00b5]?m|[A-Za-z]|sec|min|ft|in|yd|hr)$")
_YEAR = re.compile(r"(?<!\d)(?:1\d|20)\d\d$")
_ISOTOPE = re.compile(r"[A-Z][a-z]?(?![a-z'\u2019])")
_AFTER = re.compile(r"[.:)\]]?[ ]*")
_SENTENCE_STOP = re.compile(r"\s*(?:[.,;:!?)\]\u00bb\u201d\u060c\u061b\u061f\u3002\uff0c]|$)")
_HEAD = re.compile(
    rf"""[ ]* (?: \((?P<round>\d{{1,3}}|[{SYMBOLS}]{{1,4}})\) [.:]? [ ]*
              |   \[(?P<square>\d{{1,3}}|[{SYMBOLS}]{{1,4}})\] [.:]? [ ]*
              |   (?P<dotted>\d{{1,3}}) [.)] [ ]+
              |   (?P<symbol>[{SYMBOLS}]{{1,4}}) [ ]* (?=[^\s{SYMBOLS}])
              |   (?P<bare>\d{{1,3}}) [ ]+ (?=[^\s\d]) )""",
    re.VERBOSE,
)


def signs(paragraph: Paragraph) -> tuple[Sign, ...]:
    """All that may be marks, in order, none overlapping another."""
    plain = paragraph.text.plain
    raised = [sign for run in paragraph.raised for sign in _raised(plain, run)]
    taken = {offset for sign in raised for offset in range(sign.start, sign.end)}
    taken.update(offset for run in paragraph.raised for offset in range(run.start, run.end))
    typed = (sign for sign in _typed(plain) if sign.start not in taken and sign.end - 1 not in taken)
    return tuple(sorted(_apart(raised, typed), key=lambda s: (s.start, s.end)))


def lead(paragraph: Paragraph, start: int = 0) -> Lead | None:
    """What the line that begins at `start` opens with, if it may be the head of a note.

    >>> from citecheck.model import Text
    >>> lead(Paragraph(Text("[3] Ibid.")))
    Lead(start=0, end=4, label='3', form=<Form.BRACKETED: 3>)
    """
    plain = paragraph.text.plain
    raised = _raised_lead(paragraph, start)
    if raised:
        return raised
    found = _HEAD.match(plain, start)
    if found is None:
        return None
    label = found[str(found.lastgroup)]
    form = {"bare": Form.BARE, "dotted": Form.DOTTED, "symbol": Form.SYMBOL}.get(str(found.lastgroup), Form.BRACKETED)
    return Lead(start, found.end(), label, form)


def digits(label: str) -> str:
    """A printed number with the slips of character recognition undone ("l0" is "10"); other labels as they are.

    >>> digits("lO"), digits("*"), digits("a"), digits("o")
    ('10', '*', 'a', 'o')
    """
    if label.isdigit():
        return str(int(label))
    mended = label.translate(_SLIPS)
    return mended if mended.isdigit() and not mended.startswith("0") else label


def is_number(label: str) -> bool:
    """Whether a label is a number in plain digits."""
    return label.isascii() and label.isdigit()


def _raised(plain: str, run: Raised) -> Iterator[Sign]:
    """The marks in a raised run: mostly one, several in "1, 2"."""
    inner = plain[run.start : run.end]
    start, end = _bracketed(plain, run)
    several = _SEVERAL.fullmatch(inner)
    if several and not run.target:
        for number in _NUMBER.finditer(inner):
            yield Sign(start, end, digits(number.group()), Weight.SURE)
        return
    found = _LABEL.fullmatch(inner)
    if found and digits(found[1]) != "o":
        yield Sign(start, end, digits(found[1]), _weight(plain, run, found[1]), run.target)


def _bracketed(plain: str, run: Raised) -> tuple[int, int]:
    """The run with brackets of the running text around it."""
    around = plain[max(0, run.start - 1) : run.start] + plain[run.end : run.end + 1]
    return (run.start - 1, run.end + 1) if around in ("()", "[]") else (run.start, run.end)


def _weight(plain: str, run: Raised, label: str) -> Weight:
    inner = plain[run.start : run.end].strip()
    is_sign = label[0] in SYMBOLS
    if run.target or not (is_sign or is_number(digits(label))):
        return Weight.LIKELY
    if inner[0] in "([":
        return Weight.SURE
    is_slip = not is_sign and not label.isdigit()
    return Weight.LIKELY if is_slip or _is_exponent(plain, run, label) else Weight.SURE


def _is_exponent(plain: str, run: Raised, label: str) -> bool:
    """Whether a raised number may belong to a figure, a unit or a chemical sign beside it."""
    before = plain[max(0, run.start - 8) : run.start]
    if (before[-1:].isdigit() and not _YEAR.search(before)) or (len(label) == 1 and _QUANTITY.search(before)):
        return True
    return (not before or before[-1].isspace()) and _ISOTOPE.match(plain, run.end) is not None


def _typed(plain: str) -> Iterator[Sign]:
    """(1), [1] and signs on the line."""
    for found in _BRACKETED.finditer(plain):
        yield Sign(found.start(), found.end(), digits(found[1] or found[2]), _tie(plain, *found.span()))
    for found in _SYMBOL.finditer(plain):
        yield Sign(found.start(), found.end(), found[1], Weight.TIED)


def _tie(plain: str, start: int, end: int) -> Weight:
    """How closely a bracket on the line keeps to the word before it."""
    if start and not plain[start - 1].isspace():
        return Weight.TIED
    return Weight.LIKELY if _SENTENCE_STOP.match(plain, end) else Weight.LOOSE


def _apart(first: Iterable[Sign], others: Iterable[Sign]) -> Iterator[Sign]:
    """All signs but those that repeat the place of one before; several numbers of one raised run stand together."""
    yield from first
    at = -1
    for sign in sorted(others, key=lambda s: s.start):
        if sign.start >= at:
            yield sign
            at = sign.end


def _raised_lead(paragraph: Paragraph, start: int) -> Lead | None:
    plain = paragraph.text.plain
    at = bisect_left(paragraph.raised, start, key=lambda run: run.start)
    run = next((r for r in paragraph.raised[at : at + 2] if r.start <= start + 2 and not r.target), None)
    if run is None or plain[start : run.start].strip(" (["):
        return None
    found = _LABEL.fullmatch(plain[run.start : run.end])
    if found is None:
        return None
    rest = _AFTER.match(plain, _bracketed(plain, run)[1])
    return Lead(start, rest.end() if rest else run.end, digits(found[1]), Form.RAISED)
