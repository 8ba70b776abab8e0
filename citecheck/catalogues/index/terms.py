"""What a record is found by, as the fields of the index hold it, and what a query asks of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from citecheck.catalogues.terms import described, identity, numbered
from citecheck.model import Query, Record, Work
from citecheck.text import fold, is_latin, romanized, tokens

_SCHEMES = frozenset({"doi", "isbn", "arxiv", "pmid", "oclc", "lccn"})
_SHORTEST = 4  # letters: of shorter words, three letters tell nothing that the word does not
_LONGEST = 160  # characters; of a longer text the words always suffice (shared measurement on damaged references)
_WORD = 80  # characters; what is longer is no word, but an address or the debris of a format
_THREE = re.compile(r"(?=(\S{3}))")  # overlapping, since it looks ahead
_PAGE = re.compile(r"\w+")


def words(work: Work) -> tuple[str, ...]:
    """The words of a record."""
    return tuple([word for word in tokens(f"{described(work)} {numbered(work)}") if len(word) <= _WORD])


def letters(text: str) -> frozenset[str]:
    """Three letters at a time of each longer word of a folded text, with its beginning and end marked.

    >>> sorted(letters("the state"))
    ['<st', 'ate', 'sta', 'tat', 'te>']
    """
    marked = " ".join([f"<{word}>" for word in text.split() if _SHORTEST <= len(word) <= _WORD])
    return frozenset(_THREE.findall(marked))


def lettered(work: Work) -> str:
    """The text whose letters count: titles and surnames, folded."""
    people = (name.family or name.literal for name in (*work.authors, *work.editors))
    return fold(" ".join(filter(None, (work.title, *work.variants, *people))))


def sounds(work: Work) -> tuple[str, ...]:
    """The words of a record in another script as a Latin query would write them; none of a Latin record."""
    text = described(work)
    return () if is_latin(text) else tuple(romanized(text).split())


def exact(work: Work) -> Iterator[str]:
    """The identifiers of a record or a query, and ISSN with volume and first page."""
    for scheme, value in map(identity, work.ids):
        if scheme in _SCHEMES and value:
            yield f"{scheme}:{value}"
        elif scheme == "issn" and work.volume and (page := _PAGE.search(work.pages)):
            yield f"issn:{value} {fold(work.volume)} {page.group().casefold()}"


def key(record: Record, source: str) -> str:
    """What a newer record must share to replace this one: its address, if its key is the end of that, else its key.

    Keys that no address bears are a file's own ("marx1867", a library's running number), and replace only each other
    in the same source. Elsewhere they may mean any work.

    >>> key(Record(Work(), "", "10.1000/x", "https://doi.org/10.1000/x"), "dump.json")
    'key:https://doi.org/10.1000/x'
    >>> key(Record(Work(), "", "marx1867"), "/home/me/my.bib")
    'key:/home/me/my.bib marx1867'
    """
    address = record.url.rstrip("/")
    return f"key:{address}" if address.endswith(f"/{record.key.strip('/')}") else f"key:{source} {record.key}"


def asked(query: Query) -> dict[str, None]:
    """The words of the reference as printed and as parsed, each once, in order."""
    return dict.fromkeys((*tokens(query.text), *words(query.work)))


def asked_letters(query: Query) -> frozenset[str]:
    """The letters to ask for: of the whole reference, or, where that is long, of the title and the surnames."""
    text = fold(query.text)
    return letters(text if text and len(text) <= _LONGEST else lettered(query.work))


def asked_sounds(query: Query) -> dict[str, None]:
    """The sounds to ask for."""
    return dict.fromkeys(romanized(f"{query.text} {described(query.work)}").split())


def joined(words: Iterable[str]) -> str:
    """Words as a field takes them; characters that are no text (lone surrogates of a damaged file) left out."""
    return " ".join(words).encode("utf-8", "ignore").decode()
