"""Jupyter notebooks: their Markdown cells read as one Markdown text, places told in the file's own lines."""

from __future__ import annotations

import json
import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from citecheck.errors import ReadError
from citecheck.model import Block, Document, Place
from citecheck.read.markdown import Markdown
from citecheck.read.source import decode

_HEAD = re.compile(rb'\s*\{\s*"(?:cells|metadata|nbformat|worksheets)"')
_LITERAL = re.compile(r'"(?:[^"\\]|\\.)*+"', re.DOTALL)
_CHARACTER = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.|.", re.DOTALL
)
_BETWEEN = "\n\n"  # cells are paragraphs of their own


class Notebook:
    """The reader of .ipynb files; code cells and what they put out are left aside."""

    name = "notebook"
    suffixes = (".ipynb",)

    def recognizes(self, head: bytes) -> bool:
        """Whether it begins as notebooks do, and a cell is in sight."""
        return _HEAD.match(head) is not None and b'"cell_type"' in head

    def read(self, data: bytes, path: Path) -> Document:
        """The document in the notebook's prose; ReadError where it is no notebook."""
        raw, warnings = decode(data, path)
        text, origins = _prose(raw, _cells(raw, path))
        document = Markdown().read(text.encode(), path)
        places = _Places(raw, text, origins)
        blocks = tuple(_moved(block, places) for block in document.blocks)
        return replace(document, format=self.name, blocks=blocks, warnings=(*warnings, *document.warnings))


def _cells(raw: str, path: Path) -> list[dict[str, Any]]:
    """The cells of a notebook, of version 4 or 3."""
    try:
        book = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise ReadError(f"{path}: not a notebook ({error}): open it in Jupyter and save it anew") from error
    sheets = [book, *_listed(book, "worksheets")]
    if not any(isinstance(sheet, dict) and isinstance(sheet.get("cells"), list) for sheet in sheets):
        raise ReadError(f"{path}: JSON, but no notebook: it has no cells")
    return [cell for sheet in sheets for cell in _listed(sheet, "cells") if isinstance(cell, dict)]


def _listed(value: Any, key: str) -> list[Any]:
    """The list that a JSON object holds under a key; an empty one where it holds none."""
    found = value.get(key) if isinstance(value, dict) else None
    return found if isinstance(found, list) else []


def _prose(raw: str, cells: list[dict[str, Any]]) -> tuple[str, array[int]]:
    """The Markdown cells as one text, and for each of its characters the offset in the file."""
    pieces: list[str] = []
    origins = array("L")
    literals = list(_LITERAL.finditer(raw))
    position = 0
    for cell in cells:
        lines = _lines(cell)
        position, found = _found(raw, literals, position, lines)
        if cell.get("cell_type") != "markdown" or not found:
            continue
        for literal, line in zip(found, lines, strict=True):
            pieces.append(line)
            origins.extend(_offsets(literal, len(line)))
        pieces.append(_BETWEEN)
        origins.extend([found[-1].end() - 1] * len(_BETWEEN))
    return "".join(pieces), origins


def _lines(cell: dict[str, Any]) -> list[str]:
    source = cell.get("source")
    return [source] if isinstance(source, str) else [line for line in _listed(cell, "source") if isinstance(line, str)]


def _found(raw: str, literals: list[re.Match[str]], position: int, lines: list[str]) -> tuple[int, list[re.Match[str]]]:
    """The strings of the file that a cell's lines are, and the place among all strings behind them."""
    for index in range(position, len(literals) if lines else position):
        if literals[index].group() == '"source"' and raw[literals[index].end() : literals[index].end() + 1] in (
            ":",
            " ",
        ):
            following = literals[index + 1 : index + 1 + len(lines)]
            if [json.loads(literal.group(), strict=False) for literal in following] == lines:
                return index + 1 + len(lines), following
    return position, []


def _offsets(literal: re.Match[str], count: int) -> Iterator[int]:
    """Where in the file each character of a string stands."""
    characters = _CHARACTER.finditer(literal.string, literal.start() + 1, literal.end() - 1)
    yield from (found.start() for _, found in zip(range(count), characters, strict=False))


class _Places:
    """Turns places in the prose into places in the file."""

    def __init__(self, raw: str, text: str, origins: array[int]) -> None:
        self._origins = origins
        self._text_lines = _line_starts(text)
        self._raw_lines = _line_starts(raw)

    def moved(self, place: Place) -> Place:
        """The same place in the file."""
        if place.line is None or not self._origins:
            return place
        start = self._text_lines[min(place.line, len(self._text_lines)) - 1]
        offset = self._origins[min(start + (place.column or 1) - 1, len(self._origins) - 1)]
        line = bisect_right(self._raw_lines, offset)
        return replace(place, line=line, column=offset - self._raw_lines[line - 1] + 1)


def _line_starts(text: str) -> list[int]:
    return [0, *(found.end() for found in re.finditer("\n", text))]


def _moved(block: Block, places: _Places) -> Block:
    calls = tuple(replace(call, place=places.moved(call.place)) for call in block.calls)
    return replace(block, place=places.moved(block.place), calls=calls)
