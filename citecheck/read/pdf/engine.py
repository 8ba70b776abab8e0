"""Characters out of a PDF by way of pdfium: for each stretch set in one go its text, place, size and slant."""

from __future__ import annotations

import ctypes
import logging
import math
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from citecheck.errors import ReadError

_LOG = logging.getLogger(__name__)
_INVISIBLE = 3  # text render mode of the layer that OCR lays under a scan (ISO 32000-1, 9.3.6)
_ITALIC = 1 << 6  # font descriptor flag (ISO 32000-1, 9.8.2)
_PATH = 2  # FPDF_PAGEOBJ_PATH
_LIGATURES = {ord(c): unicodedata.normalize("NFKC", c) for c in "ﬀﬁﬂﬃﬄﬅﬆ"}
# pdfium tells a hyphen at a line's end by U+0002, older releases by U+FFFE.
# Fonts of TeX without a table of their characters show its own codes (Knuth: 0x0B on; Cork: 0x10 on).
_TEX_CODES = (0x0B, 0x0C, 0x0E, 0x0F, *range(0x10, 0x17), *range(0x1B, 0x20))
_TEX_SIGNS = ("ff", "fi", "ffi", "ffl", "“", "”", "„", "«", "»", "–", "—", "ff", "fi", "fl", "ffi", "ffl")
_TEX = dict(zip(_TEX_CODES, _TEX_SIGNS, strict=True))
_SIGNS = _TEX | _LIGATURES | {0x02: "-", 0xFFFE: "-", 0xAD: "-", 0xA0: " ", 0x00: None, 0x0D: None, 0x0A: None}


@dataclass(slots=True)
class Run:
    """Characters set in one go. Lengths in points; `y` is the baseline, counted from the foot of the page."""

    left: float
    right: float
    y: float
    size: float
    text: str
    italic: bool


@dataclass(slots=True)
class Page:
    """A page: its runs in the order of the file, horizontal rules as (left, right, y), and its extent.

    `scanned`: the text is an invisible layer under an image, its sizes mere guesses.
    """

    number: int
    width: float
    height: float
    runs: list[Run]
    rules: list[tuple[float, float, float]]
    scanned: bool


def pages(data: bytes, path: str) -> Iterator[Page]:
    """The pages one by one, so that memory stays flat; ReadError for what is damaged or locked."""
    import pypdfium2  # a library of 8 MB, loaded only where there is a PDF

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "assword" in str(error):
            raise ReadError(f"{path}: locked with a password: save a copy without one") from error
        raise ReadError(f"{path}: damaged, or no PDF: open it in a viewer and save it anew") from error
    try:
        for index in range(len(document)):
            page = _page(document, index)
            if page is None:
                _LOG.warning("%s: page %d is damaged: left out", path, index + 1)
            else:
                yield page
    finally:
        document.close()


def _page(document: Any, index: int) -> Page | None:
    pdfium = _functions()
    page = pdfium.load_page(document.raw, index)
    if not page:
        return None
    text = pdfium.load_text(page)
    try:
        runs, scanned = _runs(text) if text else ([], False)
        width, height = pdfium.width(page), pdfium.height(page)
        return Page(index + 1, width, height, runs, _rules(page), scanned)
    finally:
        if text:
            pdfium.close_text(text)
        pdfium.close_page(page)


def _runs(text: int) -> tuple[list[Run], bool]:
    """The runs of a page, upright ones only, and whether most of them are invisible."""
    characters = _characters(text)
    turned: dict[int, list[Run]] = {}
    fonts: dict[int, bool] = {}
    modes: Counter[bool] = Counter()
    for start, end, item in _stretches(text, len(characters)):
        run, turn = _run(text, characters, start, end, _is_italic(text, start, item, fonts))
        modes[_functions().mode(item) == _INVISIBLE] += end - start
        if run.text:
            turned.setdefault(turn, []).append(run)
    upright = max(turned.values(), key=lambda runs: sum(len(run.text) for run in runs), default=[])
    return upright, modes[True] > modes[False]


def _characters(text: int) -> str:
    pdfium = _functions()
    count = pdfium.count(text)
    buffer = (ctypes.c_ushort * (count + 1))()
    got = pdfium.text(text, 0, count, buffer)
    whole = bytes(buffer)[: 2 * max(0, got - 1)].decode("utf-16-le", "replace")
    if len(whole) == count:
        return whole
    # Characters beyond the Basic Multilingual Plane, or without a Unicode value, put the two counts out of step.
    return "".join(chr(min(pdfium.unicode(text, i), 0x10FFFF)) for i in range(count))


def _stretches(text: int, count: int) -> Iterator[tuple[int, int, int]]:
    """Ranges of characters that one text object set, blanks that pdfium put in between included, and the object."""
    item_of = _functions().item
    start, current = 0, None
    for index in range(count):
        item = item_of(text, index)
        if item != current and item:
            if current:
                yield start, index, current
            start, current = index, item
    if current:
        yield start, count, current


