"""Marks that call notes: what they say without their brackets, and the commas and brackets they leave behind."""

from __future__ import annotations

import re
from collections.abc import Iterable

from citecheck.read.flow import Element, local_name

_EDGES = " \t\n\r\u00a0\u2009\u202f[](){}.:,;^\u2191"
_SEPARATORS = re.compile(r"[\s,;.\u2013\u2014()\[\]|/&-]*")
_RAISED = frozenset({"sup", "superscript"})


def bare_label(text: str) -> str:
    """A mark's or note's label without brackets and stops.

    >>> bare_label(" [12]"), bare_label("3."), bare_label("[n 2]"), bare_label("**")
    ('12', '3', 'n 2', '**')
    """
    return " ".join(text.split()).strip(_EDGES)


def clear_around(marks: Iterable[Element]) -> None:
    """Takes brackets around marks, and commas between marks in one superscript, out of the tree.

    Marks are not part of the text, and ``fact[<a>1</a>]`` should not become ``fact[]``.
    """
    marks = list(marks)
    for mark in marks:
        _unbracket(mark)
    raised = {
        parent: None for mark in marks if (parent := mark.getparent()) is not None and local_name(parent) in _RAISED
    }
    known = set(marks)
    for parent in raised:
        _unpunctuate(parent, known)


def _unbracket(mark: Element) -> None:
    parent, before = mark.getparent(), mark.getprevious()
    if parent is None or not mark.tail or mark.tail[0] not in "])":
        return
    text = parent.text if before is None else before.tail
    if not text or text[-1] not in "[(":
        return
    mark.tail = mark.tail[1:]
    if before is None:
        parent.text = text[:-1]
    else:
        before.tail = text[:-1]


def _unpunctuate(parent: Element, marks: set[Element]) -> None:
    pieces = [parent.text, *(child.tail for child in parent)]
    if all(child in marks for child in parent) and all(_SEPARATORS.fullmatch(piece or "") for piece in pieces):
        parent.text = ""
        for child in parent:
            child.tail = ""
