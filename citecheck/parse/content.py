"""What a note holds: citations, commentary, or both."""

from __future__ import annotations

import re
from collections.abc import Sequence

from citecheck.model import Citation, Content

_CLAUSE = 5  # words beside the citations from which a remark counts as a comment of its own
_SENTENCE_END = re.compile(r"[.!?…][”’\"')\]]*\s+(?=\W?[^\W\d_a-z])")


def content_of(text: str, citations: Sequence[Citation]) -> Content:
    """Commentary names no work; mixed has a comment of a clause or more beside a citation.

    The words of the same sentence that lead up to a citation are its signal and no comment.
    """
    if not citations:
        return Content.COMMENTARY
    between = [text[a:b] for a, b in zip([0, *(c.end for c in citations)], (c.start for c in citations), strict=False)]
    comments = [*map(_before_signal, between), text[citations[-1].end :]]
    return Content.MIXED if any(len(words(part)) >= _CLAUSE for part in comments) else Content.CITATION


def _before_signal(part: str) -> str:
    """Up to the end of the last whole sentence; the rest leads to the citation."""
    ends = [found.end() for found in _SENTENCE_END.finditer(part)]
    if not ends and part.rstrip().endswith((".", "!", "?", ".”", ".’", '."')):
        return part
    return part[: ends[-1]] if ends else ""


def words(part: str) -> list[str]:
    """The words of a text that hold a letter."""
    return [w for w in part.split() if any(c.isalpha() for c in w)]
