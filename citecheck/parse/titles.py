"""The title of a reference: where it begins, and over which commas, colons and brackets it goes on."""

from __future__ import annotations

from citecheck.parse import places
from citecheck.parse.draft import Draft
from citecheck.parse.pieces import Piece

_LONGEST_JOURNAL = 14  # tokens of a periodical's name


def find_title(draft: Draft) -> None:
    """The first text or quotation; a text goes on over commas and colons until something else begins."""
    at = next((i for i in range(len(draft.pieces)) if _may_be_title(draft, i)), None)
    if at is None:
        return
    piece = draft.pieces[at]
    if at and draft.pieces[at - 1].is_atom("issued") and piece.before == ".":
        draft.style = "."
    if is_periodical_alone(draft, at):
        return
    draft.title, draft.quoted = True, piece.kind == "quote"
    end = at + 1 if draft.quoted else extend(draft, at)
    for part in draft.pieces[at:end]:
        part.field = "title"
    draft.add(piece.start, printed_end(draft, at, end), "title")


def is_periodical_alone(draft: Draft, at: int) -> bool:
    """Whether the only text is a periodical's name, with its volume or month: "Phys. Lett. 12, 132 (1964)"."""
    piece, near = draft.pieces[at], draft.piece(at + 1)
    if piece.kind != "text" or any(p.kind in ("text", "quote", "in") for p in draft.pieces[at + 1 :]):
        return False
    monthly = near.is_atom("issued") and near.end - near.start > 1 and not near.depth
    if not (near.kind == "number" or near.is_atom("volume", "issue") or monthly):
        return False
    tokens = draft.tokens.items[piece.start : piece.end + 1]
    abbreviated = near.kind == "number" and sum(t.text == "." for t in tokens) > 1
    short = sum(t.kind == "w" for t in tokens) <= 8
    return short and (abbreviated or places.is_journal(draft.tokens, piece.start, piece.end))


def extend(draft: Draft, at: int) -> int:
    """The end, in pieces, of a title or container that begins at a piece."""
    end = at + 1
    while end < len(draft.pieces) and _continues(draft, at, end):
        end += 1
    while end > at + 1 and draft.pieces[end - 1].kind == "number":
        end -= 1
    return end


def printed_end(draft: Draft, at: int, end: int) -> int:
    """The last token of a title's pieces, with a closing bracket or question mark right after them."""
    last = draft.pieces[end - 1].end
    opened = draft.pieces[end - 1].depth > draft.pieces[at].depth
    while last < len(draft.tokens) and draft.tokens[last].text in ")?!" and not draft.tokens.spaced(last):
        if draft.tokens[last].text == ")" and not opened:
            break
        last += 1
    return last


def _may_be_title(draft: Draft, at: int) -> bool:
    piece = draft.pieces[at]
    if piece.kind == "quote":
        return True
    if piece.kind != "text" or piece.depth:
        return False
    if at and draft.pieces[at - 1].kind == "atom" and not draft.opens_capital(at) and piece.end - piece.start < 3:
        return False
    if any(p.kind == "in" or (p.field == "backref" and not _is_idem(p)) for p in draft.pieces[:at]):
        return False
    return any(t.kind == "w" and len(t.text) > 1 for t in draft.tokens.items[piece.start : piece.end])


def _is_idem(piece: Piece) -> bool:
    return bool(piece.atom and piece.atom.mark and piece.atom.mark.kind == "idem")


# --- where a title goes on ------------------------------------------------------------------------------------------


def _continues(draft: Draft, first: int, at: int) -> bool:
    piece, last = draft.pieces[at], draft.pieces[at - 1]
    if piece.kind == "atom":
        return _is_year_in_title(draft, at)
    if piece.kind == "number":
        return piece.before == "" and draft.piece(at + 1).kind == "text" and draft.piece(at + 1).before in (":", "")
    if piece.kind == "quote":
        return piece.before == "" and last.kind == "text"
    if piece.kind != "text" or _emphasis_ends(draft, first, at):
        return False
    if piece.depth > draft.pieces[first].depth:
        return _is_bracket_in_title(draft, at)
    return _text_continues(draft, at)


