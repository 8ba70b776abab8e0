"""The fields of one reference: who, what, in what, where and when, each as a span of the note."""

from __future__ import annotations

from dataclasses import dataclass, field

from citecheck.model import Span
from citecheck.parse import imprint
from citecheck.parse.archives import archive_end
from citecheck.parse.atoms import Marked
from citecheck.parse.authors import Authors, find_authors
from citecheck.parse.dates import find_date
from citecheck.parse.pieces import Piece, cut
from citecheck.parse.tokens import Tokens
from citecheck.parse.words import phrases, vocabulary

_DIRECT = ("number-of-volumes", "edition", "DOI", "URL", "ISBN", "ISSN", "note", "backref", "issue")


@dataclass(slots=True)
class Draft:
    """What has been found so far. `style`: the delimiter after the authors, by which titles end."""

    tokens: Marked
    pieces: list[Piece]
    style: str
    spans: list[tuple[int, int, str]] = field(default_factory=list)
    title: bool = False
    container: bool = False
    quoted: bool = False

    def add(self, start: int, end: int, name: str) -> None:
        """Notes a field, its marks and delimiters trimmed."""
        start, end = _trim(self.tokens, start, end)
        if start < end:
            self.spans.append((start, end, name))

    def has(self, *names: str) -> bool:
        """Whether one of the fields is known."""
        return any(name in names for _, _, name in self.spans)


def read_fields(tokens: Marked, start: int, stop: int) -> tuple[tuple[Span, ...], int]:
    """The spans of the reference in a range of tokens, in order, and the token where the last one ends."""
    if (end := archive_end(tokens, start, stop)) > start:
        return _read_archive(tokens, start, end, stop)
    authors = find_authors(tokens, start, stop)
    draft = Draft(tokens, cut(tokens, authors.end, stop), authors.style)
    _add_authors(draft, authors)
    _find_title(draft)
    _find_container(draft)
    _find_imprint(draft)
    _find_numbers(draft)
    _find_dates(draft)
    return _finish(draft, start)


def _read_archive(tokens: Marked, start: int, end: int, stop: int) -> tuple[tuple[Span, ...], int]:
    """A shelf mark, and the date of what it holds."""
    draft = Draft(tokens, [], "")
    draft.add(start, end, "archive")
    date = next((a for a in tokens.within(end, stop) if a.field == "issued"), None)
    if date:
        draft.add(date.start, date.end, "issued")
    return _finish(draft, start)


def _add_authors(draft: Draft, authors: Authors) -> None:
    for start, end, name in authors.spans:
        draft.spans.append((start, end, name))
    for piece in draft.pieces:
        if piece.kind == "people" and piece.run:
            piece.field = piece.role
            if piece.role:
                for person in piece.run.people:
                    draft.spans.append((person.start, person.end, piece.role))
        elif piece.atom and piece.atom.field in _DIRECT:
            piece.field = piece.atom.field
            draft.add(piece.start, piece.end, piece.field)


# --- title ----------------------------------------------------------------------------------------------------------


def _find_title(draft: Draft) -> None:
    """The first text or quotation; a text goes on over commas and colons until something else begins."""
    at = next((i for i, p in enumerate(draft.pieces) if _may_be_title(draft, i)), None)
    if at is None:
        return
    piece = draft.pieces[at]
    if at and draft.pieces[at - 1].is_atom("issued") and piece.before in (".", ":", ","):
        draft.style = "." if piece.before == "." else draft.style
    if _is_periodical_alone(draft, at):
        return
    draft.title, draft.quoted = True, piece.kind == "quote"
    end = at + 1 if draft.quoted else _extend(draft, at)
    for part in draft.pieces[at:end]:
        part.field = "title"
    draft.add(piece.start, _title_end(draft, at, end), "title")


