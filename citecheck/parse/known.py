"""Earlier works that a note names again by author and title, by title or abbreviation alone, whatever surrounds them.

The tagger sees one note at a time. What the notes before have cited tells that "Bech, Das Verbum; Bech, Tempus" are
two works, where each title ends, and that "GMIT, 16" is a title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import NamedTuple

from citecheck.model import Note, Span, Text
from citecheck.parse.memory import Cited, Memory, bare_title, family, main_title
from citecheck.parse.tag import Tagged, tag
from citecheck.parse.words import vocabulary
from citecheck.text import fold

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_BEFORE = re.compile(r"[.’']?\s?[,:]\s*[“\"‘„«»(]*\s*")  # between an author and a title
_WITHIN = re.compile(r"[.,]?\s*[-‐/&]?\s*")  # between the words of names
_AFTER = re.compile(r"[”\"’»«“]*(?:\Z|[,.;)\]!?]|\s*[(\[])")  # behind a title that is over
_PLACE = re.compile(r"[”\"’»«“]*(?:,\s+|\s+\()(?:[^\W\d]+\.?\s+)?[\divxlc]")  # a place in a work
_PIN = re.compile(
    r"[.,]?[”\"’»«“]*[,.]?\s*\(?(?P<pin>(?:(?P<word>[^\W\d]+)\.?\s*)?\d+(?:\s*[.–-]\s*\d+)*(?:\s*ff?\b\.?)?)"
)
_NAMES = re.compile(
    r"\s*(?P<names>[^\d,;:()]+?)(?:,\s*(?P<pin>(?:(?P<word>[^\W\d]+)\.?\s*)?[–-]?\d[\d\s.,–-]*(?:ff?)?))?[\s.]*"
)
_QUOTED = re.compile(r"[A-Z\u00c0-\u017f][\w’'-]+,\s*[“\"„«]\Z")  # a name before a title in quotation marks
_LONGEST_NAMES = 80  # characters
_LONGEST_NOTE = 20_000  # characters; what is longer is no note, and would be looked through once for each citation
_QUOTES = ' \n\t“"‘„«»'
_OTHERS = frozenset(("et", "al", "u", "a"))
_FEW = 2  # spaces in the words of a title's head that are enough without its author: three words
_LETTERS = 4  # of the longest word that is printed: "N.S.W." is no title
_CLOSE = 3  # characters by which the ends of one title may differ: quotation marks and stops
_REST = 12  # characters behind an earlier work that may hold another
_IMPRINT = frozenset(("issued", "publisher", "publisher-place", "container-title", "DOI", "ISBN"))
_OWN = frozenset(("locator", "page", "volume", "note"))


class _Word(NamedTuple):
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Hit:
    """An earlier work named at offsets `start` to `end`; `title` is where its title begins, behind the authors."""

    start: int
    title: int
    end: int
    authors: tuple[tuple[int, int], ...] = ()


def recognize(note: Note, tagged: Sequence[Tagged], memory: Memory) -> tuple[Tagged, ...]:
    """The citations of a note, those of earlier works with the bounds that these have, and those that were missed."""
    plain = note.text.plain
    if memory.is_empty or len(plain) > _LONGEST_NOTE:
        return tuple(tagged)
    hits = list(_hits(plain, memory))
    if not hits:
        return _names_alone(plain, memory) or tuple(_with_ibids(plain, tagged, memory))
    found: list[Tagged] = []
    for one in tagged:
        inside = [hit for hit in hits if hit.start < one.end and one.start < hit.end]
        if not inside or (len(inside) == 1 and _agrees(plain, one, inside[0])):
            found.append(one)
        else:
            found += _parted(note.text, one, inside)
    missed = [hit for hit in hits if not any(hit.start < one.end and one.start < hit.end for one in tagged)]
    found += [_named(plain, hit, "", (), _end(plain, hit, len(plain))) for hit in missed]
    return tuple(_with_ibids(plain, sorted(found, key=lambda one: one.start), memory))


# --- finding ----------------------------------------------------------------------------------------------------------


def _hits(plain: str, memory: Memory) -> Iterator[_Hit]:
    words = [_Word(_folded(found.group()), *found.span()) for found in _WORD.finditer(plain)]
    at = 0
    while at < len(words):
        hit = _title(plain, words, at, memory) or _abbreviation(plain, words, at, memory)
        if hit is None:
            at += 1
            continue
        yield hit
        while at < len(words) and words[at].start < hit.end:
            at += 1


def _folded(word: str) -> str:
    """A word folded; most are as they are, and need no call."""
    return word if word.isascii() and word.isalpha() and word.islower() else fold(word)


def _title(plain: str, words: Sequence[_Word], at: int, memory: Memory) -> _Hit | None:
    """The earlier work of which most is printed from a word on; one whose authors stand before it comes first."""
    pair = (words[at].text, words[at + 1].text) if at + 1 < len(words) else (words[at].text,)
    if not memory.opens(pair):
        return None
    first = _first(words, at)
    found: list[tuple[bool, int, _Hit]] = []
    for one in (*memory.headed(pair), *memory.headed(pair[:1])):
        count = _common(words, at, bare_title(one.work.title).split())
        authors = _authors(plain, words, first, one)
        if count and _is_cited(plain, words, (first, at + count), one, authors=bool(authors)):
            start = words[first].start
            hit = _Hit(authors[0][0] if authors else start, start, words[at + count - 1].end, authors)
            found.append((bool(authors), count, hit))
    return max(found, key=lambda one: one[:2])[2] if found else None


def _first(words: Sequence[_Word], at: int) -> int:
    """The word with which a title begins: its article, if one stands before it."""
    before = words[at - 1] if at else None
    return at - 1 if before and before.text in vocabulary("articles") and words[at].start == before.end + 1 else at


def _common(words: Sequence[_Word], at: int, title: Sequence[str]) -> int:
    """How many words of a title are printed from a word on."""
    pairs = zip(words[at : at + len(title)], title, strict=False)
    return next((n for n, (word, other) in enumerate(pairs) if word.text != other), min(len(title), len(words) - at))


def _is_cited(plain: str, words: Sequence[_Word], printed: tuple[int, int], one: Cited, *, authors: bool) -> bool:
    """Whether the words from `printed[0]` to `printed[1]` name a work, and belong to no sentence or longer title."""
    first, last = printed
    title = bare_title(one.work.title)
    said = bare_title(" ".join(word.text for word in words[first:last]))
    end, whole = words[last - 1].end, said == title
    complete, over = whole or said == bare_title(main_title(one.work.title)), bool(_AFTER.match(plain, end))
    if (not whole and plain[end : end + 1] == ":") or max(map(len, said.split())) < _LETTERS:
        return False
    if " " not in said:
        alone = first == 0 and last == len(words) and one.is_described
        return over and ((authors and whole) or (alone and complete))
    if authors:
        return complete or over
    return over and (complete or said.count(" ") >= _FEW) and _begins(plain, words[first].start)


def _authors(plain: str, words: Sequence[_Word], at: int, one: Cited) -> tuple[tuple[int, int], ...]:
    """Where the people of a work stand, if their names end right before a word: "Bech and Reis, ", "Bech et al.: "."""
    if not at or not _BEFORE.fullmatch(plain, words[at - 1].end, words[at].start):
        return ()
    families = {word for name in one.people for word in family(name).split()}
    names = families | {word for name in one.people for word in fold(f"{name.given} {name.particle}").split()}
    place, joining = at - 1, vocabulary("people", "and")
    while place >= 0 and (words[place].text in names or words[place].text in joining or words[place].text in _OTHERS):
        if place + 1 < at and not _WITHIN.fullmatch(plain, words[place].end, words[place + 1].start):
            break
        place -= 1
    persons: list[tuple[int, int]] = []
    fresh = True
    for word in words[place + 1 : at]:
        if word.text in joining or word.text in _OTHERS:
            fresh = True
        elif fresh or "," in plain[persons[-1][1] : word.start]:
            persons.append((word.start, word.end))
            fresh = False
        else:
            persons[-1] = (persons[-1][0], word.end)
    known = {word.text for word in words[place + 1 : at]} & families
    return tuple(persons) if known else ()


def _abbreviation(plain: str, words: Sequence[_Word], at: int, memory: Memory) -> _Hit | None:
    """An earlier work's abbreviation, behind its author or before a place in it: "Lewin, GMIT", "(GMIT, 16)"."""
    word = words[at]
    printed = plain[word.start : word.end]
    works = memory.abbreviated(printed) if printed[0].isupper() else []
    for one in works:
        if authors := _authors(plain, words, at, one):
            return _Hit(authors[0][0], word.start, word.end, authors)
    if len(works) == 1 and _begins(plain, word.start) and _PLACE.match(plain, word.end):
        return _Hit(word.start, word.start, word.end)
    return None


