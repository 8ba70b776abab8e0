"""The printed numbers of automatic notes, counted anew: files hold their order and the settings, not the numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from citecheck.model import NoteKind
from citecheck.read.runs import Reference

_ROMAN = tuple(
    zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"),
        strict=True,
    )
)
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщэюя"
_CHICAGO = "*†‡§"


class Restart(StrEnum):
    """Where the count begins anew."""

    NEVER = "continuous"
    SECTION = "eachSect"
    PAGE = "eachPage"


@dataclass(frozen=True, slots=True)
class Scheme:
    """How notes of a kind are numbered. `format`: ECMA-376 17.18.59 (decimal, lowerRoman, chicago ...)."""

    format: str = "decimal"
    start: int = 1
    restart: Restart = Restart.NEVER


def labels(references: Iterable[Reference], scheme: Callable[[NoteKind, int], Scheme]) -> Iterator[str]:
    """The sign of each reference, in order; `scheme` tells the settings for a kind in a section.

    Notes with a sign of their own are left out of the count, as word processors do.
    """
    last: dict[NoteKind, tuple[int, Reference]] = {}
    for reference in references:
        if reference.custom is not None:
            yield reference.custom
            continue
        rules = scheme(reference.kind, reference.section)
        number, before = last.get(reference.kind, (0, None))
        goes_on = before is not None and not _begins_anew(before, reference, rules.restart)
        number = number + 1 if goes_on else rules.start
        last[reference.kind] = (number, reference)
        yield reference.printed or sign(number, rules.format)


def sign(number: int, form: str) -> str:
    """A number as it is printed; decimal where the form is unknown or cannot say it.

    >>> [sign(4, form) for form in ("decimal", "lowerRoman", "upperLetter", "chicago")]
    ['4', 'iv', 'D', '§']
    """
    writer = _FORMS.get(form)
    return writer(number) if writer and 0 < number < 4000 else str(number)


def _begins_anew(before: Reference, reference: Reference, restart: Restart) -> bool:
    if restart is Restart.SECTION:
        return before.section != reference.section
    return restart is Restart.PAGE and before.page != reference.page


def _roman(number: int) -> str:
    signs = []
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        signs.append(letters * times)
    return "".join(signs)


def _doubled(alphabet: str) -> Callable[[int], str]:
    """After the last sign the first comes doubled: a ... z, aa, bb."""
    return lambda number: alphabet[(number - 1) % len(alphabet)] * ((number - 1) // len(alphabet) + 1)


def _counted(number: int) -> str:
    """As columns of a table are: a ... z, aa, ab."""
    letters = ""
    while number:
        number, place = divmod(number - 1, len(_LATIN))
        letters = _LATIN[place] + letters
    return letters


_FORMS: dict[str, Callable[[int], str]] = {
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerLetter": _doubled(_LATIN),
    "upperLetter": _doubled(_LATIN.upper()),
    "lowerColumn": _counted,
    "upperColumn": lambda number: _counted(number).upper(),
    "russianLower": _doubled(_RUSSIAN),
    "russianUpper": _doubled(_RUSSIAN.upper()),
    "chicago": _doubled(_CHICAGO),
    "none": lambda _: "",
}
