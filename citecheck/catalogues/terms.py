"""What a work is found by, in any index: its words, and its identifiers in the one spelling all spellings share."""

from __future__ import annotations

import re

from citecheck.model import Date, Identifier, Name, Work

_VERSION = re.compile(r"v\d{1,2}$")


def described(work: Work) -> str:
    """The titles, people, container and publisher of a work, a space between."""
    people = (*work.authors, *work.editors, *work.translators)
    texts = (work.title, *work.variants, *map(_called, people), work.container, work.publisher)
    return " ".join(filter(None, texts))


def numbered(work: Work) -> str:
    """The years, volume, issue and pages of a work, a space between."""
    years = (str(date.year) for date in (work.issued, work.original) if isinstance(date, Date))
    return " ".join(filter(None, (*years, work.volume, work.issue, work.pages)))


def identity(one: Identifier) -> tuple[str, str]:
    """An identifier in the one spelling that all of its spellings share: ISBNs in 13 digits, arXiv without version.

    >>> identity(Identifier("isbn", "0-19-285090-3")), identity(Identifier("arxiv", "2301.01234v2"))
    (('isbn', '9780192850904'), ('arxiv', '2301.01234'))
    """
    value = one.value.strip().casefold()
    if one.scheme == "isbn":
        value = _isbn13(value)
    elif one.scheme == "arxiv":
        value = _VERSION.sub("", value)
    return one.scheme, value


def _called(name: Name) -> str:
    return name.literal or f"{name.family} {name.given}"


def _isbn13(value: str) -> str:
    digits = "".join(c for c in value if c.isalnum())
    if len(digits) != 10 or not digits[:9].isdecimal():
        return digits
    body = f"978{digits[:9]}"
    return body + str(-sum(int(d) * (3 if i % 2 else 1) for i, d in enumerate(body)) % 10)
