"""Who is named right before a note's mark: "Pollard and Sag[1]", "Haider (2010)[2]", "Langackers[3] Ansatz"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from citecheck.model import Mark, Name, Note, Span, Text
from citecheck.parse.candidates import may_name
from citecheck.parse.memory import Memory, family
from citecheck.parse.names import read_name
from citecheck.parse.persons import FAIR, Person, is_and
from citecheck.parse.runs import Run, find_names
from citecheck.parse.tag import Tagged
from citecheck.parse.tokens import Tokens, tokenize
from citecheck.parse.words import of_language, vocabulary
from citecheck.text import fold

_REACH = 240  # characters before a mark that are looked at: three long names
_IN = (", in", ". in", ",” in", ",’ in")  # what stands between the title of a chapter and its volume
_SHORT = 120  # characters of a note that may be nothing but a title
_FAR = 24  # tokens before a mark


@dataclass(frozen=True, slots=True)
class Named:
    """The persons named right before a mark, in order; `field`: as authors, or as editors ("König (ed.)[3]")."""

    names: tuple[Name, ...] = ()
    field: str = "author"

    def holds(self, printed: str) -> bool:
        """Whether a family name of theirs stands in a printed name.

        >>> Named((Name("Haider"),)).holds("Hubert Haider"), Named((Name("Haider"),)).holds("Head-Hunting")
        (True, False)
        """
        words = fold(printed).split()
        return any(word in words for name in self.names for word in family(name).split()[-1:])


def retitle(note: Note, tagged: Sequence[Tagged], named: Named) -> tuple[Tagged, ...]:
    """The citations of a note, the first one's title whole where its head was taken for an author.

    As in "Bech[1]", the note being "Das Verbum: Eine Studie": the author has been named, and is another.
    """
    if not tagged or not named.names or not _may_be_title(note, tagged[0]):
        return tuple(tagged)
    first = tagged[0]
    head, following = first.spans[:2]
    if named.holds(note.text.plain[head.start : head.end]):
        return tuple(tagged)
    joins = following.field == "title"
    title = Span(head.start, following.end if joins else head.end, "title", head.confidence)
    return (replace(first, spans=(title, *first.spans[1 + joins :])), *tagged[1:])


def _may_be_title(note: Note, first: Tagged) -> bool:
    """Whether what stands in an author's place may be a title or its head: ":" follows, or a volume without title."""
    if len(first.spans) < 2 or first.spans[0].field != "author":
        return False
    head, following = first.spans[:2]
    plain = note.text.plain
    if following.field == "title":
        return plain[head.end : following.start].strip() == ":"
    return all(span.field != "title" for span in first.spans) and plain[head.end :].lower().startswith(_IN)


def wants_names(note: Note, tagged: Sequence[Tagged]) -> bool:
    """Whether a note's first citation prints no author, or what may be none; a short note may be a title unseen."""
    if not tagged:
        return len(note.text.plain) < _SHORT
    return all(span.field != "author" for span in tagged[0].spans) or _may_be_title(note, tagged[0])


def named_before(mark: Mark | None, memory: Memory) -> Named:
    """The persons whose names end where the mark stands; nobody where other words do.

    A word alone that no note has cited as an author must stand right before the mark, or where nouns are capitalized
    in a place where no noun does.
    """
    if mark is None or not mark.lead:
        return Named()
    if not any(c.isalnum() for c in mark.lead):
        return Named(memory.named)  # "Chomsky[1]; [2]": two works of one author
    tokens = tokenize(Text(mark.lead[-_REACH:]))
    stop = _without_stop(tokens)
    end, field = _without_role(tokens, _without_year(tokens, stop))
    nouns = capitalizes_nouns(mark.sentence)
    for start in range(max(0, end - _FAR), end):
        run = find_names(tokens, start, end) if _may_start(tokens, start) else None
        if run and _closes(tokens, run.end, end) and _are_names(tokens, run):
            sure = any(_is_sure(tokens, p, memory) for p in run.people)
            if not sure and not (_stands_apart(tokens, start) if nouns else stop == len(tokens) or run.people[1:]):
                return Named()
            follows = nouns and mark.sentence.partition(mark.lead)[2].lstrip()[:1].isupper()
            names = tuple(_name(tokens.printed(p.start, p.end), memory, genitive=follows) for p in run.people)
            return Named(names, field)
    return Named()


