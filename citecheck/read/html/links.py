"""Finds marks and notes that are bound by links: by what a family calls its marks, or by a link in both directions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from citecheck.read.draft import Noted
from citecheck.read.flow import Element, Mark, Roles, has_text
from citecheck.read.html.families import habits, is_fragment, kind, words_of
from citecheck.read.html.index import Index, Link, Page, index
from citecheck.read.html.notes import Containers, divide, is_numbered, position, printed
from citecheck.read.marks import bare_label, clear_around

_MARK_LIKE = re.compile(
    r"""
    [\[({]?\s*
    (?: [^\W\d_]{1,14}[ .\u00a0-]{0,2}\d{1,4}   # [note 1], [n 2], [lower-alpha 3]
      | \d{1,4}[a-z]?                           # 12, 12a
      | [a-z]{1,2} | [ivxlc]{1,7}               # a, bb, xiv
      | [*\u2020\u2021\u00a7\u00b6#\u2016]{1,4}
    )
    [.:]?\s*[\])}]?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_NOTE_TAGS = frozenset({"aside", "dd", "div", "li", "p", "section"})
_LONGEST_MARK = 40  # characters; "[lower-alpha 12]" is 16
_LONGEST_BACK = 20  # characters; "Return to text" is 14
_CROSS_REFERENCE = re.compile(
    r"(?:\b(?:nn?|fn|anm)\.?|\b(?:foot|end)?notes?|anmerkung|fu\u00dfnote|nota|voetnoot)\s?$", re.IGNORECASE
)


def bind(pages: Sequence[Page]) -> Roles:
    """The roles of all marks, notes and links back that are bound by links, or declared as notes."""
    found, roles = index(pages), Roles()
    candidates = [link for link in found.links.values() if _may_call(link)]
    divide({found.targets[link.key] for link in candidates if _opens_note(link, found)})
    targets = {found.targets[link.key] for link in candidates if link.key in found.targets}
    callers: dict[Element, list[Link]] = {}
    containers = Containers(targets)
    for link in candidates:
        target = found.targets.get(link.key)
        note = containers.find(target) if target is not None and _may_lead(link, found) else None
        if note is not None and _calls(link, note, found):
            callers.setdefault(note, []).append(link)
        elif target is None and habits().is_mark(link.words):
            roles.marks[link.outermost] = (Mark(bare_label(link.text), ""),)
    for note, links in callers.items():
        _bind(note, links, roles, found)
    for page in pages:
        _declared(page, roles)
    for page in pages:
        _omit_links_back(page, roles)
    clear_around(roles.marks)
    return roles


def _may_call(link: Link) -> bool:
    if len(link.text) > _LONGEST_MARK:
        return False
    if habits().is_mark(link.words):
        return True
    return (
        not habits().is_other(link.words)
        and _MARK_LIKE.fullmatch(link.text) is not None
        and not _is_cross_reference(link)
    )


def _is_cross_reference(link: Link) -> bool:
    """Whether the link is the number in "see note 12"."""
    element = link.outermost
    before = element.getprevious()
    text = (element.getparent().text if before is None else before.tail) if element.getparent() is not None else ""
    return element.tag != "sup" and _CROSS_REFERENCE.search((text or "")[-20:]) is not None


def _may_lead(link: Link, found: Index) -> bool:
    """A link and its answer look alike: the one that comes first is the mark, unless its family says otherwise."""
    return habits().is_mark(link.words) or found.orders[link.key] > link.order


def _opens_note(link: Link, found: Index) -> bool:
    """Whether the link leads forward to an anchor that is named as notes are, or that leads back."""
    target = found.targets.get(link.key)
    if target is None or found.orders[link.key] <= link.order:
        return False
    return is_fragment(link.fragment) or (target in found.links and found.links[target].key in set(link.names))


def _calls(link: Link, note: Element, found: Index) -> bool:
    """Whether the link is a mark, given the note that it would call: told by its family, or answered by a link back."""
    return habits().is_mark(link.words) or is_fragment(link.fragment) or found.leads(note, link.names)


def _back(note: Element, names: Iterable[str], found: Index) -> list[Link]:
    wanted = set(names)
    return [link for link in found.within(note) if link.key in wanted]


def _bind(note: Element, callers: list[Link], roles: Roles, found: Index) -> None:
    key, label = callers[0].key, bare_label(callers[0].text) or position(note)
    for link in callers:
        roles.marks[link.outermost] = (Mark(bare_label(link.text) or label, key),)
    for link in _back(note, (name for caller in callers for name in caller.names), found):
        if len(link.text) <= _LONGEST_BACK:
            roles.omitted.add(link.outermost)
    _add(note, label, key, callers[0].fragment, roles)


def _add(note: Element, label: str, key: str, fragment: str, roles: Roles) -> None:
    """Gives an element the role of a note, and takes out of it what is not the note's own text."""
    head = printed(note, label)
    if head is not None and head not in roles.marks:
        roles.omitted.add(head)
    opening = "" if is_numbered(note) else label
    roles.notes[note] = Noted(label, key, kind(_said_around(note), fragment), opening=opening)


def _said_around(note: Element) -> frozenset[str]:
    around = [note, *(ancestor for ancestor, _ in zip(note.iterancestors(), range(3), strict=False))]
    return frozenset().union(*map(words_of, around))


def _declared(page: Page, roles: Roles) -> None:
    """Notes that no mark calls, if they say themselves that they are notes."""
    for element, said in page.said:
        if _declares_itself(element, said) and not _overlaps(element, roles):
            name = element.get("id") or ""
            _add(element, position(element), f"{page.name}#{name}" if name else "", name, roles)


def _omit_links_back(page: Page, roles: Roles) -> None:
    for element, said in page.said:
        if not said.isdisjoint(habits().back) and any(ancestor in roles.notes for ancestor in element.iterancestors()):
            roles.omitted.add(element)


def _declares_itself(element: Element, said: frozenset[str]) -> bool:
    if element.tag == "li" and is_fragment(element.get("id") or ""):
        return any(words_of(ancestor) & habits().lists for ancestor in element.iterancestors())
    return element.tag in _NOTE_TAGS and not said.isdisjoint(habits().notes) and has_text(element)


def _overlaps(element: Element, roles: Roles) -> bool:
    related: Iterator[Element] = (e for group in (element.iter(), element.iterancestors()) for e in group)
    return any(e in roles.notes for e in related)
