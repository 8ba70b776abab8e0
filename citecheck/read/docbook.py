"""Reads DocBook 4 and 5 (docbook.org): footnotes stand where they are called, and may be called again.

They are numbered by chapter where they print no label, as the DocBook stylesheets number them. A bibliography is read
only where the text has no notes, as in `citecheck.read.jats`.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from citecheck.model import Document, NoteKind
from citecheck.read import tree
from citecheck.read.addresses import keep_addresses
from citecheck.read.draft import Noted
from citecheck.read.flow import Element, Mark, Roles, blocks, local_name, vocabulary
from citecheck.read.marks import bare_label
from citecheck.read.structured import compose

_ID = "{http://www.w3.org/XML/1998/namespace}id"
_NUMBERED_ANEW = ("{*}chapter", "{*}appendix", "{*}preface", "{*}article", "{*}refentry")
_UPRIGHT = ("bold", "strong", "underline", "strikethrough")
_ROOTS = frozenset({"book", "section", "sect1", "article", "chapter", "set", "preface", "appendix", "part"})


class DocBook:
    """The `Reader` of DocBook."""

    name = "docbook"
    suffixes = (".dbk", ".docbook", ".xml")

    def recognizes(self, head: bytes) -> bool:
        """By its namespace (version 5) or the public identifier of its document type (version 4)."""
        doctype, root, attributes = tree.opening(head)
        return b"docbook.org/ns/docbook" in attributes or (
            root.decode("ascii", "replace").lower() in _ROOTS and b"docbook" in doctype.lower()
        )

    def read(self, data: bytes, path: Path) -> Document:
        """The text, with each chapter a scope where there are several."""
        root = tree.parse_as("DocBook", _ROOTS, data, path)
        roles = Roles()
        chapters = list(root.iter(*_NUMBERED_ANEW))
        if len(chapters) > 1:
            roles.scopes = {chapter: number for number, chapter in enumerate(chapters, 1)}
        _notes(root, roles)
        _references(root, roles)
        keep_addresses(roles)
        roles.slanted.update(element for element in root.iter("{*}emphasis") if element.get("role") not in _UPRIGHT)
        found = blocks(root, vocabulary(self.name), roles, path)
        return tree.document(path, self.name, found, tree.language(root))


def _notes(root: Element, roles: Roles) -> None:
    numbers: Counter[Element] = Counter()
    for number, note in enumerate(root.iter("{*}footnote"), 1):
        label = note.get("label")
        if not label:
            chapter = next(note.iterancestors(*_NUMBERED_ANEW), None)
            numbers[chapter] += 1
            label = str(numbers[chapter])
        roles.notes[note] = Noted(bare_label(label), note.get(_ID) or note.get("id") or f"({number})", called_here=True)
    labels = {noted.key: noted.label for noted in roles.notes.values()}
    for reference in root.iter("{*}footnoteref"):
        key = reference.get("linkend") or ""
        roles.marks[reference] = (Mark(labels.get(key, reference.get("label") or ""), key if key in labels else ""),)


def _references(root: Element, roles: Roles) -> None:
    lists = list(root.iter("{*}bibliography", "{*}bibliolist"))
    if roles.notes:
        roles.omitted.update(lists)
        return
    for entry in (entry for one in lists for entry in one.iter("{*}biblioentry", "{*}bibliomixed")):
        if local_name(entry) == "biblioentry":
            compose(entry)
        key = entry.get(_ID) or entry.get("id") or ""
        roles.notes[entry] = Noted(bare_label(entry.get("xreflabel") or ""), key, NoteKind.REFERENCE)
