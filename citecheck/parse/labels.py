"""Words before a colon that belong to no citation: "Quelle: ...", "Note: B.'s italics"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from citecheck.model import Span
from citecheck.parse.words import vocabulary

_AUTHORS = frozenset(("author", "title", "publisher"))


def without_labels(plain: str, spans: Sequence[Span]) -> tuple[str, list[Span]]:
    """The label that leads to a citation, "" where none does, and the spans that are none.

    What follows a remark's label is no part of the citation.
    """
    remark = next((at for at, span in enumerate(spans) if at and _reads(plain, span, "remarks")), len(spans))
    kept = list(spans[:remark])
    if not kept or kept[0].field not in _AUTHORS or not _reads(plain, kept[0], "sources"):
        return "", kept
    first = kept[0]
    colon = plain.find(":", first.start)
    if colon >= first.end - 1:
        return plain[first.start : colon + 1], kept[1:]
    start = colon + 1 + len(plain[colon + 1 :]) - len(plain[colon + 1 :].lstrip())
    return plain[first.start : colon + 1], [replace(first, start=start), *kept[1:]]


def _reads(plain: str, span: Span, key: str) -> bool:
    """Whether a span is a label with its colon, or begins with one."""
    word, colon, _ = plain[span.start : span.end + 2].partition(":")
    return bool(colon) and word.strip(" .").lower() in vocabulary("labels", key)
