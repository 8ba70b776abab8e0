"""Where in a note its citations stand: several in a row, in sentences beside commentary, or named in running prose."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from functools import cache

from citecheck.parse.archives import archive_end
from citecheck.parse.atoms import Marked
from citecheck.parse.mentions import find_mentions, is_letter, is_title_like
from citecheck.parse.persons import FAIR, STRONG
from citecheck.parse.runs import find_names
from citecheck.parse.sentences import prose_words, sentences
from citecheck.parse.signals import find_signal, past_label, past_signals
from citecheck.parse.tokens import Tokens
from citecheck.parse.words import bare, vocabulary

_EVIDENCE = frozenset(
    ("issued", "locator", "part", "volume", "issue", "DOI", "URL", "ISBN", "backref", "edition", "note")
)
_AND = frozenset(("e", "ed", "and", "und", "et", "y", "и"))
_DASHES = frozenset("-–—")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Tokens `start` to `end` that hold one citation, led to by those from `signal` on."""

    start: int
    end: int
    signal: int


class Look(Enum):
    """What a sentence seems to be."""

    BACK = auto()  # begins with the mark of a back reference
    NAMED = auto()  # begins with authors and a title
    TITLED = auto()  # begins with a title and has dates, pages or the like
    BARE = auto()  # a title and nothing else, or a rest ("Cambridge: MIT Press")
    PROSE = auto()


def split(tokens: Marked, start: int = 0, stop: int | None = None) -> list[Stretch]:
    """The stretches of a note that hold one citation each, in order."""
    stop = len(tokens) if stop is None else stop
    first = past_label(tokens, start, stop)
    found: list[Stretch] = []
    for begin, end in _parts(tokens, first, stop):
        found.extend(_group(tokens, begin, end))
    return [s for s in found if s.start < s.end]


# --- parts: at semicolons and dashes between works ------------------------------------------------------------------


def _parts(tokens: Marked, start: int, stop: int) -> list[tuple[int, int]]:
    found, first, base = [], start, tokens.depth[start] if start < stop else 0
    at = start
    while at < stop:
        word = tokens.word(at)
        if (
            (word not in _parting() and word not in "([")
            or tokens.depth[at] > base
            or tokens.quoted[at] >= 0
            or tokens.emphasized[at]
        ):
            at += 1
            continue
        if at in tokens.closing and tokens.closing[at] < stop and _is_remark(tokens, first, at):
            found += [(first, at), (at + 1, tokens.closing[at])]
            at = first = tokens.closing[at] + 1
        elif _parts_here(tokens, first, at, stop):
            found.append((first, at))
            first = at + 1 if tokens[at].kind == "p" else at
        at += 1
    return [*found, (first, stop)]


@cache
def _parting() -> frozenset[str]:
    """The tokens at which a note may be parted: semicolon, dashes, "and" and the first words of signals."""
    return _DASHES | {";"} | _AND | {bare(phrase)[0] for phrase in vocabulary("signals", "inner")}


def _is_remark(tokens: Marked, first: int, at: int) -> bool:
    """Whether a bracket after a whole reference cites another: "(Thiriet, Regestes II, p. 163)", "(cfr. G. Leti, ...)"."""
    inside = past_signals(tokens, at + 1, tokens.closing[at])
    run = find_names(tokens, inside, tokens.closing[at])
    named = run is not None and run.end < tokens.closing[at] and tokens[run.end].text in ",:"
    paged = any(a.field in ("locator", "part", "volume") for a in tokens.within(inside, tokens.closing[at]))
    return named and paged and _is_whole(tokens, first, at)


