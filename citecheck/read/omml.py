"""Formulas of Word (Office Math, ECMA-376 part 1, 22.1) in one line, much as Word's own linear format has them.

What Word draws above and below is written with `_` and `^`, fractions with `/`, rows of a matrix with `;`.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from citecheck.read.package import Element

M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_OVERLINE, _UNDERLINE, _CIRCUMFLEX = "\u0305", "\u0332", "\u0302"
_UNREAD = ("Pr", "}del", "}moveFrom")  # properties, and what is struck
_PRIMES = frozenset("′″‴⁗'*†°")
_INVISIBLE = re.compile("[\u200b\u200c\u2060-\u2064]")  # what programs put where Word wants a base, or an operator


def linear(element: Element) -> str:
    """The text of a formula or of a part of one; of a part that is not known, the text of what is in it."""
    name = element.tag.removeprefix(M) if isinstance(element.tag, str) else ""
    if name.endswith(_UNREAD):
        return ""
    if name == "t" or name.endswith("}t"):
        return _INVISIBLE.sub("", element.text or "")
    handler = _HANDLERS.get(name)
    return handler(element) if handler else _row(element)


def _row(element: Element) -> str:
    return "".join(map(linear, element))


def _child(element: Element, name: str) -> str:
    return "".join(map(_row, element.iterfind(f"{M}{name}")))


def _operand(text: str) -> str:
    """The text as one thing: in brackets where it is more than a letter or a number."""
    return text if text.isalnum() or len(text) < 2 else f"({text})"


def _property(element: Element, name: str, default: str) -> str:
    """A character out of the properties of a part; "" where it is set to none."""
    found = element.find(f"{M}{element.tag.removeprefix(M)}Pr/{M}{name}")
    return default if found is None else found.get(f"{M}val", "")


def _scripts(lower: str, upper: str) -> Callable[[Element], str]:
    """What is written below and above a base, each by the name of its element."""

    def handle(element: Element) -> str:
        base = _child(element, "e")
        return f"{base}{_below(_child(element, lower))}{_above(_child(element, upper), base)}"

    return handle


def _below(text: str) -> str:
    return f"_{_operand(text)}" if text else ""


def _above(text: str, base: str) -> str:
    """A superscript: primes, and the letters raised behind a word ("20th"), need no sign."""
    is_plain = _PRIMES.issuperset(text) or (not base and text.isalpha())
    return text if is_plain else f"^{_operand(text)}"


def _before(element: Element) -> str:
    return f"{_below(_child(element, 'sub'))}{_above(_child(element, 'sup'), '_')}{_operand(_child(element, 'e'))}"


def _fraction(element: Element) -> str:
    return f"{_operand(_child(element, 'num'))}/{_operand(_child(element, 'den'))}"


def _root(element: Element) -> str:
    degree, base = _child(element, "deg"), _operand(_child(element, "e"))
    return f"{degree}√{base}" if len(degree) < 2 else f"({degree})√{base}"


def _sum(element: Element) -> str:
    sign = _property(element, "chr", "∫")
    bounds = f"{_below(_child(element, 'sub'))}{_above(_child(element, 'sup'), sign)}"
    return f"{sign}{bounds} {_child(element, 'e')}"


def _delimited(element: Element) -> str:
    inside = _property(element, "sepChr", "|").join(_row(part) for part in element.iterfind(f"{M}e"))
    return f"{_property(element, 'begChr', '(')}{inside}{_property(element, 'endChr', ')')}"


def _function(element: Element) -> str:
    name, argument = _child(element, "fName"), _child(element, "e")
    return f"{name} {argument}" if argument[:1].isalnum() else f"{name}{argument}"


def _accent(element: Element) -> str:
    return f"{_operand(_child(element, 'e'))}{_property(element, 'chr', _CIRCUMFLEX)}"


def _bar(element: Element) -> str:
    sign = _OVERLINE if _property(element, "pos", "bot") == "top" else _UNDERLINE
    return f"{_operand(_child(element, 'e'))}{sign}"


def _matrix(element: Element) -> str:
    return "; ".join(", ".join(map(_row, row.iterfind(f"{M}e"))) for row in element.iterfind(f"{M}mr"))


def _lines(element: Element) -> str:
    return "; ".join(map(_row, element.iterfind(f"{M}e")))


_HANDLERS: dict[str, Callable[[Element], str]] = {
    "sSub": _scripts("sub", "sup"),
    "sSup": _scripts("sub", "sup"),
    "sSubSup": _scripts("sub", "sup"),
    "sPre": _before,
    "limLow": _scripts("lim", "sup"),
    "limUpp": _scripts("sub", "lim"),
    "f": _fraction,
    "rad": _root,
    "nary": _sum,
    "d": _delimited,
    "func": _function,
    "acc": _accent,
    "bar": _bar,
    "m": _matrix,
    "eqArr": _lines,
}
