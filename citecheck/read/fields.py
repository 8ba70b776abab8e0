"""The works that reference managers leave behind the citations they write: better than parsing what they printed.

Zotero, Mendeley and EndNote put them into field codes (docx, rtf), Zotero also into reference marks (odt), Mendeley
Cite into the tags of content controls (docx).
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from citecheck.errors import ReadError
from citecheck.formats.csl import from_csl
from citecheck.model import Work
from citecheck.read.package import Element, parse

_MENDELEY_CITE = "MENDELEY_CITATION_v3_"
_ADDRESS = re.compile(r'\s*HYPERLINK\s+(?:\\[a-z]\s+)*"([^"]*)"')
_BASE64 = re.compile(r"[A-Za-z0-9+/=\s]+")

# EndNote's numbers of reference types, and their CSL names; what is not here stays a plain document.
_ENDNOTE_TYPES = {
    "5": "chapter", "6": "book", "9": "book", "10": "paper-conference", "12": "webpage", "13": "document",
    "17": "article-journal", "19": "article-magazine",
    "23": "article-newspaper", "25": "personal_communication", "27": "report", "28": "book",
    "31": "legislation", "32": "thesis", "36": "manuscript", "43": "article-journal", "44": "book", "46": "document",
    "47": "paper-conference", "57": "article-journal", "59": "dataset", "60": "chapter", "7": "legal_case",
}  # fmt: skip
_ENDNOTE_TEXTS = {
    "title": "titles/title", "container-title": "titles/secondary-title", "collection-title": "titles/tertiary-title",
    "volume": "volume", "issue": "number", "page": "pages", "publisher": "publisher", "publisher-place": "pub-location",
    "edition": "edition", "language": "language", "ISBN": "isbn",
    "DOI": "electronic-resource-num", "URL": "urls/related-urls/url",
}  # fmt: skip
_ENDNOTE_PEOPLE = {"author": "authors", "editor": "secondary-authors", "translator": "subsidiary-authors"}


def works(code: str, data: str = "") -> tuple[Work, ...]:
    """The works in a field's code, or in its binary `data` (base64); () where it is no citation or cannot be read."""
    if "CSL_CITATION" in code:
        return tuple(map(from_csl, _items(code[code.find("CSL_CITATION") :])))
    if code.startswith(_MENDELEY_CITE):
        return tuple(map(from_csl, _items(_decoded(code.removeprefix(_MENDELEY_CITE)))))
    if "EN.CITE" in code:
        return tuple(map(from_csl, _endnote(code if "<EndNote" in code else _decoded(data))))
    return ()


def address(code: str) -> str:
    """The address in the code of a link, "" where it is no link out of the document."""
    found = _ADDRESS.match(code)
    return found[1] if found else ""


def _items(code: str) -> Iterator[dict[str, Any]]:
    """The CSL items in the first JSON object of a text."""
    try:
        citation, _ = json.JSONDecoder().raw_decode(code, code.index("{"))
    except (ValueError, RecursionError):
        return
    listed = citation.get("citationItems")
    for cited in listed if isinstance(listed, list) else ():
        item = cited.get("itemData") if isinstance(cited, dict) else None
        if isinstance(item, dict):
            yield item


def _decoded(data: str) -> str:
    if not _BASE64.fullmatch(data):
        return ""
    try:
        return base64.b64decode("".join(data.split())).decode("utf-8", "replace")
    except binascii.Error:
        return ""


def _endnote(xml: str) -> Iterator[dict[str, Any]]:
    start, end = xml.find("<EndNote"), xml.rfind("</EndNote>")
    if start < 0 or end < 0:
        return
    try:
        root = parse(xml[start : end + len("</EndNote>")].encode(), Path("EN.CITE"))
    except ReadError:
        return  # the printed citation remains, and is parsed as any other
    for cite in root.iterfind("Cite"):
        record = cite.find("record")
        yield _brief(cite) if record is None else _recorded(record)


def _brief(cite: Element) -> dict[str, Any]:
    """What EndNote tells of a work where it does not embed the record."""
    author, year = _text(cite, "Author"), _text(cite, "Year")
    return {"type": "document", "author": [{"family": author}] if author else []} | _issued(year)


def _recorded(record: Element) -> dict[str, Any]:
    item: dict[str, Any] = {"type": _ENDNOTE_TYPES.get(_text(record, "ref-type"), "document")}
    item |= {field: text for field, path in _ENDNOTE_TEXTS.items() if (text := _text(record, path))}
    for role, path in _ENDNOTE_PEOPLE.items():
        people = [_person(_all(one)) for one in record.iterfind(f"contributors/{path}/author")]
        item |= {role: people} if people else {}
    journal = _text(record, "periodical/full-title")
    if journal and "container-title" not in item:
        item["container-title"] = journal
    return item | _issued(_text(record, "dates/year"))


def _person(name: str) -> dict[str, str]:
    """EndNote writes "Family, Given"; a body ends with a comma."""
    family, comma, given = (part.strip() for part in name.partition(","))
    if comma and given:
        return {"family": family, "given": given}
    return {"literal": family}


def _issued(year: str) -> dict[str, Any]:
    return {"issued": {"date-parts": [[int(year)]]}} if year.isdecimal() and len(year) <= 4 else {}


def _text(element: Element, path: str) -> str:
    found = element.find(path)
    return "" if found is None else _all(found)


def _all(element: Element) -> str:
    """All text inside: EndNote wraps styled parts."""
    return " ".join("".join(element.itertext()).split())
