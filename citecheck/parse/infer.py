"""Authors whom a note leaves out and the calling sentence names: "Lenin translated this in the slogan ...(2)"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from citecheck.model import Citation, Kind, Name, Note, Role, Span, Text, Work
from citecheck.parse.backrefs import Memory, family
from citecheck.parse.names import read_name
from citecheck.parse.persons import is_common
from citecheck.parse.tokens import Token, Tokens, tokenize
from citecheck.parse.words import of_language, phrases, vocabulary
from citecheck.text import fold

SUBJECT, ACCORDING, GENITIVE, INVERTED, WEAK, ALONE = (
    4.0,
    4.0,
    3.0,
    3.0,
    2.0,
    1.0,
)  # how much a way of being named weighs
KNOWN = 1.5  # added for a name that is an author elsewhere in the document
_LEAST_BEFORE = 2.0  # in the sentence before, a name must do more than stand there
_REACH = 6  # words between a subject and its verb, or a genitive and its noun
_TEXT = 4000  # characters of a sentence that are looked at, counted from its end, where the mark stands
_KINDS = frozenset(
    (Kind.BOOK, Kind.DOCUMENT, Kind.SPEECH, Kind.PERSONAL_COMMUNICATION, Kind.PAMPHLET, Kind.CHAPTER, Kind.CLASSIC)
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person named in running text, at offsets `start` to `end`, and how much speaks for authorship."""

    name: str
    weight: float
    start: int
    end: int


def infer_authors(note: Note, citations: Sequence[Citation], memory: Memory) -> tuple[Citation, ...]:
    """The citations, with the authors that the note's own prose, an earlier note or the running text names for them."""
    if not any(_wants_author(c) for c in citations):
        return tuple(citations)
    in_note = _best(candidates(note.text.plain[: citations[0].start]), memory, SUBJECT - 1)
    in_text = None if in_note else _named_in_text(note, memory)
    named = _as_name(in_note.name, memory) if in_note else in_text
    told = [_inferred(c, memory, named) if _wants_author(c) else c for c in citations]
    if in_note and told[0].inferred == ("author",) and _is_of(told[0], in_note, memory):
        told[0] = _printed_author(note, told[0], in_note)
    return tuple(told)


def _wants_author(citation: Citation) -> bool:
    work = citation.work
    if citation.role is not Role.WORK or work is None or not work.title or work.authors or work.editors:
        return False
    return work.kind in _KINDS and not work.container and not work.archive


def _inferred(citation: Citation, memory: Memory, named: Name | None) -> Citation:
    """With the author under whom the title was cited before, else the one named."""
    work = citation.work or Work()
    known = memory.titled(work.title)
    authors = known.work.authors if known and len(fold(work.title).split()) > 1 else ()
    authors = authors or ((named,) if named else ())
    return replace(citation, work=replace(work, authors=authors), inferred=("author",)) if authors else citation


def _is_of(citation: Citation, named: Candidate, memory: Memory) -> bool:
    work = citation.work or Work()
    return any(family(name) == family(_as_name(named.name, memory)) for name in work.authors)


def _printed_author(note: Note, citation: Citation, named: Candidate) -> Citation:
    """The author stands in the note itself: "Trotsky gave an example in his book: Results and Prospects".

    The name belongs to the citation where a linking phrase of the same sentence parts it from the title; beyond a full
    stop or more than fifteen words it has no span (GUIDELINE, rule 9).
    """
    between = note.text.plain[named.end : citation.start]
    if len(between.split()) > _LINK or any(stop in between for stop in _STOPS):
        return replace(citation, inferred=())
    spans = (Span(named.start, named.end, "author"), *citation.spans)
    return replace(citation, start=named.start, signal="", spans=spans, inferred=())


_LINK = 15
_STOPS = (". ", "! ", "? ", "; ", "\n")


# --- the running text ------------------------------------------------------------------------------------------------


