"""Where in a note its citations stand: several in a row, in sentences beside commentary, or named in prose."""

from __future__ import annotations

from dataclasses import dataclass

from citecheck.parse.atoms import Marked
from citecheck.parse.looks import Look, look
from citecheck.parse.mentions import find_mentions, is_title_like
from citecheck.parse.parts import parts
from citecheck.parse.runs import find_names
from citecheck.parse.sentences import sentences
from citecheck.parse.signals import find_signal, past_label, past_signals
from citecheck.parse.tokens import Tokens
from citecheck.parse.wholes import (
    awaits_title,
    has_early_date,
    is_closed,
    is_whole,
    lacks_title,
    only_pages,
    opens_title,
)
from citecheck.parse.words import vocabulary

_SHORT = 12  # tokens of a rest such as "Cambridge: MIT Press, 1990"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Tokens `start` to `end` that hold one citation, led to by those from `signal` on."""

    start: int
    end: int
    signal: int


def split(tokens: Marked, start: int = 0, stop: int | None = None) -> list[Stretch]:
    """The stretches of a note that hold one citation each, in order."""
    stop = len(tokens) if stop is None else stop
    first = past_label(tokens, start, stop)
    found: list[Stretch] = []
    for begin, end in parts(tokens, first, stop):
        found.extend(_group(tokens, begin, end))
    return [s for s in found if s.start < s.end]


def _group(tokens: Marked, start: int, stop: int) -> list[Stretch]:
    """The stretches of a part: its sentences, those of one citation taken together, those of prose searched."""
    found: list[Stretch] = []
    current: Stretch | None = None
    for begin, end in sentences(tokens, start, stop):
        lead = _past_lead(tokens, past_label(tokens, begin, end) if begin > start else begin, end)
        here, kind = Stretch(lead, end, begin), look(tokens, lead, end, first=current is None)
        if current and _goes_on(tokens, current, kind, here):
            current = Stretch(current.start, end, current.signal)
            continue
        found.extend([current] if current else [])
        current = None
        if kind is Look.PROSE:
            found.extend(_in_prose(tokens, begin, end))
        elif kind is not Look.BARE or _stands_alone(tokens, here, start, stop):
            current = here
    return [*found, current] if current else found


def _past_lead(tokens: Marked, start: int, stop: int) -> int:
    """Past what leads to the first reference of a sentence: signals, or all up to a signal or to an author with a year.

    "Zum Konzept der ... vgl. Luhmann 1980": no date, page or mark stands in what is passed over.
    """
    lead = past_signals(tokens, start, stop)
    if lead > start or _opens_with_names(tokens, start, stop):
        return lead
    for at in range(start, stop):
        if at > start and tokens.holds(at, "issued"):
            return _dated_author(tokens, start, at)
        if (tokens.held[at] and tokens.quoted[at] < 0) or tokens.depth[at] > tokens.depth[start]:
            return start
        if tokens.quoted[at] < 0 and not tokens.emphasized[at] and (end := find_signal(tokens, at, stop)) > at:
            return max(past_signals(tokens, at, stop), end)
    return start


def _opens_with_names(tokens: Marked, start: int, stop: int) -> bool:
    run = find_names(tokens, start, stop)
    return run is not None and run.end < stop and tokens[run.end].text in ",:.("


def _dated_author(tokens: Tokens, start: int, at: int) -> int:
    """Where the names right before a year begin, if a small word leads to them ("bei Gessner 1976"); else `start`."""
    for begin in range(max(start + 1, at - 8), at):
        if _may_lead_to_name(tokens, begin - 1):
            run = find_names(tokens, begin, at)
            if run and run.end >= at:
                return begin
    return start


def _may_lead_to_name(tokens: Tokens, at: int) -> bool:
    """A preposition, a verb or another small word, in lower case: "bei Gessner 1976", "zeigt Sarat 1976"."""
    word = tokens[at].text
    known = (("stopwords",), ("prose", "words"), ("speech", "verbs"), ("signals", "lead"))
    return (
        word.islower() and word not in vocabulary("people", "and") and any(word in vocabulary(*keys) for keys in known)
    )


def _goes_on(tokens: Marked, current: Stretch, kind: Look, here: Stretch) -> bool:
    """Whether a sentence belongs to the citation that is open."""
    if is_whole(tokens, current.start, current.end):
        return kind in (Look.TITLED, Look.BARE) and _adds(tokens, current, kind, here)
    bare = lacks_title(tokens, current.start, current.end)
    if kind is Look.NAMED:
        return bare or not has_early_date(tokens, here.start, here.end)
    if kind is Look.PROSE:
        return awaits_title(tokens, current.start, current.end)
    return kind is not Look.BACK


def _adds(tokens: Marked, current: Stretch, kind: Look, here: Stretch) -> bool:
    """Whether a sentence adds to a whole citation: to one that is not closed, or pages, or a rest without a title."""
    if here.start > here.signal:
        return only_pages(tokens, here.start, here.end)
    if not is_closed(tokens, current.end):
        return True
    if kind is Look.BARE:
        return here.end - here.start <= _SHORT and tokens.quoted[here.start] < 0
    return only_pages(tokens, here.start, here.end) or not opens_title(tokens, here.start, here.end)


def _stands_alone(tokens: Marked, here: Stretch, first: int, last: int) -> bool:
    """Whether a bare text is a title: the first sentence or led to by a signal, and written like one."""
    if here.signal > first and here.signal == here.start:
        return False
    return (here.end >= last or tokens[here.end - 1].text == ".") and is_title_like(tokens, here.start, here.end)


def _in_prose(tokens: Marked, start: int, stop: int) -> list[Stretch]:
    """The works that a sentence of prose names; those in brackets and after signals are split in their turn."""
    found: list[Stretch] = []
    for mention in find_mentions(tokens, start, stop):
        if mention.inner:
            found.extend(split(tokens, mention.start, mention.end))
        else:
            found.append(Stretch(mention.start, mention.end, mention.signal))
    return found
