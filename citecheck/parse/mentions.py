"""Works named in running prose: in brackets, after "see" or "book", in quotation marks or italics."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from citecheck.parse.atoms import Marked
from citecheck.parse.persons import FAIR, STRONG
from citecheck.parse.runs import find_names
from citecheck.parse.signals import find_signal
from citecheck.parse.tokens import Tokens
from citecheck.parse.words import vocabulary

_NEAR = 120  # tokens of a reference that are looked at
_REACH = 5  # words between a word such as "book" and the title it announces
_EVIDENCE = ("locator", "part", "volume", "issued", "backref", "URL", "DOI")


@dataclass(frozen=True, slots=True)
class Mention:
    """Tokens `start` to `end` that name a work; `inner`: they may hold several, as in brackets."""

    start: int
    end: int
    signal: int
    inner: bool = False


def find_mentions(tokens: Marked, start: int, stop: int) -> Iterator[Mention]:
    """The works named in a sentence of prose, from left to right."""
    at, cue = start, -_REACH
    while at < stop:
        mention = _mention(tokens, start, at, stop, at - cue <= _REACH)
        if mention:
            yield mention
            at, cue = max(mention.end, at + 1), -_REACH
            continue
        if tokens.word(at) in vocabulary("kinds", "work_nouns") and tokens.quoted[at] < 0:
            cue = at
        at = _past_group(tokens, at)


def is_title_like(tokens: Marked, start: int, stop: int) -> bool:
    """Whether a text by itself is written like a title: in quotes or italics, or most of its words capitalized.

    A person's name is none, nor are stock remarks ("emphasis added").
    """
    while start < stop and tokens[stop - 1].text in ".,;":
        stop -= 1
    printed = tokens.printed(start, stop).lower().strip(" .,()[]")
    if start >= stop or printed in vocabulary("remarks"):
        return False
    words = [t for t in tokens.items[start:stop] if t.kind == "w"]
    if len(words) < 2 or len(words) > 25 or any(t.text in "!?" for t in tokens.items[start : stop - 1]):
        return False
    if all(tokens.emphasized[i] or tokens[i].kind == "p" for i in range(start, stop)):
        return words[0].capital
    if tokens.quoted[start] >= 0 and tokens.quotes[tokens.quoted[start]] == (start, stop):
        return words[0].capital and len(words) <= 12
    run = find_names(tokens, start, stop)
    if run and run.end >= stop:
        return False
    heavy = [t for t in words if t.lower not in vocabulary("stopwords")]
    return bool(heavy) and words[0].capital and sum(t.capital for t in heavy) >= 0.6 * len(heavy) and len(heavy) > 1


def is_letter(tokens: Tokens, start: int, stop: int) -> bool:
    """Whether a text begins like the title of a letter: "Letter from Marx to ...", "Brief an Bebel"."""
    if not tokens[start].capital or tokens.word(start) not in vocabulary("kinds", "letter") or start + 3 > stop:
        return False
    near = [tokens[i] for i in range(start + 1, min(stop, start + 8))]
    ends = vocabulary("kinds", "between")
    return (
        near[0].lower in ends
        and any(t.capital for t in near)
        and any(t.lower in vocabulary("kinds", "between", "to") for t in near)
    )


def _past_group(tokens: Tokens, at: int) -> int:
    """Past a whole quotation or bracket, or one token."""
    if tokens.quoted[at] >= 0:
        return max(tokens.quotes[tokens.quoted[at]][1], at + 1)
    return tokens.closing.get(at, at) + 1


def _mention(tokens: Marked, start: int, at: int, stop: int, cued: bool) -> Mention | None:
    if at in tokens.closing and tokens.closing[at] < stop:
        inside = (at + 1, tokens.closing[at])
        return Mention(*inside, at + 1, inner=True) if _citable(tokens, *inside) else None
    signal = find_signal(tokens, at, stop)
    if signal > at and signal < stop and at > start and _citable(tokens, signal, stop):
        return Mention(at, stop, at, inner=True)
    if tokens[at].capital and at > start and (dated := _author_date(tokens, at, stop)):
        return dated
    if tokens.quoted[at] >= 0:
        return _quoted(tokens, start, at, stop, cued)
    if tokens.emphasized[at] and (at == 0 or not tokens.emphasized[at - 1]):
        return _emphasized(tokens, start, at, stop, cued)
    if cued and tokens.word(at - 1) not in vocabulary("kinds", "work_nouns") | {":", ","}:
        return None
    return _plain(tokens, at, stop) if cued else None


def _author_date(tokens: Marked, at: int, stop: int) -> Mention | None:
    """As in "zeigt Sarat 1976, S. 339": names with a year right after them, if no one knows them as something else."""
    run = find_names(tokens, at, stop)
    if (
        run is None
        or run.end >= stop
        or tokens.word(at) in vocabulary("nations")
        or tokens.word(at) in vocabulary("places", "all")
    ):
        return None
    atom = tokens.held[run.end] if tokens[run.end].text != "(" else tokens.held[min(run.end + 1, stop - 1)]
    if (
        atom is None
        or atom.field != "issued"
        or atom.end - atom.start > 1
        or (tokens[run.end].text != "(" and not _paged(tokens, atom.end, stop))
    ):
        return None
    return Mention(at, _past_evidence(tokens, run.end, stop), at)


def _paged(tokens: Marked, at: int, stop: int) -> bool:
    return any(a is not None and a.field in ("locator", "part") for a in tokens.held[at : min(at + 3, stop)])


def _citable(tokens: Marked, start: int, stop: int) -> bool:
    """Whether a stretch after a signal or in brackets may cite: names and more, or a title with its date or page."""
    held = [a for a in tokens.within(start, min(stop, start + _NEAR)) if a.field in _EVIDENCE]
    if not held:
        run = find_names(tokens, start, stop)
        return bool(run and run.strength == STRONG and stop - run.end > 3 and tokens[run.end].text in ",:“‘«")
    if any(a.field in ("backref", "URL", "DOI") for a in held):
        return True
    return any(tokens[i].capital and tokens.held[i] is None for i in range(start, min(stop, start + _NEAR)))


def _quoted(tokens: Marked, start: int, at: int, stop: int, cued: bool) -> Mention | None:
    """A quotation is a title if a word announces it or a date or page follows."""
    first, end = tokens.quotes[tokens.quoted[at]]
    words = [t for t in tokens.items[first + 1 : end - 1] if t.kind == "w"]
    if first != at or not words or len(words) > 25 or not (words[0].capital or cued):
        return None
    last = _past_evidence(tokens, end, stop)
    if not (cued or last > end):
        return None
    head = _author_before(tokens, start, at)
    return Mention(head, last, head)


def _emphasized(tokens: Marked, start: int, at: int, stop: int, cued: bool) -> Mention | None:
    """Italics are a title if they begin with a capital and are short, and a word, a name or a date vouches for them."""
    end = at
    while end < stop and tokens.emphasized[end]:
        end += 1
    words = [t for t in tokens.items[at:end] if t.kind == "w"]
    heavy = [t for t in words if t.lower not in vocabulary("stopwords")]
    if not heavy or len(words) > 20 or not words[0].capital or tokens[end - 1].text in "!…":
        return None
    last = _past_evidence(tokens, end, stop)
    head = _author_before(tokens, start, at)
    capital = sum(t.capital for t in heavy) >= 2
    return Mention(head, last, head) if cued or last > end or head < at or capital else None


def _plain(tokens: Marked, at: int, stop: int) -> Mention | None:
    """Capitalized words right after a word that announces a title: "in his book: Results and Prospects, chapter 7"."""
    if not tokens[at].capital or tokens.held[at] or tokens.depth[at]:
        return None
    end = at
    while end < stop and tokens.held[end] is None and _in_title(tokens, end, stop):
        end += 1
    while (
        end > at
        and tokens[end - 1].kind == "w"
        and not tokens[end - 1].capital
        and tokens[end - 1].lower in vocabulary("stopwords")
    ):
        end -= 1
    if end >= stop or tokens[end].text in ",.;:" or tokens.held[end] or tokens[end].text == "(":
        end = max(end, at)
    last = _past_evidence(tokens, end, stop)
    run = find_names(tokens, at, end)
    words = sum(tokens[i].kind == "w" for i in range(at, end))
    if run and run.end >= end and not (run.strength < FAIR and last > end):
        return None
    return Mention(at, last, at) if words >= 2 or last > end else None


def _in_title(tokens: Tokens, at: int, stop: int) -> bool:
    """A capital, an article or preposition with a word after it, a lower-case word before the title's end."""
    token = tokens[at]
    if token.capital or token.text in "&'’":
        return True
    if token.kind != "w" or at + 1 >= stop:
        return False
    if token.lower in vocabulary("stopwords"):
        return tokens[at + 1].kind == "w"
    return (
        tokens.word(at - 1) in vocabulary("stopwords")
        and tokens[at + 1].text in ",.;("
        and token.lower not in vocabulary("prose", "words")
    )


