"""Walks the text of an odt: paragraphs, and the notes that stand in the middle of them (OpenDocument 1.3)."""

from __future__ import annotations

from collections.abc import Callable

from citecheck.model import NoteKind
from citecheck.read import fields
from citecheck.read.odt_styles import PLAIN, TEXT, Styles
from citecheck.read.package import Element
from citecheck.read.runs import Reference, Runs

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
_HREF = "{http://www.w3.org/1999/xlink}href"
_NAME = f"{TEXT}name"


class Story:
    """The text being walked. `paragraphs`: running text; `notes`: by key, in the order of their marks."""

    def __init__(self, styles: Styles) -> None:
        self.paragraphs: list[Runs] = []
        self.notes: dict[str, Runs] = {}
        self.page = 1
        self.paged = False
        self._chapter = 0
        self._styles = styles
        self._now = Runs()
        self._look = PLAIN
        self._in_note = False
        self._citations: dict[str, tuple[Runs, int]] = {}

    def read(self, element: Element) -> None:
        """An element of the text, without what follows it."""
        handler = _HANDLERS.get(element.tag, Story._through)
        handler(self, element)

    def _through(self, element: Element) -> None:
        """Its characters and elements in turn: tables, lists, frames, sections, fields."""
        self._put(element.text)
        for child in element:
            self.read(child)
            self._put(child.tail)

    def _put(self, text: str | None) -> None:
        if text and not self._look.hidden:
            self._now.add(text, italic=bool(self._look.italic), raised=bool(self._look.raised))

    def _skip(self, _: Element) -> None:
        """What is not printed, or is no text."""

    # --- paragraphs

    def _heading(self, element: Element) -> None:
        self._chapter += element.get(f"{TEXT}outline-level", "1") == "1"
        self._paragraph(element)

    def _paragraph(self, element: Element) -> None:
        outer = self._now, self._look
        self._look = self._styles.look("paragraph", element.get(f"{TEXT}style-name", ""))
        if self._in_note:
            self._now.part()
        else:
            if self._look.page and self.paragraphs:
                self._turn_page(element)
            self._now = Runs(self.page, heading=element.tag == f"{TEXT}h")
            self.paragraphs.append(self._now)
        self._through(element)
        self._now, self._look = outer

    def _turn_page(self, _: Element) -> None:
        self.page += 1
        self.paged = True
        if not self._now.length:
            self._now.page = self.page

    # --- characters

    def _span(self, element: Element) -> None:
        outer = self._look
        self._look = self._styles.look("text", element.get(f"{TEXT}style-name", "")).within(outer)
        self._through(element)
        self._look = outer

    def _space(self, _: Element) -> None:
        self._put(" ")

    def _link(self, element: Element) -> None:
        start, within = self._now.length, self._now
        self._span(element)
        if self._in_note:
            within.link(start, element.get(_HREF, ""))

    # --- notes

    def _note(self, element: Element) -> None:
        kind = NoteKind.ENDNOTE if element.get(f"{TEXT}note-class") == "endnote" else NoteKind.FOOTNOTE
        key = self._key(kind, element)
        citation, body = element.find(f"{TEXT}note-citation"), element.find(f"{TEXT}note-body")
        custom = None if citation is None else citation.get(f"{TEXT}label")
        printed = "" if citation is None else "".join(citation.itertext()).strip()
        self._now.references.append(
            Reference(kind, key, self._now.length, self.page, self._chapter, custom, "" if custom else printed)
        )
        self.notes[key] = Runs(self.page, kind)
        if body is not None:
            self._aside(body, self.notes[key])

    def _key(self, kind: NoteKind, element: Element) -> str:
        """The note's id; a name of our own where it has none, or another's."""
        key = element.get(f"{TEXT}id", "")
        return key if key and key not in self.notes else f"{kind}{len(self.notes)}"

    def _aside(self, body: Element, note: Runs) -> None:
        outer = self._now, self._look, self._in_note
        self._now, self._look, self._in_note = note, PLAIN, True
        self._through(body)
        self._now, self._look, self._in_note = outer

    # --- citations

    def _open_citation(self, element: Element) -> None:
        self._citations[element.get(_NAME, "")] = self._now, self._now.length

    def _close_citation(self, element: Element) -> None:
        """Zotero and Mendeley write the works into the name of a reference mark."""
        name = element.get(_NAME, "")
        within, start = self._citations.pop(name, (self._now, self._now.length))
        if within is self._now:
            within.embed(start, fields.works(name))


_HANDLERS: dict[str, Callable[[Story, Element], None]] = {
    f"{TEXT}p": Story._paragraph,
    f"{TEXT}h": Story._heading,
    f"{TEXT}span": Story._span,
    f"{TEXT}a": Story._link,
    f"{TEXT}s": Story._space,
    f"{TEXT}tab": Story._space,
    f"{TEXT}line-break": Story._space,
    f"{TEXT}soft-page-break": Story._turn_page,
    f"{TEXT}note": Story._note,
    f"{TEXT}reference-mark-start": Story._open_citation,
    f"{TEXT}reference-mark-end": Story._close_citation,
    **dict.fromkeys(
        (
            *(f"{TEXT}{name}" for name in ("tracked-changes", "sequence-decls", "variable-decls", "user-field-decls")),
            *(f"{TEXT}{name}" for name in ("ruby-text", "hidden-text", "script", "alphabetical-index-mark")),
            *(f"{OFFICE}{name}" for name in ("annotation", "annotation-end", "forms", "binary-data")),
            *(f"{_DRAW}{name}" for name in ("object", "object-ole", "image")),
            *(f"{_SVG}{name}" for name in ("title", "desc")),
        ),
        Story._skip,
    ),
}
