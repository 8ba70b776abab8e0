"""Authors whom a note leaves out and the calling sentence names: "Lenin translated this in the slogan ...(2)"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from citecheck.model import Citation, Kind, Name, Note, Role, Work
from citecheck.parse.backrefs import Memory, family
from citecheck.parse.candidates import ALONE, GENITIVE, WEAK, Candidate, candidates
from citecheck.parse.names import read_name
from citecheck.text import fold

_KNOWN = 1.5  # added for a name that is an author elsewhere in the document
_KINDS = frozenset((Kind.BOOK, Kind.DOCUMENT, Kind.SPEECH, Kind.PERSONAL_COMMUNICATION, Kind.CHAPTER, Kind.CLASSIC))


def infer_authors(note: Note, citations: Sequence[Citation], memory: Memory) -> tuple[Citation, ...]:
    """The citations, with authors from an earlier note or the running text where they print none.

    Only works with a title and no people are touched, and never one that stands in a periodical.
    """
    wanting = [place for place, citation in enumerate(citations) if _wants_author(citation)]
    if not wanting:
        return tuple(citations)
    named = _named_in_text(note, citations[0].start, memory)
    found = list(citations)
    for place in wanting:
        work = citations[place].work
        authors = (_known(work, memory) or ((named,) if named else ())) if work else ()
        if work and authors:
            found[place] = replace(citations[place], work=replace(work, authors=authors), inferred=("author",))
    return tuple(found)


def _wants_author(citation: Citation) -> bool:
    work = citation.work
    if citation.role is not Role.WORK or work is None or not work.title or work.authors or work.editors:
        return False
    return work.kind in _KINDS and not work.container and not work.archive


def _known(work: Work, memory: Memory) -> tuple[Name, ...]:
    """The authors of an earlier work with the same title, unless that is one word ("Introduction")."""
    known = memory.titled(work.title)
    return known.work.authors if known and len(fold(work.title).split()) > 1 else ()


def _named_in_text(note: Note, start: int, memory: Memory) -> Name | None:
    """The likeliest author in the note before its first citation, in the calling sentence, or in the one before that.

    In the note and in the sentence before, a name must do more than stand there.
    """
    sources = [(note.text.plain[:start], GENITIVE)]
    if note.mark is not None:
        sources += [(note.mark.sentence, ALONE), (note.mark.before, WEAK)]
    for text, least in sources:
        found = _best(candidates(text), memory, least)
        if found:
            return _as_name(found, memory)
    return None


def _best(many: Iterable[Candidate], memory: Memory, least: float) -> str | None:
    """The name that weighs most, the later of equals; None where several only stand there."""
    weights: dict[str, tuple[float, int, str]] = {}
    for one in many:
        key = fold(one.name).split()[-1]
        weight = (one.weight + (_KNOWN if memory.author(key) else 0.0), one.at, one.name)
        if one.weight >= least:
            weights[key] = max(weights.get(key, weight), weight)
    ranked = sorted(weights.values(), reverse=True)
    if not ranked or (len(ranked) > 1 and ranked[0][0] == ranked[1][0] < WEAK):
        return None
    return ranked[0][2]


def _as_name(printed: str, memory: Memory) -> Name:
    """The name as the notes know it, else as it stands."""
    name = read_name(printed)
    known = memory.author(family(name))
    return known if known and (not name.given or known.given) else name