def _run(text: int, characters: str, start: int, end: int, italic: bool) -> tuple[Run, int]:
    """A run, and by how many quarters of a turn it is turned."""
    pdfium = _functions()
    at = [ctypes.c_double() for _ in range(6)]
    x, y, left, right, bottom, top = at
    matrix = (ctypes.c_float * 6)()
    pdfium.origin(text, start, x, y)
    pdfium.matrix(text, start, matrix)
    a, b, c, d = matrix[0], matrix[1], matrix[2], matrix[3]
    last = end - 1
    while last > start and characters[last].isspace():
        last -= 1
    pdfium.box(text, last, left, right, bottom, top)
    turn = round(math.atan2(b, a) / (math.pi / 2)) % 4
    size = pdfium.size(text, start) * (math.hypot(c, d) or 1.0)
    shown = characters[start:end].translate(_SIGNS)
    shown = shown if shown.isascii() else unicodedata.normalize("NFC", shown)
    slanted = abs(b) > abs(a) * 0.02 and turn == 0
    return Run(*_turned(turn, [value.value for value in at]), size, shown, italic), -1 if slanted else turn


def _turned(turn: int, place: list[float]) -> tuple[float, float, float]:
    """Left end, right end and baseline as they would be if the run stood upright."""
    x, y, left, right, bottom, top = place
    if turn == 1:
        return y, top, -x
    if turn == 2:
        return -x, -left, -y
    return (-y, -bottom, x) if turn == 3 else (x, right, y)


def _is_italic(text: int, index: int, item: int, fonts: dict[int, bool]) -> bool:
    pdfium = _functions()
    font = pdfium.font(item) or 0
    if font not in fonts:
        name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
        pdfium.font_info(text, index, name, 128, flags)
        told = name.value.lower()
        fonts[font] = bool(flags.value & _ITALIC) or any(word in told for word in (b"italic", b"oblique", b"kursiv"))
    return fonts[font]


def _rules(page: int) -> list[tuple[float, float, float]]:
    """The horizontal lines drawn on a page."""
    pdfium = _functions()
    found = []
    for index in range(pdfium.count_objects(page)):
        item = pdfium.object(page, index)
        if pdfium.kind(item) != _PATH:
            continue
        left, bottom, right, top = (ctypes.c_float() for _ in range(4))
        pdfium.bounds(item, left, bottom, right, top)
        if top.value - bottom.value < 3 and right.value - left.value > 20:
            found.append((left.value, right.value, (bottom.value + top.value) / 2))
    return found


class _Functions:
    """pdfium's functions under plain signatures: handles are integers, which makes a call ten times faster."""

    def __init__(self) -> None:
        from pypdfium2 import raw

        handle, number, double, real = ctypes.c_void_p, ctypes.c_int, ctypes.c_double, ctypes.c_float
        at, at_real = ctypes.POINTER(double), ctypes.POINTER(real)

        def bind(function: Any, result: Any, *arguments: Any) -> Any:
            address = ctypes.cast(function, ctypes.c_void_p).value or 0
            return ctypes.CFUNCTYPE(result, *arguments)(address)

        self.load_page = bind(raw.FPDF_LoadPage, handle, handle, number)
        self.close_page = bind(raw.FPDF_ClosePage, None, handle)
        self.width = bind(raw.FPDF_GetPageWidthF, real, handle)
        self.height = bind(raw.FPDF_GetPageHeightF, real, handle)
        self.load_text = bind(raw.FPDFText_LoadPage, handle, handle)
        self.close_text = bind(raw.FPDFText_ClosePage, None, handle)
        self.count = bind(raw.FPDFText_CountChars, number, handle)
        self.text = bind(raw.FPDFText_GetText, number, handle, number, number, ctypes.POINTER(ctypes.c_ushort))
        self.unicode = bind(raw.FPDFText_GetUnicode, ctypes.c_uint, handle, number)
        self.item = bind(raw.FPDFText_GetTextObject, handle, handle, number)
        self.origin = bind(raw.FPDFText_GetCharOrigin, number, handle, number, at, at)
        self.box = bind(raw.FPDFText_GetCharBox, number, handle, number, at, at, at, at)
        self.matrix = bind(raw.FPDFText_GetMatrix, number, handle, number, at_real)
        self.size = bind(raw.FPDFText_GetFontSize, double, handle, number)
        self.font = bind(raw.FPDFTextObj_GetFont, handle, handle)
        self.mode = bind(raw.FPDFTextObj_GetTextRenderMode, number, handle)
        self.font_info = bind(
            raw.FPDFText_GetFontInfo, ctypes.c_ulong, handle, number, handle, ctypes.c_ulong, ctypes.POINTER(number)
        )
        self.count_objects = bind(raw.FPDFPage_CountObjects, number, handle)
        self.object = bind(raw.FPDFPage_GetObject, handle, handle, number)
        self.kind = bind(raw.FPDFPageObj_GetType, number, handle)
        self.bounds = bind(raw.FPDFPageObj_GetBounds, number, handle, at_real, at_real, at_real, at_real)


@cache
def _functions() -> _Functions:
    return _Functions()
