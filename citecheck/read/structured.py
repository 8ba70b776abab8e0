"""Writes a reference that is stored field by field (element-citation, biblStruct) as a line of text.

Formats that store fields leave the punctuation to the printer; without any, the fields would run together.
"""

from __future__ import annotations

from citecheck.read.flow import Element, local_name

_NAMES = frozenset({"name", "string-name", "persName", "personname", "author", "editor", "othercredit"})


def compose(reference: Element) -> None:
    """Puts commas between the fields of a reference and spaces between the parts of a name, in the tree itself."""
    fields = _fields(reference)
    for field in fields:
        field.tail = ", "
        if local_name(field) in _NAMES:
            _space(field)
    if fields:
        fields[-1].tail = "" if "".join(fields[-1].itertext()).rstrip().endswith(".") else "."


def _fields(element: Element) -> list[Element]:
    """The fields in order; what stands between them is the file's indentation, and goes."""
    if _is_group(element):
        element.text = ""
        for child in element:
            child.tail = ""
        return [field for child in element for field in _fields(child)]
    if len(element) == 0 and not (element.text or "").strip():
        element.text = _attribute(element)
    return [element] if "".join(element.itertext()).strip() else []


def _attribute(element: Element) -> str:
    """TEI keeps some values in attributes alone."""
    first, last = element.get("from"), element.get("to")
    return f"{first}\u2013{last}" if first and last else str(element.get("when") or first or "")


def _is_group(element: Element) -> bool:
    """Whether an element holds fields and no words of its own."""
    words = (element.text, *(child.tail for child in element))
    return len(element) > 0 and local_name(element) not in _NAMES and not any((word or "").strip() for word in words)


def _space(name: Element) -> None:
    name.text = (name.text or "").strip()
    parts = list(name.iterdescendants())
    for part in parts:
        part.tail = part.tail if (part.tail or "").strip() else ""
    for part in [part for part in parts if len(part) == 0][:-1]:
        part.tail = part.tail or " "
