"""Writes a reference that is stored field by field (element-citation, biblStruct) as a line of text.

Formats that store fields leave the punctuation to the printer; without any, the fields would run together.
"""

from __future__ import annotations

from citecheck.read.flow import Element, local_name

_NAMES = frozenset({"name", "string-name", "persName", "personname", "author", "editor", "othercredit"})


def compose(reference: Element) -> None:
    """Puts commas between the fields of a reference and spaces between the parts of a name, in the tree itself."""
    for element in reference.iter():
        _fill(element)
    fields = _fields(reference)
    for field in fields:
        field.tail = ", "
        if local_name(field) in _NAMES:
            _space(field)
    if fields:
        fields[-1].tail = "."


def _fill(element: Element) -> None:
    """White space between fields is the file's indentation; TEI keeps some values in attributes alone."""
    if not (element.tail or "").strip():
        element.tail = ""
    if not (element.text or "").strip() and len(element) == 0:
        first, last = element.get("from"), element.get("to")
        element.text = f"{first}\u2013{last}" if first and last else element.get("when") or first or ""


def _fields(element: Element) -> list[Element]:
    if _is_group(element):
        return [field for child in element for field in _fields(child)]
    return [element] if "".join(element.itertext()).strip() else []


def _is_group(element: Element) -> bool:
    """Whether an element holds fields and no words of its own."""
    words = (element.text, *(child.tail for child in element))
    return len(element) > 0 and local_name(element) not in _NAMES and not any((word or "").strip() for word in words)


def _space(name: Element) -> None:
    name.text = (name.text or "").strip()
    parts = [part for part in name.iterdescendants() if len(part) == 0]
    for part in parts[:-1]:
        part.tail = part.tail or " "
