"""People: whether those a reference names are those of a record."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from anyascii import anyascii
from rapidfuzz import fuzz, process
from rapidfuzz.distance import JaroWinkler

from citecheck import refs
from citecheck.model import Name
from citecheck.text import fold, is_latin, romanized

_SCHOLARLY = re.compile("c(?![hkz])|c(?=kij)")
_GERMAN_SOUNDS = {"tsch": "ch", "sch": "zh", "ch": "kh", "z": "ts", "w": "v"}
_GERMAN = re.compile("|".join(_GERMAN_SOUNDS))
_NEAR = 60  # of a hundred: sounds that are worth a closer look
_MISPRINTED = 0.84  # family names of five letters and more that are this alike are one name misprinted
_SAME_SOUND = 0.95  # one name, written in two transliterations
_NAMESAKE, _ONE = 0.4, 0.8  # between them: the family name agrees, the first name does not
_OTHER_GIVEN = 0.45  # the same family name, another first name
_LEFT_OUT = 0.85  # fewer or more people than the record has, all of them right


def compare(cited: Sequence[Name], known: Sequence[Name], *, strict: bool) -> float:
    """How well the cited people are the known ones, 0 to 1, relative to the shorter list.

    `strict`: people left out, or too many, count (an article cited without "et al.").
    """
    shorter = min(len(cited), len(known))
    if not shorter:
        return 0.0
    best = sorted((_best(one, tuple(known)) for one in cited), reverse=True)[:shorter]
    score = sum(best) / shorter
    if _NAMESAKE <= best[-1] < _ONE:
        score = min(score, _LEFT_OUT)  # one of many is another person
    return min(score, _LEFT_OUT) if strict and len(cited) != len(known) else score


def named(few: Sequence[Name], many: Sequence[Name]) -> int:
    """How many of the few are among the many, whatever the order of a name's words."""
    words = {_words(other) for other in many if len(_words(other)) > 1}
    return sum(_words(one) in words or _best(one, tuple(many)) >= _ONE for one in few)


def are_namesakes(cited: Sequence[Name], known: Sequence[Name]) -> bool:
    """Whether a cited family name is a known one, in whatever script or spelling, whoever bears it."""
    return any(_families(one, other) for one in cited for other in known)


def _best(one: Name, known: tuple[Name, ...]) -> float:
    """Against those who share a word with the name; if none is alike, against the one that sounds nearest."""
    score = max((alike(one, other) for other in known if _words(one) & _words(other)), default=0.0)
    if score >= _ONE:
        return score
    near = process.extractOne(_sound(one), [_sound(other) for other in known], scorer=fuzz.ratio, score_cutoff=_NEAR)
    return max(score, alike(one, known[near[2]])) if near else score


@lru_cache(maxsize=65536)
def _words(name: Name) -> frozenset[str]:
    return frozenset(
        word for word in fold(f"{name.particle} {name.family} {name.given} {name.literal}").split() if len(word) > 1
    )


@lru_cache(maxsize=65536)
def _sound(name: Name) -> str:
    return romanized(name.family or name.literal)


@lru_cache(maxsize=65536)
def alike(one: Name, other: Name) -> float:
    """How alike two names are: 1 the same; initials, particles and the order of given and family name do not matter."""
    if one.literal or other.literal:
        return _bodies(str(one), str(other))
    straight = _families(one, other) * _givens(one.given, other.given)
    turned = _families(Name(one.given, one.family), other) * _givens(one.family, other.given) if one.given else 0.0
    return max(straight, turned)


def _bodies(one: str, other: str) -> float:
    """An organisation, or a person whose name is not taken apart: by words, since the order may differ."""
    here, there = (fold(one), fold(other)) if is_latin(one) == is_latin(other) else (romanized(one), romanized(other))
    if not here or not there:
        return 0.0
    if here == there:
        return 1.0
    sorted_alike = fuzz.token_sort_ratio(here, there) / 100
    if sorted_alike >= _MISPRINTED:
        return sorted_alike
    words, others = set(here.split()), set(there.split())
    contained = words <= others or others <= words
    return 0.9 if contained and max(map(len, words & others), default=0) > 3 else 0.0


def _families(one: Name, other: Name) -> float:
    return max((_family(here, there) for here in spellings(one) for there in spellings(other)), default=0.0)


@lru_cache(maxsize=65536)
def spellings(name: Name) -> tuple[str, ...]:
    """A family name folded, alone and with its particle: ``("beethoven", "van beethoven")``."""
    family = fold(name.family)
    with_particle = fold(f"{name.particle} {name.family}")
    words = family.split()
    bare = " ".join(words[next((n for n, word in enumerate(words) if word not in _particles()), 0) :])
    return tuple(dict.fromkeys(filter(None, (family, with_particle, bare))))


@cache
def _particles() -> frozenset[str]:
    return frozenset(map(fold, refs.words("people")["particles"]["all"]))


@lru_cache(maxsize=65536)
def _family(one: str, other: str) -> float:
    if one == other or one.replace(" ", "") == other.replace(" ", ""):
        return 1.0
    if _sounds(one) & _sounds(other):
        return _SAME_SOUND
    if _ends_with(one, other) or _ends_with(other, one):
        return 0.93
    score = JaroWinkler.normalized_similarity(one, other)
    ratio = fuzz.ratio(one, other) / 100
    return ratio if min(len(one), len(other)) >= 5 and ratio >= _MISPRINTED and score >= 0.9 else 0.0


@lru_cache(maxsize=65536)
def _sounds(family: str) -> frozenset[str]:
    """As read in English, by scholars ("Trockij" is "Trotskij") and in German ("Bucharin", "Solschenizyn")."""
    german = _GERMAN.sub(lambda found: _GERMAN_SOUNDS[found.group()], family)
    return frozenset(map(romanized, (family, _SCHOLARLY.sub("ts", family), family.replace("ch", "kh"), german)))


def _ends_with(whole: str, part: str) -> bool:
    """Whether a name is a part of a double or prefixed one: "Webb" of "Beatrice-Webb", "Preobrazhensky" of "de ..."."""
    return len(part) > 3 and (whole.endswith(f" {part}") or whole.startswith(f"{part} "))


@lru_cache(maxsize=65536)
def _givens(one: str, other: str) -> float:
    """1 where nothing speaks against it: one is missing, or the initials agree (by sound, across scripts)."""
    here, there = _given_words(one), _given_words(other)
    if not here or not there:
        return 1.0
    if _initials(here[:1]) & _initials(there[:1]):
        return 0.7 if _full_names_differ(here, there) else 1.0
    return 0.9 if _initials(here) & _initials(there) else _OTHER_GIVEN


def _given_words(given: str) -> list[str]:
    return fold(given if is_latin(given) else anyascii(given)).split()


def _initials(words: list[str]) -> set[str]:
    """As written, and as heard: "Yevgeny" and "Evgenii" begin alike, and so do "J." and "Jane"."""
    return {word[0] for word in words} | {sound[0] for word in words if len(word) > 1 and (sound := romanized(word))}


def _full_names_differ(here: list[str], there: list[str]) -> bool:
    """Whether full first names share the first letter alone: "Michael" and "Mstislav"; "Mike" passes."""
    if not here or not there or min(len(here[0]), len(there[0])) < 4:
        return False
    heard, other = romanized(here[0]), romanized(there[0])
    return heard[:2] != other[:2] and fuzz.ratio(heard, other) < 75
