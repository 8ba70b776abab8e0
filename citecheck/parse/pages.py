"""Pages and other pinpoints, volumes, issues and editions: what a word and a number say together."""

from __future__ import annotations

from citecheck.parse.tokens import Tokens
from citecheck.parse.words import phrases, vocabulary

_DASHES = frozenset("-‐‑‒–—")
_SIGNS = frozenset("§№¶")
_BARE = frozenset(("p", "pp", "no", "nos", "vol", "vols", "ch", "at", "pag", "pagg", "note", "nt", "nn", "nr"))

Found = tuple[int, str]


def find_number(tokens: Tokens, at: int, stop: int) -> Found | None:
    """The end and CSL variable of a numbered part that begins at a token: "pp. 12-14", "Bd. III", "2nd ed.".

    Pages of books and of periodicals look alike: all are "locator" here, `numbers` tells them apart.
    """
    return (
        _edition(tokens, at, stop)
        or _count_of_volumes(tokens, at, stop)
        or _numbered(tokens, at, stop)
        or _alone(tokens, at, stop)
    )


def bare_number_end(tokens: Tokens, at: int, stop: int) -> int:
    """Past a number without a word, or a range; a list is several numbers ("10, 19-24": volume and pages)."""
    end = at + 1
    while (
        end + 1 < stop
        and tokens[end].text in _DASHES
        and (ahead := _past_dashes(tokens, end, stop)) < stop
        and tokens[ahead].kind == "n"
    ):
        end = ahead + 1
    return _past_following(tokens, end, stop)


def number_end(tokens: Tokens, at: int, stop: int, *, roman: bool = True) -> int:
    """Past a number, a range or a list of them ("12-14, 17 and 20 ff."); `at` where there is none."""
    end = _one(tokens, at, stop, roman=roman)
    while end > at:
        ahead = _past_comma(tokens, end, stop)
        further = _one(tokens, ahead, stop, roman=False) if ahead > end else end
        if further <= ahead or _is_year(tokens[ahead].text):
            break
        end = further
    return end


def _edition(tokens: Tokens, at: int, stop: int) -> Found | None:
    """An ordinal or adjective, more of them, and a word for edition."""
    token = tokens[at]
    before = vocabulary("editions", "before")
    if not (token.kind == "n" or token.lower in before):
        return None
    if token.kind == "n" and not token.text.isdigit() and token.lower not in before and not _ordinal(token.lower):
        return None
    end = at + 1
    while end < min(stop, at + 9) and (
        tokens[end].text in ".,°ªº"
        or tokens.word(end) in before
        or tokens.word(end) in vocabulary("editions", "ordinal")
    ):
        end += 1
    if (
        end < stop
        and tokens.word(end) in vocabulary("editions", "words")
        and (end > at + 1 or not token.text.isdigit())
    ):
        if tokens.word(at) in ("and", "und", "et", "e"):
            return None
        return _past_stop(tokens, end + 1, stop), "edition"
    return None


def _count_of_volumes(tokens: Tokens, at: int, stop: int) -> Found | None:
    """As in "2 vols.", "21 voll.": how many there are, not which."""
    if not tokens[at].text.isdigit() or tokens.word(at + 1) not in (
        "vols",
        "voll",
        "voli",
        "bde",
        "bände",
        "volumes",
        "vol",
        "voi",
        "tt",
        "tomos",
    ):
        return None
    end = _past_stop(tokens, at + 2, stop)
    return None if end < stop and (tokens[end].kind == "n" or _is_roman(tokens, end)) else (end, "number-of-volumes")


def _ordinal(word: str) -> bool:
    digits = "".join(c for c in word if c.isdigit())
    return word.startswith(digits) and word[len(digits) :] in vocabulary("editions", "ordinal")


def _numbered(tokens: Tokens, at: int, stop: int) -> Found | None:
    """A word of `locators.toml`, or a paragraph sign, with its number."""
    token = tokens[at]
    if token.text in _SIGNS:
        end = at + 1
        while end < stop and tokens[end].text in _SIGNS:
            end += 1
        last = number_end(tokens, end, stop)
        return (last, "issue" if token.text == "№" else "locator") if last > end else None
    field = _field_of(tokens, at, stop)
    if not field:
        return None
    first = _past_mark(tokens, at + 1, stop)
    last = number_end(tokens, first, stop)
    return (_past_following(tokens, last, stop), field) if last > first else None


def _field_of(tokens: Tokens, at: int, stop: int) -> str:
    """What a word before a number counts; one letter needs its stop, a capital one too, unless it is a page."""
    word, text = tokens.word(at), tokens[at].text
    stopped = at + 1 < stop and tokens[at + 1].text in ".°º"
    if len(word) <= 2 and not stopped and word not in _BARE:
        return ""
    if len(word) == 1 and text.isupper() and text not in "SСЛТ":
        return ""
    if word in vocabulary("locators", "pages"):
        return "locator"
    if word in vocabulary("locators", "volumes"):
        return "volume"
    if word in vocabulary("locators", "issues"):
        return "issue"
    return "part" if word in vocabulary("locators", "parts") else ""