def _may_start(tokens: Tokens, at: int) -> bool:
    """Whether a name may begin here: not with the noun of "Beispiel von Hubert Haider", nor with a particle."""
    particle = tokens.word(at + 1) in vocabulary("people", "particles") and at + 3 < len(tokens)
    return tokens[at].capital and not (particle and tokens[at + 2].capital and tokens[at + 3].capital)


def _without_stop(tokens: Tokens) -> int:
    """Before the comma, colon or full stop that a mark follows; that of "et al." belongs to the name."""
    last = len(tokens) - 1
    return last if last > 0 and tokens[last].text in ",:;." and tokens.word(last - 1) not in ("al", "a") else last + 1


def _without_year(tokens: Tokens, end: int) -> int:
    """Before a year in brackets: "Haider (2010)"."""
    opens = next((at for at in range(max(0, end - 4), end) if tokens.closing.get(at) == end - 1), end)
    return opens if end - opens > 2 and tokens[opens + 1].text.isdecimal() else end


def _without_role(tokens: Tokens, end: int) -> tuple[int, str]:
    """Before "(ed.)" or "(Hg.)", and that they are editors."""
    opens = next((at for at in range(max(0, end - 5), end) if tokens.closing.get(at) == end - 1), end)
    is_role = opens < end and tokens.word(opens + 1) in vocabulary("people", "editor_after")
    return (opens, "editor") if is_role else (end, "author")


def _closes(tokens: Tokens, at: int, end: int) -> bool:
    """Whether nothing but the apostrophe of a genitive stands between the names and their mark."""
    return at == end or (at == end - 1 and tokens[at].text in "’'")


def _are_names(tokens: Tokens, run: Run) -> bool:
    """Whether capitalized words may be names: not behind an article, and a word alone no common one."""
    first = run.people[0]
    if tokens.word(first.start - 1) in vocabulary("articles"):
        return False
    return first.strength >= FAIR or may_name(tokens[first.start])


def _is_sure(tokens: Tokens, person: Person, memory: Memory) -> bool:
    """Whether it is more than one word, or an author already cited."""
    if person.strength >= FAIR:
        return True
    printed = fold(tokens.printed(person.start, person.end))
    return memory.author(printed) is not None or memory.author(printed.removesuffix("s")) is not None


def _stands_apart(tokens: Tokens, at: int) -> bool:
    """Whether a word begins a clause, or follows "and", a bare preposition or a capital, as nouns seldom do."""
    before = tokens.word(at - 1) if at else ""
    if not before or not before[0].isalpha() or is_and(tokens, at - 1) or tokens[at - 1].capital:
        return True
    return before in vocabulary("stopwords") or before in vocabulary("speech", "verbs")


def capitalizes_nouns(sentence: str) -> bool:
    """Whether a sentence is German, by its small words."""
    words = sentence.lower().split()
    german, english = of_language("stopwords", "de"), of_language("stopwords", "en")
    return sum(w in german for w in words) > sum(w in english for w in words)


def _name(printed: str, memory: Memory, *, genitive: bool) -> Name:
    """A name as the notes know it, else as it stands; a German genitive has no apostrophe ("Haiders Ansatz")."""
    name = read_name(printed)
    bare = read_name(printed[:-1]) if printed.endswith("s") else name
    if memory.author(family(name)) is None and (memory.author(family(bare)) is not None or genitive):
        name = bare
    known = memory.author(family(name))
    return known if known and (not name.given or known.given) else name
