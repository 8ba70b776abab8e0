"""Reads Word's .docx (Office Open XML, ECMA-376): running text with its marks, footnotes, endnotes, embedded works."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from pathlib import Path

from citecheck.errors import ReadError
from citecheck.model import Document, NoteKind
from citecheck.read.docx_story import Story, key
from citecheck.read.docx_styles import VAL, Styles, W
from citecheck.read.manuscript import Manuscript
from citecheck.read.numbering import Restart, Scheme
from citecheck.read.package import Element, Package, open_package, parse, stream
from citecheck.read.runs import Runs

_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
# "Strict" documents differ in their namespaces only (ECMA-376 part 4, annex A).
_STRICT = (
    (b"http://purl.oclc.org/ooxml/officeDocument/", b"http://schemas.openxmlformats.org/officeDocument/2006/"),
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
)
_BLOCKS = tuple(f"{W}{name}" for name in ("p", "tbl", "sdt", "customXml", "ins", "moveTo", "sectPr"))
_KINDS = ((NoteKind.FOOTNOTE, "footnote"), (NoteKind.ENDNOTE, "endnote"))
_USUAL = {NoteKind.FOOTNOTE: Scheme(), NoteKind.ENDNOTE: Scheme("lowerRoman")}

_Schemes = dict[NoteKind, Scheme]


class Docx:
    """Files of Word since 2007, and what other programs write for it."""

    name = "docx"
    suffixes = (".docx", ".docm")

    def recognizes(self, head: bytes) -> bool:
        """A zip whose first parts are Word's."""
        return head.startswith(b"PK\x03\x04") and b"word/" in head

    def read(self, data: bytes, path: Path) -> Document:
        """The document in `data`; numbers of notes are counted as Word would print them, pages as it last did."""
        return _Docx(open_package(data, path)).document(self.name)


class _Docx:
    """One file being read."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._path = package.path
        self._main = _main_part(package)
        self._parts = self._relations(self._main)

    def document(self, form: str) -> Document:
        styles = Styles(self._part("styles"))
        general = self._general_schemes()
        story, sections = self._body(styles, general)
        notes = dict(self._notes(styles))
        called = {r.key for p in (*story.finished, *notes.values()) for r in p.references}
        for gone in story.deleted - called:
            notes.pop(gone, None)

        def scheme(kind: NoteKind, section: int) -> Scheme:
            return (sections[section] if section < len(sections) else general)[kind]

        language = styles.language or None
        return Manuscript(str(self._path), form, scheme, story.finished, notes, story.paged, language).document()

    def _body(self, styles: Styles, general: _Schemes) -> tuple[Story, list[_Schemes]]:
        story = Story(styles, self._links(self._main))
        sections: list[_Schemes] = []
        for block in stream(self._read(self._main), self._path, (f"{W}body",), _BLOCKS):
            sections.extend(_schemes(section, general) for section in block.iter(f"{W}sectPr"))
            story.read(block)
        return story, sections

    def _notes(self, styles: Styles) -> Iterator[tuple[str, Runs]]:
        """All notes by key, but for the lines that part them from the text (17.18.33: types other than normal)."""
        for kind, name in _KINDS:
            part = self._parts.get(f"{name}s")
            if part is None:
                continue
            story = Story(styles, self._links(part))
            for element in stream(self._read(part), self._path, (f"{W}{name}s",), (f"{W}{name}",)):
                if element.get(f"{W}type", "normal") == "normal":
                    yield key(kind, element), story.note(element, kind)

    def _general_schemes(self) -> _Schemes:
        settings = self._part("settings")
        return _USUAL if settings is None else _schemes(settings, _USUAL)

    def _part(self, relation: str) -> Element | None:
        name = self._parts.get(relation)
        return None if name is None else parse(self._read(name), self._path)

    def _read(self, name: str) -> bytes:
        data = self._package.read(name)
        if b"http://purl.oclc.org/ooxml/" in data[:4096]:
            for strict, usual in _STRICT:
                data = data.replace(strict, usual)
        return data

    def _relations(self, part: str) -> dict[str, str]:
        """The parts that a part refers to, by the last word of the relation's type ("footnotes")."""
        folder = posixpath.dirname(part)
        return {
            relation.get("Type", "").rpartition("/")[2]: name
            for relation in _relationships(self._package, part)
            if relation.get("TargetMode") != "External"
            and (name := _resolved(folder, relation.get("Target", ""))) in self._package.names
        }

    def _links(self, part: str) -> dict[str, str]:
        """The addresses outside the package that a part refers to, by id."""
        return {
            relation.get("Id", ""): relation.get("Target", "")
            for relation in _relationships(self._package, part)
            if relation.get("TargetMode") == "External"
        }


def _main_part(package: Package) -> str:
    for relation in _relationships(package, ""):
        name = _resolved("", relation.get("Target", ""))
        if relation.get("Type", "").endswith("/officeDocument") and name in package.names:
            return name
    if "word/document.xml" in package.names:
        return "word/document.xml"
    raise ReadError(
        f"{package.path}: a zip without word/document.xml: no Word document, or a damaged one; save it again as .docx"
    )


def _relationships(package: Package, part: str) -> Iterator[Element]:
    folder, name = posixpath.split(part)
    listed = package.find(posixpath.join(folder, "_rels", f"{name}.rels"))
    return iter(()) if listed is None else listed.iter(_RELATION)


def _resolved(folder: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")


def _schemes(properties: Element, general: _Schemes) -> _Schemes:
    """The numbering that a section, or the settings, ask for; what they leave open is as in general."""
    return {kind: _scheme(properties.find(f"{W}{name}Pr"), general[kind]) for kind, name in _KINDS}


def _scheme(properties: Element | None, general: Scheme) -> Scheme:
    if properties is None:
        return general
    form = _value(properties, "numFmt") or general.format
    start = _value(properties, "numStart")
    restart = _value(properties, "numRestart")
    return Scheme(
        form,
        int(start) if start.isdecimal() and len(start) < 6 else general.start,
        Restart(restart) if restart in set(Restart) else general.restart,
    )


def _value(properties: Element, name: str) -> str:
    found = properties.find(f"{W}{name}")
    return "" if found is None else found.get(VAL, "")