def _named_in_text(note: Note, memory: Memory) -> Name | None:
    """The likeliest author in the calling sentence, or in the one before it."""
    if note.mark is None:
        return None
    here = _best(candidates(note.mark.sentence), memory, ALONE)
    found = here or _best(candidates(note.mark.before), memory, _LEAST_BEFORE)
    return _as_name(found.name, memory) if found else None


def _best(many: Iterable[Candidate], memory: Memory, least: float) -> Candidate | None:
    """The one that weighs most; None where several names weigh the same and little."""
    weights: dict[str, tuple[float, int, Candidate]] = {}
    for one in many:
        if one.weight < least:
            continue
        key = fold(one.name).split()[-1]
        known = KNOWN if memory.author(key) else 0.0
        weighed = (one.weight + known, one.start, one)
        weights[key] = max(weights.get(key, weighed), weighed, key=lambda w: w[:2])
    ranked = sorted(weights.values(), key=lambda w: w[:2], reverse=True)
    if not ranked or (len(ranked) > 1 and ranked[0][0] == ranked[1][0] and ranked[0][0] < WEAK):
        return None
    return ranked[0][2]


def _as_name(printed: str, memory: Memory) -> Name:
    """The name as the notes know it, else as it stands."""
    name = read_name(printed)
    known = memory.author(family(name))
    return known if known and (not name.given or known.given) else name


def candidates(text: str) -> Iterator[Candidate]:
    """The persons named in a sentence, each with the weight of how it is named.

    >>> [(c.name, c.weight) for c in candidates("Kautsky commented on this, saying about Lenin")]
    [('Kautsky', 4.0)]
    """
    skipped = max(0, len(text) - _TEXT)
    tokens = tokenize(Text(text[skipped:]))
    at = 0
    while at < len(tokens):
        end = _person_end(tokens, at)
        if end > at and (weight := _weight(tokens, at, end)):
            name, start = _printed(tokens, at, end), skipped + tokens[at].start
            yield Candidate(name, weight, start, start + len(name))
        at = max(end, at + 1)


def _printed(tokens: Tokens, at: int, end: int) -> str:
    printed = tokens.printed(at, end)
    return printed[:-2] if printed.endswith(("’s", "'s")) else printed.rstrip("’'")


def _person_end(tokens: Tokens, at: int) -> int:
    """Past the capitalized words and initials that may name one person; `at` where they name none."""
    end, words = at, 0
    while end < len(tokens) and end - at < 10:
        token = tokens[end]
        if _may_name(token):
            words += 1
        elif (
            not (token.kind == "w" and len(token.text) == 1 and token.text.isupper() and tokens.word(end + 1) == ".")
            and not (token.text == "." and end > at and len(tokens[end - 1].text) == 1)
            and not (
                end > at
                and token.lower in vocabulary("people", "particles")
                and token.kind == "w"
                and token.text[0].islower()
                and end + 1 < len(tokens)
                and _may_name(tokens[end + 1])
            )
        ):
            break
        end += 1
        if token.text.endswith(("’s", "'s")):
            break
    if (
        not words
        or words > 4
        or (tokens.quoted[at] >= 0 and tokens.quotes[tokens.quoted[at]][1] - tokens.quotes[tokens.quoted[at]][0] > 3)
    ):
        return at
    before = tokens.word(at - 1) if at else ""
    return at if before in _ARTICLES else end


_ARTICLES = frozenset(
    "the a an this that these those der die das den dem des ein eine einer le la les un une il lo gli i uno una el los las o os as um uma".split()
)
_ENDINGS = ("ism", "ists", "isme", "ismo", "ismus", "isten", "istes", "isti", "istas", "ists'", "изм", "изма", "измом")


