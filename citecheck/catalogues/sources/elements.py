"""XML as a stream of elements: whatever its namespaces and entities, and as far as it is sound."""

from __future__ import annotations

import html.entities
import re
from collections.abc import Callable, Iterator
from io import BufferedReader
from typing import Any

from lxml import etree

from citecheck.catalogues.sources.entries import Skipped, UnusableError, settled
from citecheck.catalogues.sources.unpacked import Content
from citecheck.model import Record
from citecheck.text import spaced

Element = Any  # lxml has no types of its own
_ENTITY = re.compile(rb"&([A-Za-z]\w{1,30});")
_OPEN = re.compile(rb"&\w{0,31}\Z")
_CHUNK = 1 << 16
_XML = frozenset({"amp", "lt", "gt", "quot", "apos"})
_PARSED = {"recover": True, "huge_tree": True, "resolve_entities": False, "no_network": True, "load_dtd": False}


def records(content: Content, names: frozenset[str], read: Callable[[Element], Record]) -> Iterator[Record | Skipped]:
    """What `read` makes of each innermost element of one of the names; a last line tells what was damaged."""
    number = 0
    tags = [f"{{*}}{name}" for name in names]
    parsing = etree.iterparse(_Resolved(content.stream), events=("end",), tag=tags, **_PARSED)
    try:
        for _, element in parsing:
            if next(element.iterdescendants(*tags), None) is None:  # else it wraps the record, as in answers of SRU
                number += 1
                yield settled(read, element, content.name, f"record {number}")
            _forget(element)
    except etree.XMLSyntaxError as error:
        yield Skipped(content.name, f"after record {number}", "damaged file", str(error.msg))
        return
    for worst in [one for one in parsing.error_log if one.level_name == "FATAL"][:1]:
        yield Skipped(content.name, f"line {worst.line}", "damaged file", f"the XML is broken: {worst.message}")


def local(element: Element) -> str:
    """The name without its namespace, or the prefix that nobody declared; "" of a comment."""
    tag = element.tag
    return tag.rpartition("}")[2].rpartition(":")[2] if isinstance(tag, str) else ""


def told(element: Element | None) -> str:
    """All the text in an element, "" of None."""
    return "" if element is None else spaced("".join(element.itertext()))


def children(element: Element | None, *path: str) -> list[Element]:
    """The elements at the end of a path of local names, from an element down."""
    found = [] if element is None else [element]
    for name in path:
        found = [child for one in found for child in one if local(child) == name]
    return found


def first(element: Element | None, *path: str) -> Element | None:
    """The first of `children`, or None."""
    return next(iter(children(element, *path)), None)


def text(element: Element | None, *path: str) -> str:
    """What the first of `children` tells, "" where there is none."""
    return told(first(element, *path))


def require(truth: object, reason: str) -> None:
    """UnusableError where an element is none of ours."""
    if not truth:
        raise UnusableError("no work", reason)


def _forget(element: Element) -> None:
    """Lets go of an element and all before it, so that memory stays flat."""
    element.clear(keep_tail=False)
    above = element.getparent()
    while above is not None and element.getprevious() is not None:
        del above[0]


class _Resolved:
    """The bytes with HTML's named characters as numbers: a dump's DTD, which names them, does not come with it."""

    def __init__(self, stream: BufferedReader) -> None:
        self._stream = stream
        self._rest = b""

    def read(self, _size: int = -1) -> bytes:
        """A chunk of whatever length, b"" at the end."""
        data = self._stream.read(_CHUNK)
        whole = self._rest + data
        cut = _OPEN.search(whole, max(len(whole) - 32, 0)) if data else None
        self._rest = whole[cut.start() :] if cut else b""
        whole = whole[: cut.start()] if cut else whole
        if not whole and data:
            return self.read()
        return _ENTITY.sub(_number, whole) if b"&" in whole else whole


def _number(found: re.Match[bytes]) -> bytes:
    name = found[1].decode()
    characters = html.entities.html5.get(f"{name};", "")
    if name in _XML or not characters:
        return found[0]
    return b"".join(b"&#%d;" % ord(one) for one in characters)
