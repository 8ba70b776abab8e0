"""Works that a note only talks about: "Miles Davis's *Kind of Blue*", "in her book *X* she argues".

A work is cited where the note sends the reader to it: with a pinpoint, an imprint, a year beside the title, "author,
title", a signal, brackets around it, or by saying nothing else. Of the rest nobody can tell: it is a mention.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from citecheck.model import UNSURE, Span, Text
from citecheck.parse.identifiers import identify
from citecheck.parse.pages import is_pinpoint
from citecheck.parse.tag import Tagged
from citecheck.parse.words import bare, vocabulary

_LIKELY = 0.5  # a field tells something if it is rather right than wrong
# Their form is their own: they count at any confidence.
_CERTAIN = frozenset(("locator", "page", "backref", "DOI", "ISBN", "ISSN"))
_IMPRINT = frozenset(("publisher", "publisher-place", "volume", "issue", "edition", "archive", "number-of-volumes"))
_TITLES = frozenset(("title", "container-title"))
_DATES = frozenset(("issued", "original-date"))
_IN_A_ROW = frozenset(pair for title in _TITLES for pair in (("author", title), (title, "URL")))
_LEAD = 40  # characters before a work in which it is said who publishes
_FAR = 15  # words at most between a signal and the work it leads to
_REMARK = 4  # words at most behind a reference that stands for itself: "abridged", "my translation"
_NEAR = 4  # words before a work in which it may be called a book or an album

_WORD = re.compile(r"[^\W\d_]+(?:[.'’-](?=[^\W\d_])[^\W\d_]+)*")
# The end of a sentence or clause. A stop ends one before a capital or number, but not behind an initial or "cf."; so
# does a bracket that opens here and closes elsewhere, or the other way round.
_END = re.compile(
    r"(?:\b(?P<word>[^\W_]+))?[.!?…][”’\"')\]]*(?:\s+(?=\W?[^\W_a-z])|\s*\Z)|[;:()\[\]—]|[.,]?[”»]\s+(?=[A-ZÀ-Þ“«])"
)
_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_QUOTED = re.compile(r"[“„«\"][^“”„«»\"]*[”“»\"]")
# The rest of a quotation in which a title stands: a word or two, where the network has ended the title early.
_REST = re.compile(r"[^“”„«»\"‘]{0,30}?[”“»\"’'](?!\w)")
_MARKS = re.compile(r"[^\w\s.'’-]")
_LENGTHS = (4, 3, 2, 1)  # words of a phrase, the longest first
_OPENING, _CLOSING = "“„«‘‹\"'", "”“»’›\"'"


def part_mentions(text: Text, tagged: Sequence[Tagged]) -> tuple[Tagged, ...]:
    """What a note cites and what it only mentions, the latter marked; what is no work at all is left out."""
    tagged = [one for one in tagged if not _names_publisher(text.plain, one)]
    if all(_is_reference(text.plain, one) for one in tagged):
        return tuple(_cited(one) for one in tagged)
    found = []
    for clause in _clauses(text.plain, tagged):
        pointed, whole = False, _is_whole(text, clause)
        for place, one in enumerate(clause.tagged):
            before = clause.gaps[place]
            pointed = _points(before) or (pointed and _joins(before))
            is_work = one.mentioned or _is_work(text, one)
            named = not one.mentioned and _is_cited(text, clause, place, whole)  # the network may know better
            pointed = _is_reference(text.plain, one) or (is_work and (pointed or named))
            if pointed or is_work:
                found.append(_cited(one) if pointed else replace(one, mentioned=True))
    return tuple(found)


def _cited(one: Tagged) -> Tagged:
    return replace(one, mentioned=False) if one.mentioned else one


def _names_publisher(plain: str, one: Tagged) -> bool:
    """Whether a sentence leads to a publisher, not to a work: "his works are published by G. P. Putnam’s Sons"."""
    start = one.spans[0].start
    words = _words(plain[max(0, start - _LEAD) : start])
    return any(" ".join(words[-length:]) in vocabulary("mentions", "publishers") for length in (3, 2))


def _is_reference(plain: str, one: Tagged) -> bool:
    """Whether its fields are those of a reference: nobody prints a page or a publisher in passing."""
    return any(
        span.field in _CERTAIN
        or (span.field in _IMPRINT and span.confidence >= UNSURE)
        or (span.field == "note" and _is_number(plain[span.start : span.end]))
        for span in one.spans
    )


def _is_number(note: str) -> bool:
    """A pinpoint or an identifier that the network has no name for."""
    return is_pinpoint(note) or identify("note", note) is not None


# --- the words around -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Clause:
    """Works that no end of a clause parts. `gaps`: its words before the fields of each and behind those of the last."""

    tagged: tuple[Tagged, ...]
    gaps: tuple[str, ...]

    def words(self, plain: str, place: int) -> list[str]:
        """What may say what a work is: words near before it, in small letters at its head, and between its fields."""
        one = self.tagged[place]
        head = _WORD.findall(plain[one.spans[0].start : one.spans[0].end])[:_NEAR]
        return [*_words(self.gaps[place])[-_NEAR:], *filter(str.islower, head), *_words(_unlabelled(plain, one))]


def _clauses(plain: str, tagged: Sequence[Tagged]) -> Iterator[_Clause]:
    edges = [0, *(edge for one in tagged for edge in (one.spans[0].start, _end(plain, one))), len(plain)]
    gaps = [_ASIDE.sub(" ", plain[start:end]) for start, end in zip(edges[::2], edges[1::2], strict=True)]
    works: list[Tagged] = []
    between = [_last(gaps[0])]
    for one, gap in zip(tagged, gaps[1:], strict=True):
        works.append(one)
        if (end := _first_end(gap)) is None and one is not tagged[-1]:
            between.append(gap)
            continue
        yield _Clause(tuple(works), (*between, gap[:end]))
        works, between = [], [_last(gap)]


def _end(plain: str, one: Tagged) -> int:
    """Where its last field ends, with the quotation marks or bracket that close it."""
    start, end = one.spans[0].start, _end_of_quotation(plain, one.spans[-1]) or one.spans[-1].end
    closes = plain.startswith(")", end) and plain.count("(", start, end) > plain.count(")", start, end)
    return end + closes


def _first_end(gap: str) -> int | None:
    return next((found.start() + len(found["word"] or "") for found in _END.finditer(gap) if _ends(found)), None)


def _last(gap: str) -> str:
    """What stands behind the last end of a clause."""
    ends = [found.end() for found in _END.finditer(gap) if _ends(found)]
    return gap[ends[-1] :] if ends else gap


def _ends(found: re.Match[str]) -> bool:
    """No stop of an abbreviation: "cf.", "e.g.", an initial."""
    word = found["word"]
    return word is None or (len(word) != 1 and word.lower() not in vocabulary("abbreviations"))


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]


def _unlabelled(plain: str, one: Tagged) -> str:
    """What stands between the fields of a citation."""
    return " ".join(plain[first.end : second.start] for first, second in pairwise(one.spans))


# --- what points to a work ------------------------------------------------------------------------------------------


def _points(before: str) -> bool:
    """Whether words send the reader to the work behind them; a person who sees ("we see") sends nobody."""
    words = bare(_MARKS.sub(" | ", before))[-_FAR:]
    for at in range(len(words)):
        for phrase in (words[at : at + length] for length in _LENGTHS):
            if " ".join(phrase) in vocabulary("mentions", "pointers") and (
                len(phrase) > 1 or at == 0 or words[at - 1] == "|" or words[at - 1] in _leads()
            ):
                return True
    return False


def _joins(between: str) -> bool:
    """Whether a gap lists one work after another: "X and Y"."""
    words = _bare(between)
    at = 0
    while at < len(words):
        lengths = (length for length in _LENGTHS if " ".join(words[at : at + length]) in _leads())
        at += (length := next(lengths, 0))
        if not length:
            return False
    return True


def _bare(text: str) -> list[str]:
    """The words of a text without marks and numbers, to be looked up as phrases."""
    return [word for word in bare(_MARKS.sub(" ", text)) if not word.isdigit()]


@cache
def _leads() -> frozenset[str]:
    return frozenset(" ".join(bare(phrase)) for phrase in vocabulary("signals", "lead"))


def _is_cited(text: Text, clause: _Clause, place: int, whole: bool) -> bool:
    one = clause.tagged[place]
    if _is_told(text.plain, one):
        return False
    if _is_named(text.plain, clause, place) or whole:
        return True
    return _is_dated(text.plain, clause, place) and not any(_is_misread(text, span) for span in one.spans)


def _is_told(plain: str, one: Tagged) -> bool:
    """What somebody told the author: "A. Weber (p.c. 2015)"."""
    inside = " ".join(bare(_unlabelled(plain, one)))
    return any(" ".join(bare(phrase)) in inside for phrase in vocabulary("mentions", "told"))


def _is_named(plain: str, clause: _Clause, place: int) -> bool:
    """Author and title, or title and address, as in a reference, with a mark and no word between them: "Hill, World".

    The network may have missed the author, who then stands alone before the title.
    """
    one = clause.tagged[place]
    likely = [span for span in one.spans if span.confidence >= _LIKELY]
    if any(
        (first.field, second.field) in _IN_A_ROW and _is_parted(plain, first, second)
        for first, second in pairwise(likely)
    ):
        return True
    if not likely or likely[0].field not in _TITLES:
        return False
    return _is_name(plain[one.start : likely[0].start]) or (place == 0 and _is_name(clause.gaps[0]))


def _is_parted(plain: str, author: Span, title: Span) -> bool:
    between = plain[author.end : title.start]
    inverted = plain[author.end - 1] == "." and "," in plain[author.start : author.end]
    return not any(map(str.isalnum, between)) and (inverted or any(mark in between for mark in ",.:("))


def _is_name(before: str) -> bool:
    """Whether words are names and a comma or colon: "Scholz and Weber, “"."""
    names = before.strip(" \t\n" + _OPENING)
    words = _WORD.findall(names)
    return (
        names[-1:] in (",", ":")
        and 0 < len(words) <= _NEAR
        and all(
            (word[0].isupper() and word.lower() not in vocabulary("prose", "openers"))
            or word in vocabulary("people", "and")
            for word in words
        )
    )


def _is_dated(plain: str, clause: _Clause, place: int) -> bool:
    """A year beside title, periodical or author, or with nothing but "published in" between them."""
    one = clause.tagged[place]
    near = set(clause.words(plain, place))
    if near & vocabulary("mentions", "others"):
        return False
    between = vocabulary("mentions", "dated", "always")
    if near & vocabulary("kinds", "work_nouns"):
        between |= vocabulary("mentions", "dated", "noun")
    likely = [span for span in one.spans if span.confidence >= _LIKELY]
    return any(
        (second.field in _DATES) != (first.field in _DATES)
        and not {first.field, second.field} & {"URL", "note"}
        and ((words := " ".join(_bare(plain[first.end : second.start]))) in between or not words)
        for first, second in pairwise(likely)
    )


def _is_whole(text: Text, clause: _Clause) -> bool:
    """Whether the clause is made of works and little else: a list of titles, an address, a title and a remark."""
    *before, behind = clause.gaps
    return (
        all(map(_joins, before))
        and (clause.tagged[-1].spans[-1].field == "URL" or _is_remark(behind.lstrip(_CLOSING)))
        and not any(_is_prose(_words(_unlabelled(text.plain, one))) for one in clause.tagged)
        and not any(_is_statement(text, span) for one in clause.tagged for span in one.spans if span.field in _TITLES)
    )


def _is_remark(behind: str) -> bool:
    """Whether the words behind a reference may go with it: few, parted from it by a mark, and no sentence."""
    words = _words(behind)
    return not words or (len(words) <= _REMARK and not behind.lstrip()[0].isalnum() and not _is_prose(words))


# --- what is no title -------------------------------------------------------------------------------------------------


@cache
def _prose() -> frozenset[str]:
    return vocabulary("prose", "words") - vocabulary("mentions", "ambiguous")


def _is_prose(words: Sequence[str]) -> bool:
    return not _prose().isdisjoint(words)


def _is_statement(text: Text, span: Span) -> bool:
    """A sentence taken for a title: it holds verbs or pronouns in small letters, and nothing sets it off."""
    if _is_set_off(text, span):
        return False
    words = _WORD.findall(text.plain[span.start : span.end])
    says = (
        first in vocabulary("speech", "verbs") and second in vocabulary("articles") for first, second in pairwise(words)
    )
    return _is_misread(text, span) or any(says) or sum(word in _prose() for word in words) > 1


def _is_misread(text: Text, span: Span) -> bool:
    """A sentence about a quotation or title, taken for one: "Coker calls it “outside”"."""
    if span.field not in _TITLES or _is_set_off(text, span):
        return False
    printed = text.plain[max(0, span.start - 1) : span.end + 1]
    outside = _QUOTED.sub(" ", printed)
    words = set(_WORD.findall(outside))
    return any(mark in outside for mark in "”»") or (
        outside != printed and not words.isdisjoint(_prose() | vocabulary("speech", "verbs"))
    )


def _is_set_off(text: Text, span: Span) -> bool:
    if _end_of_quotation(text.plain, span):
        return True
    return any(start <= span.start + 1 and span.end - 1 <= end for start, end in text.emphasis)


def _end_of_quotation(plain: str, span: Span) -> int | None:
    """Where the quotation ends that begins right before a field."""
    if not plain[max(0, span.start - 2) : span.start].rstrip().endswith(tuple(_OPENING)):
        return None
    rest = _REST.match(plain, span.end)
    return rest.end() if rest else None


def _is_work(text: Text, one: Tagged) -> bool:
    """Whether what is only talked about is a work: not a quoted phrase, a name or a piece of a sentence."""
    if {span.field for span in one.spans} & {"author", "container-title", "URL", "issued"}:
        return True
    return any(_is_title(text, span) for span in one.spans if span.field == "title")


def _is_title(text: Text, span: Span) -> bool:
    words = text.plain[span.start : span.end].split()
    if not words or (words[0][0].islower() and words[0] not in vocabulary("articles")):
        return False
    return _is_set_off(text, span) or (len(words) > 1 and not _is_statement(text, span))
