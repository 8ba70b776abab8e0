"""Reads JATS, the XML of journals (jats.nlm.nih.gov), and BITS, its sister for books.

A reference list is read only where the article has no notes: authors who write notes cite in them, and the list would
repeat each work without saying where it is cited. A list left out is no part of the running text either.
A footnote without number that nothing calls (thanks, conflicts of interest) is running text.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from citecheck.model import Document, NoteKind
from citecheck.read import tree
from citecheck.read.addresses import keep_addresses
from citecheck.read.draft import Noted
from citecheck.read.flow import Element, Mark, Roles, blocks, local_name, text_of, vocabulary
from citecheck.read.marks import bare_label, clear_around
from citecheck.read.structured import compose

_APART_FROM_TEXT = frozenset({"author-notes", "back", "fn-group", "notes", "table-wrap-foot", "title-page"})
_CALLING_NO_NOTE = frozenset({"aff", "contrib", "corresp"})
_PARTS = ("{*}sub-article", "{*}response", "{*}book-part")
_ROOTS = frozenset({"book", "article"})


class Jats:
    """The `Reader` of JATS."""

    name = "jats"
    suffixes = (".xml", ".nxml", ".jats")

    def recognizes(self, head: bytes) -> bool:
        """By the public identifier of its document type, or by the attributes that only its root has."""
        doctype, root, attributes = tree.opening(head)
        named = b"NLM//DTD" in doctype or b"JATS" in doctype
        return root in {b"article", b"book"} and (
            named or b"article-type=" in attributes or b"dtd-version=" in attributes
        )

    def read(self, data: bytes, path: Path) -> Document:
        """The article with its sub-articles and responses, each of them a scope."""
        root = tree.parse_as("JATS", _ROOTS, data, path)
        roles = _notes(root)
        _references(root, roles)
        keep_addresses(roles)
        _scopes(root, roles)
        found = blocks(root, vocabulary(self.name), roles, path)
        return tree.document(path, self.name, found, tree.language(root))


def _notes(root: Element) -> Roles:
    roles = Roles()
    notes = {note.get("id") or f"fn-{number}": note for number, note in enumerate(root.iter("{*}fn"), 1)}
    calls = _calls(root, notes, roles)
    numbers: defaultdict[Element, int] = defaultdict(int)
    for key, note in notes.items():
        label = _label(note, roles) or (calls[key][0] if calls[key] else "")
        called_here = not calls[key] and local_name(note.getparent()) not in _APART_FROM_TEXT
        if called_here and not label:
            part = _part(note)
            numbers[part] += 1
            label = str(numbers[part])
        if label or calls[key]:
            roles.notes[note] = Noted(label, key, called_here=called_here)
    return roles


def _calls(root: Element, notes: dict[str, Element], roles: Roles) -> defaultdict[str, list[str]]:
    """Marks the cross-references that call notes; the labels they print, by the note's key."""
    labels: defaultdict[str, list[str]] = defaultdict(list)
    for reference in root.iter("{*}xref"):
        label = bare_label(text_of(reference))
        keys = [key for key in (reference.get("rid") or "").split() if key in notes]
        for key in keys:
            labels[key].append(label)
        if keys:
            roles.marks[reference] = tuple(Mark(label, key) for key in keys)
        elif reference.get("ref-type") == "fn":
            roles.marks[reference] = (Mark(label, ""),)
        elif reference.get("ref-type") in _CALLING_NO_NOTE:
            roles.omitted.add(reference)
    clear_around(roles.marks)
    return labels


def _label(note: Element, roles: Roles) -> str:
    """The label printed at the note, taken out of its text."""
    label = note.find("{*}label")
    if label is None:
        return str(note.get("symbol") or "")
    roles.omitted.add(label)
    return bare_label(text_of(label))


def _part(element: Element) -> Element:
    """The article or sub-article that an element stands in: its footnotes are numbered together."""
    return next(element.iterancestors(*_PARTS), None)


def _references(root: Element, roles: Roles) -> None:
    lists = list(root.iter("{*}ref-list"))
    if roles.notes:
        roles.omitted.update(lists)
        return
    for entry in (entry for one in lists for entry in one.iter("{*}ref")):
        label = _label(entry, roles)
        for citation in entry.iter("{*}element-citation"):
            compose(citation)
        roles.notes[entry] = Noted(label, entry.get("id") or "", NoteKind.REFERENCE)


def _scopes(root: Element, roles: Roles) -> None:
    parts = list(root.iter(*_PARTS))
    if parts:
        roles.scopes = {part: number for number, part in enumerate((root, *parts))}
