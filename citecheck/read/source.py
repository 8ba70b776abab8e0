"""From a path to text: the file's bytes, the reader that knows them, and, for text formats, their characters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from pathlib import Path

from citecheck.errors import ReadError, UsageError
from citecheck.protocols import Reader

# Bytes; a book of a thousand pages has two million. Markdown of 63 MB took 45 s and 1 GB of memory.
LIMIT = 64 * 1024 * 1024
HEAD = 4096  # bytes that a reader is shown to recognize its format


def load(path: Path) -> bytes:
    """The bytes of a file; ReadError where there is none, or it is a folder, empty, closed to us, or above `LIMIT`."""
    try:
        if path.is_dir():
            raise ReadError(f"{path}: a folder, not a manuscript: name the files in it")
        size = path.stat().st_size
        if size > LIMIT:
            raise ReadError(f"{path}: {size / 2**20:.0f} MB, above the limit of {LIMIT >> 20} MB: split the manuscript")
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise ReadError(f"{path}: no such file{_neighbour(path)}") from error
    except PermissionError as error:
        raise ReadError(f"{path}: no permission to read it: change its mode, or copy it") from error
    except (OSError, ValueError) as error:
        raise ReadError(f"{path}: cannot be read: {getattr(error, 'strerror', None) or error}") from error
    if not data.strip():
        raise ReadError(f"{path}: empty: nothing to check")
    return data


def choose(readers: Iterable[Reader], data: bytes, path: Path, wanted: str | None = None) -> Reader:
    """The reader named `wanted` (UsageError where there is none), else the one that knows the content, else the suffix.

    Of several with one suffix the first. One that knows both content and suffix is taken at once, and the readers after
    it are not asked for (loading one costs time). ReadError where none fits.
    """
    if wanted is not None:
        return _named(tuple(readers), wanted)
    suffix, head = path.suffix.lower(), data[:HEAD]
    seen: list[Reader] = []
    known: list[Reader] = []
    for reader in readers:
        seen.append(reader)
        if not reader.recognizes(head):
            continue
        if suffix in reader.suffixes:
            return reader
        known.append(reader)
    fitting = [reader for reader in seen if suffix in reader.suffixes]
    if not known and not fitting:
        names = ", ".join(reader.name for reader in seen)
        raise ReadError(f"{path}: no reader for {_called(seen, suffix)}: name its format with --from ({names})")
    return (known or fitting)[0]


def _named(readers: Sequence[Reader], wanted: str) -> Reader:
    found = {reader.name: reader for reader in readers}
    if wanted not in found:
        near = get_close_matches(wanted.lower(), found, 1, 0.5)
        hint = f"did you mean {near[0]!r}?" if near else f"known are {', '.join(found)}"
        raise UsageError(f"no format is called {wanted!r}: {hint}")
    return found[wanted]


def _called(readers: Sequence[Reader], suffix: str) -> str:
    """The suffix in words, with the one that may have been meant."""
    if not suffix:
        return "a file without suffix"
    near = get_close_matches(suffix, [known for reader in readers for known in reader.suffixes], 1, 0.7)
    return f"{suffix!r} (is it {near[0]!r}?)" if near else repr(suffix)


def _neighbour(path: Path) -> str:
    """The file of the same folder that may have been meant."""
    try:
        near = get_close_matches(path.name, [p.name for p in path.parent.iterdir()], 1, 0.8)
    except OSError:
        return f": nor is there a folder {path.parent}"
    return f": did you mean {path.with_name(near[0])}?" if near else ": check the spelling"


_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_KINDS = (
    (b"%PDF-", "a PDF file"), (b"PK\x03\x04", "a zip archive (docx, odt, epub?)"), (b"{\\rtf", "an RTF file"),
    (b"\xd0\xcf\x11\xe0", "an old Office file (doc?)"), (b"\x1f\x8b", "a gzip archive"), (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
)  # fmt: skip
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_LINE_END = re.compile(r"\r\n?|\u2028|\u2029|\x85")
_UNDEFINED = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")


def decode(data: bytes, path: Path) -> tuple[str, tuple[str, ...]]:
    r"""The characters of a text file, NFC, lines ended by ``"\n"``, and what had to be guessed about them.

    A byte order mark is obeyed; else UTF-8, else Windows-1252, which holds Latin-1. ReadError where it is no text.
    """
    mark, encoding = next(((mark, name) for mark, name in _MARKS if data.startswith(mark)), (b"", "utf-8"))
    _refuse_binary(data, path, encoding)
    try:
        text, warnings = data[len(mark) :].decode(encoding), ()
    except UnicodeDecodeError as error:
        if encoding != "utf-8":
            raise ReadError(f"{path}: its byte order mark says {encoding}, but it is not: save it as UTF-8") from error
        return _normal(_latin(data)), (_guessed(data, error.start, path),)
    return _normal(text), warnings


def _refuse_binary(data: bytes, path: Path, encoding: str) -> None:
    kind = next((name for head, name in _KINDS if data.startswith(head)), None)
    if kind is not None:
        raise ReadError(f"{path}: {kind}, not text: give it the suffix of its format, or name it with --from")
    if encoding == "utf-8" and (b"\x00" in data or len(_CONTROL.findall(data, 0, HEAD)) > HEAD // 50):
        raise ReadError(f"{path}: not a text file: export the manuscript as text or Markdown in UTF-8")


def _latin(data: bytes) -> str:
    """Windows-1252; its five undefined bytes become question marks."""
    return _UNDEFINED.sub(b"?", data).decode("cp1252")


def _guessed(data: bytes, offset: int, path: Path) -> str:
    line = data.count(b"\n", 0, offset) + 1
    return f"{path}: not UTF-8 (first in line {line}): read as Windows-1252; save it as UTF-8 if letters look wrong"


def _normal(text: str) -> str:
    return unicodedata.normalize("NFC", _LINE_END.sub("\n", text))