def _past_mark(tokens: Tokens, at: int, stop: int) -> int:
    while at < stop and tokens[at].text in ".°º:":
        at += 1
    if at + 1 < stop and tokens[at].text == "," and tokens[at - 1].text != "." and tokens[at + 1].kind == "n":
        at += 1
    if at < stop and tokens.word(at) in ("p", "pp", "s", "pag"):
        at = at + 2 if at + 1 < stop and tokens[at + 1].text == "." else at + 1
    return at


def _one(tokens: Tokens, at: int, stop: int, *, roman: bool) -> int:
    """Past "12", "XII", "12r", "9.32", "12-14", "12/3"; `at` where there is none."""
    if at >= stop or not (tokens[at].kind == "n" or (roman and _is_roman(tokens, at))):
        return at
    end = at + 1
    while end + 1 < stop:
        ahead = end + 1 if _joins(tokens, end) else _past_dashes(tokens, end, stop)
        if ahead == end or ahead >= stop or not _numeric(tokens, ahead, roman=roman):
            break
        end = ahead + 1
    return _past_following(tokens, end, stop)


def _past_dashes(tokens: Tokens, at: int, stop: int) -> int:
    """Past one dash or two ("17--29")."""
    end = at
    while end < min(stop, at + 2) and tokens[end].text in _DASHES:
        end += 1
    return end


def _joins(tokens: Tokens, at: int) -> bool:
    """A stop or stroke inside a number: "9.32", "12/3"."""
    return (
        tokens[at].text in "./:" and tokens[at + 1].kind == "n" and not tokens.spaced(at) and not tokens.spaced(at + 1)
    )


def _numeric(tokens: Tokens, at: int, *, roman: bool) -> bool:
    return tokens[at].kind == "n" or (roman and _is_roman(tokens, at))


def _is_roman(tokens: Tokens, at: int) -> bool:
    return (
        tokens[at].roman
        and (len(tokens[at].text) > 1 or tokens[at].text in "IVXLCivxlc")
        and tokens[at].text not in ("di", "il", "mi", "vi", "li", "I’", "dix")
    )


def _past_following(tokens: Tokens, at: int, stop: int) -> int:
    """Past "ff.", "et seq.", "n." with its number, "r"."""
    end = at
    while end < stop:
        after = tokens.phrase(phrases("locators", "following"), end, stop)
        if after == end or not tokens[end].text[0].islower():
            break
        if tokens.word(end) in ("n", "nn", "note") and not (after < stop and tokens[after].kind == "n"):
            break
        after += tokens.word(end) in ("n", "nn", "note")
        if (
            tokens.word(end) in ("v", "r", "n")
            and len(tokens[end].text) == 1
            and tokens.spaced(end)
            and after < stop
            and tokens[after].kind == "w"
            and tokens[after].text[0].islower()
        ):
            break
        end = after
    return end


def _past_comma(tokens: Tokens, at: int, stop: int) -> int:
    """Past a comma or "and", or both, between two numbers."""
    end = at + 1 if at < stop and tokens[at].text == "," else at
    if end < stop and tokens.word(end) in ("and", "&", "und", "u", "et", "e", "y", "и"):
        end += 1
    return end if end < stop and tokens[end].kind == "n" else at


def _is_year(text: str) -> bool:
    return len(text) == 4 and text.isdigit() and 1500 <= int(text) <= 2099


def _alone(tokens: Tokens, at: int, stop: int) -> Found | None:
    """As in "passim"; "Introduction" only between commas."""
    word = tokens.word(at)
    if word not in vocabulary("locators", "alone"):
        return None
    fenced = at > 0 and tokens[at - 1].text == "," and (at + 1 >= stop or tokens[at + 1].text in ",.;")
    return (at + 1, "locator") if word == "passim" or fenced else None


def _past_stop(tokens: Tokens, at: int, stop: int) -> int:
    return at + 1 if at < stop and tokens[at].text == "." and not tokens.spaced(at) else at


def locator_of(printed: str) -> str:
    """A pinpoint as CSL has it: without the word for page, with every other.

    >>> locator_of("pp. 12-14"), locator_of("ch. 7"), locator_of("S. 45 f.")
    ('12-14', 'ch. 7', '45 f.')
    """
    kept = printed.strip(" ,;:()")
    word, _, rest = kept.partition(" ")
    head = word.lower().rstrip(".,")
    if rest and head in ("at", "a", "esp", "especially", "insbesondere"):
        return locator_of(rest)
    if rest and head in vocabulary("locators", "pages") and head not in ("f", "fol", "c", "cc", "col", "л", "ff"):
        return rest.strip()
    joined = kept.split(".", 1)
    if len(joined) == 2 and joined[0].lower() in ("p", "pp", "pag", "s", "с") and joined[1][:1].isdigit():
        return joined[1].strip()
    return kept
