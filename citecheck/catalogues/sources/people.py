"""Names as catalogues write them: ``Marx, Karl, 1818-1883`` and ``Karl Marx``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import takewhile

from citecheck.model import Name
from citecheck.text import spaced

_YEARS = re.compile(r"^(?:(?:c\.|ca\.|b\.|d\.|fl\.|active)\s?)?(?:\d{1,4}|\?)?\??(?:\s?BCE?)?\s?-?\s?[\d\w. ?]{0,24}$")
_BRACKETED = re.compile(r"\s?[\[(][^\[\]()]{0,60}[\])]\s?$")
_INITIAL = re.compile(r"(?:^|[\s.\-])\w\.$")
_SUFFIX = re.compile(r"^(?:jr|sr|ii|iii|iv)\.?$", re.IGNORECASE)


def named(written: str) -> Name:
    """A person's name in either order; one word is a family name.

    >>> named("Marx, Karl, 1818-1883"), named("Ludwig van Beethoven")
    (Name(family='Marx', given='Karl', particle='', suffix='', literal=''), \
Name(family='Beethoven', given='Ludwig', particle='van', suffix='', literal=''))
    """
    text = spaced(written).strip(" ,;:/")
    if "," not in text:
        return _in_order(_stopped(text))
    family, *rest = [part.strip() for part in text.split(",")]
    suffix = next((part for part in rest if _SUFFIX.match(part)), "")
    given = next((part for part in rest if part != suffix and not _dates(part)), "")
    words = _stopped(family).split()
    particles = list(takewhile(str.islower, words[:-1]))
    return Name(" ".join(words[len(particles) :]), _stopped(_BRACKETED.sub("", given)), " ".join(particles), suffix)


def several(written: Iterable[str]) -> tuple[Name, ...]:
    """The names of those that hold any."""
    return tuple(name for one in written if str(name := named(one)))


def body(written: str) -> tuple[Name, ...]:
    """A society, a party, an institute: not taken apart."""
    text = spaced(written).strip(" ,;:/").rstrip(".")
    return (Name(literal=text),) if text else ()


def _dates(part: str) -> bool:
    return any(c.isdigit() for c in part) and bool(_YEARS.match(part))


def _stopped(text: str) -> str:
    """Without the full stop that ends a field, which an initial's is not."""
    return text if _INITIAL.search(text) else text.rstrip(".")


def _in_order(text: str) -> Name:
    words = text.split()
    suffix = words.pop() if len(words) > 2 and _SUFFIX.match(words[-1]) else ""
    if len(words) < 2:
        return Name(family=" ".join(words))
    start = next((i for i, word in enumerate(words[1:-1], 1) if word.islower()), len(words) - 1)
    particles = list(takewhile(str.islower, words[start:-1]))
    family = " ".join(words[start + len(particles) :])
    return Name(family, " ".join(words[:start]), " ".join(particles), suffix)
