"""PDFs made for the tests, and what is found in them."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from citecheck.model import Document, NoteKind
from citecheck.read.pdf import Pdf

PATH = Path("article.pdf")
FILLER = "The council met again in the spring and settled what it had left open the year before that"


@dataclass(frozen=True)
class Piece:
    """Characters at a place of the page."""

    x: float
    y: float
    text: str
    size: float = 11
    font: str = "Times-Roman"
    turn: float = 0
    mode: int = 0


@dataclass(frozen=True)
class Rule:
    """A horizontal line; with a `height`, a frame that stands on it. `is_filled`: drawn as a thin surface, as Word does."""

    left: float
    right: float
    y: float
    height: float = 0
    is_filled: bool = False


def pdf(*pages: Iterable[Piece | Rule], rules: Iterable[tuple[float, float, float]] = (), password: str = "") -> bytes:
    """A PDF with these pieces; `rules` are drawn on every page as (left, right, y)."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(500, 700), encrypt=StandardEncryption(password) if password else None)
    for pieces in pages:
        for piece in pieces:
            if isinstance(piece, Rule):
                _draw(canvas, piece)
                continue
            canvas.saveState()
            canvas.translate(piece.x, piece.y)
            canvas.rotate(piece.turn)
            line = canvas.beginText(0, 0)
            line.setFont(piece.font, piece.size)
            line.setTextRenderMode(piece.mode)
            line.textOut(piece.text)
            canvas.drawText(line)
            canvas.restoreState()
        for left, right, y in rules:
            canvas.line(left, y, right, y)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _draw(canvas: Canvas, rule: Rule) -> None:
    if rule.height or rule.is_filled:
        canvas.rect(rule.left, rule.y, rule.right - rule.left, rule.height or 0.5, stroke=0 if rule.is_filled else 1,
                    fill=1 if rule.is_filled else 0)  # fmt: skip
    else:
        canvas.line(rule.left, rule.y, rule.right, rule.y)


def underline(piece: Piece, words: str, *, at: float = -0.12, is_filled: bool = False) -> Rule:
    """The line below some words of a piece, `at` times the size above the baseline: under 0 below, 0.3 strikes out."""
    left = piece.x + stringWidth(piece.text[: piece.text.index(words)], piece.font, piece.size)
    right = left + stringWidth(words, piece.font, piece.size)
    return Rule(left, right, piece.y + at * piece.size, is_filled=is_filled)


def body(marks: dict[int, str], *, lines: int = 30, left: float = 50, size: float = 11) -> list[Piece]:
    """Running text down to y = 650 - 14 * lines; `marks` are raised behind the lines of these numbers."""
    pieces = []
    for number in range(lines):
        y = 650 - 14 * number
        text = f"{FILLER} {number}"
        pieces.append(Piece(left, y, text, size))
        if number in marks:
            end = left + stringWidth(text, "Times-Roman", size)
            pieces.append(Piece(end + 0.3, y + 4, marks[number], 6.5))
    return pieces


def note(y: float, label: str, text: str, *, raised: bool = True, left: float = 50, size: float = 9) -> list[Piece]:
    """A line of a note that begins with its label."""
    if not raised:
        return [Piece(left, y, f"{label} {text}", size)]
    width = stringWidth(label, "Times-Roman", 5.5)
    return [Piece(left, y + 3, label, 5.5), Piece(left + width + 1, y, text, size)]


def read(data: bytes) -> Document:
    return Pdf().read(data, PATH)


def found(data: bytes, kind: NoteKind = NoteKind.FOOTNOTE) -> list[tuple[str, str]]:
    return [(block.label, block.text.plain) for block in read(data).blocks if block.kind is kind]
