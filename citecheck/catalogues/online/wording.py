"""The words of a reference, as search engines and query languages want them."""

from __future__ import annotations

import re
from functools import cache

from citecheck import refs
from citecheck.catalogues.sources.titles import clean
from citecheck.model import Query, Work
from citecheck.text import fold, spaced, tokens

_LONGEST = 300  # characters of a reference that are sent: longer ones hold remarks, and addresses have their limits
_PRINTED = 0.8  # the share of the title's words by which a text counts as the reference itself, not as "Ibid., 12"
_MANY = 8  # words of a title that tell it apart; each further one may be misprinted
_LEAD = 3  # words that a title must have before its colon to stand alone
_NAME = 60  # characters of a family name
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_APOSTROPHES = str.maketrans("'’", "  ")
_NO_WORD = re.compile(r"[^\w'’]+|_+")
_SUBTITLE = re.compile(r"\s*[:;—]\s|\.\s|\s[-–]\s")


def reference(query: Query) -> str:
    """The whole reference: as printed, or, of a short form ("Ibid., 12"), put together from what it stands for.

    >>> from citecheck.model import Date, Name
    >>> work = Work(title="State Capitalism in Russia", authors=(Name("Cliff", "Tony"),), issued=Date(1974))
    >>> reference(Query("Ibid., 12", work))
    'Tony Cliff State Capitalism in Russia 1974'
    """
    text, work = spaced(query.text), query.work
    wanted = set(tokens(work.title or work.container))
    if not text or len(wanted & set(tokens(text))) < _PRINTED * len(wanted):
        parts = (*map(str, work.authors or work.editors), work.title, work.container, work.publisher, _year(work))
        text = " ".join(part for part in parts if part)
    return _cut(_UNPRINTABLE.sub(" ", text))


def title(query: Query) -> str:
    """The title that the work goes by, without markup; where none with a word in it was read, the whole reference."""
    printed = clean(query.work.title)
    return _cut(printed) if plain(printed) else reference(query)


def lead(query: Query) -> str:
    """The title before its subtitle, which catalogues often leave out or word in another way.

    >>> lead(Query("", Work(title="Reform or Revolution: with a preface")))
    'Reform or Revolution'
    """
    whole = title(query)
    first = _SUBTITLE.split(whole, maxsplit=1)[0]
    return first if len(plain(first).split()) >= _LEAD else whole


def surname(work: Work) -> str:
    """The family name of the first author or, of a collection, editor; "" where nobody is named."""
    people = work.authors or work.editors
    return plain(people[0].family or people[0].literal)[:_NAME] if people else ""


def plain(text: str) -> str:
    """The words alone: no sign that means anything to a query language, and no operator in capitals.

    >>> plain('The "State" AND Revolution: (1917) *')
    'The State and Revolution 1917'
    """
    words = _NO_WORD.sub(" ", text).replace("’", "'").split()
    return " ".join(word.lower() if word in {"AND", "OR", "NOT", "TO"} else word.strip("'") for word in words)


def telling(text: str) -> list[str]:
    """The words of a title that tell it apart, in order: no articles and prepositions, unless it has no others.

    >>> telling("What Is to Be Done? Burning Questions of Our Movement")
    ['What', 'Done', 'Burning', 'Questions', 'Our', 'Movement']
    """
    words = list(dict.fromkeys(plain(text).split()))
    kept = [word for word in words if fold(word) not in _stopwords()]
    return (kept or words)[:_MANY]


def words(text: str) -> list[str]:
    """The telling words in a form that no index takes apart: without apostrophes and what they cut off.

    >>> words("L’Internationale et l'idée de 1917")
    ['Internationale', 'idée', '1917']
    """
    return [word for word in telling(text.translate(_APOSTROPHES)) if len(word) > 1 or word.isdigit()]


@cache
def _stopwords() -> frozenset[str]:
    return frozenset(fold(word) for words in refs.words("stopwords").values() for word in words)


def _year(work: Work) -> str:
    return str(work.issued.year) if work.issued else ""


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[:_LONGEST].rsplit(" ", 1)[0]
