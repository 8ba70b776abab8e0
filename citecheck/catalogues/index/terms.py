"""What a record is found by, as the fields of the index hold it, and what a query asks of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from citecheck.catalogues.terms import described, identity, numbered
from citecheck.model import Query, Record, Work
from citecheck.text import fold, is_latin, romanized, spelled, tokens

_SCHEMES = frozenset({"doi", "isbn", "arxiv", "pmid", "oclc", "lccn"})
_PAGE = re.compile(r"\w+")


def words(work: Work, text: str = "") -> str:
    """The words of a record, a space between. `text`: what describes it, where that is at hand."""
    return spelled(f"{text or described(work)} {numbered(work)}")


def sounds(text: str) -> str:
    """The words of a text in another script as a Latin query would write them; none of a Latin text."""
    return "" if is_latin(text) else romanized(text)


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
    return dict.fromkeys((*tokens(query.text), *words(query.work).split()))


def asked_sounds(query: Query) -> dict[str, None]:
    """The sounds to ask for."""
    return dict.fromkeys(romanized(f"{query.text} {described(query.work)}").split())


def sound(text: str) -> str:
    """The text without what is none: lone surrogates of a damaged file."""
    return text if text.isascii() else text.encode("utf-8", "ignore").decode()
