"""Formats that only pandoc reads here: its program turns them into its tree, and the tree becomes a document.

reStructuredText, Org, MediaWiki, Typst, AsciiDoc and Textile. Pandoc tells neither lines nor the numbers that notes
bear in the source: notes are counted in the order of their marks.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from citecheck.errors import ReadError
from citecheck.model import Document, NoteKind
from citecheck.read.manuscript import Manuscript
from citecheck.read.numbering import Scheme
from citecheck.read.runs import Reference, Runs
from citecheck.read.source import decode

SECONDS = 60  # a book of 1 MB takes 3
_MEMORY = "2G"  # of pandoc's own; see "A note on security" in its manual
_UNKNOWN_READER = 21  # exit code, see "Exit codes" in its manual
_FORMATS = {
    ".rst": "rst",
    ".org": "org",
    ".wiki": "mediawiki",
    ".mediawiki": "mediawiki",
    ".typ": "typst",
    ".adoc": "asciidoc",
    ".textile": "textile",
}
_TOLD = ("title", "subtitle", "author", "abstract")  # metadata that are part of the text
_SPACES = frozenset({"Space", "SoftBreak", "LineBreak"})
_QUOTES = {"SingleQuote": ("‘", "’"), "DoubleQuote": ("“", "”")}
_INLINES = _SPACES | {
    *("Str", "Emph", "Underline", "Strong", "Strikeout", "Superscript", "Subscript", "SmallCaps", "Quoted", "Cite"),
    *("Code", "Math", "RawInline", "Link", "Image", "Note", "Span"),
}
_LEFT_OUT = frozenset({"CodeBlock", "RawBlock", "RawInline"})


class Pandoc:
    """The reader of what the program `pandoc` reads and no reader of ours does."""

    name = "pandoc"
    suffixes = tuple(_FORMATS)

    def recognizes(self, head: bytes) -> bool:  # noqa: ARG002 - plain text is never recognized beyond doubt
        """Never: the suffix must say."""
        return False

    def read(self, data: bytes, path: Path) -> Document:
        """The document in `data`; ReadError where there is no pandoc, or it cannot read this."""
        form = _FORMATS.get(path.suffix.lower())
        if form is None:
            raise ReadError(f"{path}: pandoc needs the suffix to know the format: rename it to {', '.join(_FORMATS)}")
        text, warnings = decode(data, path)
        tree, said = _converted(text, form, path)
        try:
            story = _read(json.loads(tree))
        except RecursionError as error:
            raise ReadError(f"{path}: nested too deeply: simplify its lists or quotations") from error
        scheme = Scheme()
        found = Manuscript(
            str(path), self.name, lambda *_: scheme, story.paragraphs, story.notes, language=story.language
        ).document()
        lost = (f"{path}: {story.nameless} marks repeat a note, pandoc does not tell which: left out",)
        return replace(found, warnings=(*warnings, *said, *(lost if story.nameless else ())))


# --- the program ----------------------------------------------------------------------------------------------------


def _converted(text: str, form: str, path: Path) -> tuple[bytes, tuple[str, ...]]:
    """Pandoc's tree as JSON, and its warnings."""
    refused = ""
    for program in _programs():
        done = _run(program, text, form, path)
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        if done.returncode == 0:
            return done.stdout, tuple(f"{path}: pandoc: {line}" for line in said)
        refused = said[0] if said else f"exit code {done.returncode}"
        if done.returncode != _UNKNOWN_READER:
            raise ReadError(f"{path}: pandoc cannot read it as {form} ({refused}): repair it, or export it as .docx")
    if refused:
        raise ReadError(f"{path}: the installed pandoc does not know {form}: pip install citecheck-notes[pandoc]")
    raise ReadError(
        f"{path}: {form} is read by pandoc, which is missing: install it, or pip install citecheck-notes[pandoc]"
    )


def _programs() -> Iterator[str]:
    """The pandoc on the search path, then the one of the optional package."""
    installed = shutil.which("pandoc")
    if installed:
        yield installed
    try:
        import pypandoc  # optional: pypandoc_binary brings a pandoc of its own

        yield pypandoc.get_pandoc_path()
    except (ImportError, OSError):
        return