def _text_continues(draft: Draft, at: int) -> bool:
    """By the delimiter before a text, and by the style, whether it is still the title."""
    before = draft.pieces[at].before
    if before in (":", "", ")", "]"):
        return True
    if before == "." and draft.container and is_short(draft, at) and is_short(draft, at - 1):
        return True
    if before in (".", "?", "!", "…") and draft.style in (".", ":"):
        return False
    if _is_imprint(draft, at):
        return False
    if draft.style == "." and before in (",", "-", "–", "—", ";"):
        return True
    return not is_journal(draft, at) and not (before not in (".", "?", "!", "…") and is_series(draft, at))


def _emphasis_ends(draft: Draft, first: int, at: int) -> bool:
    """Whether italics begin or end between the title's first piece and this one."""
    marks = draft.tokens.emphasized
    return marks[draft.pieces[first].start] != marks[draft.pieces[at].start]


def _is_year_in_title(draft: Draft, at: int) -> bool:
    """A year belongs to the title if a date follows it, in brackets or later on; in brackets only a range does."""
    piece = draft.pieces[at]
    ranged = piece.end - piece.start > 2
    if not piece.is_atom("issued") or (piece.depth and not ranged):
        return False
    later = [p for p in draft.pieces[at + 1 :] if p.is_atom("issued")]
    dated = draft.container and any(p.is_atom("issued") and p.depth for p in draft.pieces[:at])
    if not later or dated:
        return False
    if later[0].depth and draft.pieces[at + 1] is later[0]:
        return True
    placed = places.is_place(draft.printed(at - 1))
    return not placed and (piece.before == "" or (ranged and piece.before == ","))


def _is_bracket_in_title(draft: Draft, at: int) -> bool:
    """A remark in brackets belongs to the title unless it holds an imprint or a date."""
    depth = draft.pieces[at].depth
    for index in range(at, len(draft.pieces)):
        piece = draft.pieces[index]
        if piece.depth < depth:
            break
        if piece.kind in ("people", "atom", "number") or places.is_place(draft.printed(index)):
            return False
        if places.is_publisher(draft.tokens, piece.start, piece.end):
            return False
    return True


# --- where it does not ----------------------------------------------------------------------------------------------


def _is_imprint(draft: Draft, at: int) -> bool:
    """Whether a text after a title is a place or publisher."""
    piece, following = draft.pieces[at], draft.piece(at + 1)
    words, capital = piece.end - piece.start, draft.opens_capital(at)
    if places.is_place(draft.printed(at)):
        return True
    if capital and words <= 7 and places.is_publisher(draft.tokens, piece.start, piece.end):
        return True
    if following.kind == "text" and following.before == ":" and piece.before == "." and draft.style == ".":
        return words <= 4
    year = following.is_atom("issued") and following.before == "" and not following.depth
    return year and capital and words <= 3 and piece.before in (",", ".") and not is_dated_volume(draft, at + 1)


def is_journal(draft: Draft, at: int) -> bool:
    """Whether a text after a title names the periodical: a volume follows, or it holds such a word and pages follow."""
    piece, near, following = draft.pieces[at], draft.piece(at + 1), draft.pieces[at + 1 :]
    if not following or not draft.opens_capital(at) or piece.end - piece.start > _LONGEST_JOURNAL:
        return False
    bare = near.kind == "number" or is_dated_volume(draft, at + 1)
    numbered = bare or near.is_atom("volume", "issue")
    pages = any(p.is_atom("locator") for p in following) or any(p.kind == "number" for p in following[1:])
    if places.is_journal(draft.tokens, piece.start, piece.end):
        return numbered or pages
    if piece.before in (".", "?", "!") and numbered and not near.depth:
        return not places.is_series(draft.tokens, piece.start, piece.end)
    return bare and pages and len(following) > 1


def is_dated_volume(draft: Draft, at: int) -> bool:
    """A year, and a volume's number after it: "Am J Physiol 1991; 260"."""
    year, number = draft.piece(at), draft.piece(at + 1)
    return year.is_atom("issued") and not year.depth and number.kind == "number" and number.before in (";", ",")


def is_series(draft: Draft, at: int) -> bool:
    """Whether a text is a series' name with a number after it."""
    piece, near = draft.pieces[at], draft.piece(at + 1)
    numbered = near.kind == "number" or near.is_atom("volume", "issue", "part")
    return numbered and places.is_series(draft.tokens, piece.start, piece.end)


def is_short(draft: Draft, at: int) -> bool:
    """Whether a piece may be part of an abbreviated name: "Parasitol. Res." are two."""
    piece = draft.pieces[at]
    return piece.end - piece.start <= 3 and draft.opens_capital(at) and len(draft.tokens[piece.end - 1].text) <= 9
