"""The numbers that LaTeX prints at notes and marks, and the keys that bind the two."""

from __future__ import annotations

import re

_STYLE = re.compile(r"\\(arabic|roman|Roman|alph|Alph|fnsymbol)(?![A-Za-z])")
_SIGNS = "∗†‡§¶‖"  # \fnsymbol (source2e, ltcounts): after the sixth doubled
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


class Counters:
    """The value, the style and the stretch of every counter; a stretch ends where numbering begins anew."""

    def __init__(self) -> None:
        self._values: dict[str, int] = {}
        self._scopes: dict[str, int] = {}
        self._used: dict[str, int] = {}
        self._within: dict[str, set[str]] = {}
        self.styles: dict[str, str] = {"": "none", "thanks": "fnsymbol", "mpfootnote": "alph"}

    def value(self, counter: str) -> int:
        """The number given last."""
        return self._values.get(counter, 0)

    def scope(self, counter: str) -> int:
        """How often the numbering began, from 1."""
        return self._scopes.get(counter, 1)

    def step(self, counter: str) -> int:
        """The next number."""
        self._values[counter] = self.value(counter) + 1
        return self._values[counter]

    def set(self, counter: str, value: int) -> None:
        """Counts on from `value`; zero, once something was counted, begins anew."""
        if value == 0 and self.value(counter):
            self._scopes[counter] = self.scope(counter) + 1
        self._values[counter] = value

    def add(self, counter: str, difference: int) -> None:
        """Moves a number on or back."""
        self._values[counter] = self.value(counter) + difference

    def number_within(self, counter: str, heading: str) -> None:
        """Numbers anew at every such heading."""
        self._within.setdefault(heading, set()).add(counter)

    def number_through(self, counter: str) -> None:
        """Numbers through the whole document."""
        for counters in self._within.values():
            counters.discard(counter)

    def heading(self, heading: str) -> None:
        """A numbered heading was set."""
        for counter in self._within.get(heading, ()):
            self.set(counter, 0)

    def style(self, counter: str, definition: str) -> None:
        r"""How a counter is printed from here on, by what ``\thefootnote`` was made to mean."""
        found = _STYLE.search(definition)
        self.styles = self.styles | {counter: found[1] if found else "arabic" if definition else "none"}

    def label(self, counter: str, value: int) -> str:
        """A number as printed."""
        return printed(value, self.styles.get(counter, "arabic"))

    def key(self, counter: str, value: int) -> str:
        """What binds the marks and the text of a number in the present stretch."""
        return f"{counter}.{self.scope(counter)}.{value}"

    def note_key(self, counter: str, value: int) -> str:
        """The same for a note; one that repeats a number gets a key of its own."""
        key = self.key(counter, value)
        self._used[key] = self._used.get(key, 0) + 1
        return key if self._used[key] == 1 else f"{key}.{self._used[key]}"


def printed(value: int, style: str) -> str:
    """A number in a style of LaTeX's; "" in none.

    >>> printed(4, "arabic"), printed(4, "roman"), printed(4, "alph"), printed(2, "fnsymbol"), printed(7, "fnsymbol")
    ('4', 'iv', 'd', '†', '∗∗')
    """
    if style == "none":
        return ""
    if style == "arabic" or value < 1:
        return str(value)
    if style == "fnsymbol":
        return _SIGNS[(value - 1) % len(_SIGNS)] * (1 + (value - 1) // len(_SIGNS)) if value < 60 else str(value)
    if style in ("alph", "Alph"):
        letter = chr(ord("a") + (value - 1) % 26)
        return letter.upper() if style == "Alph" else letter
    roman = _roman(value)
    return roman.upper() if style == "Roman" else roman


def _roman(value: int) -> str:
    if value > 9999:
        return str(value)
    letters = []
    for worth, letter in _ROMAN:
        count, value = divmod(value, worth)
        letters.append(letter * count)
    return "".join(letters)
