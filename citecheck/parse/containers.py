"""What a part stands in: the book or periodical after "in", in quotes, in italics, or before a volume."""

from __future__ import annotations

from citecheck.parse import places
from citecheck.parse.draft import Draft
from citecheck.parse.titles import extend, is_journal, is_periodical_alone, is_short, printed_end


def find_container(draft: Draft) -> None:
    """What stands after "in"; else a quotation or italics after a title; else a periodical's name before its volume."""
    count = len(draft.pieces)
    led = next((i for i in range(count) if draft.pieces[i].kind == "in"), None)
    if led is None:
        at = next((i for i in range(count) if _is_unmarked(draft, i)), None)
    else:
        at = next((i for i in range(led + 1, count) if _is_free(draft, i)), None)
    if at is None:
        return
    draft.container = True
    at = _first_piece(draft, at)
    end = at + 1 if draft.pieces[at].kind == "quote" else extend(draft, at)
    for part in draft.pieces[at:end]:
        part.field = "container-title"
    draft.add(draft.pieces[at].start, printed_end(draft, at, end), "container-title")


def _is_free(draft: Draft, at: int) -> bool:
    return draft.pieces[at].kind in ("text", "quote") and not draft.pieces[at].field


def _first_piece(draft: Draft, at: int) -> int:
    """The first of the pieces a container is made of: "Parasitol. Res.", "Proc. SPIE", "Research: A Journal"."""
    while at and _is_free(draft, at - 1) and draft.pieces[at - 1].kind == draft.pieces[at].kind == "text":
        before = draft.pieces[at].before
        abbreviated = before == "." and is_short(draft, at - 1)
        if not (abbreviated or before == ":" or (before == "," and draft.pieces[at - 1].before in (".", "?"))):
            break
        at -= 1
    return at


def _is_unmarked(draft: Draft, at: int) -> bool:
    piece = draft.pieces[at]
    if not _is_free(draft, at) or piece.depth:
        return False
    if not draft.title:
        return piece.kind == "text" and is_periodical_alone(draft, at)
    if piece.kind == "quote":
        return not draft.quoted and piece.before != ":"
    if places.is_place(draft.printed(at)) or not draft.opens_capital(at):
        return False
    emphasized = draft.tokens.emphasized
    if draft.quoted or (emphasized[piece.start] and not emphasized[draft.pieces[0].start]):
        publisher = places.is_publisher(draft.tokens, piece.start, piece.end)
        return not publisher or places.is_journal(draft.tokens, piece.start, piece.end)
    return is_journal(draft, at)