def _may_name(token: Token) -> bool:
    word = token.lower.removesuffix("’s").removesuffix("'s")
    if token.kind != "w" or not token.text[0].isupper() or len(word) < 2 or (token.text.isupper() and len(word) < 5):
        return False
    if word in vocabulary("nations") or word in vocabulary("places") or is_common(word) or word.endswith(_ENDINGS):
        return False
    return word not in vocabulary("prose", "words") and word not in vocabulary("signals", "lead")


def _weight(tokens: Tokens, at: int, end: int) -> float:
    """How a person is named: as the subject of a verb of saying, in the genitive before what was said, and so on."""
    before = tokens.word(at - 1) if at else ""
    if before in vocabulary("speech", "about"):
        return 0.0
    if _according(tokens, at):
        return ACCORDING
    verb = _verb_after(tokens, end)
    if verb == SUBJECT:
        return SUBJECT
    if _genitive(tokens, at, end):
        return GENITIVE
    if before in vocabulary("speech", "verbs") and _may_invert(tokens, at - 1):
        return INVERTED
    if verb:
        return verb
    return ALONE if not tokens[end - 1].text.endswith(("’s", "'s")) else 0.0


def _according(tokens: Tokens, at: int) -> bool:
    for back in range(max(0, at - 4), at):
        if tokens.phrase(phrases("speech", "prepositions", "according"), back, at) == at:
            return True
    return False


def _verb_after(tokens: Tokens, at: int) -> float:
    """Whether a verb of saying follows within a few words: adverbs, "who", brackets and clauses between commas."""
    words, position = 0, at
    weak = 0.0
    while position < len(tokens) and words <= _REACH:
        token = tokens[position]
        if position in tokens.closing:
            position = tokens.closing[position] + 1
            continue
        if token.kind == "w":
            if token.lower in vocabulary("speech", "verbs"):
                return SUBJECT
            if token.lower in vocabulary("speech", "weak") and words == 0:
                weak = WEAK
            elif _may_name(token) or (tokens.word(position) in ("and", "und", "et", "e", "y", "и") and words == 0):
                return weak
            elif words == 0 and tokens[position - 1].text != "," and not _may_part(token) and not weak:
                return weak
            words += 1
        elif token.text in ".;:?!" or tokens.quoted[position] >= 0:
            return weak
        position += 1
    return weak


def _may_part(token: Token) -> bool:
    """Words between a subject and its verb: adverbs, pronouns, auxiliaries."""
    return (
        token.lower.endswith("ly")
        or token.lower in vocabulary("prose", "words")
        or token.lower
        in ("himself", "herself", "later", "once", "first", "in", "selbst", "lui-même", "stesso", "mismo", "сам")
    )


def _genitive(tokens: Tokens, at: int, end: int) -> bool:
    """ "Trotsky's additional perception", "the words of Lenin", "Lenins These", "слова Ленина"."""
    nouns = vocabulary("speech", "nouns")
    last = tokens[end - 1].text
    if last.endswith(("’s", "'s", "s’", "s'")) or (
        end < len(tokens) and tokens[end].text in "’'" and last.endswith("s")
    ):
        return any(tokens.word(i) in nouns for i in range(end, min(end + 4, len(tokens))))
    before = tokens.word(at - 1) if at else ""
    if before in vocabulary("speech", "prepositions", "of"):
        return any(tokens.word(i) in nouns for i in range(max(0, at - 5), at - 1))
    if before in nouns and not tokens[at].text.isascii():
        return True
    return (
        end - at == 1
        and last.endswith("s")
        and end < len(tokens)
        and tokens.word(end) in nouns
        and tokens[end].text[0].isupper()
    )


def _may_invert(tokens: Tokens, at: int) -> bool:
    """Whether a verb before a name has it for its subject: "..., wrote Lenin", not "he quotes Lenin"."""
    if at == 0 or tokens[at - 1].kind == "p":
        return True
    return (
        tokens.word(at) not in of_language("speech", "en", "verbs")
        and tokens.word(at - 1) not in vocabulary("speech", "pronouns")
        and not tokens[at - 1].capital
    )
