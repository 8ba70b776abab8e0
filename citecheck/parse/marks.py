"""The marks of back references: ibid., idem, op. cit., "supra n. 12", each in eight languages."""

from __future__ import annotations

from dataclasses import dataclass

from citecheck.model import Text
from citecheck.parse.tokens import Tokens, tokenize
from citecheck.parse.words import phrases, vocabulary


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark at tokens `start` to `end`. `kind`: ibid, idem, short, note; `label`: the note that is named."""

    start: int
    end: int
    kind: str
    label: str = ""


def find_mark(tokens: Tokens, at: int, stop: int) -> Mark | None:
    """The mark of a back reference that begins at a token, if one does."""
    if tokens[at].kind == "p" and tokens[at].text != "(":
        return None
    return _note(tokens, at, stop) or _short(tokens, at, stop) or _ibid(tokens, at, stop) or _idem(tokens, at, stop)


def read_mark(printed: str) -> tuple[str, str]:
    """The kind of a printed mark, and the number of the note it names.

    >>> read_mark("supra n. 12"), read_mark("op. cit.")
    (('note', '12'), ('short', ''))
    """
    tokens = tokenize(Text(printed))
    words = [t for t in tokens.items if t.kind != "p"]
    if any(t.kind == "n" and t.text != "0" for t in words):
        return "note", next(t.text for t in words if t.kind == "n")
    for kind, key in (("ibid", "ibid"), ("idem", "idem")):
        end = tokens.phrase(phrases("ibid", key), 0, len(tokens))
        if end >= len(tokens) - 1 and end:
            return kind, ""
    return "short", ""


def _ibid(tokens: Tokens, at: int, stop: int) -> Mark | None:
    end = tokens.phrase(phrases("ibid", "ibid"), at, stop)
    word = tokens.word(at)
    if end == at or (word in ("ib", "loc", "ditto") and tokens[end - 1].text != ".") or word == "loc":
        return None
    if word == "the" and not (at == 0 or tokens[at - 1].text in ".;(") and tokens.word(at + 2) != "work":
        return None
    if word in ("the", "same") and "work" not in (tokens.word(end - 1), tokens.word(end - 2)):
        return None
    return Mark(at, end, "ibid")


def _idem(tokens: Tokens, at: int, stop: int) -> Mark | None:
    """The same author, if a title follows; else the same place."""
    if at > 0 and tokens[at - 1].kind == "w" and tokens.word(at - 1) not in vocabulary("signals", "lead"):
        return None
    end = tokens.phrase(phrases("ibid", "idem"), at, stop)
    if end == at:
        return None
    if (
        tokens.word(at) in ("id", "ead", "ders", "dies", "dens", "iid")
        and tokens[end - 1].text != "."
        and not tokens[at].text.isupper()
    ):
        return None
    if tokens.word(at) == "dies" and not tokens[at].text.islower() and tokens[end - 1].text != ".":
        return None
    return Mark(at, end, "idem" if _title_follows(tokens, end, stop) else "ibid")


def _title_follows(tokens: Tokens, at: int, stop: int) -> bool:
    while at < stop and tokens[at].text in ",.:(":
        at += 1
    if at >= stop or tokens[at].kind == "n":
        return False
    if tokens[at].kind == "w" and tokens.word(at) in vocabulary("locators") and tokens.word(at) not in ("la", "le"):
        return at + 1 < stop and tokens[at + 1].text != "." and tokens[at + 1].kind == "w" and not tokens[at + 1].roman
    return (
        tokens[at].capital
        or tokens[at].text in "“‘«\"„'‚"
        or tokens.emphasized[at]
        or (tokens[at].kind == "w" and tokens.word(at) not in ("at", "and", "und", "et", "e"))
    )


def _short(tokens: Tokens, at: int, stop: int) -> Mark | None:
    end = tokens.phrase(phrases("opcit", "short"), at, stop)
    if end == at:
        return None
    word = tokens.word(at)
    if end - at <= 2 and word in ("cit", "zit", "eit", "citt", "cité", "citato", "citata", "citado"):
        if at == 0 or tokens.word(end) in (
            "in",
            "da",
            "por",
            "en",
            "par",
            "dans",
            "nach",
            "bei",
            "n",
            "nella",
            "nel",
            "dal",
            "em",
            "from",
            "by",
        ):
            return None
        if (
            word in ("cit", "zit", "eit", "citt")
            and tokens[end - 1].text != "."
            and not (end < stop and tokens[end].text in ",;)")
        ):
            return None
    if word in ("l", "o", "s", "lc", "0") and tokens[end - 1].text != ".":
        return None
    if word == "l" and tokens[at].text == "L":
        return None
    return Mark(at, end, "short")


def _note(tokens: Tokens, at: int, stop: int) -> Mark | None:
    """As in "supra n. 12", "wie Anm. 3", "see n. 12 above", "(n 12)", and "n. 12" right after "op. cit."."""
    start = at
    bracketed = tokens[at].text == "("
    if bracketed:
        at += 1
    led = at
    while (
        led < stop
        and led < at + 4
        and (tokens.word(led) in vocabulary("crossref", "lead") or (led > at and tokens[led].text in ".,"))
    ):
        led += 1
    if led >= stop or tokens.word(led) not in vocabulary("crossref", "note"):
        return None
    number = led + 1
    while number < stop and tokens[number].text == ".":
        number += 1
    if number >= stop or tokens[number].kind != "n" or not tokens[number].text[0].isdigit():
        return None
    end = number + 1
    after = tokens.word(end) if end < stop else ""
    follows = after in vocabulary("crossref", "after")
    closed = bracketed and after == ")"
    strong = led > at and any(tokens.word(i) not in ("s", "cf", "cfr", "at") for i in range(at, led))
    if not (follows or closed or strong or _after_short(tokens, start)):
        return None
    if bracketed and not closed and not follows:
        return None
    begin = start if bracketed else _past_lead(tokens, start, led)
    return Mark(begin, end + 1 if follows or closed else end, "note", tokens[number].text)


def _past_lead(tokens: Tokens, at: int, stop: int) -> int:
    """Past "see" and "vgl.", which lead to the mark as they lead to any citation, and are no part of it."""
    while at < stop and (tokens.word(at) in vocabulary("signals", "lead") or tokens[at].text in ".,"):
        at += 1
    return at


def _after_short(tokens: Tokens, at: int) -> bool:
    """Whether "op. cit." stands right before, a comma at most between."""
    before = at - 1
    while before >= 0 and before > at - 4 and tokens[before].text in ".,":
        before -= 1
    return before >= 0 and tokens.word(before) in ("cit", "aao", "o", "laud")
