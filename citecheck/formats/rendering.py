"""A work as an editor prints it, ``Author, Title, Place: Publisher, Year``, with what is set in italics told apart."""

from __future__ import annotations

from collections.abc import Iterator

from citecheck.model import Date, Kind, Name, Text, Work

_PARTS = frozenset({Kind.CHAPTER, Kind.ENTRY_ENCYCLOPEDIA, Kind.PAPER_CONFERENCE})
_IN_QUOTES = _PARTS | {Kind.ARTICLE, Kind.ARTICLE_JOURNAL, Kind.ARTICLE_MAGAZINE, Kind.ARTICLE_NEWSPAPER, Kind.THESIS}
_DATED = frozenset({Kind.ARTICLE_NEWSPAPER, Kind.ARTICLE_MAGAZINE, Kind.PERSONAL_COMMUNICATION, Kind.SPEECH})
_ENDINGS = {"1": "st", "2": "nd", "3": "rd"}
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def text(work: Work) -> Text:
    """The work in a line, its own title or its container's in italics; empty where it has no field to show.

    >>> text(Work(Kind.BOOK, "Results and Prospects", (Name("Trotsky", "Leon"),), address="London", issued=Date(1969)))
    Text(plain='Leon Trotsky, Results and Prospects, London 1969', emphasis=((14, 35),), links=())
    """
    plain, emphasis = "", []
    for piece, italic in pieces(work):
        if italic:
            emphasis.append((len(plain), len(plain) + len(piece)))
        plain += piece
    return Text(plain, tuple(emphasis))


def pieces(work: Work) -> Iterator[tuple[str, bool]]:
    """The same in pieces; True for those in italics."""
    comma = ""
    for member in _members(work):
        if comma:
            yield comma, False
        yield from member
        comma = ", "


def names(people: tuple[Name, ...]) -> str:
    """The names of persons, in full and in their own order."""
    shown = [str(person) for person in people]
    return ", ".join(shown[:-1]) + " and " + shown[-1] if len(shown) > 1 else "".join(shown)


def families(people: tuple[Name, ...]) -> str:
    """Their family names alone."""
    return names(
        tuple(Name(literal=person.literal or f"{person.particle} {person.family}".strip()) for person in people)
    )


def _members(work: Work) -> Iterator[list[tuple[str, bool]]]:
    """What commas part, each in pieces."""
    if work.authors or work.editors:
        yield [(names(work.authors) or f"{names(work.editors)} (ed.)", False)]
    if work.title:
        quoted = work.kind in _IN_QUOTES or bool(work.container)
        yield [(f"“{work.title}”", False)] if quoted else [(work.title, True)]
    if work.container:
        leading = [("in ", False)] if work.kind in _PARTS else []
        numbers = [(f" {_numbers(work)}", False)] if _is_serial(work) else []
        yield [*leading, (work.container, True), *numbers]
    yield from ([(part, False)] for part in _rest(work) if part)


def _is_serial(work: Work) -> bool:
    """Whether volume, year and pages stand behind the name of a journal, ``12, no. 3 (1917): 4-20``."""
    return bool(work.container and (work.volume or work.issue)) and work.kind not in _PARTS


def _numbers(work: Work) -> str:
    number = ", ".join(part for part in (work.volume, _with("no. {}", work.issue)) if part)
    return f"{number}{_with(' ({})', _date(work))}{_with(': {}', work.pages)}"


def _rest(work: Work) -> Iterator[str]:
    """What stands behind the title and the container; "" for what the work does not tell."""
    yield _with("ed. {}", names(work.editors)) if work.authors else ""
    yield _with("trans. {}", names(work.translators))
    yield _edition(work.edition)
    if not _is_serial(work):
        yield _with("vol. {}", work.volume)
    yield " ".join(part for part in (work.series, "" if _is_serial(work) else work.issue) if part)
    yield work.genre
    yield _imprint(work)
    yield "" if _is_serial(work) else work.pages
    yield work.archive
    yield _with("https://doi.org/{}", work.id("doi")) or work.id("url")


def _imprint(work: Work) -> str:
    """``Place: Publisher, Year``, or ``Place Year`` without a publisher."""
    date = "" if _is_serial(work) else _date(work)
    if not work.publisher:
        return " ".join(part for part in (work.address, date) if part)
    house = ": ".join(part for part in (work.address, work.publisher) if part)
    return ", ".join(part for part in (house, date) if part)


def _date(work: Work) -> str:
    """The year; of newspapers, letters and speeches the day, too; the year of the original in brackets."""
    if not work.issued:
        return _with("[{}]", _years(work.original))
    day = _day(work.issued) if work.kind in _DATED else ""
    shown = f"{day}{_years(work.issued)}"
    return f"{shown} [{_years(work.original)}]" if work.original else shown


def _day(date: Date) -> str:
    if not date.month:
        return ""
    return f"{date.day} {_MONTHS[date.month - 1]} " if date.day else f"{_MONTHS[date.month - 1]} "


def _years(date: Date | None) -> str:
    if not date:
        return ""
    return str(date.year) if date.end_year is None else f"{date.year}-{date.end_year}"


def _edition(edition: str) -> str:
    """``2nd ed.`` for a bare number; what says more stands as it is."""
    if not edition.isdecimal():
        return edition
    teen = edition[-2:-1] == "1"
    return f"{edition}{'th' if teen else _ENDINGS.get(edition[-1], 'th')} ed."


def _with(frame: str, value: str) -> str:
    """The value in its frame, "" where there is none."""
    return frame.format(value) if value else ""
