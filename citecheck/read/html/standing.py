"""Finds notes that stand in the text where they are called: sidenotes, and notes that a page unfolds at a click.

Tufte CSS (edwardtufte.github.io/tufte-css), LaTeXML (arXiv's HTML), Modern Footnotes for WordPress, Quarto's asides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from citecheck.model import NoteKind
from citecheck.read.draft import Noted
from citecheck.read.flow import Element, Roles, text_of
from citecheck.read.html.families import words_of
from citecheck.read.html.index import Page
from citecheck.read.marks import bare_label

_Found = tuple[Element, str, NoteKind]  # the note, its label, its kind


def add_standing(page: Page, roles: Roles) -> None:
    """Gives standing notes their role; what prints their labels is no text."""
    for find in (_sidenotes, _latexml, _modern_footnotes):
        for number, (note, label, kind) in enumerate(find(page.said, roles), 1):
            if note not in roles.notes:
                roles.notes[note] = Noted(
                    label, f"({find.__name__.strip('_')} {number})", kind, called_here=True, opening=label
                )


_Classed = list[tuple[Element, frozenset[str]]]
_Finder = Callable[[_Classed, Roles], Iterator[_Found]]


def _sidenotes(classed: _Classed, roles: Roles) -> Iterator[_Found]:
    """Sidenotes are numbered by the style sheet, margin notes and asides not at all."""
    number = 0
    for element, words in classed:
        if "margin-toggle" in words:
            roles.omitted.add(element)
        elif "sidenote" in words and element.tag in {"span", "small", "aside"}:
            number += 1
            yield element, str(number), NoteKind.FOOTNOTE
        elif (words & {"marginnote"} or "aside" in words) and element.tag == "span":
            yield element, "", NoteKind.FOOTNOTE


def _latexml(classed: _Classed, roles: Roles) -> Iterator[_Found]:
    for element, words in classed:
        if words & {"ltx_note_mark", "ltx_tag_note", "ltx_note_type"}:
            roles.omitted.add(element)
        elif "ltx_note_content" in words and (kind := _latexml_kind(element)):
            mark = next((e for e in element.iter() if "ltx_note_mark" in words_of(e)), None)
            yield element, bare_label(text_of(mark)) if mark is not None else "", kind


def _latexml_kind(content: Element) -> NoteKind | None:
    """LaTeXML has other notes too: of the editor, of the person who writes the page."""
    said = frozenset().union(*(words_of(ancestor) for ancestor in content.iterancestors("span", "div")))
    if "ltx_role_endnote" in said:
        return NoteKind.ENDNOTE
    return NoteKind.FOOTNOTE if said & {"ltx_role_footnote", "ltx_role_thanks"} else None


def _modern_footnotes(classed: _Classed, roles: Roles) -> Iterator[_Found]:
    for element, words in classed:
        if "modern-footnotes-footnote__note" in words:
            yield element, bare_label(element.get("data-mfn") or ""), NoteKind.FOOTNOTE
        elif "modern-footnotes-footnote" in words:
            roles.omitted.add(element)
