"""Reads EPUB 2 and 3 (w3.org/TR/epub-33) along the spine; notes and marks may stand in different files of the book.

Each file is a scope if the marks are numbered anew in some file; else numbering runs through the book.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import unquote

from citecheck.errors import ReadError
from citecheck.model import Block, Document
from citecheck.read import tree
from citecheck.read.flow import Roles, blocks, vocabulary
from citecheck.read.html.index import Page
from citecheck.read.html.page import parse
from citecheck.read.html.roles import roles_of
from citecheck.read.package import Element, Package, open_package

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
# EPUB 3.3, 4.3: fonts may be scrambled so that they cannot be lifted out of the book; the text is open all the same.
_FONT_SCRAMBLING = frozenset({"http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"})
_TEXTS = frozenset({"application/xhtml+xml", "text/html", "text/x-oeb1-document"})


@dataclass(frozen=True, slots=True)
class _Item:
    """A file of the manifest that holds text. `is_read`: it is in the spine."""

    name: str
    is_read: bool


class Epub:
    """The `Reader` of EPUB."""

    name = "epub"
    suffixes = (".epub", ".kepub")

    def recognizes(self, head: bytes) -> bool:
        """By its first part, which must be named mimetype and stored as it is (EPUB 3.3, 4.3)."""
        return head.startswith(b"PK\x03\x04") and head[30:38] == b"mimetype" and b"application/epub+zip" in head[38:128]

    def read(self, data: bytes, path: Path) -> Document:
        """The book's text in reading order, without tables of contents."""
        package = open_package(data, path)
        _refuse_protection(package)
        place = _package_document(package)
        book = package.parse(place)
        items = list(_items(book, place, package))
        pages = [Page(parse(package.read(item.name), path), item.name) for item in items]
        roles = roles_of(pages)
        _divide(pages, roles)
        found = _blocks(pages, items, roles, path)
        return tree.document(path, self.name, found, _language(book))


def _refuse_protection(package: Package) -> None:
    protection = package.find(_ENCRYPTION)
    methods = protection.iter("{*}EncryptionMethod") if protection is not None else ()
    if any(method.get("Algorithm") not in _FONT_SCRAMBLING for method in methods):
        raise ReadError(f"{package.path}: its text is encrypted (DRM): ask the publisher for a copy without protection")


def _package_document(package: Package) -> str:
    container = package.parse(_CONTAINER)
    rootfile = next(container.iter("{*}rootfile"), None)
    if rootfile is None or not rootfile.get("full-path"):
        raise ReadError(f"{package.path}: {_CONTAINER} names no book: damaged, export it anew")
    return _inside("", rootfile.get("full-path"), package)


def _items(book: Element, place: str, package: Package) -> Iterator[_Item]:
    """The texts of the spine, then those that only links lead to (notes, at times)."""
    manifest = {item.get("id"): item for item in book.iter("{*}item")}
    spine = [manifest[ref.get("idref")] for ref in book.iter("{*}itemref") if ref.get("idref") in manifest]
    if not spine:
        raise ReadError(f"{package.path}: its spine is empty: damaged, export it anew")
    known = set(spine)
    for item in (*spine, *(item for item in manifest.values() if item not in known)):
        if item.get("media-type") in _TEXTS and "nav" not in (item.get("properties") or "").split():
            name = _inside(place, item.get("href") or "", package)
            if item in known or name in package.names:
                yield _Item(name, item in known)


def _inside(base: str, reference: str, package: Package) -> str:
    """The part that a reference names; ReadError where it leads out of the book."""
    plain = reference if reference in package.names else unquote(reference)
    name = posixpath.normpath(posixpath.join(posixpath.dirname(base), plain))
    if name.startswith(("/", "..")) or "://" in reference:
        raise ReadError(
            f"{package.path}: a path leads out of the book ({reference}): damaged or hostile, export it anew"
        )
    return name


def _divide(pages: Sequence[Page], roles: Roles) -> None:
    """Makes each file a scope where one number means several notes, each note in the file that calls it.

    A note that several files call belongs to none of them: then numbering alone must tell.
    """
    numbers = {page.root: number for number, page in enumerate(pages, 1)}
    callers: dict[str, set[int]] = {}
    meant: dict[str, set[str]] = {}
    for element, marks in roles.marks.items():
        for mark in marks:
            callers.setdefault(mark.key, set()).add(numbers[element.getroottree().getroot()])
            if mark.label.isdigit() and mark.key:
                meant.setdefault(mark.label, set()).add(mark.key)
    shared = any(len(files) > 1 for key, files in callers.items() if key)
    if shared or all(len(keys) == 1 for keys in meant.values()):
        return
    roles.scopes = numbers
    for element, noted in roles.notes.items():
        if noted.key in callers:
            roles.notes[element] = replace(noted, scope=min(callers[noted.key]))


def _blocks(pages: Sequence[Page], items: Sequence[_Item], roles: Roles, path: Path) -> Iterator[Block]:
    words = vocabulary("html")
    for page, item in zip(pages, items, strict=True):
        for block in blocks(page.root, words, roles, path, lined=False):
            if item.is_read or block.kind:
                yield block


def _language(book: Element) -> str | None:
    declared = next((e.text or "" for e in book.iter("{http://purl.org/dc/elements/1.1/}language")), "")
    code = declared.strip().lower().partition("-")[0]
    return code if len(code) == 2 and code.isalpha() else None
