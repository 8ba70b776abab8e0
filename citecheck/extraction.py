"""Steps 1 and 2: files to notes. Apart from the pipeline so that the dry run loads nothing that parses or matches."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from os import PathLike, fspath
from pathlib import Path

from citecheck import plugins
from citecheck.config import Settings
from citecheck.errors import ReadError, UsageError
from citecheck.model import Apparatus, Document, Failure, Outgoing
from citecheck.notes import find
from citecheck.protocols import Reader
from citecheck.read import choose, load, with_references, with_remarks

STANDARD_INPUT = "-"


def extract(
    paths: Iterable[str | PathLike[str]] | str | PathLike[str], settings: Settings | None = None
) -> tuple[tuple[Apparatus, ...], tuple[Failure, ...]]:
    """The notes of every file that can be read, and a failure for each that cannot or has none.

    A file without notes stands in both: what else was found in it (marks without notes) is not lost.
    """
    settings = settings or Settings()
    found: list[Apparatus] = []
    failures: list[Failure] = []
    for path in [paths] if isinstance(paths, (str, PathLike)) else paths:
        name = fspath(path)
        apparatus, failure = _extracted(name, settings, None)
        found += [apparatus] if apparatus else []
        failures += [failure] if failure else []
    return tuple(found), tuple(failures)


def extract_bytes(data: bytes, name: str, settings: Settings) -> tuple[Apparatus | None, Failure | None]:
    """The notes of a file that lies nowhere, under the name that it is to have; as `extract`."""
    return _extracted(name, settings, data)


def _extracted(name: str, settings: Settings, data: bytes | None) -> tuple[Apparatus | None, Failure | None]:
    try:
        apparatus = find(with_references(_read(name, settings, data)))
    except ReadError as error:
        return None, Failure(name, str(error).removeprefix(f"{name}: "))
    return apparatus, None if apparatus.notes else Failure(name, _nothing(apparatus))


def asked(apparatuses: Iterable[Apparatus]) -> tuple[Outgoing, ...]:
    """What would be asked of catalogues, for each document in turn."""
    from citecheck.asking import questions  # lazy: who wants only the notes needs no parser
    from citecheck.parse import parse

    found = []
    for apparatus in apparatuses:
        notes = tuple(parse(apparatus.notes))
        queries = (tuple(query for query in one if query) for one in questions(notes))
        found.append({note.note.id: one for note, one in zip(notes, queries, strict=True)})
    return tuple(found)


def _read(name: str, settings: Settings, data: bytes | None) -> Document:
    path = Path(name)
    if data is None:
        data = _standard_input(settings) if name == STANDARD_INPUT else load(path)
    document = choose(_readers(path, settings), data, path, settings.source).read(data, path)
    return with_remarks(document, data)


def _readers(path: Path, settings: Settings) -> Iterable[Reader]:
    return (plugins.reader(settings.source),) if settings.source else plugins.readers(path.suffix)


def _standard_input(settings: Settings) -> bytes:
    if not settings.source:
        raise UsageError("standard input has no name to tell its format from: add --from FORMAT")
    return sys.stdin.buffer.read()


def _nothing(apparatus: Apparatus) -> str:
    marks = sum(len(block.calls) for block in apparatus.document.blocks)
    found = f"{marks} marks but no notes" if marks else "no notes"
    return f"{found} found (read as {apparatus.document.format}): if it has notes, name its format with --from"
