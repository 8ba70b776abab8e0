"""How programs mark notes in HTML: the classes, roles and names by which each gives them away.

The table is refs/words/families.toml. Most programs also link mark and note both ways, which
`citecheck.read.html.links` understands without knowing the program.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from citecheck import refs
from citecheck.model import NoteKind
from citecheck.read.flow import Element

_TYPE = "{http://www.idpf.org/2007/ops}type"
_ATTRIBUTES = ("data-footnote-ref", "data-footnote-backref")
_ENDNOTES = frozenset({"epub:endnote", "epub:endnotes", "epub:rearnote", "epub:rearnotes", "doc-endnote"})
_ENDNOTE_FRAGMENTS = ("_edn", "edn", "sdendnote", "endnote", "en")
_NO_MARK = frozenset({"doc-biblioref", "epub:biblioref", "doc-glossref", "epub:glossref"})


@dataclass(frozen=True, slots=True)
class Habits:
    """What all families together call their marks, links back, notes and lists of notes."""

    marks: frozenset[str]
    back: frozenset[str]
    notes: frozenset[str]
    lists: frozenset[str]
    fragment: re.Pattern[str]

    def is_mark(self, words: frozenset[str]) -> bool:
        """Whether a link that says these words calls a note."""
        return not words.isdisjoint(self.marks)

    def is_other(self, words: frozenset[str]) -> bool:
        """Whether a link that says these words surely calls none: it leads back, or to a list of works."""
        return not words.isdisjoint(self.back | _NO_MARK)


@cache
def habits() -> Habits:
    """The table, one for all families: a class means the same in each."""
    families = refs.words("families").values()
    said = {
        part: frozenset(w for f in families for w in f.get(part, "").split())
        for part in ("marks", "back", "notes", "lists")
    }
    names = {name for family in families for name in family.get("fragments", "").split()}
    free = "|".join(re.escape(name[:-1]) for name in names if name.endswith("*"))
    numbered = "|".join(re.escape(name) for name in names if not name.endswith("*"))
    pattern = re.compile(rf"(?:{free})|(?:{numbered})[-_.:]?(?:\d|[ivxlc]{{1,7}}$|[*\u2020\u2021])", re.IGNORECASE)
    return Habits(**said, fragment=pattern)


def words_of(element: Element) -> frozenset[str]:
    """What an element says it is, in the words of the table."""
    said = (element.get("class") or "", element.get("role") or "", element.get("epub:type") or element.get(_TYPE) or "")
    marked = tuple(name for name in _ATTRIBUTES if element.get(name) is not None)
    return _words_in(*said, element.tag == "sup", marked) if any(said) or marked else frozenset()


@lru_cache(maxsize=4096)  # pages say the same few things thousands of times
def _words_in(named: str, role: str, typed: str, is_superscript: bool, marked: tuple[str, ...]) -> frozenset[str]:
    said = f"{named} {role}".lower().split()
    raised = (f"sup.{word}" for word in said if is_superscript)
    return frozenset((*said, *raised, *(f"epub:{word}" for word in typed.lower().split()), *marked))


def is_fragment(fragment: str) -> bool:
    """Whether a name is one that some family gives to notes.

    >>> [name for name in ("fn:1", "fnref:1", "_ftn12", "cite_note-Smith-3", "section-2") if is_fragment(name)]
    ['fn:1', '_ftn12', 'cite_note-Smith-3']
    """
    return habits().fragment.match(fragment) is not None and "ref" not in fragment[:12].lower()


def kind(words: frozenset[str], fragment: str) -> NoteKind:
    """Endnote where the note, its list or its name says so."""
    named = words & _ENDNOTES or (is_fragment(fragment) and fragment.lower().startswith(_ENDNOTE_FRAGMENTS))
    return NoteKind.ENDNOTE if named else NoteKind.FOOTNOTE
