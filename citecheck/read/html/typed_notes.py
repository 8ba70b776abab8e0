"""Reads pages whose notes are typed: raised numbers that are no links, and paragraphs that open with them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from citecheck.model import Block, Text
from citecheck.read.flow import Element, Mark, Roles, Vocabulary, blocks, has_text, text_of, vocabulary
from citecheck.read.html.index import Page
from citecheck.read.paragraph import Paragraph, Raised

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_LONGEST = 6  # characters of a raised number, brackets included


def typed_blocks(page: Page, roles: Roles, path: Path) -> tuple[Block, ...]:
    """The page's blocks if it has typed notes, else (): raised numbers alone may be exponents."""
    raised: dict[Element, tuple[Mark, ...]] = {
        sup: (Mark(text, ""),) for sup in page.root.iter("sup") if 0 < len(text := text_of(sup)) <= _LONGEST
    }
    if not any(character.isdigit() for (mark,) in raised.values() for character in mark.label):
        return ()
    from citecheck.read import typed  # loads much that a page with linked notes does not need

    plain = replace(roles, notes={}, marks=raised)
    found = typed.blocks(tuple(_paragraphs(page.root, vocabulary("html"), plain, path)), str(path))
    return tuple(map(_without_columns, found)) if any(block.kind for block in found) else ()


def _paragraphs(root: Element, words: Vocabulary, roles: Roles, path: Path) -> Iterator[Paragraph]:
    ruled = False
    for element in _innermost(root, words, roles):
        if element.tag == "hr":
            ruled = True
            continue
        for block in blocks(element, words, roles, path):
            yield _paragraph(block, heading=element.tag in _HEADINGS, ruled=ruled)
            ruled = False


def _innermost(element: Element, words: Vocabulary, roles: Roles) -> Iterator[Element]:
    """The elements that hold text of their own, each with all that is in it, and the rules between them."""
    if element.tag in words.omitted or element in roles.omitted:
        return
    own = [element.text, *(child.tail for child in element)]
    others = words.apart | words.omitted
    is_line = any(child.tag not in others and has_text(child) for child in element)
    if element.tag == "hr" or is_line or any((piece or "").strip() for piece in own):
        yield element
        return
    for child in element:
        yield from _innermost(child, words, roles)


def _paragraph(block: Block, *, heading: bool, ruled: bool) -> Paragraph:
    """The block with its raised characters back in their places."""
    plain, raised, start, shifts = "", [], 0, [(0, 0)]
    for call in block.calls:
        plain += block.text.plain[start : call.offset]
        raised.append(Raised(len(plain), len(plain) + len(call.label)))
        plain += call.label
        start = call.offset
        shifts.append((call.offset, len(plain) - start))
    text = Text(plain + block.text.plain[start:], tuple(_shifted(pair, shifts) for pair in block.text.emphasis))
    origins = ((0, block.place.line, 1),) if block.place.line else ()
    return Paragraph(text, tuple(raised), origins, heading=heading, ruled=ruled)


def _shifted(pair: tuple[int, int], shifts: list[tuple[int, int]]) -> tuple[int, int]:
    start, end = pair
    before = max(gone for offset, gone in shifts if offset <= start)
    return start + before, end + max(gone for offset, gone in shifts if offset < end or not offset)


def _without_columns(block: Block) -> Block:
    """An element tells its line alone."""
    calls = tuple(replace(call, place=replace(call.place, column=None)) for call in block.calls)
    return replace(block, place=replace(block.place, column=None), calls=calls)
