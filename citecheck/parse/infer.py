"""Authors whom a citation leaves out and the prose around it names: "Lenin translated this in the slogan ...(2)"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from citecheck.model import Citation, Kind, Mark, Name, Note, Role, Span, Work
from citecheck.parse.candidates import ALONE, GENITIVE, WEAK, Candidate, candidates
from citecheck.parse.memory import Memory, family
from citecheck.parse.named import Named, capitalizes_nouns, named_before
from citecheck.parse.names import read_name
from citecheck.parse.words import vocabulary
from citecheck.text import fold

_KNOWN = 1.5  # added for a name that is an author elsewhere in the document
_KINDS = frozenset((Kind.BOOK, Kind.DOCUMENT, Kind.SPEECH, Kind.PERSONAL_COMMUNICATION, Kind.CHAPTER, Kind.CLASSIC))
_SIGNAL = 4  # words at most that lead to a citation and say nothing more
_LINK = 15  # words at most between a name and its title (GUIDELINE of the annotated notes, rule 9)
_QUOTES = ("“", "„", "‘", "«", '"')
_ENDS = re.compile(r"[.!?;]\s+(?=[^\W\d_a-z])")
_REACH = 1000  # characters of a sentence before a work in brackets
_SPACE = " \n\t"
_STOPS = (". ", "! ", "? ", "; ", "\n")


def infer_authors(
    note: Note,
    citations: Sequence[Citation],
    memory: Memory,
    named: Named = Named(),  # noqa: B008  (frozen)
) -> tuple[Citation, ...]:
    """The citations, with authors from the note's prose, an earlier note or the running text where they print none.

    Only works with a title and no people are touched, and one that stands in a periodical only where somebody is
    `named` right before the mark. An author whom the note itself names for its first citation is no inference.
    """
    citations = _named_at_mark(note, _in_brackets(note, citations, memory), memory, named)
    wanting = [place for place, citation in enumerate(citations) if _wants_author(citation)]
    if not wanting and not any("author" in one.inferred for one in citations[:1]):
        return tuple(_as_target(note, one, citations) for one in citations)
    here = _best(candidates(note.text.plain[: citations[0].start]), memory, GENITIVE)
    author = _as_name(here.name, memory) if here else None
    if not author and not any(_is_own(note, citations[place]) for place in wanting):
        author = _named_in_text(note, memory)
    found = [_inferred(one, memory, author) if place in wanting else one for place, one in enumerate(citations)]
    if here and author and "author" in found[0].inferred and _is_by(found[0], author):
        found[0] = _printed(note, found[0], here)
    return tuple(_as_target(note, one, found) for one in found)


def _in_brackets(note: Note, citations: Sequence[Citation], memory: Memory) -> Sequence[Citation]:
    """The citations, works in brackets with the author that their sentence names: "Hook shows it in (“Beauty,” 12)".

    Behind "his" it is the author before, and behind nothing at all as well, if that work prints none either.
    """
    found: list[Citation] = []
    for one in citations:
        lead = (
            _bracket_lead(note, one, found[-1].end if found else 0)
            if one.role is Role.WORK and one.work and one.work.title
            else None
        )
        if lead is None or not one.work or one.work.authors or (one.work.editors and not _is_part(note, one)):
            found.append(one)
            continue
        authors = _named_in(note, lead, memory)
        if not authors and found and (_has_pronoun(lead) or _follows_at_once(note, found[-1], one)):
            authors = found[-1].work.authors if found[-1].work else ()
        found.append(replace(one, work=replace(one.work, authors=authors)) if authors else one)
    return found


def _bracket_lead(note: Note, citation: Citation, after: int = 0) -> str | None:
    """The words of its sentence, from an offset on, before a work in brackets; None where it stands in none."""
    opens = citation.spans[0].start if citation.spans else citation.start
    begins = max(after, opens - _REACH)
    before = note.text.plain[begins:opens].rstrip(_SPACE + "".join(_QUOTES))
    if not before.endswith("("):
        return None
    start = max((end.end() for end in _ENDS.finditer(before)), default=0)
    return before[start:].rstrip("( ")


def _named_in(note: Note, lead: str, memory: Memory) -> tuple[Name, ...]:
    """Who is named right before a bracket, else whom the sentence begins with, else whom alone it names."""
    if names := named_before(Mark(note.place, lead, lead=lead), memory).names:
        return names
    persons = list(candidates(lead))
    sure = [one for one in persons if one.weight >= GENITIVE]
    if not persons or (len(persons) > 1 and persons[0].start and not sure):
        return ()
    return (_as_name((persons[0] if not persons[0].start else (sure or persons)[0]).name, memory),)


def _has_pronoun(lead: str) -> bool:
    return not vocabulary("speech", "pronouns").isdisjoint(lead.lower().split())


def _follows_at_once(note: Note, last: Citation, citation: Citation) -> bool:
    """Whether nothing but "and" stands between two works, the first of which prints no author."""
    between = re.findall(r"[^\W\d_]+", note.text.plain[last.end : citation.start])
    printed = any(span.field == "author" for span in last.spans)
    return not printed and all(word in vocabulary("people", "and") for word in between)


def _is_own(note: Note, citation: Citation) -> bool:
    """Whether a sentence leads to a work in brackets that names nobody: "I show this in (Jazz)"."""
    lead = _bracket_lead(note, citation)
    return lead is not None and len(lead.split()) > _SIGNAL and not _has_pronoun(lead)


def _named_at_mark(note: Note, citations: Sequence[Citation], memory: Memory, named: Named) -> Sequence[Citation]:
    """A note's first citation that prints no author, though it be an article, is by whom the text has just named."""
    first = citations[0] if citations else None
    if first is None or first.role is not Role.WORK or not first.work or not first.work.title or first.work.authors:
        return citations
    prose = len(note.text.plain[: first.start].split()) > _SIGNAL
    if prose or not named.names or (first.work.editors and not _is_part(note, first)):
        return citations
    if named.field == "editor":
        return (replace(first, work=replace(first.work, editors=named.names), inferred=("editor",)), *citations[1:])
    known = _known(first.work, memory)
    authors = known if any(named.holds(family(name)) for name in known) else named.names
    return (replace(first, work=replace(first.work, authors=authors), inferred=("author",)), *citations[1:])