def _is_periodical_alone(draft: Draft, at: int) -> bool:
    """Whether the only text is a periodical's name, with its volume or month: "Phys. Lett. 12, 132 (1964)"."""
    piece = draft.pieces[at]
    if (
        piece.kind != "text"
        or any(p.kind in ("text", "quote", "in") for p in draft.pieces[at + 1 :])
        or at + 1 >= len(draft.pieces)
    ):
        return False
    words = [draft.tokens[i] for i in range(piece.start, piece.end) if draft.tokens[i].kind == "w"]
    abbreviated = (
        sum(draft.tokens[i].text == "." for i in range(piece.start, piece.end + 1) if i < len(draft.tokens)) >= 2
    )
    near = draft.pieces[at + 1]
    counted = (
        near.kind == "number"
        or near.is_atom("volume", "issue")
        or (near.is_atom("issued") and near.end - near.start > 1 and not near.depth)
    )
    return (
        counted
        and len(words) <= 8
        and (imprint.is_journal(draft.tokens, piece.start, piece.end) or (abbreviated and near.kind == "number"))
    )


def _may_be_title(draft: Draft, at: int) -> bool:
    piece = draft.pieces[at]
    if piece.kind == "quote":
        return True
    if (
        piece.kind != "text"
        or piece.depth > 0
        or (
            at
            and not draft.tokens[piece.start].capital
            and draft.pieces[at - 1].kind == "atom"
            and piece.end - piece.start < 3
        )
    ):
        return False
    if any(p.kind == "in" for p in draft.pieces[:at]) or any(
        p.field == "backref" and not _is_idem(p) for p in draft.pieces[:at]
    ):
        return False
    return any(draft.tokens[i].kind == "w" and len(draft.tokens[i].text) > 1 for i in range(piece.start, piece.end))


def _is_idem(piece: Piece) -> bool:
    return bool(piece.atom and piece.atom.mark and piece.atom.mark.kind == "idem")


def _title_end(draft: Draft, at: int, end: int) -> int:
    """The end of a title's pieces; a closing bracket or question mark right after them belongs to it."""
    last = draft.pieces[end - 1].end
    while last < len(draft.tokens) and draft.tokens[last].text in ")?!" and not draft.tokens.spaced(last):
        opened = draft.pieces[end - 1].depth > draft.pieces[at].depth
        if draft.tokens[last].text == ")" and not opened:
            break
        last += 1
    return last


def _extend(draft: Draft, at: int) -> int:
    """The end, in pieces, of a title that begins at a piece."""
    end = at + 1
    while end < len(draft.pieces) and _continues(draft, at, end):
        end += 1
    while end > at + 1 and draft.pieces[end - 1].kind == "number":
        end -= 1
    return end


def _continues(draft: Draft, first: int, at: int) -> bool:
    piece, last = draft.pieces[at], draft.pieces[at - 1]
    if piece.kind == "atom":
        return _year_in_title(draft, at)
    if piece.kind == "number":
        return (
            piece.before == ""
            and at + 1 < len(draft.pieces)
            and draft.pieces[at + 1].kind == "text"
            and draft.pieces[at + 1].before in (":", "")
        )
    if piece.kind == "quote":
        return piece.before == "" and last.kind == "text"
    if piece.kind != "text" or _emphasis_ends(draft, first, at):
        return False
    if piece.depth > draft.pieces[first].depth:
        return _bracket_in_title(draft, at)
    if piece.before == ":" or (piece.before in ("", ")", "]") and last.field != "edition"):
        return True
    if piece.before == "." and draft.container and _is_short(draft, at) and _is_short(draft, at - 1):
        return True
    if piece.before in (".", "?", "!", "…"):
        return draft.style not in (".", ":") and not _is_imprint(draft, at) and not _is_journal(draft, at)
    if draft.style == "." and piece.before in (",", "-", "–", "—", ";"):
        return not _is_imprint(draft, at)
    return not _is_imprint(draft, at) and not _is_journal(draft, at) and not _is_series(draft, at)


def _emphasis_ends(draft: Draft, first: int, at: int) -> bool:
    """Whether italics begin or end between the title's first piece and this one."""
    marks = draft.tokens.emphasized
    return marks[draft.pieces[first].start] != marks[draft.pieces[at].start]