def _parts_here(tokens: Marked, first: int, at: int, stop: int) -> bool:
    text = tokens[at].text
    if text == ";":
        return _semicolon_parts(tokens, first, at, stop)
    if text in _DASHES and tokens.spaced(at) and at + 1 < stop and tokens.spaced(at + 1):
        before = tokens.held[at - 1] if at > first else None
        opens = tokens[at + 1].capital or tokens.quoted[at + 1] >= 0
        ended = before is not None or (at > first and tokens[at - 1].text == ".")
        return bool(
            ended
            and opens
            and tokens.held[at] is None
            and at + 2 < stop
            and (tokens[at + 2].kind == "w" or tokens.quoted[at + 1] >= 0 or tokens[at + 2].text == ".")
        )
    if text == "—" and at > first and tokens[at - 1].text in ".?!”" and at + 1 < stop and tokens[at + 1].capital:
        return True
    if (
        find_signal(tokens, at, stop) > at
        and at > first
        and (tokens[at - 1].text in ",(;" or tokens.word(at) not in ("see", "in", "ver", "nach"))
    ):
        return _is_whole(tokens, first, at) and not _only_pages(tokens, find_signal(tokens, at, stop), stop)
    return tokens.word(at) in _AND and _and_parts(tokens, at, stop)


def _semicolon_parts(tokens: Marked, first: int, at: int, stop: int) -> bool:
    """A semicolon parts works if what stands before it is whole, or a new one opens after it; never names from names."""
    if at + 1 >= stop or tokens[at + 1].kind == "n":
        return False
    ahead = past_signals(tokens, at + 1, stop)
    while ahead < stop and tokens.word(ahead) in vocabulary("people", "and"):
        ahead += 1
    follows = find_names(tokens, ahead, stop)
    if _names_end_at(tokens, first, at):
        return not (follows is not None and follows.people[0].inverted)
    if ahead > at + 1 and tokens.word(at + 1) not in vocabulary("people", "and"):
        return True
    begin = past_signals(tokens, first, at)
    if _is_whole(tokens, begin, at):
        return True
    mark = tokens.held[ahead] if ahead < stop else None
    if mark and mark.field == "backref":
        return True
    run = find_names(tokens, begin, at)
    opened = follows is not None and follows.end < stop and tokens[follows.end].text in ",:"
    if run is None or follows is None or not opened:
        return bool(any(a.field in _EVIDENCE for a in tokens.within(first, at)) and run is None)
    return not _lacks_title(tokens, begin, at)


def _names_end_at(tokens: Tokens, first: int, at: int) -> bool:
    """Whether family-first names stand right before a semicolon: "in: Blankenburg, Erhard ; Klausa, Ekkehard"."""
    for begin in range(at - 2, max(first, at - 9) - 1, -1):
        if begin > first and tokens[begin - 1].text not in ":.;(" and tokens.word(begin - 1) not in ("in", "by"):
            continue
        run = find_names(tokens, begin, min(at + 2, len(tokens)))
        if run and any(p.end == at and p.inverted for p in run.people):
            return True
    return False


def _and_parts(tokens: Marked, at: int, stop: int) -> bool:
    """ "pag. 179 e O. Bertolini, ...": an "and" between a page and a full name."""
    before = at - 1
    while before > 0 and tokens[before].text == ",":
        before -= 1
    atom = tokens.held[before] if before >= 0 else None
    if atom is None or atom.field not in ("locator", "part", "backref") or at + 1 >= stop:
        return False
    follows = find_names(tokens, at + 1, stop)
    return (
        follows is not None and follows.strength == STRONG and follows.end < stop and tokens[follows.end].text in ",:"
    )


# --- groups: sentences that make up one citation --------------------------------------------------------------------


def _group(tokens: Marked, start: int, stop: int) -> list[Stretch]:
    found: list[Stretch] = []
    open_at: tuple[int, int, int] | None = None  # signal, start, end
    for begin, end in sentences(tokens, start, stop):
        lead = _past_lead(tokens, past_label(tokens, begin, end) if begin > start else begin, end)
        look = _look(tokens, lead, end, first=open_at is None)
        if open_at and _goes_on(tokens, open_at, look, begin, lead, end):
            open_at = (open_at[0], open_at[1], end)
            continue
        if open_at:
            found.append(Stretch(open_at[1], open_at[2], open_at[0]))
            open_at = None
        if look is Look.PROSE:
            found.extend(_in_prose(tokens, begin, end))
        elif look is not Look.BARE or _stands_alone(tokens, lead, end, start, stop, begin):
            open_at = (begin, lead, end)
    if open_at:
        found.append(Stretch(open_at[1], open_at[2], open_at[0]))
    return found


