"""Where one person's name stands: "J. Smith", "Smith, J.", "MARX Karl", "van der Linden", "Kee KS"."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from citecheck.parse.tokens import Token, Tokens
from citecheck.parse.words import phrases, vocabulary

STRONG, FAIR, WEAK = 3, 2, 1  # an initial, a known given name or an inversion; two capitalized words; a word alone
_LONGEST = 7  # words of one name
_FAR = 64  # tokens: more than one name and what is looked at behind it can take
_STOPPED = frozenset(
    ("Yu", "Ya", "Ju", "Ch", "Chr", "Th", "Ph", "Fr", "Jos", "Wm", "Ed", "Al", "Joh", "Em", "Eug", "Ив", "Вл")
)
_HEADS = frozenset(("von", "van", "de", "du", "di", "del", "della", "dal", "dalla", "des", "le", "la", "lo", "el"))


@dataclass(frozen=True, slots=True)
class Person:
    """One name at tokens `start` to `end`; `strength` says how surely it is one."""

    start: int
    end: int
    strength: int
    inverted: bool = False


def find_person(tokens: Tokens, at: int, stop: int) -> Person | None:
    """One name at a token; remembered, since the same names are asked for under many ends of the range."""
    if at >= stop or tokens[at].kind != "w":
        return None
    if stop - at < _FAR:
        return _find_person(tokens, at, stop)
    if at not in tokens.people:
        tokens.people[at] = _find_person(tokens, at, stop)
    found: Person | None = tokens.people[at]
    return found


def _find_person(tokens: Tokens, at: int, stop: int) -> Person | None:
    at = _past_honorific(tokens, at, stop)
    end, words, initials = _words(tokens, at, stop)
    if not words:
        return None
    if words > 1 and initials and (cut := _past_initials(tokens, at, end, stop)):
        return Person(at, cut, STRONG, inverted=True)
    if initials and words <= 3 and _is_initial(tokens, _last_word(tokens, end), stop) and _is_name_word(tokens[at]):
        return Person(at, end, STRONG, inverted=True)
    if not initials:
        inverted = _inverted(tokens, at, end, words, stop)
        if inverted:
            return inverted
    strength = _strength(tokens, at, end, words, initials)
    return Person(at, end, strength) if strength else None


def is_common(word: str) -> bool:
    """Whether a word, lower case, is an article, a preposition or a common word of titles, so no one's name."""
    return word in _common()


@cache
def _common() -> frozenset[str]:
    lists = (("common",), ("stopwords",), ("months",), ("containers", "journal"), ("prose", "openers"))
    return frozenset[str]().union(*(vocabulary(*keys) for keys in lists))


def _past_honorific(tokens: Tokens, at: int, stop: int) -> int:
    """Past "Professor", "Mr.", "The Hon."; a lone letter is an initial ("M. Vacherot")."""
    while at + 1 < stop and len(tokens.word(at)) > 1 and tokens[at].capital:
        end = tokens.phrase(phrases("people", "honorifics"), at, stop)
        if end == at or end >= stop or not tokens[end].capital or tokens.word(at) in ("saint", "st"):
            break
        at = end
    return at


# --- the words of one name ------------------------------------------------------------------------------------------


def _words(tokens: Tokens, at: int, stop: int) -> tuple[int, int, int]:
    """The end of the words that may make up one name, how many are whole words, and how many initials."""
    words = initials = 0
    end, limit = at, min(stop, at + 2 * _LONGEST)
    while end < limit and words < _LONGEST:
        token = tokens[end]
        if token.kind != "w" or tokens.quoted[end] >= 0:
            break
        if _is_initial(tokens, end, stop):
            initials += 1
            end += 2 if end + 1 < stop and tokens[end + 1].text == "." else 1
            end = _past_hyphen(tokens, end, stop)
            continue
        if _is_name_word(token) or _completes_name(tokens, at, end, stop):
            words += 1
        elif not _is_particle(tokens, end, limit, inside=end > at):
            break
        end = _past_suffix(tokens, end + 1, stop)
    return end, words, initials


