"""The persons a sentence names, and how much speaks for each as the author of what is cited there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from citecheck.model import Text
from citecheck.parse.persons import is_common
from citecheck.parse.tokens import Token, Tokens, tokenize
from citecheck.parse.words import of_language, phrases, vocabulary

# How much a way of being named weighs: subject of a verb of saying, "according to", genitive with what was said,
# verb before its subject, subject of another verb, and merely standing there.
SUBJECT, ACCORDING, GENITIVE, INVERTED, WEAK, ALONE = 4.0, 4.0, 3.0, 3.0, 2.0, 1.0
_REACH = 6  # words between a subject and its verb, or a genitive and its noun
_TEXT = 4000  # characters of a sentence that are looked at, counted from its end, where the mark stands
_LONGEST = 10  # tokens of one name
_AND = frozenset(("and", "und", "et", "e", "y", "и"))
_BETWEEN = frozenset(
    ("himself", "herself", "later", "once", "first", "in", "selbst", "lui-même", "stesso", "mismo", "сам")
)
_ENDINGS = ("ism", "ists", "isme", "ismo", "ismus", "isten", "istes", "isti", "istas", "изм", "изма", "измом")
_GENITIVES = ("’s", "'s")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person named in running text at offsets `start` to `end`, and how much speaks for authorship."""

    name: str
    weight: float
    start: int
    end: int


def candidates(text: str) -> Iterator[Candidate]:
    """The persons named in a sentence, those apart whom it is only about.

    >>> [(c.name, c.weight) for c in candidates("Kautsky commented on this, saying about Lenin")]
    [('Kautsky', 4.0)]
    """
    skipped = max(0, len(text) - _TEXT)
    tokens = tokenize(Text(text[skipped:]))
    at = 0
    while at < len(tokens):
        end = _person_end(tokens, at)
        weight = _weight(tokens, at, end) if end > at else 0.0
        if weight:
            name, start = _without_genitive(tokens.printed(at, end)), skipped + tokens[at].start
            yield Candidate(name, weight, start, start + len(name))
        at = max(end, at + 1)


def _without_genitive(printed: str) -> str:
    return printed[:-2] if printed.endswith(_GENITIVES) else printed.rstrip("’'")


# --- who is a person --------------------------------------------------------------------------------------------------


def _person_end(tokens: Tokens, at: int) -> int:
    """Past the capitalized words and initials that may name one person; `at` where they name none."""
    if tokens.word(at - 1) in vocabulary("articles") or _in_quotation(tokens, at):
        return at
    end = at
    while end < min(len(tokens), at + _LONGEST) and _goes_on(tokens, at, end):
        end += 1
        if tokens[end - 1].text.endswith(_GENITIVES):
            break
    words = sum(may_name(token) for token in tokens.items[at:end])
    return end if 1 <= words <= 4 else at


def _in_quotation(tokens: Tokens, at: int) -> bool:
    """Whether a token stands inside a quotation of more than one word."""
    if tokens.quoted[at] < 0:
        return False
    start, end = tokens.quotes[tokens.quoted[at]]
    return end - start > 3


def _goes_on(tokens: Tokens, start: int, at: int) -> bool:
    """Whether a token is a name's word, an initial, its stop, or a particle between two words."""
    token = tokens[at]
    if may_name(token):
        return True
    if len(token.text) == 1 and token.text.isupper():
        return tokens.word(at + 1) == "."
    if at == start:
        return False
    if token.text == ".":
        return len(tokens[at - 1].text) == 1
    particle = token.text.islower() and token.lower in vocabulary("people", "particles")
    return particle and at + 1 < len(tokens) and may_name(tokens[at + 1])


def may_name(token: Token) -> bool:
    """Whether a word may be part of a person's name: capitalized, and no country, party, "-ism" or common word."""
    word = token.lower.removesuffix("’s").removesuffix("'s")
    if token.kind != "w" or not token.text[0].isupper() or len(word) < 2 or (token.text.isupper() and len(word) < 5):
        return False
    if word.endswith(_ENDINGS) or is_common(word):
        return False
    known = (("nations",), ("places", "all"), ("prose", "words"), ("signals", "lead"))
    return not any(word in vocabulary(*keys) for keys in known)


# --- how a person is named --------------------------------------------------------------------------------------------


def _weight(tokens: Tokens, at: int, end: int) -> float:
    before = tokens.word(at - 1)
    if _follows_according(tokens, at):
        return ACCORDING
    if before in vocabulary("speech", "about"):
        return 0.0
    subject = _as_subject(tokens, end)
    if subject == SUBJECT:
        return SUBJECT
    if _has_said(tokens, at, end):
        return GENITIVE
    if before in vocabulary("speech", "verbs") and _may_invert(tokens, at - 1):
        return INVERTED
    if before in vocabulary("speech", "prepositions", "where"):
        return 0.0
    return subject or (0.0 if tokens[end - 1].text.endswith(_GENITIVES) else ALONE)


def _follows_according(tokens: Tokens, at: int) -> bool:
    according = phrases("speech", "prepositions", "according")
    return any(tokens.phrase(according, back, at) == at for back in range(max(0, at - 4), at))


def _as_subject(tokens: Tokens, at: int) -> float:
    """SUBJECT if a verb of saying follows within a few words, WEAK if another verb does at once, else 0.0."""
    found, words = 0.0, 0
    while at < len(tokens) and words <= _REACH:
        token = tokens[at]
        if at in tokens.closing:
            at = tokens.closing[at]
        elif token.kind == "w":
            if token.lower in vocabulary("speech", "verbs"):
                return SUBJECT
            if _ends_subject(tokens, at, words, found):
                return found
            found = WEAK if words == 0 and token.lower in vocabulary("speech", "weak") else found
            words += 1
        elif token.text in ".;:?!" or tokens.quoted[at] >= 0:
            return found
        at += 1
    return found


def _ends_subject(tokens: Tokens, at: int, words: int, found: float) -> bool:
    """Whether a word cannot stand between a subject and its verb: another name, "and", a noun right behind."""
    token = tokens[at]
    if may_name(token):
        return True
    if words or found or tokens[at - 1].text == "," or token.lower in vocabulary("speech", "weak"):
        return False
    adverb = token.lower.endswith("ly") or token.lower in vocabulary("prose", "words") or token.lower in _BETWEEN
    return token.lower in _AND or not adverb


def _has_said(tokens: Tokens, at: int, end: int) -> bool:
    """As in "Trotsky's additional perception", "the words of Lenin", "Lenins These", "слова Ленина"."""
    nouns, last, before = vocabulary("speech", "nouns"), tokens[end - 1].text, tokens.word(at - 1)
    apostrophe = end < len(tokens) and tokens[end].text in "’'" and last.endswith("s")
    if last.endswith((*_GENITIVES, "s’", "s'")) or apostrophe:
        return not nouns.isdisjoint(tokens.lowers[end : end + 4])
    if before in vocabulary("speech", "prepositions", "of"):
        return not nouns.isdisjoint(tokens.lowers[max(0, at - 5) : at - 1])
    if before in nouns and not last.isascii():
        return True
    noun = tokens.word(end) in nouns and tokens[end].capital
    return noun and last.endswith("s") and end - at == 1


def _may_invert(tokens: Tokens, at: int) -> bool:
    """Whether a verb before a name has it for its subject: "..., wrote Lenin", not "he quotes Lenin"."""
    if at == 0 or tokens[at - 1].kind == "p":
        return True
    if tokens.word(at) in of_language("speech", "en", "verbs") or may_name(tokens[at - 1]):
        return False
    return tokens.word(at - 1) not in vocabulary("speech", "pronouns")
