"""Reads OpenDocument text, zipped (.odt) and flat (.fodt): running text with its marks, footnotes, endnotes."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from citecheck.errors import ReadError
from citecheck.model import Document, NoteKind
from citecheck.read.manuscript import Manuscript
from citecheck.read.numbering import Scheme
from citecheck.read.odt_story import OFFICE, Story
from citecheck.read.odt_styles import Styles
from citecheck.read.package import Package, open_package, stream

_TEXT = f"{OFFICE}text"
_PARENTS = (f"{OFFICE}styles", f"{OFFICE}automatic-styles", _TEXT)
_MANIFEST = "META-INF/manifest.xml"


class Odt:
    """Files of LibreOffice and OpenOffice."""

    name = "odt"
    suffixes = (".odt", ".ott")

    def recognizes(self, head: bytes) -> bool:
        """A zip that begins with its media type, uncompressed (OpenDocument 1.3 part 2, 3.3)."""
        return head.startswith(b"PK\x03\x04") and b"mimetypeapplication/vnd.oasis.opendocument.text" in head[:128]

    def read(self, data: bytes, path: Path) -> Document:
        """The document in `data`; numbers of notes as the file holds them, counted where it does not."""
        package = open_package(data, path)
        _refuse_password(package)
        parts = [package.read(name) for name in ("styles.xml", "content.xml") if name in package.names]
        if "content.xml" not in package.names:
            raise ReadError(f"{path}: a zip without content.xml: no OpenDocument text, or a damaged one")
        return _document(parts, path, self.name)


class Fodt:
    """The same as one XML file."""

    name = "fodt"
    suffixes = (".fodt",)

    def recognizes(self, head: bytes) -> bool:
        """XML that says it is OpenDocument text."""
        opening = head.startswith((b"<", b"\xef\xbb\xbf<"))
        return opening and b"<office:document" in head and b"application/vnd.oasis.opendocument.text" in head

    def read(self, data: bytes, path: Path) -> Document:
        """The document in `data`; see `Odt`."""
        return _document([data], path, self.name)


def _document(parts: Iterable[bytes], path: Path, form: str) -> Document:
    """Styles come before the text that uses them, within a part and among parts."""
    styles = Styles()
    story = Story(styles)
    found = False
    for part in parts:
        for element in stream(part, path, _PARENTS):
            if element.getparent().tag == _TEXT:
                story.read(element)
                found = True
            else:
                styles.learn(element)
    if not found:
        raise ReadError(f"{path}: holds no text: no OpenDocument text, or an empty one")

    def scheme(kind: NoteKind, _: int) -> Scheme:
        return styles.schemes[kind]

    language = styles.language if len(styles.language) == 2 else None
    return Manuscript(str(path), form, scheme, story.paragraphs, story.notes, story.paged, language).document()


def _refuse_password(package: Package) -> None:
    if _MANIFEST in package.names and b"encryption-data" in package.read(_MANIFEST):
        raise ReadError(f"{package.path}: protected by a password: save a copy without one")
