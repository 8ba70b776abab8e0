"""Finds the entries of a list of works: under a heading that says so, or as a citation processor marks them.

Read only where a text has no notes: authors who write notes cite in them, and the list would repeat each work without
saying where it is cited.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from citecheck import refs
from citecheck.model import NoteKind
from citecheck.read.draft import Noted
from citecheck.read.flow import Element, Roles, text_of
from citecheck.read.html.index import Page
from citecheck.read.html.notes import position

_LEVELS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_ENTRIES = frozenset({"li", "p", "dd"})
_PROCESSED = frozenset({"csl-entry", "doc-biblioentry", "epub:biblioentry"})
_NUMBERED_HEADING = re.compile(r"^[\divxlc]{1,5}\s+(?=\S{3})")
_LABEL = re.compile(r"\s*\[([^\]\s]{1,12})\]\s+\S")
_SHORTEST = 20  # characters; "Marx, Capital, 1867." has as many


def add_references(page: Page, roles: Roles) -> None:
    """Gives the entries of all lists of works on the page their role."""
    for entry in list(_processed(page)) or list(_under_headings(page.root)):
        text = text_of(entry)
        if len(text) < _SHORTEST or any(ancestor in roles.notes for ancestor in entry.iterancestors()):
            continue
        printed = _LABEL.match(text)
        label = printed[1] if printed else position(entry)
        roles.notes[entry] = Noted(label, "", NoteKind.REFERENCE, opening=printed[1] if printed else "")


def _processed(page: Page) -> Iterator[Element]:
    return (element for element, said in page.said if not said.isdisjoint(_PROCESSED))


def _under_headings(root: Element) -> Iterator[Element]:
    open_at = 0  # the level of the heading that opened the list, 0 outside
    for element in root.iter(*_LEVELS, *_ENTRIES):
        level = _level(element)
        if level and _opens_list(element):
            open_at = level
        elif level and level <= open_at:
            open_at = 0
        elif open_at and not level and next(element.iterancestors("nav", "header", "footer", "form"), None) is None:
            yield element


def _level(element: Element) -> int:
    """The level of a heading; a paragraph all in bold type is one of the lowest level; 0 for any other element."""
    if element.tag != "p":
        return _LEVELS.get(element.tag, 0)
    is_bold = len(element) == 1 and element[0].tag in {"b", "strong"} and not (element.text or "").strip()
    return 7 if is_bold and not (element[0].tail or "").strip() else 0


def _opens_list(heading: Element) -> bool:
    from citecheck.text import fold  # loads much that a text with notes does not need

    folded = fold(text_of(heading))
    return folded in _headings() or _NUMBERED_HEADING.sub("", folded) in _headings()


@cache
def _headings() -> frozenset[str]:
    from citecheck.text import fold

    return frozenset(fold(heading) for language in refs.words("headings").values() for heading in language)
