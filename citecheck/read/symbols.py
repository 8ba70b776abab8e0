"""The letters of the font Symbol, which old files use instead of Unicode; other fonts of signs hold no letters."""

from __future__ import annotations

_GREEK = zip(
    "ABGDEZHQIKLMNXOPRSTUFCYWabgdezhqiklmnxoprstufcywVj",
    "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩαβγδεζηθικλμνξοπρστυφχψωςϕ",
    strict=True,
)
_OTHERS = {0x2D: "−", 0xA2: "′", 0xA3: "≤", 0xAE: "→", 0xB0: "°", 0xB1: "±", 0xB2: "″", 0xB3: "≥", 0xB4: "×", 0xB7: "•"}
_LETTERS = {ord(key): sign for key, sign in _GREEK} | _OTHERS
_PRIVATE = 0xF000  # where Word puts the 256 characters of such a font


def letter(point: int) -> str:
    """A character of Symbol in Unicode; one that is not known as ASCII has it, or as the private character it is.

    >>> letter(0xF061), letter(0x61), letter(0x31)
    ('α', 'α', '1')
    """
    place = point - _PRIVATE if point >= _PRIVATE else point
    if place in _LETTERS:
        return _LETTERS[place]
    return chr(place) if 0x20 <= place < 0x7F else chr(_PRIVATE + place % 0x100)
