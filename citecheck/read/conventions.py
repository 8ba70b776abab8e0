"""How a typed or scanned text prints its notes throughout: what one page leaves open, the others tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from citecheck.read.paragraph import Paragraph
from citecheck.read.signs import Form, Weight, is_number, lead, signs

CONVENTION = 4  # notes that must agree before their form is taken for the text's own
ANSWERED = 0.9  # of the numbers in brackets that open a paragraph, those that were called before
REPEATED = 1.3  # calls for each of them, at most: examples and formulas are spoken of again


def are_plain(paragraphs: Iterable[Paragraph]) -> bool:
    """Whether no note of the whole text opens with a raised number, so that "1." may be how they do."""
    heads = (lead(paragraph) for paragraph in paragraphs)
    return not any(head is not None and head.form == Form.RAISED for head in heads)


def are_bracketed(paragraphs: Iterable[Paragraph]) -> bool:
    """Whether "(1)" opens notes throughout, so that none needs a rule above it.

    Each is then called once and before it stands. Numbered examples and formulas look alike, but are introduced by a
    colon, or spoken of again.
    """
    heard: Counter[str] = Counter()
    calls = heads = answered = 0
    introduced = False
    for paragraph in paragraphs:
        head = lead(paragraph)
        if head is not None and head.form == Form.BRACKETED:
            heads += 1
            answered += heard[head.label] > 0 and not introduced
        else:
            found = [sign.label for sign in signs(paragraph) if is_number(sign.label) and sign.weight < Weight.SURE]
            heard.update(found)
            calls += len(found)
        introduced = paragraph.text.plain.rstrip().endswith(":")
    return heads >= CONVENTION and answered >= ANSWERED * heads and calls <= REPEATED * heads
