"""From the place that a mark points to, to the element that is the note."""

from __future__ import annotations

from collections.abc import Collection

from citecheck.read.flow import Element, has_text, text_of
from citecheck.read.html.families import habits, words_of
from citecheck.read.marks import bare_label

_NO_NOTES = frozenset(
    {
        "article",
        "body",
        "dl",
        "figure",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "html",
        "main",
        "nav",
        "ol",
        "section",
    }
    | {"table", "ul"}
)
_BLOCKS = frozenset({"aside", "blockquote", "dd", "div", "dt", "li", "p", "td", "th", "tr"}) | _NO_NOTES
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def container(target: Element, others: Collection[Element]) -> Element | None:
    """The note that begins at `target`; None where that is a heading, a figure, a whole list or a chapter.

    `others`: the targets of all links that may call notes. An anchor inside a paragraph stands for the paragraph, and
    for what is around it as long as that begins there and holds no other note.
    """
    block = target
    while block is not None and block.tag not in _BLOCKS:
        block = block.getparent()
    if block is None:
        return None
    block = _text_behind(block)
    if block is target or block.tag not in {"p", "div", "td", "tr", "dd"}:
        return block if _may_be_note(block) else None
    while (wider := block.getparent()) is not None and _is_wider_note(wider, block, others):
        block = wider
    return block if _may_be_note(block) else None


def divide(anchors: Collection[Element]) -> None:
    """Wraps each note in a division of its own where one paragraph holds several, as old pages have it.

    `anchors`: the elements at which notes begin.
    """
    shared: dict[Element, list[Element]] = {}
    for anchor in anchors:
        child = anchor
        while (parent := child.getparent()) is not None and parent.tag not in _BLOCKS:
            child = parent
        if parent is not None and child.tag not in _BLOCKS:
            shared.setdefault(parent, []).append(child)
    for block, beginnings in shared.items():
        if len(set(beginnings)) > 1:
            _wrap(block, set(beginnings))


def _wrap(block: Element, beginnings: Collection[Element]) -> None:
    division = None
    for child in list(block):
        if child in beginnings:
            division = block.makeelement("div")
            division.sourceline = child.sourceline
            block.insert(block.index(child), division)
        if division is not None:
            division.append(child)  # with the text behind it


def is_numbered(element: Element) -> bool:
    """Whether a browser shows a number before the element: it is an item of a numbered list."""
    parent = element.getparent()
    return element.tag == "li" and parent is not None and parent.tag == "ol"


def position(element: Element) -> str:
    """The number that a browser shows before the element, "" where none."""
    if not is_numbered(element):
        return ""
    parent, value = element.getparent(), element.get("value") or ""
    start = parent.get("start") or "1"
    return value if value.isdigit() else str((int(start) if start.isdigit() else 1) + parent.index(element))


def printed(note: Element, label: str) -> Element | None:
    """The element at the head of a note that prints the note's label and nothing else."""
    for element in note.iterdescendants():
        if element is not note and bare_label(text_of(element)) == label:
            return element
        if (element.text or "").strip():
            return None
    return None


def _text_behind(block: Element) -> Element:
    """The text that an empty anchor, a term or a cell stands before."""
    if block.tag == "dt":
        following = block.getnext()
        return following if following is not None and following.tag == "dd" else block
    if block.tag in {"td", "th"}:
        row = block.getparent()
        return row if row is not None and row.tag == "tr" else block
    if not has_text(block) and block.getnext() is not None and block.getnext().tag in _BLOCKS:
        return block.getnext()
    return block


def _is_wider_note(wider: Element, block: Element, others: Collection[Element]) -> bool:
    if wider.tag not in {"div", "li", "aside", "dd", "td", "tr", "blockquote"} or (wider.text or "").strip():
        return False
    if any(has_text(sibling) for sibling in block.itersiblings(preceding=True)):
        return False
    return sum(1 for element in wider.iter() if element in others) <= 1


def _may_be_note(block: Element) -> bool:
    if block.tag in _NO_NOTES and not words_of(block) & habits().notes:
        return False
    return next(block.iter(*_HEADINGS), None) is None and has_text(block)
