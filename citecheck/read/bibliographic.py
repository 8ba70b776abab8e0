"""Bibliographic files as something to check: every entry is a reference, printed as an editor would print it."""

from __future__ import annotations

import json
import re
from itertools import zip_longest
from pathlib import Path
from typing import Any

from citecheck.errors import ReadError
from citecheck.formats import csl, ris
from citecheck.formats.loaded import Loaded
from citecheck.formats.rendering import text
from citecheck.model import Block, Document, NoteKind, Place, Work
from citecheck.read.language import guess_language
from citecheck.read.source import decode

_RIS = re.compile(rb"(?:\xef\xbb\xbf)?\s*TY {1,3}- [A-Z]{2,8}\s")
_ARRAY = re.compile(rb"(?:\xef\xbb\xbf)?\s*[\[{]")


class Bib:
    """BibTeX and biblatex."""

    name = "bib"
    suffixes = (".bib", ".bibtex")

    def recognizes(self, head: bytes) -> bool:  # noqa: ARG002 - anything may stand between entries
        """Never: the suffix or the user must say."""
        return False

    def read(self, data: bytes, path: Path) -> Document:
        """One reference for each entry, on its line; ReadError where there is none."""
        from citecheck.formats import bibtex  # loads pybtex, which takes half a second and is needed here only

        source, warnings = decode(data, path)
        return _document(self.name, path, bibtex.loads(source), warnings)


class Ris:
    """RIS, the tagged format of reference managers."""

    name = "ris"
    suffixes = (".ris",)

    def recognizes(self, head: bytes) -> bool:
        """Whether it begins with the tag of a type, as every record does."""
        return _RIS.match(head) is not None

    def read(self, data: bytes, path: Path) -> Document:
        """One reference for each entry, on its line; ReadError where there is none."""
        source, warnings = decode(data, path)
        return _document(self.name, path, ris.loads(source), warnings)


class CslJson:
    """CSL-JSON: an array of items, one item, or an object that holds them under `items`."""

    name = "csl-json"
    suffixes = (".json",)

    def recognizes(self, head: bytes) -> bool:
        """Whether it begins as JSON and has a type and CSL's own way to write dates."""
        return _ARRAY.match(head) is not None and b'"type"' in head and b'"date-parts"' in head

    def read(self, data: bytes, path: Path) -> Document:
        """One reference for each item; ReadError where it is no JSON, or holds none."""
        source, warnings = decode(data, path)
        entries, skipped = [], list(warnings)
        for number, item in enumerate(_items(source, path), 1):
            work = csl.from_csl(item) if isinstance(item, dict) else Work()
            if text(work).plain:
                entries.append((_identity(item), work))
            else:
                skipped.append(f"{path}: item {number} skipped: nothing of a CSL-JSON item in it")
        return _document(self.name, path, Loaded(tuple(entries)), tuple(skipped))


def _items(source: str, path: Path) -> list[Any]:
    try:
        found = json.loads(source)
        if "\\ud" in source.lower():  # half a character, which no report could be written with
            found = json.loads(json.dumps(found, ensure_ascii=False).encode("utf-8", "replace"))
    except ValueError as error:
        raise ReadError(f"{path}: not valid JSON: {error}: export it again as CSL-JSON") from error
    except RecursionError as error:
        raise ReadError(f"{path}: nested too deeply for CSL-JSON: export it again") from error
    if isinstance(found, dict):
        found = found.get("items", [found])
    return found if isinstance(found, list) else [found]


def _identity(item: dict[str, Any]) -> str:
    found = item.get("id")
    return str(found) if isinstance(found, str | int) else ""


def _document(name: str, path: Path, loaded: Loaded, warnings: tuple[str, ...]) -> Document:
    blocks, said = [], [*warnings, *(f"{path}:{one.line}: {one.message}" for one in loaded.complaints)]
    for (key, work), line in zip_longest(loaded.entries, loaded.lines):
        block = _block(key, work, Place(str(path), line))
        if block.text.plain:
            blocks.append(block)
        else:
            said.append(f"{path}:{line}: entry {key} skipped: no field that could be checked")
    if not blocks:
        reason = f" ({said[0]})" if said else ""
        raise ReadError(f"{path}: no entry in it that {name} can read{reason}: is it {name}? Name another with --from")
    language = guess_language("\n".join(block.text.plain for block in blocks))
    return Document(str(path), name, tuple(blocks), language, warnings=tuple(said))


def _block(key: str, work: Work, place: Place) -> Block:
    printed = text(work)
    embedded = ((0, len(printed.plain), work),)
    return Block(printed, place, kind=NoteKind.REFERENCE, label=key, key=key, embedded=embedded)
