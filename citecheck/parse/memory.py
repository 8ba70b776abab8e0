"""The works that the notes of a document have cited so far, found by author, title, abbreviation or note."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from citecheck.model import Citation, Date, Name, Note, Reference, Role, Work
from citecheck.parse.abbreviations import declared, initials, is_abbreviation, listed
from citecheck.text import fold

_NEAR = 16  # earlier works kept under one author and word: enough for rivals, flat for documents of any length
_NEARBY = 200  # characters before a citation that are looked at
_SENTENCE = 5  # words before a citation that make a sentence
_ARTICLES = (
    "the ",
    "a ",
    "an ",
    "der ",
    "die ",
    "das ",
    "le ",
    "la ",
    "les ",
    "l ",
    "il ",
    "lo ",
    "i ",
    "gli ",
    "el ",
    "los ",
    "las ",
    "o ",
    "os ",
)


@dataclass(frozen=True, slots=True)
class Cited:
    """A work and the citation that named it in full; `key` is equal for equal works."""

    reference: Reference
    work: Work
    key: tuple[str, ...] = ()

    @property
    def people(self) -> tuple[Name, ...]:
        """Its authors and editors."""
        return (*self.work.authors, *self.work.editors)

    @property
    def is_described(self) -> bool:
        """Whether more is known than author and title."""
        return bool(self.work.issued or self.work.publisher or self.work.container)


_Shelves = dict[tuple[str, ...], deque[Cited]]


@dataclass(slots=True)
class Memory:
    """The works cited so far. `last`: those of the last note that cites any, in order.

    `named`: the persons named right before the mark of the last note.
    """

    last: tuple[Cited, ...] = ()
    named: tuple[Name, ...] = ()
    _notes: dict[tuple[int, str], tuple[Cited, ...]] = field(default_factory=dict)
    _counts: dict[int, int] = field(default_factory=dict)
    _by_word: _Shelves = field(default_factory=dict)
    _titles: dict[str, Cited] = field(default_factory=dict)
    _heads: _Shelves = field(default_factory=dict)
    _abbreviations: dict[str, Cited] = field(default_factory=dict)
    _initials: _Shelves = field(default_factory=dict)
    _authors: dict[str, Name] = field(default_factory=dict)

    def remember(self, note: Note, citations: Sequence[Citation]) -> None:
        """Takes in what a note cites."""
        found = tuple(cited(note, place, citation) for place, citation in enumerate(citations))
        known = tuple(c for c in found if c is not None)
        firm = tuple(c for c, citation in zip(found, citations, strict=True) if c and _is_firm(note, citation))
        if citations:
            self.last = firm or (known if all(citation.role is not Role.WORK for citation in citations) else self.last)
        self._counts[note.scope] = number = self._counts.get(note.scope, 0) + 1
        if known:
            self._notes[note.scope, note.label or note.id] = known
            if not note.label.isdigit():  # Markdown's names are printed as numbers
                self._notes.setdefault((note.scope, str(number)), known)
        for one, citation in zip(found, citations, strict=True):
            if one is not None and (citation.role is Role.WORK or citation.refers_to is None):
                self._index(one)
        self._abbreviate(note.text.plain, found, citations)

    def _index(self, one: Cited) -> None:
        title = bare_title(one.work.title)
        for person in one.people:
            self._authors.setdefault(family(person), person)
        if not title:
            return self._shelve(one, title)
        if title not in self._titles or (one.work.authors and not self._titles[title].work.authors):
            self._titles[title] = one
        main = bare_title(main_title(one.work.title))
        for words in {tuple(title.split()[:2]), tuple(main.split()[:2])}:
            _keep(self._heads, words, one)
        for short in initials(one.work.title):
            _keep(self._initials, (short,), one)
        return self._shelve(one, title)

    def _shelve(self, one: Cited, title: str) -> None:
        families = {family(n) for n in one.people} | {""}
        for word in {"", *(word for word in title.split() if len(word) > 3), _rarest(title)}:
            for name in families:
                if name or word:
                    _keep(self._by_word, (name, word), one)

    def _abbreviate(self, plain: str, found: Sequence[Cited | None], citations: Sequence[Citation]) -> None:
        """Takes in the short names that stand before or behind the citations of a note."""
        ends = [*(citation.start for citation in citations[1:]), len(plain)]
        last = 0
        for one, citation, end in zip(found, citations, ends, strict=False):
            if one is not None and one.work.title:
                for name in (listed(plain, last, citation.start), *declared(plain, citation.start, end)):
                    self._abbreviations[fold(name)] = one
            last = citation.end

    def note(self, scope: int, label: str) -> tuple[Cited, ...]:
        """The works of the note with a number; none where no note has it yet, or it cites none."""
        return self._notes.get((scope, label), ())

    def titled(self, title: str) -> Cited | None:
        """The first work cited under a title, articles and case apart."""
        return self._titles.get(bare_title(title))

    def headed(self, words: tuple[str, ...]) -> Iterable[Cited]:
        """The works whose titles begin with two words, or are the one, folded and without article."""
        return self._heads.get(words, ())

    def opens(self, words: tuple[str, ...]) -> bool:
        """Whether a work's title begins with two words, or with the first alone."""
        return words in self._heads or words[:1] in self._heads

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been cited so far."""
        return not self._authors and not self._heads

    def author(self, name: str) -> Name | None:
        """The author with a family name, as first cited."""
        return self._authors.get(name)

    def abbreviated(self, printed: str) -> list[Cited]:
        """The works that a short name means: the one it was declared for, else those whose initials it is."""
        if self._abbreviations and (declared_for := self._abbreviations.get(fold(printed))):
            return [declared_for]
        return list(self._initials.get((fold(printed),), ())) if is_abbreviation(printed) else []

    def by(self, name: str, title: str) -> list[Cited]:
        """Works of an author (any, if "") whose title holds a short one, latest last; all of them if it is ""."""
        short = bare_title(title)
        shelf = self._by_word.get((name, _rarest(short)), ())
        found = [c for c in shelf if shortens(short, bare_title(c.work.title))]
        if found or not title:
            return found
        return [c for c in self.abbreviated(title) if not name or name in {family(n) for n in c.people}]

    def matching(self, people: Sequence[Name], title: str, issued: Date | None = None) -> list[Cited]:
        """Works of several people whose title holds a short one, the likeliest only; of a date, if one is given.

        Those that all of them wrote come before those of the first; a name alone means a work that nobody else wrote,
        if there is one, and names alone a work of theirs together. Of the titles, a whole one comes before its head,
        and that before a few of its words.
        """
        names = {family(n) for n in people}
        found = [c for c in self.by(family(people[0]) if people else "", title) if issued in (None, c.work.issued)]
        theirs = [c for c in found if names <= {family(n) for n in c.people}]
        if not title:
            return [c for c in theirs if len(names) == len(c.work.authors or c.work.editors)] or theirs
        found, short = theirs or found, bare_title(title)
        whole = [c for c in found if bare_title(c.work.title) == short]
        return whole or [c for c in found if bare_title(main_title(c.work.title)) == short] or found


def _is_firm(note: Note, citation: Citation) -> bool:
    """Whether an ibid. may mean a citation: not a title that a sentence names, with no place and nothing more said."""
    sentence = len(note.text.plain[max(0, citation.start - _NEARBY) : citation.start].split()) >= _SENTENCE
    described = bool(citation.work and (citation.work.issued or citation.work.publisher or citation.work.container))
    return citation.role is not Role.WORK or bool(citation.locator or citation.signal) or described or not sentence


def _keep(shelves: _Shelves, key: tuple[str, ...], one: Cited) -> None:
    shelf = shelves.setdefault(key, deque(maxlen=_NEAR))
    if one.key not in [c.key for c in shelf]:
        shelf.append(one)


def cited(note: Note, place: int, citation: Citation) -> Cited | None:
    """What later notes may refer to: the work, under the citation that named it first."""
    if citation.work is None:
        return None
    work = citation.work
    return Cited(citation.refers_to or Reference(note.id, place), work, (fold(work.title), *map(family, work.authors)))


def family(name: Name) -> str:
    """The comparable family name, or the whole of a literal."""
    return fold(name.family or name.literal)


def bare_title(title: str) -> str:
    """A folded title without the article before it."""
    folded = fold(title)
    return next((folded[len(a) :] for a in _ARTICLES if folded.startswith(a)), folded)


def main_title(title: str) -> str:
    """A title without its subtitle.

    >>> main_title("Barriers: A Study"), main_title("What Is It? An Answer"), main_title("Barriers")
    ('Barriers', 'What Is It', 'Barriers')
    """
    ends = [at for mark in (": ", "? ", "! ", ". ") if (at := title.find(mark)) > 0]
    return title[: min(ends)] if ends else title


def _rarest(title: str) -> str:
    """The longest word of a title, by which it is looked up."""
    return max(title.split(), key=len, default="")


def shortens(short: str, title: str) -> bool:
    """Whether a short title is the whole, the beginning, or a run of words of a title."""
    return not short or f" {short} " in f" {title} "
