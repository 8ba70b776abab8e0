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
_WIDER = frozenset({"aside", "blockquote", "dd", "div", "li", "p", "td", "tr"})
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


class Containers:
    """Finds the notes that begin at the targets of links; each paragraph is looked at once, however many lead to it."""

    def __init__(self, targets: Collection[Element]) -> None:
        """`targets`: of all links that may call notes."""
        self._targets = targets
        self._found: dict[tuple[Element, bool], Element | None] = {}

    def find(self, target: Element) -> Element | None:
        """The note at `target`; None where that is a heading, a figure, a whole list or a chapter.

        An anchor inside a paragraph stands for the paragraph, and for what is around it as long as that begins there
        and holds no other note.
        """
        block = target
        while block is not None and block.tag not in _BLOCKS:
            block = block.getparent()
        if block is None:
            return None
        key = (block, block is target)
        if key not in self._found:
            self._found[key] = self._note(block, is_target=block is target)
        return self._found[key]

    def _note(self, block: Element, *, is_target: bool) -> Element | None:
        note = _text_behind(block)
        if note is not block or not is_target:
            while (wider := note.getparent()) is not None and self._is_wider(wider, note):
                note = wider
        return note if _may_be_note(note) else None

    def _is_wider(self, wider: Element, note: Element) -> bool:
        if wider.tag not in _WIDER or note.tag not in _WIDER or (wider.text or "").strip():
            return False
        if any(has_text(sibling) for sibling in note.itersiblings(preceding=True)):
            return False
        return sum(1 for element in wider.iter() if element in self._targets) <= 1


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


def _may_be_note(block: Element) -> bool:
    if block.tag in _NO_NOTES and not words_of(block) & habits().notes:
        return False
    return next(block.iter(*_HEADINGS), None) is None and has_text(block)
