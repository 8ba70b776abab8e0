"""The language of a text: by its script, and where several share one, by their function words."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from citecheck import refs

SAMPLE = 60_000  # characters; more of a text does not change the answer
ENOUGH = 2  # function words, those of several languages counted in part, that must be met for an answer
AHEAD = 1.5  # times the runner-up's; in the sentences of the tests the next language has at most 0.4 of the words
SHARE = 0.08  # of all words; the sentences of the tests have 0.16 (Latin) to 0.62 (English)

_SCRIPTS = {
    "latin": re.compile(r"[A-Za-z\u00c0-\u024f]"),
    "cyrillic": re.compile(r"[\u0400-\u052f]"),
    "el": re.compile(r"[\u0370-\u03ff\u1f00-\u1fff]"),
    "ar": re.compile(r"[\u0600-\u06ff]"),
    "he": re.compile(r"[\u05d0-\u05ea]"),
    "hi": re.compile(r"[\u0900-\u097f]"),
    "ko": re.compile(r"[\uac00-\ud7af]"),
    "ja": re.compile(r"[\u3040-\u30ff]"),
    "zh": re.compile(r"[\u4e00-\u9fff]"),
}
_PERSIAN = re.compile(r"[\u067e\u0686\u0698\u06af\u06cc\u06a9]")
_WORD = re.compile(r"[^\W\d_]+")


def guess_language(text: str) -> str | None:
    """A two-letter code (ISO 639-1), None where the text is too short or nothing speaks clearly.

    >>> guess_language("Die Produktion des absoluten Mehrwerts ist das Ziel, und sie wird nicht von der Form bestimmt.")
    'de'
    """
    sample = text[:SAMPLE]
    letters = {name: len(pattern.findall(sample)) for name, pattern in _SCRIPTS.items()}
    script = max(letters, key=lambda name: letters[name])
    if not letters[script]:
        return None
    if script in ("latin", "cyrillic"):
        return _spoken(sample, script)
    if script == "ar" and len(_PERSIAN.findall(sample)) > letters["ar"] / 20:
        return "fa"
    return "ja" if script == "zh" and letters["ja"] > letters["zh"] / 10 else script


def _spoken(sample: str, script: str) -> str | None:
    """The language of a script most of whose function words occur, each weighed by how few languages share it."""
    met = Counter(word.casefold() for word in _WORD.findall(sample))
    scores = {
        code: sum(met[w] / shared for w, shared in words.items()) for code, words in _function_words(script).items()
    }
    second, best = sorted(scores, key=lambda code: scores[code])[-2:]
    is_clear = scores[best] >= max(ENOUGH, SHARE * met.total()) and scores[best] >= AHEAD * scores[second]
    return best if is_clear else None


@cache
def _function_words(script: str) -> dict[str, dict[str, int]]:
    """By language each word and how many languages have it."""
    pattern = _SCRIPTS[script]
    table = {code: words for code, words in refs.words("languages").items() if pattern.match(words[0])}
    shared = Counter(word for words in table.values() for word in words)
    return {code: {word: shared[word] for word in words} for code, words in table.items()}