def _begins(plain: str, at: int) -> bool:
    """Whether a citation may begin at an offset: at the head of the note, behind ";", "(" or a signal."""
    if _QUOTED.search(plain[max(0, at - 40) : at]):
        return True
    before = plain[max(0, at - 40) : at].rstrip(_QUOTES)
    if not before or before[-1] in "(;[":
        return True
    words = before.lower().replace(",", "").split()[-2:]
    signals = vocabulary("signals", "lead") - vocabulary("people", "and") - vocabulary("stopwords")
    return bool(words) and (words[-1] in signals or " ".join(words) in signals)


def _names_alone(plain: str, memory: Memory) -> tuple[Tagged, ...]:
    """A note that holds nothing but authors cited before, and a place: "Chomsky.", "Kiparsky and Kiparsky, sec. 4"."""
    found = _NAMES.fullmatch(plain) if len(plain) <= _LONGEST_NAMES else None
    if not found:
        return ()
    words = [
        word
        for word in _WORD.finditer(found["names"])
        if word.group().lower() not in (vocabulary("people", "and") | _OTHERS)
    ]
    known = [word for word in words if memory.author(fold(word.group()))]
    pin = (Span(*found.span("pin"), "locator"),) if found["pin"] and _is_pin(found["word"]) else ()
    if not words or len(known) < len(words) or bool(found["pin"]) != bool(pin):
        return ()
    spans = (*(Span(*word.span(), "author") for word in words), *pin)
    return (Tagged(spans[0].start, spans[-1].end, "", spans),)


