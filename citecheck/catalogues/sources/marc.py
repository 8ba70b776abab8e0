"""MARC 21 (loc.gov/marc): records in ISO 2709, damaged ones too, and in MARCXML."""

from __future__ import annotations

import logging
import re
import warnings
from collections.abc import Iterator
from io import BufferedReader

import pymarc
from pymarc.exceptions import PymarcException
from pymarc.marc8 import marc8_to_unicode

from citecheck.catalogues.sources import elements, entries, marcfields
from citecheck.catalogues.sources.elements import Element, children
from citecheck.catalogues.sources.entries import Skipped, UnusableError
from citecheck.catalogues.sources.unpacked import Content
from citecheck.model import Record

_RECORD_END, _FIELD_END, _SUBFIELD = b"\x1d", b"\x1e", b"\x1f"
_LEADER, _DIRECTORY = 24, 12  # bytes: of the leader, of an entry in the directory
_CHUNK = 1 << 18
_LONGEST = 1 << 24  # bytes without an end of record: beyond, this is not MARC any more
_BETWEEN = b"\r\n\x00"
_TAGS = re.compile(rb"[0-9A-Za-z]{3}")
_DAMAGES = (PymarcException, ValueError, IndexError, KeyError, TypeError)


def read(content: Content) -> Iterator[Record | Skipped]:
    """The records of a file, cut where a record ends, whatever length it says it has."""
    logging.getLogger("pymarc").setLevel(logging.ERROR)  # what it warns of is mended here
    for number, data in enumerate(_pieces(content.stream), 1):
        yield entries.settled(_record, data, content.name, f"record {number}")


def read_xml(content: Content) -> Iterator[Record | Skipped]:
    """The records of a MARCXML file, alone or in what wraps it (collections, SRU, OAI-PMH)."""
    return elements.records(content, frozenset({"record"}), from_xml)


def _pieces(stream: BufferedReader) -> Iterator[bytes]:
    rest = b""
    while data := stream.read(_CHUNK):
        *whole, rest = (rest + data).split(_RECORD_END)
        yield from (one.lstrip(_BETWEEN) for one in whole if one.strip())
        if len(rest) > _LONGEST:
            yield rest
            rest = b""
    if rest.strip():
        yield rest.strip(_BETWEEN)


def _record(data: bytes) -> Record:
    if _is_in_order(data):
        return marcfields.record(_mended(data))  # the same fields, in half the time
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found = pymarc.Record(
                data + _RECORD_END, force_utf8=_is_utf8(data), utf8_handling="replace", hide_utf8_warnings=True
            )
    except _DAMAGES:
        return marcfields.record(_mended(data))
    return marcfields.record(found if _says_something(found) else _mended(data))


def _is_in_order(data: bytes) -> bool:
    """Whether the fields follow one another as the directory has them, which the standard does not demand."""
    directory, *fields = data[_LEADER:].removesuffix(_FIELD_END).split(_FIELD_END)
    offsets = [directory[at + 7 : at + 12] for at in range(0, len(directory), _DIRECTORY)]
    return len(offsets) == len(fields) and all(map(bytes.isdigit, offsets)) and offsets == sorted(offsets)


def _is_utf8(data: bytes) -> bool:
    """Whether it is UTF-8, which many records are that do not say so."""
    if data[9:10] == b"a":
        return True
    try:
        return b"\x1b" not in data and bool(data.decode())  # an escape changes to another of MARC-8's sets
    except UnicodeDecodeError:
        return False


def _says_something(record: pymarc.Record) -> bool:
    """Whether the directory led to whole fields: a wrong offset cuts into a field, whose end then stands inside."""
    return not any(
        "\x1e" in str(field.data or "") or any("\x1e" in s.value for s in field.subfields) for field in record.fields
    )


def _mended(data: bytes) -> pymarc.Record:
    """The fields in the order of the directory, cut where fields end; lengths and offsets are not believed."""
    directory, *fields = data[_LEADER:].split(_FIELD_END)
    tags = [directory[at : at + 3] for at in range(0, len(directory), _DIRECTORY)]
    if not fields or not all(_TAGS.fullmatch(tag) for tag in tags[: len(fields)]):
        raise UnusableError("damaged record", "neither its lengths nor its directory make sense")
    utf8 = _is_utf8(data)
    made = [_field(tag.decode(), field, utf8=utf8) for tag, field in zip(tags, fields, strict=False)]
    return _built(data[:_LEADER].decode("ascii", "replace"), made)


def _built(leader: str, fields: list[pymarc.Field]) -> pymarc.Record:
    record = pymarc.Record(fields=fields)
    record.leader = pymarc.Leader(leader.ljust(_LEADER)[:_LEADER])
    return record


def _field(tag: str, data: bytes, *, utf8: bool) -> pymarc.Field:
    if tag < "010" and tag.isdigit():
        return pymarc.Field(tag=tag, data=_characters(data, utf8=utf8))
    indicators, *parts = data.split(_SUBFIELD)
    signs = indicators.decode("ascii", "replace").ljust(2)
    subfields = [pymarc.Subfield(chr(part[0]), _characters(part[1:], utf8=utf8)) for part in parts if part]
    return pymarc.Field(tag=tag, indicators=pymarc.Indicators(signs[0], signs[1]), subfields=subfields)


def _characters(data: bytes, *, utf8: bool) -> str:
    if utf8 or data.isascii():
        return data.decode("utf-8", "replace")
    try:
        return marc8_to_unicode(data, hide_utf8_warnings=True)
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def from_xml(element: Element) -> Record:
    """The record of a `record` element of MARCXML or MarcXchange; UNIMARC in it too."""
    fields = children(element, "controlfield") + children(element, "datafield")
    elements.require(fields, "an element without fields")
    leader = elements.first(element, "leader")
    return marcfields.record(_built("" if leader is None else leader.text or "", [_xml_field(one) for one in fields]))


def _xml_field(element: Element) -> pymarc.Field:
    tag = element.get("tag", "")
    if elements.local(element) == "controlfield":
        return pymarc.Field(tag=tag, data=element.text or "")
    subfields = [pymarc.Subfield(one.get("code", ""), one.text or "") for one in children(element, "subfield")]
    indicators = pymarc.Indicators(element.get("ind1", " "), element.get("ind2", " "))
    return pymarc.Field(tag=tag, indicators=indicators, subfields=subfields)