def _past_evidence(tokens: Marked, at: int, stop: int) -> int:
    """Past what follows a title: brackets, up to four capitalized words, and dates, pages, volumes; else `at`."""
    end, last, words = at, at, 0
    while end < stop:
        atom = tokens.held[end]
        if atom and atom.field in (*_EVIDENCE, "issue", "edition"):
            end = last = atom.end
            words = 0
        elif tokens[end].text in ",()[]:" or tokens.word(end) in ("issued", "published", "in", "of", "and"):
            end += 1
        elif tokens[end].capital and words < 4 and (words or tokens[end - 1].text in ",:("):
            end, words = end + 1, words + 1
        elif tokens[end].kind == "n" and last > at and tokens[end - 1].text in ",:)":
            end = last = end + 1
        else:
            break
    while last < stop and tokens[last].text in ")]":
        last += 1
    return last


def _author_before(tokens: Tokens, start: int, at: int) -> int:
    """Where a name in the genitive begins before a title, a word at most between: "Trotsky’s *History*"; else `at`."""
    for back in range(at - 1, max(start, at - 6) - 1, -1):
        if tokens[back].text in ".;":
            break
        run = find_names(tokens, back, at)
        if (
            run
            and back > start
            and (tokens[back - 1].capital and tokens[back - 1].kind == "w")
            and find_names(tokens, back - 1, at)
        ):
            continue
        genitive = run and tokens[run.end - 1].text.endswith(("’s", "'s", "s’", "s'"))
        if run and genitive and at - run.end <= 2:
            return back
        if run and run.strength == STRONG and run.end < at and tokens[run.end].text in ",:" and at - run.end <= 1:
            return back
    return at
