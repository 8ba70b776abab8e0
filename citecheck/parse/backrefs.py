"""What a citation leaves to the notes before: ibid., idem, op. cit., short titles, numbers of notes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from citecheck.model import Citation, Name, Note, Role, Work
from citecheck.parse.marks import read_mark
from citecheck.parse.memory import Cited, Memory, bare_title, cited, family, main_title, shortens
from citecheck.parse.tag import Tagged
from citecheck.parse.works import build_work, locator
from citecheck.text import fold

_BARELY = frozenset(("author", "locator", "page"))
_IMPRINT = frozenset(("publisher", "publisher-place", "container-title", "DOI", "ISBN", "edition"))


def resolve(note: Note, tagged: Sequence[Tagged], memory: Memory, named: Sequence[Name] = ()) -> tuple[Citation, ...]:
    """The citations of a note, back references bound to what they mean.

    `named`: the persons named right before its mark, whose the first title without author must be.
    """
    found: list[Citation] = []
    here: list[Cited] = []
    for one in tagged:
        citation = _resolve(note, one, memory, tuple(here), named if one is tagged[0] else ())
        if _names_nothing(citation):
            continue
        one_cited = cited(note, len(found), citation)
        found.append(citation)
        if one_cited is not None:
            here.append(one_cited)
    return tuple(found)


def _names_nothing(citation: Citation) -> bool:
    """Whether a name with a page has turned out to mean no earlier work: the person is only spoken of."""
    return citation.role is Role.WORK and {span.field for span in citation.spans} <= _BARELY


def _resolve(
    note: Note, tagged: Tagged, memory: Memory, here: tuple[Cited, ...], named_before: Sequence[Name]
) -> Citation:
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
    if "short" in kinds and own.title and {span.field for span in tagged.spans} & (_IMPRINT | {"issued"}):
        return plain  # "n.pl.", "n.d." and the like: what describes a work in full refers to no other
    if "short" in kinds:
        return _short(plain, own, memory, here or memory.last)
    if kinds and not own.title:
        return _ibid(plain, own, here, memory)
    return _same_author(plain, own, here or memory.last) if kinds else _unmarked(plain, own, memory, named_before)


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
    return _bound_last(plain, own, memory.matching(own.authors or own.editors, own.title))


def _pointing(plain: Citation, own: Work, named: Sequence[Cited]) -> Citation:
    """As in "see n. 12 above": that note's work, or its author's if one is named."""
    rivals = tuple(c for c in named[1:] if c.key != named[0].key)
    return _bound(plain, Role.CROSS_REFERENCE, own, named[0] if named else None, rivals)


def _named(works: tuple[Cited, ...], own: Work) -> tuple[Cited, ...]:
    """Of the works of a note that is named, those of the author or title that is printed, else all."""
    return _of_author(works, own) or _with_title(works, own.title) or (() if own.authors else works)


def _unmarked(plain: Citation, own: Work, memory: Memory, named: Sequence[Name]) -> Citation:
    """A name alone, a name with a year, or a short title, if it fits an earlier work; else a work in full."""
    printed = {span.field for span in plain.spans}
    if _is_short_container(own, printed):
        own = replace(own, title=own.container, container="")
    elif printed & _IMPRINT:
        return plain
    if own.title:
        return _titled(plain, own, memory, named)
    if not own.authors or (not own.issued and "volume" in printed and not plain.locator):
        return plain
    earlier = memory.matching(own.authors, "")
    if own.issued:
        everything = memory.by(family(own.authors[0]), "")
        earlier = [c for c in everything if c.work.title and c.work.issued == own.issued]
    return _bound_last(plain, own, earlier) if earlier else plain


def _titled(plain: Citation, own: Work, memory: Memory, named: Sequence[Name]) -> Citation:
    """Author and title without the imprint that an earlier citation gave ("Thompson, Customs in Common, 336").

    A title alone is short, too. One word alone must be an author's name with a page, an abbreviation or a whole title.
    """
    people = own.authors or own.editors
    name = None if people or memory.titled(own.title) else memory.author(fold(own.title))
    if name is not None and plain.locator:
        return _bound_last(plain, own, memory.matching((name,), ""))
    known = memory.matching(people, own.title, own.issued)
    if not people and named:
        known = [*_by_any(memory.by(family(named[0]), own.title), named)] or [c for c in known if _is_whole(c, own)]
    if len(own.title.split()) < 2 and not own.authors and not _is_unmistakable(known, own, memory):
        return plain
    if not known:
        return plain
    bound = _bound_last(plain, own, known)
    return bound if people or not known[-1].work.authors else replace(bound, inferred=("author",))


def _by_any(pool: Sequence[Cited], names: Sequence[Name]) -> Iterator[Cited]:
    """Of some works those by any of the persons named."""
    wanted = {family(name) for name in names}
    return (c for c in pool if wanted & {family(n) for n in c.people})


def _is_short_container(own: Work, printed: set[str]) -> bool:
    """Whether what looks like a journal may be a book's short title: "Braudel, Mediterranean, 2:757"."""
    return bool(own.authors and own.container and not own.title) and printed & _IMPRINT == {"container-title"}


def _is_unmistakable(known: Sequence[Cited], own: Work, memory: Memory) -> bool:
    """Whether one word is enough: an abbreviation, or the title, perhaps without subtitle, of a work cited in full."""
    if not known or not known[-1].is_described:
        return bool(known and memory.abbreviated(own.title))
    title = known[-1].work.title
    return bool(memory.abbreviated(own.title)) or bare_title(own.title) in map(bare_title, (title, main_title(title)))


def _is_whole(known: Cited, own: Work) -> bool:
    return bare_title(known.work.title) == bare_title(own.title)


def _bound_last(plain: Citation, own: Work, pool: Sequence[Cited]) -> Citation:
    """Bound to the latest of the works that fit; the others are rivals, but for those that may be the same."""
    rivals = tuple(c for c in pool[:-1] if not _may_be_same(c, pool[-1]))
    return _bound(plain, Role.SHORT, own, pool[-1] if pool else None, rivals)


def _may_be_same(one: Cited, other: Cited) -> bool:
    """Whether two works have one title and nothing that tells them apart: the one lacks an author or a date."""
    apart = one.work.issued and other.work.issued and one.work.issued != other.work.issued
    strangers = one.people and other.people and not list(_by_any((one,), other.people))
    return bare_title(one.work.title) == bare_title(other.work.title) and not apart and not strangers


def _bound(plain: Citation, role: Role, own: Work, target: Cited | None, rivals: Sequence[Cited]) -> Citation:
    """A back reference with its target's work; one that dangles keeps what it prints."""
    if target is None:
        return replace(plain, role=role, work=own if own.title or own.authors else None)
    work = replace(target.work, volume=own.volume or target.work.volume)
    return replace(plain, role=role, work=work, refers_to=target.reference, rivals=tuple(c.reference for c in rivals))


# --- comparing ------------------------------------------------------------------------------------------------------


def _of_author(pool: Sequence[Cited], own: Work) -> tuple[Cited, ...]:
    return tuple(_by_any(pool, (*own.authors, *own.editors)))


def _with_title(pool: Sequence[Cited], title: str) -> tuple[Cited, ...]:
    short = bare_title(title)
    return tuple(c for c in pool if short and shortens(short, bare_title(c.work.title)))
