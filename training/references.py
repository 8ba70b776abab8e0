"""Prints works as references in the ways that notes and lists print them, with the slips that these have."""

from __future__ import annotations

import random
import string
from collections.abc import Callable
from dataclasses import replace

from citecheck.model import Date, Name, Work

Form = Callable[["Printer"], str]

_PLACES = ("London", "New York", "Paris", "Berlin", "Leipzig", "Roma", "Torino", "Madrid", "Moskva", "Cambridge")
_PUBLISHERS = ("Macmillan", "Oxford University Press", "Suhrkamp", "Gallimard", "Einaudi", "Routledge", "Penguin")
_SERIES = (  # that books are cited by in place of their titles
    "Lecture Notes in Computer Science", "Methods in Molecular Biology", "Advances in Intelligent Systems and Computing",
    "Beiträge zur Geschichte", "Collection de l'École française", "Studies in Church History", "Historical Papers",
)  # fmt: skip
_SLIPS = {"1": "l", "0": "O", "é": "e", "ö": "o", "ü": "u", "–": "-", "m": "rn", "i": "l", "e": "c", "h": "b", " ": ""}


class Printer:
    """One reference in the making: a work, and chance for whatever a style leaves open."""

    def __init__(self, work: Work, chance: random.Random) -> None:
        self.work = work
        self.chance = chance

    def people(self, *, turned: bool, initials: bool, most: int, last: str) -> str:
        """The authors, or the editors where there are none; more than `most` become "et al."."""
        names = self.work.authors or self.work.editors
        shown = [self._person(name, turned, initials) for name in names[: min(len(names), most)]]
        if len(names) > most:
            return f"{', '.join(shown)} et al."
        return f"{', '.join(shown[:-1])}{last}{shown[-1]}" if len(shown) > 1 else "".join(shown)

    def _person(self, name: Name, turned: bool, initials: bool) -> str:
        if name.literal:
            return name.literal
        given = " ".join(f"{word[0]}." for word in name.given.split() if word) if initials else name.given
        family = f"{name.particle} {name.family}".strip()
        parts = (family, given) if turned else (given, family)
        return (", " if turned else " ").join(filter(None, parts))

    @property
    def year(self) -> str:
        """The year of issue, "n.d." where there is none."""
        return str(self.work.issued.year) if self.work.issued else self.chance.choice(("n.d.", "s.a.", ""))

    @property
    def title(self) -> str:
        """Whole, or without its subtitle."""
        main, colon, _ = self.work.title.partition(": ")
        return main if colon and self.chance.random() < 0.3 else self.work.title

    @property
    def first(self) -> str:
        """The first page."""
        return self.work.pages.split("-")[0].split("–")[0]

    @property
    def pinpoint(self) -> str:
        """A page that is pointed at, or nothing."""
        page = self.chance.randint(2, 480)
        return self.chance.choice(("", f", {page}", f", p. {page}", f", pp. {page}-{page + 3}", f", S. {page}"))

    @property
    def imprint(self) -> str:
        """Place and publisher as the record has them, or as somebody makes them up where it has none."""
        place = self.work.address or (self.chance.choice(_PLACES) if self.chance.random() < 0.3 else "")
        publisher = self.work.publisher or (self.chance.choice(_PUBLISHERS) if self.chance.random() < 0.2 else "")
        return self.chance.choice((f"{place}: {publisher}", place, publisher)).strip(": ")


def _count(one: Printer, before: str = "") -> str:
    volume, issue = one.work.volume, one.work.issue
    return f"{before}{volume}({issue})" if volume and issue else f"{before}{volume}" if volume else ""


