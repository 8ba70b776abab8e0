"""The words and marks by which sources that no catalogue holds are known, compiled from `refs/words/nature.toml`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from citecheck import refs
from citecheck.text import fold

_CAPITAL = r"(?:(?:[dD][’'])?[^\W\d_a-zß-öø-ÿа-я][\w.’'-]*|v[ao]n|de[rnl]?|d[iau]|la|le|zu|e|y|et|und|and|&)"
_PERSON = rf"{_CAPITAL}(?: {_CAPITAL}){{0,5}}"
_LOCATOR = r"(?:\d{1,4} ?[a-e]\d{0,2}\b|(?:[IVXLCDMivxlcdm]+|\d{1,3})[.,:] ?\d{1,4}|[IVXLCDMivxlcdm]+,? \d{1,4})"
_LEADS = r"\A\W*(?:(?:see(?: also)?|cf\.?|vgl\.?|siehe|voir|cfr\.?|véase|см\.|vide) )?"


def has_day(text: str) -> bool:
    """Whether a date with its day stands in the text, in any language: ``"4 марта 1923"``, ``"March 4, 1923"``."""
    return bool(_day().search(text))


@cache
def _day() -> re.Pattern[str]:
    return re.compile(_day_pattern(), re.IGNORECASE)


@cache
def _day_pattern() -> str:
    months = sorted({m for names in refs.words("months").values() for month in names for m in month}, key=len)[::-1]
    month = rf"(?:{'|'.join(map(re.escape, months))})\b\.?"
    first = rf"\b\d{{1,2}}(?:st|nd|rd|th|er|\.|º|°|-го)?,?(?: de| of)? {month},?(?: de| do)? \d{{4}}"
    return (
        rf"(?:{first}|\b{month} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}"
        r"|\b\d{1,2}\.? ?(?:[./-]|\b) ?(?:[ivx]{1,4}|\d{1,2})[./ -] ?\d{4}\b)"
    )


@cache
def ends() -> re.Pattern[str]:
    """ "Marx to Engels, 8 October 1858": the sender is group 1; a place may stand before the day."""
    to, place = "(?:to|an|à|a|al|ao|para|к|do|[—–])", r"(?:[^\W\d_][\w ]{0,20}, ?)?"
    return re.compile(rf"{_LEADS}({_PERSON}) {to} {_PERSON},? ?\(?{place}(?i:{_day_pattern()})")


@cache
def letter_opening() -> re.Pattern[str]:
    """What a letter's title begins with, up to the person; the group "to" is set where that is the addressee."""
    nouns, to, origin = (_any(words("letter", key)) for key in ("nouns", "to", "from"))
    return re.compile(rf"\W*{nouns} (?:(?P<to>(?:{to}|à) )|{origin} )", re.IGNORECASE)


@cache
def verse() -> re.Pattern[str]:
    """A book of the Bible or of the Qur'an, by its name or an abbreviation in any language, and the verse."""
    book, other = _any(words("scripture", "books")), _any(words("scripture", "others"))
    return re.compile(
        rf"{_LEADS}(?:(?:[1-4]|I{{1,3}})\.? ?)?(?:{book}(?:\. ?| )(?:\d{{1,3}} ?[:,.] ?\d{{1,3}}|[ivxlc]+[.:] ?\d+)"
        rf"|{other},? \(?(?:\d{{1,3}}|[ivxlc]+)\b)",
        re.IGNORECASE,
    )


@cache
def line() -> re.Pattern[str]:
    """An author or a title that is cited by book and line, up to four words of title, and the place."""
    author, title = _any(words("classic", "authors")), _any(words("classic", "titles"))
    between = r"[.,:]?(?: [^\W\d_][\w.’'-]*,?){0,4}"
    return re.compile(rf"{_LEADS}(?:{author}{between}|(?:\w+[,:] )?{title}\.?,?) (?:bk\. )?{_LOCATOR}", re.IGNORECASE)


@cache
def words(table: str, key: str) -> tuple[str, ...]:
    """A list of `refs/words/nature.toml`: words as folded there."""
    return tuple(refs.words("nature")[table][key])


@cache
def marks(table: str, key: str) -> re.Pattern[str]:
    """The patterns of a list as one."""
    return re.compile("|".join(f"(?:{one})" for one in refs.words("nature")[table][key]))


@cache
def sigla() -> re.Pattern[str]:
    """The abbreviations by which archives are called, in their own capitals."""
    return re.compile(rf"(?<!\w){_any(words('archive', 'sigla'))}(?!\w)")


@cache
def newspapers() -> frozenset[str]:
    """Folded words that names of newspapers hold."""
    return frozenset(fold(word) for words in refs.words("containers")["newspaper"].values() for word in words)


def has_words(text: str, table: str, key: str) -> bool:
    """Whether the text, once folded, holds one of the words of a list, whole."""
    folded = f" {fold(text)} "
    return any(f" {words} " in folded for words in words(table, key))


def _any(words: Iterable[str]) -> str:
    return f"(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})"
