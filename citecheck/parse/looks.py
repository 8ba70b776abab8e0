"""What a sentence of a note seems to be: a reference, part of one, or prose."""

from __future__ import annotations

from enum import Enum, auto

from citecheck.parse.archives import archive_end
from citecheck.parse.atoms import Marked
from citecheck.parse.mentions import is_letter
from citecheck.parse.persons import FAIR, STRONG
from citecheck.parse.runs import Run, find_names
from citecheck.parse.sentences import prose_words
from citecheck.parse.tokens import Tokens
from citecheck.parse.words import vocabulary

EVIDENCE = frozenset(
    ("issued", "locator", "part", "volume", "issue", "DOI", "URL", "ISBN", "backref", "edition", "note")
)
_SHORT = 12  # tokens


class Look(Enum):
    """What a sentence seems to be."""

    BACK = auto()  # begins with the mark of a back reference
    NAMED = auto()  # begins with authors and a title
    TITLED = auto()  # begins with a title and has dates, pages or the like
    BARE = auto()  # a title and nothing else, or a rest ("Cambridge: MIT Press")
    PROSE = auto()


def look(tokens: Marked, start: int, stop: int, *, first: bool) -> Look:
    """What the sentence in a range seems to be; `first`: whether no citation is open before it."""
    if start >= stop:
        return Look.BARE
    if is_letter(tokens, start, stop) or archive_end(tokens, start, stop) > start:
        return Look.NAMED
    evidence = [a for a in tokens.within(start, stop) if a.field in EVIDENCE]
    if evidence and evidence[0].field == "backref" and evidence[0].start <= start + 1:
        return Look.BACK
    prose = prose_words(tokens, start, stop)
    named = _look_of_names(tokens, start, stop, prose, first=first)
    if named:
        return named
    if prose >= 2 or (prose and not evidence) or (prose and _is_far(tokens, evidence[0].start, start)):
        return Look.PROSE
    return _look_of_title(tokens, start, stop, len(evidence), first=first) if evidence else Look.BARE


def _look_of_names(tokens: Marked, start: int, stop: int, prose: int, *, first: bool) -> Look | None:
    """What a sentence is that names open; None where they open no reference."""
    run = find_names(tokens, start, stop)
    if run is None:
        return None
    if _is_only_names(tokens, run, stop, first=first):
        return Look.NAMED
    if not _is_head(tokens, run, stop, prose):
        return None
    evidence = [a.field for a in tokens.within(start, stop) if a.field in EVIDENCE]
    if "backref" in evidence:
        return Look.BACK
    if not (evidence or run.strength >= FAIR or prose == 0):
        return None
    return Look.NAMED if evidence or run.end < stop - 1 else Look.BARE


def _look_of_title(tokens: Marked, start: int, stop: int, evidence: int, *, first: bool) -> Look:
    """What a sentence is that has dates, pages or the like and no names at its head."""
    token = tokens[start]
    if token.capital or tokens.quoted[start] >= 0 or token.kind == "n" or token.text in "([":
        return Look.TITLED
    if not first:
        return Look.BARE
    short = stop - start < _SHORT
    return Look.TITLED if tokens.emphasized[start] or evidence > 1 or short else Look.PROSE


def _is_only_names(tokens: Marked, run: Run, stop: int, *, first: bool) -> bool:
    """Whether a sentence is names and its stop, as in lists: "Dan Gusfield. Algorithms on Strings ..."."""
    ended = run.end >= stop - 1 and tokens[stop - 1].text == "." and stop < len(tokens)
    return ended and (run.strength >= FAIR or first)


def _is_head(tokens: Marked, run: Run, stop: int, prose: int) -> bool:
    """Whether names open a reference and are not the subject of a sentence."""
    strong = run.strength == STRONG
    if run.end >= stop:
        return strong
    token = tokens[run.end]
    if tokens.held[run.end]:
        return True
    if token.kind == "w" and not token.capital and not tokens.emphasized[run.end]:
        edited = token.lower in vocabulary("people", "editor_after")
        return edited or (strong and token.lower == "in" and prose == 0)
    return (strong and prose < 2) or (token.text in ',:.(/“‘«"„' and (strong or prose <= 1))


def _is_far(tokens: Tokens, at: int, start: int) -> bool:
    """Whether more than a dozen words stand before a place."""
    return sum(tokens[i].kind == "w" for i in range(start, at)) > 12