def _past_lead(tokens: Marked, start: int, stop: int) -> int:
    """Past the words that lead to the first reference of a sentence: signals, or all up to a signal or an author with a year.

    "Zum Konzept der ... vgl. Luhmann 1980": no date, page or mark stands in what is passed over.
    """
    lead = past_signals(tokens, start, stop)
    if lead > start or (run := find_names(tokens, start, stop)) and run.end < stop and tokens[run.end].text in ",:.(":
        return lead
    for at in range(start, stop):
        if at > start and tokens.held[at] and tokens.held[at].field == "issued":  # type: ignore[union-attr]
            return _dated_author(tokens, start, at)
        if (tokens.held[at] and tokens.quoted[at] < 0) or tokens.depth[at] > tokens.depth[start]:
            return start
        if tokens.quoted[at] < 0 and not tokens.emphasized[at] and (end := find_signal(tokens, at, stop)) > at:
            return past_signals(tokens, at, stop) if past_signals(tokens, at, stop) > at else end
    return start


def _dated_author(tokens: Tokens, start: int, at: int) -> int:
    """Where the names right before a year begin, if a lower-case word leads to them ("bei Gessner 1976"); else `start`."""
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


def _look(tokens: Marked, start: int, stop: int, *, first: bool) -> Look:
    if start >= stop:
        return Look.BARE
    if is_letter(tokens, start, stop) or archive_end(tokens, start, stop) > start:
        return Look.NAMED
    evidence = [a for a in tokens.within(start, stop) if a.field in _EVIDENCE]
    if evidence and evidence[0].field == "backref" and evidence[0].start <= start + 1:
        return Look.BACK
    prose = prose_words(tokens, start, stop)
    run = find_names(tokens, start, stop)
    if (
        run
        and run.end >= stop - 1
        and (run.strength >= FAIR or first)
        and tokens[stop - 1].text == "."
        and stop < len(tokens)
    ):
        return Look.NAMED
    if run and _is_head(tokens, run.end, stop, run.strength, prose):
        if any(a.field == "backref" for a in evidence):
            return Look.BACK
        if evidence or run.strength >= FAIR or prose == 0:
            return Look.NAMED if run.end < stop - 1 or evidence else Look.BARE
    if prose >= 2 or (prose and not evidence) or (prose and _far(tokens, evidence[0].start, start)):
        return Look.PROSE
    if evidence and (
        tokens[start].capital or tokens.quoted[start] >= 0 or tokens[start].kind == "n" or tokens[start].text in "(["
    ):
        return Look.TITLED
    if evidence and not first:
        return Look.BARE
    if evidence:
        return Look.TITLED if tokens.emphasized[start] or len(evidence) > 1 or stop - start < 12 else Look.PROSE
    return Look.BARE


def _is_head(tokens: Marked, end: int, stop: int, strength: int, prose: int) -> bool:
    """Whether names open a reference and are not the subject of a sentence."""
    if end >= stop:
        return strength == STRONG
    token = tokens[end]
    if tokens.held[end]:
        return True
    if token.kind == "w" and not token.capital and not tokens.emphasized[end]:
        return tokens.word(end) in vocabulary("people", "editor_after") or (
            strength == STRONG and tokens.word(end) == "in" and prose == 0
        )
    if strength == STRONG:
        return prose < 2 or token.text in ",:.(“‘«"
    return token.text in ',:.(/“‘«"„' and prose <= 1


def _far(tokens: Tokens, at: int, start: int) -> bool:
    """Whether more than a dozen words stand before a place."""
    return sum(tokens[i].kind == "w" for i in range(start, at)) > 12


