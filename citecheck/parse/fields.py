"""The fields of one reference: who, what, in what, where and when, each as a span of the note."""

from __future__ import annotations

from citecheck.model import Span
from citecheck.parse.archives import archive_end
from citecheck.parse.atoms import Marked
from citecheck.parse.authors import Authors, find_authors
from citecheck.parse.containers import find_container
from citecheck.parse.draft import Draft
from citecheck.parse.imprint import find_imprint
from citecheck.parse.numbers import find_dates, find_numbers
from citecheck.parse.pieces import cut
from citecheck.parse.titles import find_title

_DIRECT = ("number-of-volumes", "edition", "DOI", "URL", "ISBN", "ISSN", "note", "backref", "issue")


def read_fields(tokens: Marked, start: int, stop: int) -> tuple[tuple[Span, ...], int]:
    """The spans of the reference in a range of tokens, in order, and the token where the last one ends."""
    if (end := archive_end(tokens, start, stop)) > start:
        return _read_archive(tokens, start, end, stop)
    authors = find_authors(tokens, start, stop)
    draft = Draft(tokens, cut(tokens, authors.end, stop), authors.style)
    _add_authors(draft, authors)
    find_title(draft)
    find_container(draft)
    find_imprint(draft)
    find_numbers(draft)
    find_dates(draft)
    return draft.finish(start)


def _read_archive(tokens: Marked, start: int, end: int, stop: int) -> tuple[tuple[Span, ...], int]:
    """A shelf mark, and the date of what it holds."""
    draft = Draft(tokens, [], "")
    draft.add(start, end, "archive")
    date = next((a for a in tokens.within(end, stop) if a.field == "issued"), None)
    if date:
        draft.add(date.start, date.end, "issued")
    return draft.finish(start)


def _add_authors(draft: Draft, authors: Authors) -> None:
    """The people at the head and those with a mark, and the atoms that need no further thought."""
    draft.spans.extend(authors.spans)
    for piece in draft.pieces:
        if piece.kind == "people" and piece.run:
            piece.field = piece.role
            draft.spans.extend((person.start, person.end, piece.role) for person in piece.run.people)
        elif piece.atom and piece.atom.field in _DIRECT:
            piece.field = piece.atom.field
            draft.add(piece.start, piece.end, piece.field)
