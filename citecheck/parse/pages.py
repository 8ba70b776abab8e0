"""Pages and other pinpoints as printed."""

from __future__ import annotations

import re

from citecheck.parse.words import vocabulary

_RANGE = re.compile(r"\b(\d{2,})(\s*[-‐-―]+\s*)(\d+)\b")
_COUNTED = re.compile(r"(?:nos?|nr|n|ep|epist|letter|frag|fr)[.°º]?\s?\d+", re.IGNORECASE)
_WORD = re.compile(r"\W*([^\W\d_]+)")


def is_pinpoint(printed: str) -> bool:
    """Whether a place in a work is named by something else than its page: "ch. 7", "§ 12", "n. 3".

    >>> is_pinpoint("para. 4.6"), is_pinpoint("pp. 3-9"), is_pinpoint("77")
    (True, False, False)
    """
    if printed.lstrip()[:1] in "§¶":
        return True
    found = _WORD.match(printed)
    word = found[1].lower() if found else ""
    return word in vocabulary("locators", "parts") and word not in vocabulary("locators", "pages")


def is_counted(printed: str) -> bool:
    """Whether a letter, a poem or a fragment is named by its number alone.

    >>> is_counted("no. 96"), is_counted("Penguin Classics")
    (True, False)
    """
    return bool(_COUNTED.fullmatch(printed))


def expand(pages: str) -> str:
    """A range with its last number in full.

    >>> expand("578–84"), expand("1203-7"), expand("12-14"), expand("84-12")
    ('578–584', '1203-1207', '12-14', '84-12')
    """
    return _RANGE.sub(_in_full, pages)


def _in_full(found: re.Match[str]) -> str:
    first, between, last = found.groups()
    whole = first[: max(0, len(first) - len(last))] + last
    return first + between + (whole if int(whole) > int(first) else last)


def locator_of(printed: str) -> str:
    """A pinpoint as CSL has it: without the word for page, with every other.

    >>> locator_of("pp. 12-14"), locator_of("ch. 7"), locator_of("S. 45 f.")
    ('12-14', 'ch. 7', '45 f.')
    """
    kept = printed.strip(" ,;:()")
    kept += ")" if "(" in kept and kept.count("(") > kept.count(")") else ""
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