def _run(program: str, text: str, form: str, path: Path) -> subprocess.CompletedProcess[bytes]:
    command = [program, "--sandbox", "--from", form, "--to", "json", "+RTS", f"-M{_MEMORY}", "-RTS"]
    try:
        return subprocess.run(command, input=text.encode(), capture_output=True, timeout=SECONDS, check=False)  # noqa: S603 - no shell
    except subprocess.TimeoutExpired as error:
        raise ReadError(f"{path}: pandoc took more than {SECONDS} s: split the manuscript") from error
    except OSError as error:
        raise ReadError(f"{path}: pandoc ({program}) cannot be run: {error}: install it anew") from error


# --- its tree (hackage.haskell.org/package/pandoc-types) --------------------------------------------------------------


@dataclass(slots=True)
class _Story:
    """What the tree holds. `nameless`: marks whose note stands elsewhere."""

    paragraphs: list[Runs] = field(default_factory=list)
    notes: dict[str, Runs] = field(default_factory=dict)
    language: str | None = None
    nameless: int = 0


def _read(tree: dict[str, Any]) -> _Story:
    story = _Story()
    told = tree.get("meta", {})
    for name in _TOLD:
        _tell_blocks(told.get(name), story)
    _tell_blocks(tree["blocks"], story)
    spoken = Runs()
    _tell(told.get("lang", []), spoken, _Story())
    story.language = spoken.finish().text.plain[:2].lower() or None
    return story


def _tell_blocks(value: Any, story: _Story) -> None:
    for inlines, heading in _paragraphs(value):
        runs = Runs(heading=heading)
        _tell(inlines, runs, story)
        story.paragraphs.append(runs)


def _paragraphs(value: Any) -> Iterator[tuple[list[Any], bool]]:
    """The inlines of each paragraph at any depth, in order, and whether it is a heading."""
    if isinstance(value, list):
        if _holds_inlines(value):
            yield value, False
            return
        for one in value:
            yield from _paragraphs(one)
    elif isinstance(value, dict) and value.get("t") == "Header":
        yield value["c"][2], True
    elif isinstance(value, dict) and value.get("t") not in _LEFT_OUT:
        yield from _paragraphs(value.get("c"))


def _holds_inlines(value: list[Any]) -> bool:
    return any(isinstance(one, dict) and one.get("t") in _INLINES for one in value)


def _tell(value: Any, runs: Runs, story: _Story, *, italic: bool = False, raised: bool = False) -> None:
    """Writes inlines, however they are nested, into the runs."""
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, list):
            _tell(one, runs, story, italic=italic, raised=raised)
        elif isinstance(one, dict):
            _tell_one(one["t"], one.get("c"), runs, story, italic=italic, raised=raised)


def _tell_one(kind: str, content: Any, runs: Runs, story: _Story, *, italic: bool, raised: bool) -> None:
    before, after = _QUOTES[content[0]["t"]] if kind == "Quoted" else ("", "")
    if kind == "Cite":
        content = content[1]  # behind the keys that it shows
    start = runs.length
    if kind in _SPACES:
        runs.add(" ", italic=italic)
    elif kind in {"Str", "MetaString"}:
        runs.add(content, italic=italic, raised=raised)
    elif kind in {"Code", "Math"}:
        runs.add(content[1], italic=italic, raised=raised)
    elif kind == "Note":
        _tell_note(content, runs, story)
    elif kind not in _LEFT_OUT:
        runs.add(before, italic=italic)
        _tell(content, runs, story, italic=italic or kind == "Emph", raised=raised or kind == "Superscript")
        runs.add(after, italic=italic)
    if kind == "Link":
        runs.link(start, content[2][0])


def _tell_note(content: list[Any], runs: Runs, story: _Story) -> None:
    paragraphs = list(_paragraphs(content))
    if not paragraphs:
        story.nameless += 1
        return
    key = str(len(story.notes) + 1)
    note = story.notes[key] = Runs(kind=NoteKind.FOOTNOTE)
    runs.references.append(Reference(NoteKind.FOOTNOTE, key, runs.length, 1))
    for inlines, _ in paragraphs:
        note.part()
        _tell(inlines, note, story)
