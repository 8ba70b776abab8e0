"""The words that lead to a citation, and the number a note may carry in its text."""

from __future__ import annotations

from citecheck.parse.atoms import Marked
from citecheck.parse.tokens import Tokens
from citecheck.parse.words import phrases, vocabulary


def past_label(tokens: Tokens, start: int, stop: int) -> int:
    """Past the note's own number: "[25] ", "(8) ", "12. ", "40G. Bonifacio" and "20 F.R. Leavis" open with one."""
    at = start
    if at < stop and tokens[at].text in "[(" and at in tokens.closing:
        inside = tokens.items[at + 1 : tokens.closing[at]]
        if (
            1 <= len(inside) <= 2
            and len(inside[0].text) <= 3
            and (inside[0].kind == "n" or inside[0].roman or inside[0].text == "*")
        ):
            return _past_marks(tokens, tokens.closing[at] + 1, stop)
        return start
    if at + 1 >= stop or not (tokens[at].text.isdigit() and len(tokens[at].text) <= 3):
        return start
    end = _past_marks(tokens, at + 1, stop)
    after = tokens[end] if end < stop else None
    if after is None or not (
        after.capital or after.text in "“‘«„\"'‚[(" or tokens.word(end) in vocabulary("signals", "lead")
    ):
        return start
    return (
        end
        if end > at + 1 or after.capital or after.kind == "p" or tokens.word(end) in vocabulary("signals", "lead")
        else start
    )


def _past_marks(tokens: Tokens, at: int, stop: int) -> int:
    while at < stop and tokens[at].text in ".)*]:":
        at += 1
    return at


def past_signals(tokens: Marked, start: int, stop: int) -> int:
    """Past the signal words a stretch opens with, several and what stands between them; `start` where none does.

    "S." and "v." open one only if no number follows ("S. 45") and no name does ("S. Freud").
    """
    at = start
    while at < stop and tokens[at].text in "([—–-":
        at += 1
    opened = at
    while at < stop and not tokens.holds(at, "backref"):
        end = tokens.phrase(phrases("signals", "lead"), at, stop)
        if end == at or _is_initial(tokens, at, end, stop) or not _may_lead(tokens, at, end, stop):
            break
        at = end
        while at < stop and tokens[at].text in ",:.":
            at += 1
    return at if at > opened else start


def _may_lead(tokens: Tokens, at: int, end: int, stop: int) -> bool:
    """Weak words ("and", "from", "e") lead only in lower case or before a name, a title or a further signal."""
    word = tokens.word(at)
    if end < stop and end - at == 1 and len(word) <= 2 and tokens[end - 1].text != "." and tokens[at].capital:
        return False
    if end >= stop:
        return False
    if tokens[at].capital and word in (
        "from",
        "after",
        "following",
        "so",
        "per",
        "nach",
        "auch",
        "per",
        "for",
        "source",
        "and",
        "or",
        "ver",
        "anche",
    ):
        return tokens.word(end) in vocabulary("signals", "lead") or tokens[end].text == ":"
    return True


def _is_initial(tokens: Tokens, at: int, end: int, stop: int) -> bool:
    if len(tokens[at].text) > 1 or end - at > 2 or end >= stop:
        return False
    if tokens[end].kind == "n":
        return True
    return tokens[at].text.isupper() and (tokens[at].text != "S" or not tokens[end].text[0].islower())


def find_signal(tokens: Tokens, at: int, stop: int) -> int:
    """The end of a signal inside a sentence that begins at a token; `at` where none does."""
    end = tokens.phrase(phrases("signals", "inner"), at, stop)
    if end > at and tokens.word(at) in ("compare", "consult", "vide", "ver", "vedi", "see") and tokens[at].capital:
        return end
    if (
        end > at
        and tokens.word(at) in ("see", "ver")
        and at > 0
        and tokens.word(at - 1) in ("we", "to", "can", "i", "you", "they", "a", "que", "não", "no")
    ):
        return at
    return end