# --- ibid. in running text --------------------------------------------------------------------------------------------


def _with_ibids(plain: str, tagged: Sequence[Tagged], memory: Memory) -> Sequence[Tagged]:
    """The citations of a note, with each "(ibid., 7)" and "Bech, ibid." that was missed."""
    missed = []
    for found in _ibid().finditer(plain):
        start, end = found.span("mark")
        author = found["author"]
        if any(one.start < end and start < one.end for one in tagged) or (author and not memory.author(fold(author))):
            continue
        pin = _PIN.match(plain, end)
        pinned = (Span(*pin.span("pin"), "locator"),) if pin else ()
        named = (Span(*found.span("author"), "author"),) if author else ()
        spans = (*named, Span(start, end, "backref"), *pinned)
        missed.append(Tagged(spans[0].start, spans[-1].end, "", spans))
    return sorted((*tagged, *missed), key=lambda one: one.start) if missed else tagged


@cache
def _ibid() -> re.Pattern[str]:
    words = "|".join(map(re.escape, sorted(vocabulary("ibid", "alone"), key=len, reverse=True)))
    before = r"(?:\A|[(;\[]|\b(?P<author>[^\W\d_]{2,40}),)"
    return re.compile(rf"{before}\s*(?P<mark>(?:{words})\b\.?)", re.IGNORECASE)


# --- joining with what the tagger found -------------------------------------------------------------------------------


def _agrees(plain: str, one: Tagged, hit: _Hit) -> bool:
    """Whether the tagger sees the title alike, or a longer one of a work that it describes in full, and no other."""
    if any(span.field in ("author", "title") and ";" in plain[hit.end : span.start] for span in one.spans):
        return False
    for span in one.spans:
        if span.field == "title" and abs(span.start - hit.title) <= _CLOSE:
            full = any(other.field in _IMPRINT and other.start >= span.end for other in one.spans)
            return abs(span.end - hit.end) <= _CLOSE or (full and ";" not in plain[hit.end : span.end])
    return False


def _parted(text: Text, one: Tagged, hits: Sequence[_Hit]) -> Iterator[Tagged]:
    """A citation cut at the earlier works in it; what follows them behind a semicolon is read anew."""
    plain = text.plain
    before = tuple(span for span in one.spans if span.end <= hits[0].start)
    if any(span.field in ("title", "container-title") for span in before):
        yield Tagged(one.start, before[-1].end, one.signal, before)
    for hit, limit in zip(hits, [*(hit.start for hit in hits[1:]), one.end], strict=True):
        end = _end(plain, hit, limit)
        kept = tuple(s for s in one.spans if hit.end <= s.start and s.end <= end and _is_place(plain, s))
        yield _named(plain, hit, one.signal if hit is hits[0] else "", kept, end)
        yield from _anew(text, end, limit)


def _is_place(plain: str, span: Span) -> bool:
    """Whether a span behind a title says where in the work; a volume is one number ("Definition 2.3.1" has none)."""
    return span.field in _OWN and (span.field != "volume" or "." not in plain[span.start : span.end].partition(" ")[2])


def _anew(text: Text, start: int, end: int) -> Iterator[Tagged]:
    for one in tag(text.slice(start, end)) if end - start > _REST else ():
        spans = tuple(replace(span, start=span.start + start, end=span.end + start) for span in one.spans)
        yield replace(one, start=one.start + start, end=one.end + start, spans=spans)


def _end(plain: str, hit: _Hit, limit: int) -> int:
    """Where the citation of an earlier work ends at the latest."""
    semicolon = plain.find(";", hit.end, limit)
    return semicolon if semicolon >= 0 else max(limit, hit.end)


def _is_pin(word: str | None) -> bool:
    """Whether a number behind a word, or behind none, is a place in a work."""
    return not word or word.lower() in vocabulary("locators")


def _named(plain: str, hit: _Hit, signal: str, kept: tuple[Span, ...], limit: int) -> Tagged:
    """An earlier work cited, with the place in it that follows."""
    pin = None if kept else _PIN.match(plain, hit.end, limit)
    if pin and _is_pin(pin["word"]):
        kept = (Span(*pin.span("pin"), "locator"),)
    authors = tuple(Span(*name, "author") for name in hit.authors)
    spans = (*authors, Span(hit.title, hit.end, "title"), *kept)
    return Tagged(hit.start, spans[-1].end, signal, spans)
