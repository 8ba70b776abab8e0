"""A note that is a title and no more: nothing in it but its words tells that it cites, so they are looked at."""

from __future__ import annotations

from citecheck.model import Text
from citecheck.parse.runs import find_names
from citecheck.parse.tokens import Tokens, tokenize
from citecheck.parse.words import vocabulary

_MOST_WORDS = 25
_CAPITALIZED = 0.6  # of the words that carry meaning


def find_bare_title(text: Text) -> tuple[int, int] | None:
    """Where the title stands, if the whole text is written like one: in italics, or most words capitalized.

    A person's name is none, nor are stock remarks ("emphasis added") and sentences.

    >>> find_bare_title(Text("The Conquest of Bread.")), find_bare_title(Text("Emphasis added."))
    ((0, 21), None)
    """
    if len(text.plain) > _MOST_WORDS * 16:
        return None
    tokens = tokenize(text)
    start, stop = 0, len(tokens)
    while start < stop and tokens[stop - 1].text in '.,;»”"':
        stop -= 1
    while start < stop and tokens[start].kind != "w":
        start += 1
    if start >= stop or not _is_title(tokens, start, stop):
        return None
    return tokens[start].start, tokens[stop - 1].end


def _is_title(tokens: Tokens, start: int, stop: int) -> bool:
    words = [token for token in tokens.items[start:stop] if token.kind == "w"]
    if tokens.printed(start, stop).lower().strip(" .,()[]") in vocabulary("remarks"):
        return False
    if not (2 <= len(words) <= _MOST_WORDS and words[0].capital) or any(
        t.text in ".!?" for t in tokens.items[start:stop]
    ):
        return False
    if all(tokens.emphasized[at] for at in range(start, stop) if tokens[at].kind == "w"):
        return True
    if any(token.text in vocabulary("prose", "words") for token in words):
        return False  # a verb in lower case: a sentence
    run = find_names(tokens, start, stop)
    heavy = [token for token in words if token.lower not in vocabulary("stopwords")]
    capitals = sum(token.capital for token in heavy)
    return not (run and run.end >= stop) and len(heavy) > 1 and capitals >= _CAPITALIZED * len(heavy)
