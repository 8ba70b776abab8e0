"""Identifiers in their normal form, so that two spellings of one are equal."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator

from citecheck.model import Identifier

_DOI = re.compile(r"10\.\d{4,9}/\S+")
_BOOK_NUMBER = re.compile(r"(?<![\dXx-])(?:97[89][- ]?)?(?:\d[- ]?){9}[\dXx](?![\dXx])")
_SERIAL = re.compile(r"(?<!\d)(\d{4})[-\u2010-\u2013]?(\d{3}[\dXx])(?!\d)")
_ARXIV = re.compile(r"(?<![\w.-])(?:\d{4}\.\d{4,5}|[a-z-]{2,16}(?:\.[A-Z]{2})?/\d{7})(?:v\d{1,2})?(?!\d)")
_DIGITS = re.compile(r"\d+")
_URL = re.compile(r"(?:https?|ftp)://[^\s<>\"]+|www\.[^\s<>\"]+")
_HYPHENS = str.maketrans(dict.fromkeys("\u00ad\u2010\u2011\u2012\u2013\u2212", "-"))
_ENDING = ".,;:'\"!?*\u2019\u201d\u00bb\u203a\u27e9\u2026"  # what ends a sentence, not a DOI
_OPENED = {")": "(", "]": "[", "}": "{", ">": "<"}


def identifiers(scheme: str, text: str) -> tuple[Identifier, ...]:
    """Every identifier of the scheme in the text, in order; none where the text holds none.

    DOIs in lower case without their resolver, and without what printing and scanning made of them (entities, other
    hyphens, the sentence's end); ISBNs and ISSNs without separators but the ISSN's own hyphen, as
    printed in 10 or 13 digits, arXiv numbers without "arXiv:", the others as they are.

    >>> identifiers("doi", "https://doi.org/10.1000/ABC")
    (Identifier(scheme='doi', value='10.1000/abc'),)
    >>> [i.value for i in identifiers("doi", "10.5194/acp‐8‐3671‐2008; (10.1016/j.watres.2011.09.024&#x27e9;)")]
    ['10.5194/acp-8-3671-2008', '10.1016/j.watres.2011.09.024']
    >>> [i.value for i in identifiers("isbn", "0-19-285090-0 (paper); 978 0 19 285090 4")]
    ['0192850900', '9780192850904']
    """
    return tuple(dict.fromkeys(Identifier(scheme, value) for value in _values(scheme, text.strip()) if value))


def is_sound(identifier: Identifier) -> bool:
    """Whether the check digit of an ISBN or ISSN is right (ISO 2108, ISO 3297); True for every other scheme.

    >>> is_sound(Identifier("isbn", "0192850900")), is_sound(Identifier("issn", "0028-0836"))
    (False, True)
    """
    digits = identifier.value.replace("-", "").upper()
    if identifier.scheme == "isbn" and len(digits) == 13:
        return digits.isdigit() and sum(int(d) * (1, 3)[i % 2] for i, d in enumerate(digits)) % 10 == 0
    if identifier.scheme in {"isbn", "issn"}:
        return _elevens(digits) % 11 == 0
    return True


def _values(scheme: str, text: str) -> Iterable[str]:
    return _READ[scheme](text) if scheme in _READ else ["".join(text.split())]


def _dois(text: str) -> Iterator[str]:
    written = html.unescape(text) if "&" in text else text
    return (_whole(found.translate(_HYPHENS).lower()) for found in _DOI.findall(written))


def _whole(doi: str) -> str:
    """Without what ends the sentence, and without brackets that it did not open."""
    while doi[-1] in _ENDING or (doi[-1] in _OPENED and doi.count(_OPENED[doi[-1]]) < doi.count(doi[-1])):
        doi = doi[:-1]
    return doi if not doi.endswith("/") or doi.count("/") > 1 else ""  # a prefix alone


def _elevens(digits: str) -> int:
    """The weighted sum of an ISBN-10 or ISSN, X as ten; 1 (never sound) where a character is neither."""
    values = [10 if d == "X" else int(d) if d.isdigit() else -1 for d in digits]
    if -1 in values or len(digits) not in {8, 10}:
        return 1
    return sum(value * weight for value, weight in zip(values, range(len(digits), 0, -1), strict=True))


_READ: dict[str, Callable[[str], Iterable[str]]] = {
    "doi": _dois,
    "isbn": lambda text: (re.sub(r"[- ]", "", found).upper() for found in _BOOK_NUMBER.findall(text)),
    "issn": lambda text: (f"{first}-{last.upper()}" for first, last in _SERIAL.findall(text)),
    "arxiv": _ARXIV.findall,
    "pmid": lambda text: _DIGITS.findall(text)[:1],
    "url": lambda text: (found.rstrip(".,;") for found in _URL.findall(text)),
}
