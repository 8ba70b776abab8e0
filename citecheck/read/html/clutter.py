"""What a page shows beside its text: menus, controls, hidden copies; and what it sets in italics by other means."""

from __future__ import annotations

import re

from citecheck import refs
from citecheck.read.flow import Element, Roles
from citecheck.read.html.index import Page

_HIDDEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)", re.IGNORECASE)
_STYLE = re.compile(r"(?:^|;)\s*font(?:-style)?\s*:[^;]{0,80}?\b(italic|oblique|normal)\b", re.IGNORECASE)
_REFERENCE = ("citation", "csl")


def sort_out(page: Page, roles: Roles) -> None:
    """Adds to the roles what is no text (unless it holds a note or a mark), and what is italic by style."""
    clutter = refs.words("clutter")
    words, names = frozenset(clutter["words"].split()), frozenset(clutter["ids"].split())
    for element, said in page.said:
        if not words.isdisjoint(said) or element.get("id") in names or _is_hidden(element):
            roles.omitted.add(element)
    roles.omitted.update(page.root.xpath("/html/body/header | /html/body/footer"))
    _style(page, roles)
    for note in (*roles.notes, *roles.marks):
        roles.omitted.difference_update((note, *note.iterancestors()))


def _is_hidden(element: Element) -> bool:
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    return _HIDDEN.search(element.get("style") or "") is not None


def _style(page: Page, roles: Roles) -> None:
    italic = frozenset(refs.words("clutter")["italic"].split())
    for element, said in page.said:
        found = _STYLE.search(element.get("style") or "")
        if found and found[1].lower() == "normal":
            roles.upright.add(element)
        elif found or not italic.isdisjoint(said):
            roles.slanted.add(element)
    for cite in page.root.iter("cite"):
        if _is_whole_reference(cite):
            roles.upright.add(cite)


def _is_whole_reference(cite: Element) -> bool:
    """Whether an element that may hold a title holds all the reference: it says so, or has italics of its own."""
    classes = (cite.get("class") or "").lower().split()
    return any(word.startswith(_REFERENCE) for word in classes) or next(cite.iter("i", "em"), None) is not None
