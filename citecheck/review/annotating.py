"""Fields marked by hand as rows that a parser can learn from, in the form of the corpora: one note a line.

Nothing learns from them by itself: the rows are written when somebody asks for them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from citecheck.decisions import Correction, Decisions
from citecheck.model import Citation, Note, Place, Span, Text
from citecheck.parse import parse

# The corpora's labels for CSL's variables, as in `training/corpora.py`, the other way round.
_LABELS = {
    "container-title": "container_title", "collection-title": "series", "issued": "date", "page": "pages",
    "publisher-place": "location", "DOI": "doi", "ISBN": "isbn", "ISSN": "issn", "URL": "url",
}  # fmt: skip
_PEOPLE = frozenset({"author", "editor", "translator"})


def rows(decided: Decisions, name: str) -> Iterator[dict[str, Any]]:
    """A row for each note whose fields were marked; `name` begins their ids.

    ``{"id", "source", "by", "text", "parts": [...], "refs": [{"start", "end", "type", "spans", "fields"}]}``; offsets
    are characters of `text`, half open; `parts` are the words that lead to a citation, and, where nothing is cited, the
    whole as a comment.
    """
    for key, one in sorted(decided.corrections.items()):
        yield {
            "id": f"{name}/{key}",
            "source": "citecheck-review",
            "by": one.by,
            "text": one.note,
            "parts": list(_parts(one)),
            "refs": [_ref(one.note, citation, kind) for citation, kind in zip(one.citations, _kinds(one), strict=True)],
        }


def _parts(one: Correction) -> Iterator[dict[str, Any]]:
    if not one.citations and one.note.strip():
        yield {"start": 0, "end": len(one.note), "label": "comment"}
    for citation in one.citations:
        start = one.note.rfind(citation.signal, 0, citation.start) if citation.signal else -1
        if start >= 0:
            yield {"start": start, "end": start + len(citation.signal), "label": "signal"}


def _kinds(one: Correction) -> Iterator[str | None]:
    """The CSL type of each work, as far as its fields tell; none of a back reference."""
    note = Note("1", Text(one.note), Place(""))
    parsed = next(iter(parse([note], lambda _: one.citations)))
    found = {(cited.start, cited.end): cited for cited in parsed.citations}
    for citation in one.citations:
        cited = found.get((citation.start, citation.end))
        yield cited.work.kind.value if cited and cited.work and not cited.refers_to else None


def _ref(text: str, citation: Citation, kind: str | None) -> dict[str, Any]:
    return {
        "start": citation.start,
        "end": citation.end,
        "type": kind,
        "spans": [{"start": span.start, "end": span.end, "label": _label(span)} for span in citation.spans],
        "fields": _fields(text, citation.spans),
    }


def _fields(text: str, spans: Iterable[Span]) -> dict[str, Any]:
    """The printed words of each label: persons and what occurs twice as lists."""
    found: dict[str, list[str]] = {}
    for span in spans:
        found.setdefault(_label(span), []).append(text[span.start : span.end])
    return {label: told if label in _PEOPLE or len(told) > 1 else told[0] for label, told in found.items()}


def _label(span: Span) -> str:
    return _LABELS.get(span.field, span.field)