def _is_part(note: Note, citation: Citation) -> bool:
    """Whether the editors are those of a volume: it has a title, or the work's own is in quotation marks."""
    titles = [span.start for span in citation.spans if span.field == "title"]
    quoted = bool(titles) and note.text.plain[: titles[0]].endswith(_QUOTES)
    return quoted or bool(citation.work and citation.work.container)


def _as_target(note: Note, citation: Citation, found: Sequence[Citation]) -> Citation:
    """A back reference within the note was bound before its target had an author: it gets the target's."""
    target = citation.refers_to
    if target is None or target.note != note.id or citation.work is None or citation.work.authors:
        return citation
    known = found[target.citation].work
    return replace(citation, work=replace(citation.work, authors=known.authors)) if known else citation


def _wants_author(citation: Citation) -> bool:
    work = citation.work
    if citation.role is not Role.WORK or work is None or not work.title or work.authors or work.editors:
        return False
    return work.kind in _KINDS and not work.container and not work.archive


def _inferred(citation: Citation, memory: Memory, named: Name | None) -> Citation:
    """With the authors under whom the title was cited before, else the one named."""
    work = citation.work or Work()
    authors = _known(work, memory) or ((named,) if named else ())
    return replace(citation, work=replace(work, authors=authors), inferred=("author",)) if authors else citation


def _known(work: Work, memory: Memory) -> tuple[Name, ...]:
    """The authors of an earlier work with the same title, unless that is one word ("Introduction")."""
    known = memory.titled(work.title)
    return known.work.authors if known and len(fold(work.title).split()) > 1 else ()


def _is_by(citation: Citation, name: Name) -> bool:
    return citation.work is not None and family(name) in map(family, citation.work.authors)


def _printed(note: Note, citation: Citation, name: Candidate) -> Citation:
    """The author stands in the note itself: "Trotsky gave an example in his book: Results and Prospects".

    The name belongs to the citation where a linking phrase of the same sentence parts it from the title; beyond a full
    stop, or farther off, it has no span.
    """
    between = note.text.plain[name.end : citation.start]
    if len(between.split()) > _LINK or any(stop in between for stop in _STOPS):
        return replace(citation, inferred=())
    spans = (Span(name.start, name.end, "author"), *citation.spans)
    return replace(citation, start=name.start, signal="", spans=spans, inferred=())


# --- the running text ------------------------------------------------------------------------------------------------


def _named_in_text(note: Note, memory: Memory) -> Name | None:
    """The likeliest author in the calling sentence, or the one before, where a name must do more than stand there."""
    if note.mark is None:
        return None
    subject = 0 if not capitalizes_nouns(note.mark.sentence) else -1  # where a name that opens the sentence begins
    here = (
        one
        for one in candidates(note.mark.sentence)
        if one.weight > ALONE or one.start == subject or _is_person(one, memory)
    )
    found = _best(here, memory, ALONE) or _best(candidates(note.mark.before), memory, WEAK)
    return _as_name(found.name, memory) if found else None


def _is_person(one: Candidate, memory: Memory) -> bool:
    """Whether a word that only stands there is more than a capital: two words, or an author already cited."""
    return len(one.name.split()) > 1 or memory.author(fold(one.name)) is not None


def _best(many: Iterable[Candidate], memory: Memory, least: float) -> Candidate | None:
    """The one that weighs most, the later of equals; None where several only stand there."""
    weights: dict[str, tuple[float, int, Candidate]] = {}
    for one in many:
        key = fold(one.name).split()[-1]
        weighed = (one.weight + (_KNOWN if memory.author(key) else 0.0), one.start, one)
        if one.weight >= least:
            weights[key] = max(weights.get(key, weighed), weighed, key=lambda w: w[:2])
    ranked = sorted(weights.values(), key=lambda w: w[:2], reverse=True)
    if not ranked or (len(ranked) > 1 and ranked[0][0] == ranked[1][0] < WEAK):
        return None
    return ranked[0][2]


def _as_name(printed: str, memory: Memory) -> Name:
    """The name as the notes know it, else as it stands."""
    name = read_name(printed)
    known = memory.author(family(name))
    return known if known and (not name.given or known.given) else name