def _completes_name(tokens: Tokens, start: int, at: int, stop: int) -> bool:
    """Whether a common word is a name by what precedes it: "Isaac Deutscher,", "D. North,", "PRETO paolo"."""
    token, before = tokens[at], tokens[at - 1]
    if at == start:
        return False
    if token.lower in vocabulary("given") and tokens[start].text.isupper():
        return True
    known = before.text == "." or before.lower in vocabulary("given")
    ended = at + 1 >= stop or tokens[at + 1].text in ",:("
    return known and ended and token.capital and len(token.text) > 2 and token.lower not in vocabulary("stopwords")


def _is_particle(tokens: Tokens, at: int, stop: int, *, inside: bool) -> bool:
    """Whether a particle with a name after it stands here; at the head of a name a capital one may ("Le Brun")."""
    token = tokens[at]
    if token.lower not in vocabulary("people", "particles") or at + 1 >= stop:
        return False
    if token.text[0].isupper() and not inside and token.lower not in _HEADS:
        return False
    ahead = at + 1 if tokens.word(at + 1) not in vocabulary("people", "particles") else at + 2
    return ahead < stop and (_is_name_word(tokens[ahead]) or _is_initial(tokens, ahead, stop))


def _past_initials(tokens: Tokens, at: int, end: int, stop: int) -> int:
    """The end of a family name with its initials before a title's first word ("Троцкий Л. Д. Перманентная революция").

    0 where the words are one name: "John F. Kennedy", whose first word is a given name.
    """
    if _is_initial(tokens, at, stop) or tokens[at].lower in vocabulary("given"):
        return 0
    first = next((i for i in range(at + 1, end) if _is_initial(tokens, i, stop)), end)
    cut = _initials_end(tokens, first, stop)
    if cut <= first or cut >= end:
        return 0
    return cut if cut - first > 2 or (end < stop and tokens[end].text[0].islower()) else 0


def _past_hyphen(tokens: Tokens, at: int, stop: int) -> int:
    """As in "J.-P. Sartre"."""
    return (
        at + 1
        if at + 1 < stop and tokens[at].text in "-‐‑" and not tokens.spaced(at) and tokens[at + 1].capital
        else at
    )


def _past_suffix(tokens: Tokens, at: int, stop: int) -> int:
    """Past ", Jr." and "III"."""
    ahead = at + 1 if at + 1 < stop and tokens[at].text == "," else at
    if ahead < stop and tokens.word(ahead) in vocabulary("people", "suffixes") and tokens[ahead].capital:
        return (
            ahead + 2
            if ahead + 1 < stop and tokens[ahead + 1].text == "." and tokens.word(ahead) in ("jr", "sr")
            else ahead + 1
        )
    return at


def _is_initial(tokens: Tokens, at: int, stop: int) -> bool:
    """One capital with its stop, or before a name; "Yu." and "Th." with theirs."""
    if not 0 <= at < stop or tokens[at].kind != "w" or not tokens[at].text[0].isupper():
        return False
    text = tokens[at].text
    stopped = at + 1 < stop and tokens[at + 1].text == "."
    if len(text) == 1:
        return stopped or (text not in "AIOÀÈEYVXL" and at + 1 < stop and tokens[at + 1].capital)
    return stopped and text in _STOPPED and not tokens.spaced(at + 1)


def _is_name_word(token: Token) -> bool:
    """A capitalized word that is neither a common word of titles nor a month."""
    text = token.text
    if token.kind != "w" or len(text) < 2 or not text[0].isupper():
        return False
    if text.isupper() and len(text) > 3:
        return token.lower not in vocabulary("stopwords") and token.lower not in vocabulary("common")
    return not is_common(token.lower)


def _last_word(tokens: Tokens, end: int) -> int:
    return end - 2 if tokens[end - 1].text == "." else end - 1


def _strength(tokens: Tokens, at: int, end: int, words: int, initials: int) -> int:
    first = tokens[at]
    if initials:
        return STRONG
    if words >= 2 and first.lower in vocabulary("given"):
        return STRONG if tokens.printed(at, end).lower() not in vocabulary("places", "all") else 0
    if (
        words >= 2
        and tokens[end - 1].text.isupper() != first.text.isupper()
        and len(tokens[end - 1].text) > 2
        and len(first.text) > 3
    ):
        return STRONG
    if words > 4 or tokens.printed(at, end).lower() in vocabulary("places", "all"):
        return 0
    return FAIR if words >= 2 else WEAK


# --- family name first ----------------------------------------------------------------------------------------------


