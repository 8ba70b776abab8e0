"""Reads FictionBook 2 (fictionbook.org), plain or zipped: notes are the sections of a second body."""

from __future__ import annotations

from pathlib import Path

from citecheck.errors import ReadError
from citecheck.model import Document, NoteKind
from citecheck.read import tree
from citecheck.read.addresses import keep_addresses
from citecheck.read.draft import Noted
from citecheck.read.flow import Element, Mark, Roles, blocks, text_of, vocabulary
from citecheck.read.marks import bare_label, clear_around
from citecheck.read.package import open_package

_BODIES_OF_NOTES = {"notes": NoteKind.FOOTNOTE, "footnotes": NoteKind.FOOTNOTE, "comments": NoteKind.ENDNOTE}
_ROOTS = frozenset({"FictionBook"})


class FictionBook:
    """The `Reader` of FictionBook."""

    name = "fictionbook"
    suffixes = (".fb2", ".fbz", ".fb2.zip")

    def recognizes(self, head: bytes) -> bool:
        """By its root element, or by the name of the first file in an archive."""
        if head.startswith(b"PK\x03\x04"):
            name = head[30 : 30 + int.from_bytes(head[26:28], "little")]
            return name.lower().endswith(b".fb2")
        return tree.opening(head)[1] == b"FictionBook"

    def read(self, data: bytes, path: Path) -> Document:
        """The book; the lines of a zipped one count in the file inside."""
        root = tree.parse_as("FictionBook", _ROOTS, _unzipped(data, path), path)
        roles = _notes(root)
        _calls(root, roles)
        keep_addresses(roles)
        spoken = root.find(".//{*}title-info/{*}lang")
        language = (spoken.text or "").strip()[:2].lower() if spoken is not None else None
        return tree.document(path, self.name, blocks(root, vocabulary(self.name), roles, path), language or None)


def _unzipped(data: bytes, path: Path) -> bytes:
    if not data.startswith(b"PK\x03\x04"):
        return data
    package = open_package(data, path)
    books = sorted(name for name in package.names if name.lower().endswith(".fb2"))
    if len(books) != 1:
        raise ReadError(f"{path}: holds {len(books)} FictionBooks instead of one: unpack it and name the one meant")
    return package.read(books[0])


def _notes(root: Element) -> Roles:
    roles = Roles()
    for body in root.iter("{*}body"):
        kind = _BODIES_OF_NOTES.get((body.get("name") or "").lower())
        for section in body.iter("{*}section") if kind else ():
            if section.get("id"):
                roles.notes[section] = Noted(_label(section, roles), section.get("id"), kind or NoteKind.FOOTNOTE)
    return roles


def _label(section: Element, roles: Roles) -> str:
    """A note's label is its title."""
    title = section.find("{*}title")
    if title is None:
        return ""
    roles.omitted.add(title)
    return bare_label(text_of(title))


def _calls(root: Element, roles: Roles) -> None:
    """Every link to a note calls it: ``type="note"`` is forgotten as often as not."""
    keys = {noted.key: element for element, noted in roles.notes.items()}
    for link in root.iter("{*}a"):
        target = next((value for name, value in link.items() if name.rpartition("}")[2] == "href"), "")
        key, label = target.removeprefix("#"), bare_label(text_of(link))
        if target.startswith("#") and key in keys:
            roles.marks[link] = (Mark(label, key),)
            _learn_label(roles, keys[key], label)
        elif link.get("type") == "note":
            roles.marks[link] = (Mark(label, ""),)
    clear_around(roles.marks)


def _learn_label(roles: Roles, element: Element, label: str) -> None:
    noted = roles.notes[element]
    if not noted.label:
        roles.notes[element] = Noted(label, noted.key, noted.kind)