def _year_in_title(draft: Draft, at: int) -> bool:
    """A year belongs to the title if a date follows it, in brackets or later on."""
    piece = draft.pieces[at]
    if not piece.is_atom("issued") or (piece.depth and piece.end - piece.start < 3):
        return False
    later = [p for p in draft.pieces[at + 1 :] if p.atom and p.atom.field == "issued"]
    if not later:
        return False
    if later[0].depth and draft.pieces[at + 1] is later[0]:
        return True
    if (
        piece.end - piece.start > 2
        and piece.before == ","
        and not imprint.is_place(_printed(draft, draft.pieces[at - 1]))
    ):
        return True
    return piece.before == "" and not imprint.is_place(_printed(draft, draft.pieces[at - 1]))


def _bracket_in_title(draft: Draft, at: int) -> bool:
    """A remark in brackets belongs to the title unless it holds an imprint or a date."""
    depth = draft.pieces[at].depth
    for piece in draft.pieces[at:]:
        if piece.depth < depth:
            break
        if (
            piece.kind in ("people", "atom", "number")
            or imprint.is_place(_printed(draft, piece))
            or imprint.is_publisher(draft.tokens, piece.start, piece.end)
        ):
            return False
    return True


def _is_imprint(draft: Draft, at: int) -> bool:
    """Whether a text after a title is a place or publisher."""
    piece, tokens = draft.pieces[at], draft.tokens
    words = piece.end - piece.start
    if imprint.is_place(_printed(draft, piece)):
        return True
    if words <= 7 and imprint.is_publisher(tokens, piece.start, piece.end) and tokens[piece.start].capital:
        return True
    following = draft.pieces[at + 1] if at + 1 < len(draft.pieces) else None
    if following is None:
        return False
    if (
        following.kind == "text"
        and following.before == ":"
        and words <= 4
        and piece.before == "."
        and draft.style == "."
    ):
        return True
    year = (
        following.is_atom("issued")
        and following.before == ""
        and not following.depth
        and not _dated_volume(draft.pieces[at + 1 :])
    )
    return year and words <= 3 and tokens[piece.start].capital and piece.before in (",", ".")


def _is_journal(draft: Draft, at: int) -> bool:
    """Whether a text after a title names the periodical: a volume follows, or a word of periodicals' names and pages."""
    piece = draft.pieces[at]
    following = draft.pieces[at + 1 :]
    if not following or draft.pieces[at].end - piece.start > 14:
        return False
    near = following[0]
    numbered = near.kind == "number" or near.is_atom("volume", "issue") or _dated_volume(following)
    pages = any(p.atom and p.atom.field == "locator" and p.atom.mark is None for p in following) or any(
        p.kind == "number" for p in following[1:]
    )
    if imprint.is_journal(draft.tokens, piece.start, piece.end):
        return numbered or (pages and draft.tokens[piece.start].capital)
    if not draft.tokens[piece.start].capital:
        return False
    if (
        piece.before in (".", "?", "!")
        and numbered
        and not near.depth
        and not imprint.is_series(draft.tokens, piece.start, piece.end)
    ):
        return True
    return numbered and pages and (near.kind == "number" or _dated_volume(following)) and len(following) > 1


def _dated_volume(following: list[Piece]) -> bool:
    """A year, and a volume's number after it: "Am J Physiol 1991; 260"."""
    return (
        len(following) > 1
        and following[0].is_atom("issued")
        and not following[0].depth
        and following[1].kind == "number"
        and following[1].before in (";", ",")
    )


def _is_series(draft: Draft, at: int) -> bool:
    piece = draft.pieces[at]
    numbered = at + 1 < len(draft.pieces) and (
        draft.pieces[at + 1].kind == "number"
        or (draft.pieces[at + 1].atom is not None and draft.pieces[at + 1].atom.field in ("volume", "issue", "part"))
    )  # type: ignore[union-attr]
    return numbered and imprint.is_series(draft.tokens, piece.start, piece.end)


# --- container ------------------------------------------------------------------------------------------------------


