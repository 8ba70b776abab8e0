"""Parses XML from hostile hands: no network, no external entity, no expansion, no tree out of measure."""

from __future__ import annotations

import html.entities
import re
from collections.abc import Collection, Iterable
from pathlib import Path

from lxml import etree

from citecheck.errors import ReadError
from citecheck.model import Block, Document
from citecheck.read.flow import Element, local_name
from citecheck.read.language import guess_language

_SAMPLE = 200  # blocks in which a language is heard
_ENTITY = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z][A-Za-z0-9._-]{0,60});")
_PROLOGUE = re.compile(
    rb"""
    (?:\s+ | <\?[^>]{0,1000}> | <!--(?:[^-]|-(?!->)){0,4000}-->)*+   # declaration, stylesheets, comments
    (?P<doctype><!DOCTYPE\s[^>\[]{0,1000}(?:\[[^\]]{0,3000}\]\s*)?>)?
    (?:\s+ | <\?[^>]{0,1000}> | <!--(?:[^-]|-(?!->)){0,4000}-->)*+
    <(?P<root>[\w:.-]+)(?P<attributes>[^>]{0,3000})
    """,
    re.VERBOSE | re.IGNORECASE,
)


def parse_as(form: str, roots: Collection[str], data: bytes, path: Path) -> Element:
    """The root of an XML document that must be one of `roots`; ReadError where it is something else."""
    root = parse(data, path)
    if local_name(root) not in roots:
        raise ReadError(
            f"{path}: XML with the root <{local_name(root)}>, which is not {form}: name its format with --from"
        )
    return root


def parse(data: bytes, path: Path) -> Element:
    """The root of an XML document, comments out, named characters put in; ReadError with the line where it is broken.

    An entity that is no named character (``&chapter2;``) stays as it is written: nothing is fetched or expanded.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(_ENTITY.sub(_plain, data), parser)
    except etree.XMLSyntaxError as error:
        raise ReadError(f"{path}: broken XML: {str(error.msg).rstrip('.')}: repair or export it anew") from error
    return root


def opening(head: bytes) -> tuple[bytes, bytes, bytes]:
    """The document type, the root element's name and its attributes, "" each where the first bytes do not say.

    >>> opening(b'<?xml version="1.0"?><!-- made by hand --><TEI xmlns="http://www.tei-c.org/ns/1.0">')
    (b'', b'TEI', b' xmlns="http://www.tei-c.org/ns/1.0"')
    """
    found = _PROLOGUE.match(_as_ascii(head))
    return (found["doctype"] or b"", found["root"], found["attributes"]) if found else (b"", b"", b"")


def language(root: Element) -> str | None:
    """The two-letter code an element declares (``xml:lang``, ``lang``), None where it declares none."""
    declared = root.get("{http://www.w3.org/XML/1998/namespace}lang") or root.get("lang") or ""
    code = str(declared).strip().lower().replace("_", "-").partition("-")[0]
    return code if len(code) == 2 and code.isalpha() else None


def document(path: Path, form: str, found: Iterable[Block], declared: str | None) -> Document:
    """The document of these blocks; where no language is declared, it is told by the text."""
    blocks = tuple(found)
    text = "\n".join(block.text.plain for block in blocks[:_SAMPLE])
    return Document(str(path), form, blocks, declared or guess_language(text))


def _as_ascii(head: bytes) -> bytes:
    """UTF-16 made single bytes (names of elements are ASCII), a byte order mark taken off."""
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return head[2:].replace(b"\0", b"")
    return head.removeprefix(b"\xef\xbb\xbf")


def _plain(entity: re.Match[bytes]) -> bytes:
    """A named character as a number, any other entity as the text it is written with."""
    name = entity[1].decode("ascii")
    characters = html.entities.html5.get(f"{name};")
    return "".join(f"&#{ord(c)};" for c in characters).encode() if characters else b"&amp;" + entity[1] + b";"