_ARTICLE: tuple[Form, ...] = (
    lambda o: (
        f"{o.people(turned=True, initials=True, most=6, last=', & ')} ({o.year}). {o.title}. {o.work.container}, {_count(o)}, {o.work.pages}."
    ),
    lambda o: (
        f"{o.people(turned=True, initials=False, most=3, last=', and ')}. {o.year}. “{o.title}.” {o.work.container} {o.work.volume} ({o.work.issue}): {o.work.pages}."
    ),
    lambda o: (
        f"{o.people(turned=False, initials=False, most=3, last=' and ')}, “{o.title},” {o.work.container} {o.work.volume}, no. {o.work.issue} ({o.year}){': ' + o.work.pages if o.work.pages else ''}."
    ),
    lambda o: (
        f"{o.people(turned=True, initials=False, most=2, last=', and ')}. “{o.title}.” {o.work.container}, vol. {o.work.volume}, no. {o.work.issue}, {o.year}, pp. {o.work.pages}."
    ),
    lambda o: (
        f"{o.people(turned=False, initials=True, most=8, last=', ')}, {o.title}, {o.work.container} {o.work.volume} ({o.year}) {o.work.pages}."
    ),
    lambda o: (
        f"[{o.chance.randint(1, 90)}] {o.people(turned=False, initials=True, most=20, last=', ')}, {o.work.container} {o.work.volume} ({o.year}) {o.first}."
    ),
    lambda o: (
        f"{o.people(turned=True, initials=True, most=10, last='; ')} {o.title}. {o.work.container} {o.year}, {_count(o)}, {o.work.pages}."
    ),
    lambda o: (
        f"{o.people(turned=True, initials=True, most=10, last='; ')} {o.work.container} {o.year}, {o.work.volume}, {o.first}."
    ),
    lambda o: (
        f"{o.people(turned=False, initials=True, most=5, last=' and ')}, {o.work.container} {o.work.volume}, {o.first} ({o.year})."
    ),
    lambda o: (
        f"{o.people(turned=True, initials=True, most=1, last='')} {o.title}. {o.work.container}. {o.year};{_count(o)}:{o.work.pages}."
    ),
    lambda o: (
        f"{o.people(turned=True, initials=True, most=1, last='')}. {o.title}. {o.work.container}. {o.year}. {o.work.volume}. {o.work.issue}. {o.work.pages}"
    ),
    lambda o: (
        f"{o.people(turned=False, initials=False, most=3, last=' und ')}: {o.title}, in: {o.work.container} {o.work.volume} ({o.year}), S. {o.work.pages}."
    ),
    lambda o: (
        f"{o.people(turned=False, initials=True, most=3, last=' et ')}, « {o.title} », {o.work.container}, {o.work.volume}, {o.year}, p. {o.work.pages}."
    ),
    lambda o: (
        f"{o.people(turned=False, initials=True, most=3, last=', ')}, {o.title}, in «{o.work.container}», {o.work.volume} ({o.year}), pp. {o.work.pages}."
    ),
)
_CHAPTER: tuple[Form, ...] = (
    lambda o: (
        f"{o.people(turned=True, initials=True, most=6, last=', & ')} ({o.year}). {o.title}. In {o.work.container} (pp. {o.work.pages}). {o.imprint}."
    ),
    lambda o: (
        f"{o.people(turned=False, initials=False, most=3, last=' and ')}, “{o.title},” in {o.work.container} ({o.imprint}, {o.year}), {o.work.pages}."
    ),
    lambda o: (
        f"{o.people(turned=False, initials=True, most=8, last=', ')}, in: {o.work.container}, {o.imprint}, {o.year}, pp. {o.work.pages}."
    ),
    lambda o: (
        f"{o.people(turned=False, initials=False, most=3, last=' und ')}: {o.title}, in: {o.work.container}, {o.imprint} {o.year}, S. {o.work.pages}."
    ),
    lambda o: f"{o.people(turned=False, initials=True, most=20, last=', ')}, {o.work.container} ({o.year}) {o.first}.",
    lambda o: (
        f"{o.people(turned=True, initials=False, most=3, last=', and ')}. {o.year}. “{o.title}.” In {o.work.container}, {o.work.pages}. {o.imprint}."
    ),
)
_BOOK: tuple[Form, ...] = (
    lambda o: (
        f"{o.people(turned=False, initials=False, most=3, last=' and ')}, {o.title} ({o.imprint}, {o.year}){o.pinpoint}."
    ),
    lambda o: f"{o.people(turned=True, initials=False, most=3, last=', and ')}. {o.title}. {o.imprint}, {o.year}.",
    lambda o: f"{o.people(turned=True, initials=True, most=6, last=', & ')} ({o.year}). {o.title}. {o.imprint}.",
    lambda o: (
        f"{o.people(turned=False, initials=True, most=3, last=' and ')}, {o.title}, {o.imprint}, {o.year}{o.pinpoint}."
    ),
    lambda o: (
        f"{o.people(turned=False, initials=False, most=3, last=' und ')}: {o.title}, {o.imprint} {o.year}{o.pinpoint}."
    ),
    lambda o: (
        f"{o.people(turned=False, initials=True, most=3, last=' et ')}, {o.title}, {o.imprint}, {o.year}{o.pinpoint}."
    ),
    lambda o: f"See {o.people(turned=False, initials=False, most=2, last=' and ')}, {o.title}{o.pinpoint}.",
    lambda o: f"{o.people(turned=False, initials=False, most=1, last='')}, {o.title} ({o.year}){o.pinpoint}.",
    lambda o: f"{o.title} ({o.imprint}, {o.year}){o.pinpoint}.",
    lambda o: f"{o.people(turned=False, initials=True, most=20, last=', ')}, {o.title}, {o.imprint}, {o.year}.",
)


