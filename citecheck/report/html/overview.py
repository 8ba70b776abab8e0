"""The figures that the page draws: verdicts along the manuscript, years and languages cited, catalogues asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from citecheck.model import Judgement, Report, Verdict
from citecheck.report.summary import coverage, judgements

_BINS = 120  # bars of the strip at most
_BARS = 12  # of any other figure at most; what is left goes into one of them
_WIDTH, _HEIGHT = 960, 48  # of the strip, in its own units
_ORDER = [verdict.value for verdict in Verdict]


@dataclass(frozen=True, slots=True)
class Block:
    """A rectangle of the strip: so many citations of one verdict."""

    x: float
    y: float
    width: float
    height: float
    verdict: str
    told: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar with its name; `length` is 0 to 100."""

    name: str
    count: int
    length: float


@dataclass(frozen=True, slots=True)
class Overview:
    """`verdicts`: those that occur, with their numbers."""

    strip: tuple[Block, ...]
    verdicts: tuple[tuple[str, int], ...]
    decades: tuple[Bar, ...]
    languages: tuple[Bar, ...]
    catalogues: tuple[Bar, ...]


def overview(report: Report) -> Overview:
    """All figures of a report."""
    found = list(judgements(report.documents))
    counts = Counter(one.verdict.value for one in found)
    return Overview(
        tuple(_strip([one.verdict.value for one in found])),
        tuple((verdict, counts[verdict]) for verdict in _ORDER if counts[verdict]),
        _bars(_late(sorted(_decades(report).items()))),
        _bars(_frequent(Counter(_languages(found)))),
        _bars(_frequent(Counter(coverage(report)["asked"]))),
    )


def _strip(verdicts: list[str]) -> Iterator[Block]:
    """The citations in order, so many to a bar that at most 120 bars are drawn; a bar's blocks are its verdicts."""
    count = min(len(verdicts), _BINS)
    for number in range(count):
        first, last = number * len(verdicts) // count, (number + 1) * len(verdicts) // count
        held, y = Counter(verdicts[first:last]), 0.0
        for verdict in _ORDER:
            if held[verdict]:
                height = _HEIGHT * held[verdict] / (last - first)
                width = _WIDTH / count
                told = (
                    f"citation {first + 1}"
                    if last - first == 1
                    else f"citations {first + 1} to {last}: {held[verdict]}"
                )
                yield Block(
                    round(number * width, 2),
                    round(y, 2),
                    round(width, 2),
                    round(height, 2),
                    verdict,
                    f"{told} {verdict}",
                )
                y += height


def _decades(report: Report) -> Counter[int]:
    """Distinct works by the decade in which they first came out."""
    dates = (entry.work.original or entry.work.issued for entry in report.bibliography.entries)
    return Counter(date.year // 10 * 10 for date in dates if date)


def _late(decades: list[tuple[int, int]]) -> list[tuple[str, int]]:
    """The last decades one by one, those before them as one."""
    early, late = (decades[: 1 - _BARS], decades[1 - _BARS :]) if len(decades) > _BARS else ([], decades)
    first = [(f"before {late[0][0]}", sum(count for _, count in early))] if early else []
    return [*first, *((f"{decade}s", count) for decade, count in late)]


def _frequent(counts: Counter[str]) -> list[tuple[str, int]]:
    """The most frequent one by one, the others as one."""
    ranked = counts.most_common()
    if len(ranked) <= _BARS:
        return ranked
    return [*ranked[: _BARS - 1], ("others", sum(count for _, count in ranked[_BARS - 1 :]))]


def _languages(found: Iterable[Judgement]) -> Iterator[str]:
    """Of the cited works, each once, as their records have it, else as the note shows it."""
    works = {one.answer.query.work: one for one in found}
    for work, one in works.items():
        language = (one.record.work.language if one.record else "") or work.language
        yield language.partition("-")[0].casefold() or "not known"


def _bars(counted: Iterable[tuple[str, int]]) -> tuple[Bar, ...]:
    counts = list(counted)
    most = max((count for _, count in counts), default=0) or 1
    return tuple(Bar(name, count, round(100 * count / most, 1)) for name, count in counts)
