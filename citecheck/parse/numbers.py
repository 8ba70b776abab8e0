"""Volume, issue, page and pinpoint, by the order in which numbers stand; and which of the dates is the work's."""

from __future__ import annotations

from citecheck.parse.dates import find_date
from citecheck.parse.draft import Draft
from citecheck.parse.pieces import Piece
from citecheck.parse.words import vocabulary


def find_numbers(draft: Draft) -> None:
    """Names every number and numbered part; those before it decide ("25(4): 649-658": volume, issue, page)."""
    journal = _is_periodical(draft)
    for at, piece in enumerate(draft.pieces):
        if piece.field or piece.kind not in ("number", "atom"):
            continue
        if _is_page_like_year(draft, at):
            piece.atom, piece.kind = None, "number"
        name = _atom_field(draft, piece, journal=journal) if piece.atom else _number_field(draft, at, journal=journal)
        piece.field = name
        if name and name != "issued":
            draft.add(piece.start, piece.end, name)


def find_dates(draft: Draft) -> None:
    """The date right after the authors, else one in brackets, else the last; "1955/1974" are two."""
    dates = [p for p in draft.pieces if p.is_atom("issued")]
    if draft.has("issued") or not dates:
        return
    bracketed = next((p for p in dates if p.depth), None)
    chosen = dates[0] if draft.pieces[0] is dates[0] else bracketed or dates[-1]
    found = find_date(draft.tokens, chosen.start, chosen.end)
    start = chosen.start
    if found and found.original_range:
        draft.add(*found.original_range, "original-date")
        start = found.original_range[1] + 1
    draft.add(start, chosen.end, "issued")


def _is_page_like_year(draft: Draft, at: int) -> bool:
    """Whether a "year" is the page of a periodical that has its date already: "(1976) 89 Harvard Law Rev. 1685"."""
    piece, before = draft.pieces[at], draft.piece(at - 1)
    if not piece.is_atom("issued") or piece.end - piece.start > 1 or piece.depth or not _is_dated_before(draft, at):
        return False
    return (before.field == "container-title" and piece.before == "") or (
        before.field == "page" and piece.before == ","
    )


def _is_periodical(draft: Draft) -> bool:
    """Whether the work stands in a periodical: its container is not a book's (no place, publisher or editor)."""
    if draft.has("publisher", "editor", "publisher-place", "collection-title"):
        return draft.container and any(_is_volume_of_year(draft, i) for i in range(len(draft.pieces)))
    return draft.container


def _is_volume_of_year(draft: Draft, at: int) -> bool:
    """As in "8 (1874)", "25(4)": a bare number before a bracket with a number in it."""
    piece, after = draft.pieces[at], draft.piece(at + 1)
    return piece.kind == "number" and after.depth > piece.depth and after.kind in ("number", "atom")


def _atom_field(draft: Draft, piece: Piece, *, journal: bool) -> str:
    if piece.is_atom("locator"):
        return "page" if (journal or draft.has("container-title")) and not draft.has("page") else "locator"
    if piece.is_atom("part"):
        counts = draft.tokens.word(piece.start) in vocabulary("locators", "issues") and not draft.has("page", "issue")
        return "issue" if journal and counts else "locator"
    return piece.atom.field if piece.atom else ""


def _number_field(draft: Draft, at: int, *, journal: bool) -> str:
    if _is_issue(draft, at, journal=journal):
        return "issue"
    if not draft.has("volume", "page") and _is_volume(draft, at, journal=journal):
        return "volume"
    if journal and not draft.has("page"):
        return "page"
    return "locator" if draft.title or draft.has("backref", "author") else ""


def _is_issue(draft: Draft, at: int, *, journal: bool) -> bool:
    """After a volume: in brackets ("25(4)"), or between commas with a page or date to come ("30, 2 (2010)")."""
    piece, before, after = draft.pieces[at], draft.piece(at - 1), draft.piece(at + 1)
    if draft.has("issue") or not (before.field == "volume" or (piece.depth and before.kind == "number")):
        return False
    if piece.depth:
        return True
    if not journal or _is_range(piece) or piece.before not in (",", ".", "/"):
        return False
    paged = any(p.kind == "number" or p.is_atom("locator") for p in draft.pieces[at + 1 :])
    return paged and (after.depth > piece.depth or after.kind == "number" or after.is_atom("locator", "issued"))


def _is_volume(draft: Draft, at: int, *, journal: bool) -> bool:
    piece, before, after = draft.pieces[at], draft.piece(at - 1), draft.piece(at + 1)
    if _is_range(piece) and not journal:
        return False
    if before.is_atom("issued") and before.depth > piece.depth and after.kind == "text":
        return True
    if draft.tokens[piece.start].roman:
        return not (before.field == "publisher-place" and after.kind == "none")
    if before.field == "container-title" and _is_dated_before(draft, at):
        return False
    if after.kind == "none":
        return journal and before.field == "container-title" and piece.before == ""
    counted = after.kind == "number" or after.is_atom("issue", "issued", "part", "locator")
    return counted and (journal or after.depth > piece.depth)


def _is_range(piece: Piece) -> bool:
    return piece.end - piece.start > 1


def _is_dated_before(draft: Draft, at: int) -> bool:
    """Whether a date stands between title and container, as in law: "(1996) Cambridge Law J. 470"."""
    dates = [i for i, p in enumerate(draft.pieces[:at]) if p.is_atom("issued") and p.depth]
    return bool(dates) and any(p.field == "title" for p in draft.pieces[: dates[0]])
