"""What a citation leaves to the notes before: ibid., idem, op. cit., short titles, numbers of notes."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from citecheck.model import Citation, Name, Note, Reference, Role, Work
from citecheck.parse.marks import read_mark
from citecheck.parse.tag import Tagged
from citecheck.parse.works import build_work, locator
from citecheck.text import fold

_NEAR = 16  # earlier works kept under one author and word: enough for rivals, flat for documents of any length
_BARELY = frozenset(("author", "locator", "page"))
_IMPRINT = frozenset(("issued", "publisher", "publisher-place", "container-title", "volume", "DOI", "ISBN", "edition"))
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


@dataclass(slots=True)
class Memory:
    """The works cited so far. `last`: those of the last note that cites any, in order.

    `named`: the persons named right before the mark of the last note.
    """

    last: tuple[Cited, ...] = ()
    named: tuple[Name, ...] = ()
    _notes: dict[tuple[int, str], tuple[Cited, ...]] = field(default_factory=dict)
    _counts: dict[int, int] = field(default_factory=dict)
    _by_word: dict[tuple[str, str], deque[Cited]] = field(default_factory=dict)
    _titles: dict[str, Cited] = field(default_factory=dict)
    _authors: dict[str, Name] = field(default_factory=dict)

    def remember(self, note: Note, citations: Sequence[Citation]) -> None:
        """Takes in what a note cites."""
        cited = tuple(_cited(note, place, citation) for place, citation in enumerate(citations))
        known = tuple(c for c in cited if c is not None)
        if citations:
            self.last = known
        self._counts[note.scope] = number = self._counts.get(note.scope, 0) + 1
        if known:
            self._notes[note.scope, note.label or note.id] = known
            if not note.label.isdigit():  # Markdown's names are printed as numbers
                self._notes.setdefault((note.scope, str(number)), known)
        for one, citation in zip(cited, citations, strict=True):
            if one is not None and citation.role is Role.WORK:
                self._index(one)

    def _index(self, cited: Cited) -> None:
        title = _bare_title(cited.work.title)
        for person in (*cited.work.authors, *cited.work.editors):
            self._authors.setdefault(family(person), person)
        if title and (title not in self._titles or (cited.work.authors and not self._titles[title].work.authors)):
            self._titles[title] = cited
        families = {family(n) for n in (*cited.work.authors, *cited.work.editors)} | {""}
        for word in {"", *(word for word in title.split() if len(word) > 3), _rarest(title)}:
            for name in families:
                if name or word:
                    self._keep((name, word), cited)

    def _keep(self, key: tuple[str, str], cited: Cited) -> None:
        shelf = self._by_word.setdefault(key, deque(maxlen=_NEAR))
        if cited.key not in [c.key for c in shelf]:
            shelf.append(cited)

    def note(self, scope: int, label: str) -> tuple[Cited, ...]:
        """The works of the note with a number; none where no note has it yet, or it cites none."""
        return self._notes.get((scope, label), ())

    def titled(self, title: str) -> Cited | None:
        """The first work cited under a title, articles and case apart."""
        return self._titles.get(_bare_title(title))

    def author(self, name: str) -> Name | None:
        """The author with a family name, as first cited."""
        return self._authors.get(name)

    def by(self, name: str, title: str) -> list[Cited]:
        """Works of an author (any, if "") whose title holds a short one, latest last; all of them if it is ""."""
        short = _bare_title(title)
        shelf = self._by_word.get((name, _rarest(short)), ())
        return [c for c in shelf if _shortens(short, _bare_title(c.work.title))]


def resolve(note: Note, tagged: Sequence[Tagged], memory: Memory) -> tuple[Citation, ...]:
    """The citations of a note, back references bound to what they mean."""
    found: list[Citation] = []
    here: list[Cited] = []
    for one in tagged:
        citation = _resolve(note, one, memory, tuple(here))
        if _names_nothing(citation):
            continue
        cited = _cited(note, len(found), citation)
        found.append(citation)
        if cited is not None:
            here.append(cited)
    return tuple(found)


def _names_nothing(citation: Citation) -> bool:
    """Whether a name with a page has turned out to mean no earlier work: the person is only spoken of."""
    return citation.role is Role.WORK and {span.field for span in citation.spans} <= _BARELY


def _resolve(note: Note, tagged: Tagged, memory: Memory, here: tuple[Cited, ...]) -> Citation:
    text = note.text.plain
    own = build_work(text, tagged.spans, tagged.start, tagged.end)
    plain = Citation(tagged.start, tagged.end, Role.WORK, tagged.signal, locator(text, tagged.spans), own, tagged.spans)
    marks = [read_mark(text[s.start : s.end]) for s in tagged.spans if s.field == "backref"]
    kinds = {kind for kind, _ in marks}
    label = next((label for kind, label in marks if kind == "note"), "")
    if label:
        plain = replace(plain, named_note=label)
        named = _named(memory.note(note.scope, label), own)
        if "short" not in kinds:
            return _pointing(plain, own, named)
        if named:
            return _bound(plain, Role.SHORT, own, named[-1], ())
    if "short" in kinds:
        return _short(plain, own, memory, here or memory.last)
    if kinds and not own.title:
        return _ibid(plain, own, here, memory)
    return _same_author(plain, own, here or memory.last) if kinds else _unmarked(plain, own, memory)


# --- each kind ------------------------------------------------------------------------------------------------------


def _ibid(plain: Citation, own: Work, here: tuple[Cited, ...], memory: Memory) -> Citation:
    """The work before in the note, else the last of the note before; a named author chooses, even an earlier one."""
    pool = here[-1:] or memory.last
    earlier = memory.by(family(own.authors[0]), "") if own.authors else []
    chosen = (*_of_author(earlier, own), *_of_author(pool, own)) or pool
    rivals = () if here or not chosen else tuple(c for c in pool if c.key != chosen[-1].key)
    return _bound(plain, Role.IBID, own, chosen[-1] if chosen else None, rivals)


def _same_author(plain: Citation, own: Work, previous: tuple[Cited, ...]) -> Citation:
    """As in "Id., Title": a full work by the author before."""
    if own.authors or not previous or not previous[-1].work.authors:
        return plain
    return replace(plain, work=replace(own, authors=previous[-1].work.authors), inferred=("author",))


def _short(plain: Citation, own: Work, memory: Memory, previous: tuple[Cited, ...]) -> Citation:
    """As in "Pipes, op. cit.": the author's last work, or that of the short title; with neither, the work before."""
    if not own.authors and not own.editors and not own.title:
        return _bound(plain, Role.SHORT, own, previous[-1] if previous else None, previous[:-1])
    return _bound_last(plain, own, _matching(memory, own))


