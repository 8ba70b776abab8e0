"""Reads TEI (tei-c.org): notes inside the text where they are called, or apart and called by reference or anchor.

A list of works (listBibl) is read only where the text has no notes, as in `citecheck.read.jats`.
"""

from __future__ import annotations

from pathlib import Path

from citecheck.model import Document, NoteKind
from citecheck.read import tree
from citecheck.read.addresses import keep_addresses
from citecheck.read.draft import Noted
from citecheck.read.flow import Element, Mark, Roles, blocks, local_name, text_of, vocabulary
from citecheck.read.marks import bare_label, clear_around
from citecheck.read.structured import compose

_ID = "{http://www.w3.org/XML/1998/namespace}id"
_OUTSIDE_THE_TEXT = (
    "{*}teiHeader",
    "{*}listBibl",
    "{*}biblStruct",
    "{*}bibl",
    "{*}biblFull",
    "{*}notesStmt",
    "{*}standOff",
)
_APART_FROM_TEXT = frozenset(
    {"div", "div1", "div2", "div3", "div4", "body", "back", "front", "text", "noteGrp", "list"}
)
_ENDNOTES = frozenset({"end", "endnote", "endnotes", "back", "section", "chapter", "document"})
_EDITED = frozenset({"corr", "reg", "expan"})
_ITALIC = ("italic", "ital", "oblique")
_ROOTS = frozenset({"teiCorpus", "TEI", "TEI.2"})


class Tei:
    """The `Reader` of TEI."""

    name = "tei"
    suffixes = (".tei", ".xml")

    def recognizes(self, head: bytes) -> bool:
        """By its root element; TEI.2 is what it was before 2007."""
        _, root, attributes = tree.opening(head)
        return root.rpartition(b":")[2] in {b"TEI", b"TEI.2", b"teiCorpus"} or b"tei-c.org/ns" in attributes

    def read(self, data: bytes, path: Path) -> Document:
        """The text; the header is left out."""
        root = tree.parse_as("TEI", _ROOTS, data, path)
        roles = _notes(root)
        _references(root, roles)
        keep_addresses(roles)
        _choose(root, roles)
        roles.slanted.update(element for element in root.iter("{*}hi", "{*}title") if _is_italic(element))
        text = root.find(".//{*}text")
        spoken = tree.language(root) or (tree.language(text) if text is not None else None)
        return tree.document(path, self.name, blocks(root, vocabulary(self.name), roles, path), spoken)


def _notes(root: Element) -> Roles:
    roles = Roles()
    notes = [note for note in root.iter("{*}note") if not _is_outside(note)]
    keys = {note: note.get(_ID) or f"({number})" for number, note in enumerate(notes, 1)}
    printed = _calls(root, set(keys.values()), roles) | _anchors(root, keys, roles)
    is_numbered = any(note.get("n") for note in notes) or bool(printed)
    for number, (note, key) in enumerate(keys.items(), 1):
        label = note.get("n") or printed.get(key) or ("" if is_numbered else str(number))
        called_here = key not in printed and local_name(note.getparent()) not in _APART_FROM_TEXT
        roles.notes[note] = Noted(bare_label(label), key, _kind(note), called_here)
    _name_marks(roles)
    return roles


def _is_outside(note: Element) -> bool:
    return next(note.iterancestors(*_OUTSIDE_THE_TEXT), None) is not None


def _kind(note: Element) -> NoteKind:
    said = {note.get("place"), note.get("type")}
    return NoteKind.ENDNOTE if said & _ENDNOTES else NoteKind.FOOTNOTE


def _calls(root: Element, keys: set[str], roles: Roles) -> dict[str, str]:
    """References whose target is a note: the labels they print, by the note's key."""
    printed: dict[str, str] = {}
    for reference in root.iter("{*}ref", "{*}ptr"):
        targets = [target.removeprefix("#") for target in (reference.get("target") or "").split()]
        called = [target for target in targets if target in keys]
        label = bare_label(reference.get("n") or text_of(reference))
        for key in called:
            printed.setdefault(key, "" if label == key else label)
        if called:
            roles.marks[reference] = tuple(Mark(printed[key], key) for key in called)
    clear_around(roles.marks)
    return printed


def _anchors(root: Element, keys: dict[Element, str], roles: Roles) -> dict[str, str]:
    """Notes that point at their anchor in the text, instead of being pointed at."""
    wanted = {
        target.removeprefix("#"): key for note, key in keys.items() for target in (note.get("target") or "").split()
    }
    found: dict[str, str] = {}
    for anchor in root.iter("{*}anchor", "{*}ref", "{*}ptr", "{*}hi", "{*}seg") if wanted else ():
        key = wanted.get(anchor.get(_ID) or "")
        if key and anchor not in roles.marks:
            found[key] = bare_label(anchor.get("n") or text_of(anchor))
            roles.marks[anchor] = (Mark(found[key], key),)
    return found


def _name_marks(roles: Roles) -> None:
    """A mark that prints nothing of its own (``ptr``, an anchor) shows its note's label."""
    labels = {noted.key: noted.label for noted in roles.notes.values()}
    for element, marks in roles.marks.items():
        roles.marks[element] = tuple(Mark(mark.label or labels.get(mark.key, ""), mark.key) for mark in marks)


def _references(root: Element, roles: Roles) -> None:
    lists = list(root.iter("{*}listBibl"))
    if roles.notes:
        roles.omitted.update(lists)
        return
    for entry in (entry for one in lists for entry in one.iterchildren("{*}bibl", "{*}biblStruct", "{*}biblFull")):
        if local_name(entry) != "bibl":
            compose(entry)
        roles.notes[entry] = Noted(bare_label(entry.get("n") or ""), entry.get(_ID) or "", NoteKind.REFERENCE)


def _choose(root: Element, roles: Roles) -> None:
    """Of two readings of one passage, the editor's: what is corrected, regularized, expanded."""
    for choice in root.iter("{*}choice"):
        edited = [child for child in choice if local_name(child) in _EDITED]
        roles.omitted.update(child for child in choice if edited and child is not edited[0])
    for unbroken in root.iter("{*}lb", "{*}pb", "{*}cb"):
        if unbroken.get("break") == "no":
            unbroken.tag = "seg"  # a word goes on across the break


def _is_italic(element: Element) -> bool:
    """Typed as italic, or the title of something that has covers of its own (book, journal, series)."""
    looks = f"{element.get('rend')} {element.get('rendition')} {element.get('style')}".lower()
    return any(word in looks for word in _ITALIC) or element.get("level") in {"m", "j", "s"}