def _inverted(tokens: Tokens, at: int, end: int, words: int, stop: int) -> Person | None:
    """As in "Smith, J. K.", "Carlin, Jerome", "Kee KS", "Cecchetti B."."""
    if words > 4:
        return None
    if words >= 2 and _is_bunch(tokens, end - 1) and not tokens[end - 2].text.isupper():
        return Person(at, end, STRONG, inverted=True)
    if (
        end < stop
        and tokens[end - 1].text != "."
        and _is_bunch(tokens, end)
        and not _starts_sentence(tokens, end, stop)
    ):
        return Person(at, end + 1, STRONG, inverted=True)
    if end + 1 < stop and tokens[end].text == ",":
        return _after_comma(tokens, at, end, words, stop)
    return None


def _is_bunch(tokens: Tokens, at: int) -> bool:
    """Initials without stops, as medicine writes them: "Espey LL"."""
    text = tokens[at].text if at < len(tokens) else ""
    return (
        1 <= len(text) <= 3
        and text.isalpha()
        and text.isupper()
        and tokens.spaced(at)
        and not (len(text) > 1 and tokens[at].roman)
    )


def _starts_sentence(tokens: Tokens, at: int, stop: int) -> bool:
    """Whether a lone capital is a numeral or the first word of a title."""
    after = tokens[at + 1] if at + 1 < stop else None
    if after is not None and after.kind == "w":
        return True
    return tokens[at].roman and tokens[at].text not in "CDLM"


def _after_comma(tokens: Tokens, at: int, end: int, words: int, stop: int) -> Person | None:
    """With initials after the comma, a known given name, or a word that can be nothing else."""
    initials = _initials_end(tokens, end + 1, stop)
    if initials > end + 1:
        return Person(at, initials, STRONG, inverted=True)
    given_end, given_words, _ = _words(tokens, end + 1, stop)
    while given_end < stop and tokens[given_end].text in vocabulary("people", "particles"):
        given_end += 1
    if not 1 <= given_words <= 3 or _is_place_of(tokens, end + 1, given_end):
        return None
    known = tokens[end + 1].lower in vocabulary("given")
    if known and not (words >= 2 and tokens[at].lower in vocabulary("given")):
        return Person(at, given_end, STRONG, inverted=True)
    return (
        Person(at, given_end, FAIR, inverted=True)
        if words == 1 and given_words <= 2 and _fits_given(tokens, given_end, stop)
        else None
    )


def _initials_end(tokens: Tokens, at: int, stop: int) -> int:
    """Past initials with their stops ("J. K.", "J.-P.", "R. O" before a comma), particles behind them included."""
    end = at
    while _is_initial(tokens, end, stop) and (tokens[end + 1].text == "." or end > at):
        end += 2 if tokens[end + 1].text == "." else 1
        end = _past_hyphen(tokens, end, stop)
    if (
        end + 1 < stop
        and end > at
        and len(tokens[end].text) == 1
        and tokens[end].capital
        and tokens[end + 1].text == ","
    ):
        end += 1
    while (
        end > at and end < stop and tokens[end].text.islower() and tokens.word(end) in vocabulary("people", "particles")
    ):
        end += 1
    if (
        end == at
        and at + 1 < stop
        and _is_bunch(tokens, at)
        and not tokens[at].roman
        and tokens[at + 1].text in ",.;:(&"
    ):
        return at + 1
    return _past_suffix(tokens, end, stop) if end > at else at


def _is_place_of(tokens: Tokens, at: int, end: int) -> bool:
    return tokens.printed(at, end).lower() in vocabulary("places", "all")


def _fits_given(tokens: Tokens, at: int, stop: int) -> bool:
    """Whether an unknown word after a family name is a given name: a date or a whole new sentence follows it."""
    if at + 1 >= stop:
        return False
    mark, following = tokens[at].text, tokens[at + 1]
    if mark == "." and following.text == ".":
        return False
    if mark in ".:":
        return following.kind == "n" or following.text in '“"«‘' or following.capital
    if mark == "(":
        return following.kind == "n"
    if mark == ",":
        return (following.kind == "n" and len(following.text) >= 4) or is_and(tokens, at + 1)
    return mark in "/;" or tokens.word(at) in ("und", "and", "et", "&")


def is_and(tokens: Tokens, at: int) -> bool:
    """Whether a token joins names: "and", "und", "&"; an initial ("U.") does not."""
    return tokens.word(at) in vocabulary("people", "and") and not tokens[at].capital
