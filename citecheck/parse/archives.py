"""Holdings of archives: "RGASPI, f. 17, op. 3", "NA, FO 371/123", "A. S. V., Senato, Terra, reg. 4, c. 99"."""

from __future__ import annotations

from citecheck.parse.atoms import Marked
from citecheck.parse.tokens import Tokens
from citecheck.parse.words import phrases, vocabulary

_HEAD = 8  # tokens in which a holding's name must begin
_STRONG = frozenset(
    (
        "b",
        "bb",
        "busta",
        "buste",
        "reg",
        "registro",
        "filza",
        "filze",
        "fasc",
        "mazzo",
        "cod",
        "ms",
        "mss",
        "ф",
        "оп",
        "фонд",
        "op",
        "fond",
        "legajo",
        "liasse",
        "karton",
        "bestand",
        "box",
        "fo",
        "ho",
        "co",
        "wo",
        "cab",
    )
)


def archive_end(tokens: Marked, start: int, stop: int) -> int:
    """The end of a shelf mark that begins at a token, dates left out; `start` where none does.

    A holding is known by its archive's name or abbreviation, or by two words of shelf marks with their numbers.
    """
    if start >= stop or not tokens[start].capital:
        return start
    if vocabulary("archives", "marks").isdisjoint(tokens.lowers[start:stop]) and not tokens[start].text.isupper():
        return start
    named = _is_named(tokens, start, stop)
    marks = [i for i in range(start, stop - 1) if _is_mark(tokens, i, stop)]
    strong = [i for i in marks if tokens.word(i) in _STRONG]
    if not (
        (named and (marks or _has_number(tokens, start, stop)))
        or (strong and (len(marks) > 1 or strong[0] - start <= _HEAD))
    ):
        return start
    return next((a.start for a in tokens.within(start, stop) if a.field == "issued" and a.start > start), stop)


def _is_named(tokens: Tokens, start: int, stop: int) -> bool:
    """Whether an archive's name stands at the head: an abbreviation in capitals, or words of a name."""
    for at in range(start, min(stop, start + _HEAD)):
        end = tokens.phrase(phrases("archives", "holdings"), at, stop)
        if end == at:
            continue
        words = [tokens[i] for i in range(at, end) if tokens[i].kind == "w"]
        if len(words) > 1 or (words[0].text.isupper() and len(words[0].text) > 1):
            return all(w.capital for w in words[:1])
        if words[0].capital and any(
            _is_mark(tokens, i, stop) and tokens.word(i) in _STRONG for i in range(end, stop - 1)
        ):
            return True
    return False


def _is_mark(tokens: Tokens, at: int, stop: int) -> bool:
    """A word of shelf marks with its number: "b. 12", "reg. 4", "FO 371"."""
    if tokens.word(at) not in vocabulary("archives", "marks"):
        return False
    stopped = tokens[at + 1].text == "."
    number = at + 2 if stopped else at + 1
    short = len(tokens[at].text) <= 2 and not stopped and not tokens[at].text.isupper()
    return number < stop and not short and (tokens[number].kind == "n" or tokens[number].roman)


def _has_number(tokens: Tokens, start: int, stop: int) -> bool:
    return any(tokens[i].kind == "n" for i in range(start, stop))
