"""Reads a source: takes it out of what it is packed in, sees what format it is, and streams what it holds."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from citecheck.catalogues.sources import (
    bib,
    dblp,
    endnote,
    gutenberg,
    marc,
    mods,
    openlibrary,
    retractions,
    tagged,
    vocabularies,
)  # fmt: skip
from citecheck.catalogues.sources.entries import Skipped
from citecheck.catalogues.sources.keys import Keys
from citecheck.catalogues.sources.unpacked import Content, unpacked, unpacked_file
from citecheck.errors import ReadError
from citecheck.model import Notice, Record

Told = Record | Notice | Skipped
_Format = Callable[[Content], Iterable[Told]]

_READ = (
    "BibTeX, RIS, EndNote XML, CSL-JSON, Zotero JSON, MARC 21, MARCXML, MODS, and the dumps of Crossref, OpenAlex, "
    "Open Library, DBLP, DataCite, arXiv, Project Gutenberg and Retraction Watch"
)
_TEXTS: tuple[tuple[re.Pattern[str], _Format], ...] = (  # in this order: what wraps another comes after it
    (re.compile(r"\A<(?s:.*)(?:MARC21/slim|<(?:\w+:)?leader>|<(?:\w+:)?datafield )"), marc.read_xml),
    (re.compile(r"\A<(?s:.*)(?:loc\.gov/mods|<mods[\s>])"), mods.read),
    (re.compile(r"\A(?=<)(?s:.*)<(?:dblp[\s>]|(?:article|inproceedings|book)\s[^<>]{0,200}\bmdate=)"), dblp.read),
    (re.compile(r"\A<(?s:.*)(?:gutenberg\.org/2009/pgterms)"), gutenberg.read_rdf),
    (
        re.compile(r"\A(?=<)(?>(?s:.*?)<(?:records|xml)>)(?s:.*)<(?:ref-type|contributors|titles|source-app)"),
        endnote.read,
    ),
    (re.compile(r"\A[\[{]\s*[\"{\]}\[]"), vocabularies.read),
    (re.compile(r"\A/type/\w+\t/"), openlibrary.read),
    (re.compile(r"\A\"?Text#\"?,\"?Type\"?,"), gutenberg.read_table),
    (re.compile(r"\A\"?Record ID\"?,[^\n]*\bRetractionNature\b"), retractions.read),
    (re.compile(r"^\s{0,8}TY {1,3}- ", re.MULTILINE), tagged.read),
    (re.compile(r"^[ \t]*@[ \t]*[A-Za-z]+\s{0,80}[{(]", re.MULTILINE), bib.read),
)
_MARKS = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_KEYS_BY_HAND = frozenset({bib.read, tagged.read, endnote.read, mods.read})


def read(source: str, stdin: BinaryIO | None = None, opened: Callable[[BinaryIO], object] = id) -> Iterator[Told]:
    """Everything in a source, in order: a path, a folder, a glob, or "-" for `stdin`.

    `opened` is told each file of the source when it is opened, so that a caller can see how far it is read.

    Compressed (gz, zst, xz, bz2), in zip and tar files, or not; the format is seen in the content, never in a name.
    Memory does not grow with the size of the source. ReadError where nothing in it can be read; in a source of
    several files, one that cannot is skipped.
    """
    unread = yield from _contents(unpacked(source, stdin, opened))
    require(source, unread)


def read_file(path: Path, *, alone: bool, name: str) -> Generator[Told, None, list[str]]:
    """One file of a source, as `read` reads it; returns what `require` asks of all.

    `alone`: it is the whole source; `name`: what it is called there.
    """
    return (yield from _contents(unpacked_file(path, alone, name=name)))


def require(source: str, unread: Sequence[str]) -> None:
    """ReadError where nothing could be read. `unread`: why each content of the source was not, "" where it was."""
    if "" not in unread:
        raise ReadError(
            f"{source}: nothing in it can be read as a catalogue: {next(iter(unread), '') or 'it is empty'}"
        )


def _contents(contents: Iterable[Content | Skipped]) -> Generator[Told, None, list[str]]:
    """Yields what they hold; returns why each cannot be read, "" where it can."""
    unread: list[str] = []
    for content in contents:
        if isinstance(content, Skipped):
            unread.append(content.reason)
            yield content
        else:
            unread.append((yield from _content(content)))
    return unread


def _content(content: Content) -> Generator[Told, None, str]:
    """Yields what a file holds; returns why it cannot be read, "" where it can."""
    try:
        format_ = _format(content)
        told = format_(content)
        yield from Keys().distinct(told) if format_ in _KEYS_BY_HAND else told
    except ReadError as error:
        if content.alone:
            raise
        yield Skipped(content.name, "file", "unknown content", str(error))
        return str(error)
    if content.damage:
        yield Skipped(content.name, "file", "damaged file", f"only its beginning could be read: {content.damage}")
    return ""


def _format(content: Content) -> _Format:
    """The reader of the format that the first bytes are of; ReadError where they are of none."""
    head = content.head
    if b"\x1e" in head and b"\x1f" in head:
        return marc.read
    text = _text(head)
    found = [(match.start(), format_) for pattern, format_ in _TEXTS if (match := pattern.search(text))]
    if found:
        return min(found, key=lambda one: one[0])[1]  # RIS in the abstract of a BibTeX entry comes after its beginning
    raise ReadError(f"{content.name}: {_seen(text, content)}; read are {_READ}")


def _text(head: bytes) -> str:
    wide = next((name for mark, name in _MARKS if head.startswith(mark)), "utf-8")
    return head.decode(wide, "replace").lstrip("\ufeff \t\r\n")


def _seen(text: str, content: Content) -> str:
    if content.damage:
        return f"cannot be uncompressed ({content.damage})"
    if not text:
        return "the file is empty"
    if "\0" in text[:1000]:
        return f"binary data that begin with {text[:4]!r}"
    return f"a text that begins with {' '.join(text[:60].split())!r}, of no format that is known"
