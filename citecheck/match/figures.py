"""Years, volumes, issues and pages: which agree, and which numbers of a reference the record leaves unexplained."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from citecheck.match.printed import Number, Printed
from citecheck.model import Kind, Work

NEAR = 0.8  # a year beside it: printed in December, dated January; written before it was printed
EDITION = 0.5  # a book of another year: a reprint, a new edition, a translation
_LAG = 2  # years that a work may have lain between writing and print
INSIDE = 0.9  # a page inside the record's extent
_NUMBER = re.compile(r"\d+")
_WORD = re.compile(r"[^\W\d_]+")
_ROMAN = re.compile(r"(?=[ivxlcdm])m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})", re.IGNORECASE)
_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_YEARS = range(1400, 2100)
_ARTICLES = frozenset(
    {
        Kind.ARTICLE_JOURNAL,
        Kind.ARTICLE_MAGAZINE,
        Kind.ARTICLE_NEWSPAPER,
        Kind.PAPER_CONFERENCE,
        Kind.ARTICLE,
        Kind.DATASET,
    }
)


def is_article(work: Work) -> bool:
    """Whether a work comes out once, so that another year means another work (or a mistake)."""
    return work.kind in _ARTICLES


def years(work: Work) -> tuple[int, ...]:
    """The years of a work, first publication included, ascending."""
    dates = [date for date in (work.issued, work.original) if date]
    return tuple(sorted({year for date in dates for year in (date.year, date.end_year) if year}))


def compare_years(cited: Sequence[int], known: Sequence[int], *, once: bool) -> float:
    """1 the same; `NEAR`; `EDITION` for a later year of what may be reprinted (not `once`); else 0."""
    return max(_compare_years(year, known, once=once) for year in cited)


def _compare_years(year: int, known: Sequence[int], *, once: bool) -> float:
    away = min(abs(year - other) for other in known)
    if away <= 1:
        return NEAR if away else 1.0
    if once:
        return 0.0
    if year > min(known):
        return EDITION
    return NEAR if min(known) - year <= _LAG else 0.0


def compare_counts(cited: str, known: str) -> float:
    """Volumes and issues: 1 where a number agrees, Roman or not; "12/13" agrees with either."""
    ours, theirs = counts(cited), counts(known)
    return float(bool(ours & theirs)) if ours and theirs else float(cited.casefold() == known.casefold())


@lru_cache(maxsize=65536)
def counts(text: str) -> frozenset[int]:
    """The numbers in a volume or issue: ``"XXIV"`` gives 24."""
    found = {int(digits) for digits in _NUMBER.findall(text)}
    return frozenset(found or {_roman(word) for word in _WORD.findall(text) if _ROMAN.fullmatch(word)})


def _roman(word: str) -> int:
    values = [_VALUES[c] for c in word.casefold()]
    return sum(-v if v < following else v for v, following in zip(values, [*values[1:], 0], strict=True))


@lru_cache(maxsize=65536)
def extent(pages: str) -> tuple[int, int] | None:
    """First and last page; ``"1425-37"`` gives (1425, 1437), ``"ii–iv"`` (2, 4); None where there is no number."""
    found = _NUMBER.findall(pages) or [str(_roman(word)) for word in _WORD.findall(pages) if _ROMAN.fullmatch(word)]
    if not found:
        return None
    first, last = found[0], found[1] if len(found) > 1 else found[0]
    if len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    return int(first), max(int(last), int(first))


def compare_pages(cited: str, known: str) -> float:
    """1 where the first page agrees, `INSIDE` where it lies in the record's extent, else 0."""
    ours, theirs = extent(cited), extent(known)
    if ours is None or theirs is None:
        return float(cited.casefold() == known.casefold())
    return 1.0 if ours[0] == theirs[0] else INSIDE if theirs[0] <= ours[0] <= theirs[1] else 0.0


def printed_years(printed: Printed) -> tuple[int, ...]:
    """The years that a reference may mean."""
    return tuple(int(number.value) for number in numbers_of_years(printed))


def numbers_of_years(printed: Printed) -> list[Number]:
    """The numbers of a reference that may be years."""
    return [number for number in printed.numbers if len(number.value) == 4 and int(number.value) in _YEARS]


def has_number(printed: Printed, wanted: Iterable[int]) -> bool:
    """Whether one of the numbers stands in the reference, in digits or in Roman capitals of two letters and more."""
    values = {int(number.value) for number in printed.numbers}
    wanted = set(wanted)
    if wanted & values:
        return True
    return any(len(w) > 1 and w[0] in _VALUES and _ROMAN.fullmatch(w) and _roman(w) in wanted for w in printed.words)


def unexplained(printed: Printed, work: Work, covered: set[int]) -> float:
    """How many numbers of the reference nothing in the record accounts for; `covered` words (the title's) do not count.

    Pinpoints, and one last number of a book's, may stand alone; another year of a book counts half.
    """
    left = [number for number in printed.numbers if number.word not in covered]
    left = _without(left, _explained(work))
    left = [number for number in left if not number.pinpoint and not _lies_inside(number, work)]
    if is_article(work):
        return float(len(left))
    other_years = [number for number in left if len(number.value) == 4 and int(number.value) in _YEARS]
    rest = [number for number in left if number not in other_years]
    return len(other_years) / 2 + len(_without_last(rest, printed))


def _explained(work: Work) -> Counter[str]:
    found: Counter[str] = Counter()
    found.update({str(year + near) for year in years(work) for near in (-1, 0, 1)})  # a year beside it: see `NEAR`
    for field in (work.volume, work.issue, work.container, work.series, work.edition, work.publisher):
        found.update(set(_NUMBER.findall(field)) | {str(number) for number in counts(field)} if field else ())
    found.update(_ends(work.pages))
    return found


def _ends(pages: str) -> Iterable[str]:
    bounds = extent(pages)
    if bounds is None:
        return ()
    first, last = map(str, bounds)
    return {first, *(last[i:] for i in range(len(last)))}


def _without(numbers: Sequence[Number], explained: Counter[str]) -> list[Number]:
    rest = Counter(explained)
    left = []
    for number in numbers:
        value = number.value.lstrip("0") or "0"
        if rest[value] > 0:
            rest[value] -= 1
        else:
            left.append(number)
    return left


def _lies_inside(number: Number, work: Work) -> bool:
    bounds = extent(work.pages)
    return bounds is not None and bounds[0] <= int(number.value) <= bounds[1]


def _without_last(numbers: list[Number], printed: Printed) -> list[Number]:
    """Without a last number or range at the very end: a book's pinpoint without "p."."""
    end = len(printed.words)
    while numbers and numbers[-1].word >= end - 1:
        end = numbers[-1].word
        numbers = numbers[:-1]
    return numbers
