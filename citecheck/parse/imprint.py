"""Where and by whom a book was published, its series, and its genre."""

from __future__ import annotations

from citecheck.parse import places
from citecheck.parse.draft import Draft
from citecheck.parse.titles import is_series
from citecheck.parse.words import vocabulary


def find_imprint(draft: Draft) -> None:
    """Places by their names, publishers by their words or by standing beside a place, then what is left."""
    for name, fits in (
        ("publisher-place", _is_place),
        ("publisher", _is_publisher),
        ("genre", _is_genre),
        ("collection-title", _is_series),
    ):
        for at, piece in enumerate(draft.pieces):
            if piece.kind == "text" and not piece.field and fits(draft, at):
                piece.field = name
                draft.add(piece.start, piece.end, name)


def _is_place(draft: Draft, at: int) -> bool:
    """A city, the state behind it, or an unknown name before a colon and a publisher or right before the year."""
    piece, following, printed = draft.pieces[at], draft.piece(at + 1), draft.printed(at)
    if places.is_place(printed):
        return True
    if places.is_state(printed) and draft.piece(at - 1).field == "publisher-place":
        return True
    if not draft.title or not draft.opens_capital(at) or piece.end - piece.start > 4:
        return False
    if places.is_publisher(draft.tokens, piece.start, piece.end):
        return False
    if following.kind == "text" and following.before == ":" and not following.field:
        return True
    return following.before == "" and following.is_atom("issued")


def _is_publisher(draft: Draft, at: int) -> bool:
    """A publisher's word or house, or a short text beside a place; one is enough."""
    piece, before, after = draft.pieces[at], draft.piece(at - 1), draft.piece(at + 1)
    if draft.has("publisher") or not (draft.title or draft.container) or piece.end - piece.start > 10:
        return False
    if draft.tokens[piece.start].kind != "w":
        return False
    if places.is_publisher(draft.tokens, piece.start, piece.end):
        return True
    if not draft.opens_capital(at):
        return False
    if before.field == "publisher-place" and piece.before in (":", ","):
        return after.kind in ("none", "atom", "number")
    return after.field == "publisher-place" and after.before == "," and piece.end - piece.start <= 5


def _is_genre(draft: Draft, at: int) -> bool:
    piece = draft.pieces[at]
    words = {draft.tokens.word(i) for i in range(piece.start, piece.end)}
    return draft.title and piece.end - piece.start <= 8 and bool(words & vocabulary("kinds", "thesis"))


def _is_series(draft: Draft, at: int) -> bool:
    piece = draft.pieces[at]
    named = draft.title and draft.opens_capital(at) and places.is_series(draft.tokens, piece.start, piece.end)
    return named or is_series(draft, at)