def _find_container(draft: Draft) -> None:
    """What stands after "in"; else a quotation or italics after a title; else a periodical's name before its volume."""
    at = next((i for i, p in enumerate(draft.pieces) if p.kind == "in"), None)
    if at is not None:
        at = next(
            (
                i
                for i in range(at + 1, len(draft.pieces))
                if draft.pieces[i].kind in ("text", "quote") and not draft.pieces[i].field
            ),
            None,
        )
    else:
        at = next((i for i in range(len(draft.pieces)) if _unmarked_container(draft, i)), None)
    if at is None:
        return
    piece = draft.pieces[at]
    draft.container = True
    at = _journal_start(draft, at)
    piece = draft.pieces[at]
    end = at + 1 if piece.kind == "quote" else _extend(draft, at)
    for part in draft.pieces[at:end]:
        part.field = "container-title"
    draft.add(piece.start, _title_end(draft, at, end), "container-title")


def _journal_start(draft: Draft, at: int) -> int:
    """The first of the abbreviated words that a container is made of: "Parasitol. Res." are two pieces."""
    while (
        at
        and not draft.pieces[at - 1].field
        and draft.pieces[at - 1].kind == "text"
        and draft.pieces[at].kind == "text"
    ):
        before = draft.pieces[at].before
        if not (
            before == ":"
            or (before == "." and _is_short(draft, at - 1))
            or (before == "," and draft.pieces[at - 1].before in (".", "?"))
        ):
            break
        at -= 1
    return at


def _is_short(draft: Draft, at: int) -> bool:
    piece = draft.pieces[at]
    return (
        piece.end - piece.start <= 3
        and draft.tokens[piece.start].capital
        and len(draft.tokens[piece.end - 1].text) <= 9
    )


def _unmarked_container(draft: Draft, at: int) -> bool:
    piece = draft.pieces[at]
    if piece.field or piece.kind not in ("text", "quote") or piece.depth:
        return False
    if not draft.title:
        return piece.kind == "text" and _is_periodical_alone(draft, at)
    if piece.kind == "quote":
        return not draft.quoted and piece.before != ":"
    if imprint.is_place(_printed(draft, piece)) or not draft.tokens[piece.start].capital:
        return False
    emphasized = draft.tokens.emphasized[piece.start] and not draft.tokens.emphasized[draft.pieces[0].start]
    if draft.quoted or emphasized:
        return not (
            imprint.is_publisher(draft.tokens, piece.start, piece.end)
            and not imprint.is_journal(draft.tokens, piece.start, piece.end)
        )
    return _is_journal(draft, at)


# --- imprint --------------------------------------------------------------------------------------------------------


def _find_imprint(draft: Draft) -> None:
    """Places by their names, publishers by their words or by standing beside a place."""
    for at, piece in enumerate(draft.pieces):
        if piece.kind == "text" and not piece.field and _place_here(draft, at):
            piece.field = "publisher-place"
            draft.add(piece.start, piece.end, "publisher-place")
    for at, piece in enumerate(draft.pieces):
        if piece.kind == "text" and not piece.field and _publisher_here(draft, at) and not draft.has("publisher"):
            piece.field = "publisher"
            draft.add(piece.start, piece.end, "publisher")
    for at, piece in enumerate(draft.pieces):
        if piece.kind == "text" and not piece.field and _genre_here(draft, piece):
            piece.field = "genre"
            draft.add(piece.start, piece.end, "genre")
        elif (
            piece.kind == "text"
            and not piece.field
            and (
                _is_series(draft, at)
                or (
                    draft.title
                    and imprint.is_series(draft.tokens, piece.start, piece.end)
                    and draft.tokens[piece.start].capital
                )
            )
        ):
            piece.field = "collection-title"
            draft.add(piece.start, piece.end, "collection-title")


def _place_here(draft: Draft, at: int) -> bool:
    piece = draft.pieces[at]
    printed = _printed(draft, piece)
    if imprint.is_place(printed):
        return True
    if imprint.is_state(printed) and at and draft.pieces[at - 1].field == "publisher-place":
        return True
    if (
        not draft.tokens[piece.start].capital
        or piece.end - piece.start > 4
        or imprint.is_publisher(draft.tokens, piece.start, piece.end)
    ):
        return False
    following = draft.pieces[at + 1] if at + 1 < len(draft.pieces) else None
    if following is None or not draft.title:
        return False
    if following.kind == "text" and following.before == ":" and not following.field:
        return True
    return following.before == "" and following.is_atom("issued") and not _dated_volume(draft.pieces[at + 1 :])