def _pointing(plain: Citation, own: Work, named: Sequence[Cited]) -> Citation:
    """As in "see n. 12 above": that note's work, or its author's if one is named."""
    rivals = tuple(c for c in named[1:] if c.key != named[0].key)
    return _bound(plain, Role.CROSS_REFERENCE, own, named[0] if named else None, rivals)


def _named(works: tuple[Cited, ...], own: Work) -> tuple[Cited, ...]:
    """Of the works of a note that is named, those of the author or title that is printed, else all."""
    return _of_author(works, own) or _with_title(works, own.title) or (() if own.authors else works)


def _unmarked(plain: Citation, own: Work, memory: Memory) -> Citation:
    """A short title, a name alone or a name with a year, if it fits an earlier work; else a work in full.

    Author and whole title without the imprint that an earlier citation gave are short too ("Thompson, Customs in
    Common, 336"); a whole title alone is the work named again.
    """
    whole = any(span.field in _IMPRINT for span in plain.spans)
    if own.authors and not own.title and own.issued:
        dated = [c for c in memory.by(family(own.authors[0]), "") if c.work.title and c.work.issued == own.issued]
        return _bound_last(plain, own, dated) if dated else plain
    if own.authors and not own.title and not whole:
        return _bound_last(plain, own, earlier) if (earlier := memory.by(family(own.authors[0]), "")) else plain
    if whole or not own.title:
        return plain
    name = None if own.authors or own.editors or memory.titled(own.title) else memory.author(fold(own.title))
    if name is not None:
        return _bound_last(plain, own, memory.by(family(name), ""))
    if len(own.title.split()) < 2 and not own.authors:
        return plain
    known = _matching(memory, own)
    named = [c for c in known if fold(c.work.title) == fold(own.title)]
    if named and not (own.authors and named[-1].work.issued):
        return plain
    return _bound_last(plain, own, named or known) if known else plain


def _matching(memory: Memory, own: Work) -> list[Cited]:
    names = [family(n) for n in (*own.authors, *own.editors)]
    return memory.by(names[0] if names else "", own.title)


def _bound_last(plain: Citation, own: Work, pool: Sequence[Cited]) -> Citation:
    """Bound to the latest of the works that fit; the others are rivals."""
    rivals = tuple(c for c in pool[:-1] if c.key != pool[-1].key)
    return _bound(plain, Role.SHORT, own, pool[-1] if pool else None, rivals)


def _bound(plain: Citation, role: Role, own: Work, target: Cited | None, rivals: Sequence[Cited]) -> Citation:
    """A back reference with its target's work; one that dangles keeps what it prints."""
    if target is None:
        return replace(plain, role=role, work=own if own.title or own.authors else None)
    work = replace(target.work, volume=own.volume or target.work.volume)
    return replace(plain, role=role, work=work, refers_to=target.reference, rivals=tuple(c.reference for c in rivals))


# --- comparing ------------------------------------------------------------------------------------------------------


def family(name: Name) -> str:
    """The comparable family name, or the whole of a literal."""
    return fold(name.family or name.literal)


def _cited(note: Note, place: int, citation: Citation) -> Cited | None:
    """What later notes may refer to: the work, under the citation that named it first."""
    if citation.work is None:
        return None
    work = citation.work
    return Cited(citation.refers_to or Reference(note.id, place), work, (fold(work.title), *map(family, work.authors)))


def _of_author(pool: Sequence[Cited], own: Work) -> tuple[Cited, ...]:
    wanted = {family(n) for n in (*own.authors, *own.editors)}
    return tuple(c for c in pool if wanted & {family(n) for n in (*c.work.authors, *c.work.editors)})


def _with_title(pool: Sequence[Cited], title: str) -> tuple[Cited, ...]:
    short = _bare_title(title)
    return tuple(c for c in pool if short and _shortens(short, _bare_title(c.work.title)))


def _bare_title(title: str) -> str:
    """A folded title without the article before it."""
    folded = fold(title)
    return next((folded[len(a) :] for a in _ARTICLES if folded.startswith(a)), folded)


def _rarest(title: str) -> str:
    """The longest word of a title, by which it is looked up."""
    return max(title.split(), key=len, default="")


def _shortens(short: str, title: str) -> bool:
    """Whether a short title is the whole, the beginning, or a run of words of a title."""
    return not short or f" {short} " in f" {title} "
