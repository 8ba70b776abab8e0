"""Opens zipped documents and their XML so that a hostile file costs little: limits on parts and sizes, no entities.

Shared by every format that is a zip (docx, odt, epub) or XML (fodt).
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import TypeAlias

from lxml import etree

from citecheck.errors import ReadError

Element: TypeAlias = etree._Element

# A book of 1,000 pages is a part of about 10 MB that deflates 10 to 40 times, in a package of a few hundred parts.
PARTS = 20_000
PART_SIZE = 64_000_000
TOTAL_SIZE = 200_000_000
SMALL = 1_000_000  # up to this size a part may deflate as it likes
RATIO = 150

_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # [MS-CFB] 2.2: what Word wraps an encrypted package in
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # [MS-OFFCRYPTO] 2.3.4.4
_ENTRY = b"PK\x01\x02"  # APPNOTE.TXT 4.3.12: one for each part
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)
_SAFE = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}


class Package:
    """A zip whose parts are read by name; every part read counts towards the limits."""

    def __init__(self, archive: zipfile.ZipFile, path: Path) -> None:
        self.path = path
        self._archive = archive
        self._parts = {entry.filename: entry for entry in archive.infolist()}
        self._total = 0

    @property
    def names(self) -> Collection[str]:
        """The names of all parts, as the zip spells them."""
        return self._parts.keys()

    def read(self, name: str) -> bytes:
        """A part's bytes; ReadError where it is missing, damaged, protected or too large."""
        if name not in self._parts:
            raise ReadError(f"{self.path}: has no {name}: damaged, or not what its name says; save it again")
        self._admit(self._parts[name])
        try:
            return self._archive.read(name)
        except _BROKEN as error:
            raise ReadError(
                f"{self.path}: {name} cannot be unpacked ({error}): open and save the document again"
            ) from error

    def parse(self, name: str) -> Element:
        """The root element of an XML part."""
        return parse(self.read(name), self.path)

    def find(self, name: str) -> Element | None:
        """The root element of an XML part, None where the package has no such part."""
        return self.parse(name) if name in self._parts else None

    def _admit(self, entry: zipfile.ZipInfo) -> None:
        self._total += entry.file_size
        swollen = entry.file_size > SMALL and entry.file_size > RATIO * entry.compress_size
        if swollen or entry.file_size > PART_SIZE or self._total > TOTAL_SIZE:
            raise ReadError(
                f"{self.path}: {entry.filename} unpacks to {entry.file_size} bytes: too large, or a zip bomb"
            )


def open_package(data: bytes, path: Path) -> Package:
    """The zip in `data`; ReadError, with what to do, where it is none, protected by a password or absurdly divided."""
    if data.startswith(_COMPOUND):
        raise ReadError(f"{path}: {_compound(data)}")
    if data.count(_ENTRY) > PARTS:
        raise ReadError(f"{path}: a zip of more than {PARTS} parts: no document has so many")
    try:
        return Package(zipfile.ZipFile(io.BytesIO(data)), path)
    except _BROKEN as error:
        raise ReadError(
            f"{path}: not a whole document ({error}): damaged in transfer? Save or copy it again"
        ) from error


def parse(data: bytes, path: Path) -> Element:
    """The root element of XML; ReadError where it is not well formed, or declares entities."""
    try:
        root = etree.fromstring(data, etree.XMLParser(**_SAFE))
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ReadError(_damaged(path, error)) from error
    _refuse_entities(root, path)
    return root


def stream(data: bytes, path: Path, parents: Collection[str], tags: Collection[str] = ("*",)) -> Iterator[Element]:
    """The children of `parents` (tags) that bear one of `tags`, each forgotten once the next is asked for.

    Memory stays flat whatever the size; a child's ancestors are in reach, its elder siblings are not.
    """
    try:
        _refuse_entities(_root(data), path)
        for _, element in etree.iterparse(io.BytesIO(data), events=("end",), tag=tuple(tags), **_SAFE):
            above = element.getparent()
            if above is not None and above.tag in parents:
                yield element
                element.clear()
                while (elder := element.getprevious()) is not None:
                    above.remove(elder)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ReadError(_damaged(path, error)) from error


def _root(data: bytes) -> Element:
    """The root element as it begins, with what the prolog declares."""
    _, root = next(iter(etree.iterparse(io.BytesIO(data), events=("start",), **_SAFE)))
    return root


def _refuse_entities(element: Element, path: Path) -> None:
    """No program writes entities of its own into such a file: they swell it, or fetch what is not in it."""
    declared = element.getroottree().docinfo.internalDTD
    if declared is not None and any(True for _ in declared.iterentities()):
        raise ReadError(
            f"{path}: its XML declares entities, which is not safe to read: save it again in a word processor"
        )


def _compound(data: bytes) -> str:
    if _ENCRYPTED in data:
        return "protected by a password: save a copy without one"
    return "a document of Word 97 to 2003 (.doc) whatever its name says: save it as .docx"


def _damaged(path: Path, error: Exception) -> str:
    return f"{path}: its XML is damaged ({error}): open and save the document again"