def _publisher_here(draft: Draft, at: int) -> bool:
    piece = draft.pieces[at]
    if (
        not (draft.title or draft.container)
        or not draft.tokens[piece.start].kind == "w"
        or piece.end - piece.start > 10
    ):
        return False
    if imprint.is_publisher(draft.tokens, piece.start, piece.end):
        return True
    if not draft.tokens[piece.start].capital:
        return False
    before = draft.pieces[at - 1] if at else None
    after = draft.pieces[at + 1] if at + 1 < len(draft.pieces) else None
    if before and before.field == "publisher-place" and piece.before in (":", ","):
        return after is None or after.kind in ("atom", "number")
    return bool(after and after.field == "publisher-place" and after.before == "," and piece.end - piece.start <= 5)


def _genre_here(draft: Draft, piece: Piece) -> bool:
    words = {draft.tokens.word(i) for i in range(piece.start, piece.end)}
    return draft.title and piece.end - piece.start <= 8 and bool(words & vocabulary("kinds", "thesis"))


# --- numbers --------------------------------------------------------------------------------------------------------


def _find_numbers(draft: Draft) -> None:
    """Volume, issue, page and pinpoint, by the order in which numbers stand."""
    journal = _is_periodical(draft)
    for at, piece in enumerate(draft.pieces):
        if piece.field or piece.kind not in ("number", "atom"):
            continue
        if piece.atom:
            name = _atom_field(draft, at, journal)
        else:
            name = _number_field(draft, at, journal)
        if name:
            piece.field = name
            if name != "issued":
                draft.add(piece.start, piece.end, name)


def _is_periodical(draft: Draft) -> bool:
    """Whether the work stands in a periodical: its container is not a book's (no place, publisher or editor)."""
    if draft.has("publisher", "editor", "publisher-place") or (draft.has("collection-title")):
        return draft.container and any(_is_volume_of_year(draft, i) for i in range(len(draft.pieces)))
    return draft.container


def _is_volume_of_year(draft: Draft, at: int) -> bool:
    """ "8 (1874)", "25(4)": a bare number before a bracket with a number in it."""
    piece = draft.pieces[at]
    after = draft.pieces[at + 1] if at + 1 < len(draft.pieces) else None
    return (
        piece.kind == "number" and after is not None and after.depth > piece.depth and after.kind in ("number", "atom")
    )


def _atom_field(draft: Draft, at: int, journal: bool) -> str:
    piece = draft.pieces[at]
    assert piece.atom is not None  # noqa: S101  (the caller has looked)
    if piece.atom.field == "locator":
        return "page" if (journal or draft.has("container-title")) and not draft.has("page") else "locator"
    if piece.atom.field == "part":
        return "issue" if journal and _counts_issues(draft, piece) and not draft.has("issue") else "locator"
    return piece.atom.field


def _counts_issues(draft: Draft, piece: Piece) -> bool:
    return draft.tokens.word(piece.start) in vocabulary("locators", "issues") and not draft.has("page")


def _number_field(draft: Draft, at: int, journal: bool) -> str:
    piece = draft.pieces[at]
    before = draft.pieces[at - 1] if at else None
    after = draft.pieces[at + 1] if at + 1 < len(draft.pieces) else None
    ranged = piece.end - piece.start > 1
    if piece.depth and before is not None and before.field == "volume" and not draft.has("issue"):
        return "issue"
    if piece.depth and before is not None and before.kind == "number":
        return "issue"
    if (
        not draft.has("volume")
        and not draft.has("page")
        and not (ranged and not journal)
        and _volume_here(draft, piece, before, after, journal)
    ):
        return "volume"
    if (
        journal
        and before is not None
        and before.field == "volume"
        and after is not None
        and not ranged
        and piece.before in (",", ".", "/")
        and not draft.has("issue")
        and (
            after.kind == "number"
            or (after.atom is not None and after.atom.field in ("locator", "issued") and not after.depth)
        )
    ):
        return "issue"
    if (
        journal
        and piece.before == ","
        and before is not None
        and before.field == "volume"
        and after is not None
        and after.depth > piece.depth
    ):
        return "issue"
    if (
        journal
        and after is None
        and before is not None
        and before.field == "container-title"
        and piece.before == ""
        and not draft.has("volume")
        and not _dated_before(draft, at)
    ):
        return "volume"
    if journal and not draft.has("page"):
        return "page"
    return "locator" if draft.title or draft.has("backref", "author") else ""