def reference(work: Work, chance: random.Random) -> str:
    """A work as one of the forms prints it, at times as a bad scan reads it; empty parentheses and commas go."""
    forms = _BOOK if not work.container else _CHAPTER if work.kind in ("chapter", "paper-conference") else _ARTICLE
    text = chance.choice(forms)(Printer(work, chance))
    for untidy, tidy in (
        (" ()", ""),
        ("()", ""),
        ("(, ", "("),
        (", ,", ","),
        (", .", "."),
        ("..", "."),
        (" ,", ","),
        ("  ", " "),
    ):
        text = text.replace(untidy, tidy)
    text = text.strip(" ,:;")
    return scanned(text, chance) if chance.random() < 0.2 else text


def scanned(text: str, chance: random.Random) -> str:
    """The slips of scanning: letters taken for those that look alike or for any, spaces lost and put in."""
    rate = chance.choice((0.005, 0.015, 0.03))
    return "".join(_slipped(c, rate, chance) for c in text)


def _slipped(c: str, rate: float, chance: random.Random) -> str:
    if c in _SLIPS and chance.random() < rate:
        return _SLIPS[c]
    if c.isalnum() and chance.random() < rate / 2:
        return chance.choice(string.ascii_letters)
    return c + " " if c.isalpha() and chance.random() < rate / 2 else c


def misdescribed(work: Work, chance: random.Random) -> Work:
    """The work with one field as an author gets it wrong: a year, a volume, a page, a person left out, the series."""
    wrong = chance.choice(("year", "volume", "pages", "people", "container"))
    if wrong == "container" and work.container:
        return replace(work, container=chance.choice(_SERIES))
    if wrong == "year" and work.issued:
        return replace(work, issued=Date(work.issued.year + chance.choice((-3, -2, -1, 1, 2, 3, 10))))
    if wrong == "volume" and work.volume.isdigit():
        return replace(work, volume=str(int(work.volume) + chance.choice((-2, -1, 1, 2))))
    if wrong == "pages" and work.pages:
        start = chance.randint(1, 900)
        return replace(work, pages=f"{start}-{start + chance.randint(3, 30)}")
    if wrong == "people" and len(work.authors) > 2:
        return replace(work, authors=work.authors[:-1])
    return work
