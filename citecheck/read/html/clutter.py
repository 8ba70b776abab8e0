"""What a page shows beside its text: menus, controls, hidden copies; and what it sets in italics by other means."""

from __future__ import annotations

import re

from citecheck import refs
from citecheck.read.flow import Element, Roles
from citecheck.read.html.families import words_of

_HIDDEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)", re.IGNORECASE)
_STYLE = re.compile(r"(?:^|;)\s*font(?:-style)?\s*:[^;]{0,80}?\b(italic|oblique|normal)\b", re.IGNORECASE)
_REFERENCE = ("citation", "csl")


def sort_out(root: Element, roles: Roles) -> None:
    """Adds to the roles what is no text (unless it holds a note or a mark), and what is italic by style."""
    clutter = refs.words("clutter")
    words, names = frozenset(clutter["words"].split()), frozenset(clutter["ids"].split())
    for element in root.xpath("//*[@class or @role or @id or @style or @hidden or @aria-hidden]"):
        if element.get("id") in names or words & words_of(element) or _is_hidden(element):
            roles.omitted.add(element)
    for element in root.xpath("/html/body/header | /html/body/footer"):
        roles.omitted.add(element)
    _style(root, roles)
    for note in (*roles.notes, *roles.marks):
        roles.omitted.difference_update((note, *note.iterancestors()))


def _is_hidden(element: Element) -> bool:
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    return _HIDDEN.search(element.get("style") or "") is not None


def _style(root: Element, roles: Roles) -> None:
    italic = frozenset(refs.words("clutter")["italic"].split())
    for element in root.xpath("//*[@style or @class]"):
        found = _STYLE.search(element.get("style") or "")
        classes = (element.get("class") or "").lower().split()
        if found and found[1].lower() == "normal":
            roles.upright.add(element)
        elif found or not italic.isdisjoint(classes):
            roles.slanted.add(element)
    for cite in root.iter("cite"):
        if _is_whole_reference(cite):
            roles.upright.add(cite)


def _is_whole_reference(cite: Element) -> bool:
    """Whether an element that may hold a title holds all the reference: it says so, or has italics of its own."""
    classes = (cite.get("class") or "").lower().split()
    return any(word.startswith(_REFERENCE) for word in classes) or next(cite.iter("i", "em"), None) is not None