def _dated_before(draft: Draft, at: int) -> bool:
    """Whether a date stands between title and container, as in law: "(1996) Cambridge Law J. 470"."""
    return any(p.is_atom("issued") and p.depth for p in draft.pieces[:at])


def _volume_here(draft: Draft, piece: Piece, before: Piece | None, after: Piece | None, journal: bool) -> bool:
    if (
        before is not None
        and before.atom is not None
        and before.atom.field == "issued"
        and before.depth > piece.depth
        and after is not None
        and after.kind == "text"
    ):
        return True
    if draft.tokens[piece.start].roman:
        return not (before is not None and before.field == "publisher-place" and after is None)
    if after is None:
        return False
    if before is not None and before.field == "container-title" and _dated_before(draft, draft.pieces.index(piece)):
        return False
    if _follows(after, "number") or (
        after.atom is not None and after.atom.field in ("issue", "issued", "part", "locator")
    ):
        return journal or after.depth > piece.depth
    return False


def _follows(piece: Piece, kind: str) -> bool:
    return piece.kind == kind


# --- dates ----------------------------------------------------------------------------------------------------------


def _find_dates(draft: Draft) -> None:
    """The date right after the authors, else one in brackets, else the last; "1955/1974" are two."""
    dates = [p for p in draft.pieces if p.atom and p.atom.field == "issued" and p.field in ("", "issued")]
    if draft.has("issued") or not dates:
        return
    first = dates[0] if draft.pieces and draft.pieces[0] is dates[0] else None
    bracketed = next((p for p in dates if p.depth), None)
    chosen = first or bracketed or dates[-1]
    found = find_date(draft.tokens, chosen.start, chosen.end)
    if found and found.original_range:
        start, end = found.original_range
        draft.add(start, end, "original-date")
        rest = (end + 1, chosen.end) if start == chosen.start else (end + 1, chosen.end)
        draft.add(rest[0], rest[1], "issued")
        return
    draft.add(chosen.start, chosen.end, "issued")


# --- the result -----------------------------------------------------------------------------------------------------

_TRIMMED = frozenset(",;:([{—–-“”‘’«»„‚\"'`…/") | {"."}


def _trim(tokens: Tokens, start: int, end: int) -> tuple[int, int]:
    """Without marks at either end; a stop stays with an abbreviation, a closing bracket with its opening one."""
    while (
        start < end
        and tokens[start].text in _TRIMMED
        and not (tokens[start].text in "([" and _closed(tokens, start, end))
    ):
        start += 1
    while start < end and _droppable(tokens, start, end):
        end -= 1
    return start, end


def _closed(tokens: Tokens, start: int, end: int) -> bool:
    return tokens.closing.get(start, end) < end - 1


def _droppable(tokens: Tokens, start: int, end: int) -> bool:
    text = tokens[end - 1].text
    if text in ")]":
        return not any(tokens.closing.get(i) == end - 1 for i in range(start, end))
    return text in _TRIMMED


def _finish(draft: Draft, start: int) -> tuple[tuple[Span, ...], int]:
    tokens = draft.tokens
    kept = sorted(draft.spans)
    last = max((end for _, end, _ in kept), default=start)
    return tuple(Span(tokens[a].start, tokens[b - 1].end, name) for a, b, name in kept), last


def _printed(draft: Draft, piece: Piece) -> str:
    return draft.tokens.printed(piece.start, piece.end)


def names_anonymous(tokens: Tokens, at: int, stop: int) -> int:
    """Past "AA. VV." and its like; `at` where there is none."""
    return tokens.phrase(phrases("people", "various"), at, stop)