def _goes_on(tokens: Marked, open_at: tuple[int, int, int], look: Look, begin: int, lead: int, end: int) -> bool:
    """Whether a sentence belongs to the citation that is open."""
    _, start, stop = open_at
    if not _is_whole(tokens, start, stop):
        if look is Look.NAMED and _has_early_date(tokens, lead, end) and not _lacks_title(tokens, start, stop):
            return False
        return look is not Look.BACK and (look is not Look.PROSE or _awaits_title(tokens, start, stop))
    if look in (Look.BACK, Look.PROSE, Look.NAMED):
        return False
    if lead == begin and not _is_closed(tokens, stop):
        return True
    if lead > begin:
        return _only_pages(tokens, lead, end)
    if look is Look.BARE:
        return end - begin <= 12 and not tokens.quoted[begin] >= 0
    return _only_pages(tokens, begin, end) or not _opens_title(tokens, begin, end)


def _is_closed(tokens: Marked, stop: int) -> bool:
    """Whether a stretch ends in a date, a page, a number or a bracket, so that its last sentence is no subtitle's start."""
    at = stop - 1
    while at > 0 and tokens[at].text in ".,;":
        at -= 1
    return tokens.held[at] is not None or tokens[at].kind == "n" or tokens[at].text in ")]" or tokens.quoted[at] >= 0


def _has_early_date(tokens: Marked, start: int, stop: int) -> bool:
    """Whether names and a date right after them begin a stretch, as in a list by author and year."""
    run = find_names(tokens, start, stop)
    if run is None or run.strength < FAIR:
        return False
    at = run.end
    while at < stop and tokens[at].text in ",.(":
        at += 1
    return at < stop and tokens.held[at] is not None and tokens.held[at].field == "issued"  # type: ignore[union-attr]


def _is_whole(tokens: Marked, start: int, stop: int) -> bool:
    """Whether a stretch has a title and a date, page or address, so that what follows may be another work."""
    run = find_names(tokens, start, stop)
    head = run.end if run else start
    for atom in tokens.within(head, stop):
        if atom.field in ("locator", "volume", "part", "URL", "DOI", "backref", "issue"):
            return True
        if atom.field == "issued":
            between = sum(tokens[i].kind == "w" for i in range(head, atom.start))
            if between >= 2 or (not run and between):
                return True
    return False


def _lacks_title(tokens: Marked, start: int, stop: int) -> bool:
    """Whether a stretch is but names and perhaps a year."""
    run = find_names(tokens, start, stop)
    if run is None:
        return False
    return not any(tokens[i].kind == "w" and tokens.held[i] is None for i in range(run.end, stop))


def _awaits_title(tokens: Marked, start: int, stop: int) -> bool:
    """Whether a stretch is surely names, so that even a sentence with verbs is their title."""
    run = find_names(tokens, start, stop)
    return run is not None and run.strength >= FAIR and _lacks_title(tokens, start, stop)


def _only_pages(tokens: Marked, start: int, stop: int) -> bool:
    """Further pinpoints, "See also pp. 148, 149.": nothing but numbers with their words."""
    held = [i for i in range(start, stop) if tokens[i].kind != "p"]
    return bool(held) and all(
        tokens.held[i] is not None or tokens.word(i) in ("and", "also", "und", "et", "e") for i in held
    )


def _opens_title(tokens: Marked, start: int, stop: int) -> bool:
    """Whether a sentence begins with words that are a title of their own: a word or more before the first date or page."""
    held = [a for a in tokens.within(start, stop) if a.field in ("locator", "issued", "part", "volume")]
    words = sum(tokens[i].kind == "w" for i in range(start, held[0].start)) if held else 0
    return (words >= 1 and any(a.field in ("locator", "part") for a in held)) or (
        words > 2 and any(a.field == "issued" for a in held)
    )


def _stands_alone(tokens: Marked, start: int, stop: int, first: int, last: int, begin: int) -> bool:
    """Whether a bare text is a title: the whole part, and written like one."""
    if begin > first and begin == start:
        return False
    if stop < last and not tokens[stop - 1].text == ".":
        return False
    return is_title_like(tokens, start, stop)


def _in_prose(tokens: Marked, start: int, stop: int) -> list[Stretch]:
    found: list[Stretch] = []
    for mention in find_mentions(tokens, start, stop):
        if mention.inner:
            found.extend(split(tokens, mention.start, mention.end))
        else:
            found.append(Stretch(mention.start, mention.end, mention.signal))
    return found
