"""Plain text <-> the LaTeX of .bib fields: special characters out, accents, ligatures and markup in."""

from __future__ import annotations

import codecs
import re
import unicodedata

from citecheck.text import spaced

COMMA = r"\symbol{44}"  # in names, where biber counts commas even within braces

_SPECIAL = {
    "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_", "{": r"\textbraceleft{}", "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "\\": r"\textbackslash{}",
}  # fmt: skip
_NEEDS_ESCAPE = re.compile(r"[&%$#_{}~^\\]")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff]+")
_TYPESET = re.compile(rf"[\\{{}}$~]|--|''|``|[?!]`|{_UNPRINTABLE.pattern}")
_LIGATURE = re.compile(r"(?<=-)(?=-)|(?<=')(?=')|(?<=[`?!])(?=`)")

# Characters that are meant as such wait as Unicode noncharacters until the markup is gone.
_ESCAPED = re.compile(
    r"""
      \\ (?P<named> textbackslash | textbraceleft | textbraceright | textasciitilde | textasciicircum
                  | textunderscore | textdollar | lbrace | rbrace ) (?![A-Za-z]) (?: \{\} | [ ] )?
    | \\ (?P<mark> [&%$#_{}] )
    | \\ (?P<bare> [~^] ) \{\}
    """,
    re.VERBOSE,
)
_NAMED = {
    "textbackslash": "\\", "textbraceleft": "{", "textbraceright": "}", "textasciitilde": "~", "textasciicircum": "^",
    "textunderscore": "_", "textdollar": "$", "lbrace": "{", "rbrace": "}",
}  # fmt: skip
_WAITING = {mark: chr(0xFDD0 + i) for i, mark in enumerate("&%$#_{}~^\\")}
_ARRIVED = str.maketrans({wait: mark for mark, wait in _WAITING.items()})

_COMBINING = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306", ".": "\u0307",
    '"': "\u0308", "r": "\u030a", "H": "\u030b", "v": "\u030c", "d": "\u0323", "c": "\u0327", "k": "\u0328",
    "b": "\u0331", "t": "\u0361",
}  # fmt: skip
_ACCENT = re.compile(
    r"""
    \\ (?: (?P<sign> [`'^"~=.] ) | (?P<letter> [uvHcdbkrt] ) (?![A-Za-z]) ) [ ]?
    (?: \{ [ ]? \\? (?P<inside> [^\W\d_] ) (?: \{\} )? (?P<rest> [^\W\d_]? ) [ ]? \}
      | \\ (?P<dotless> [ij] ) (?![A-Za-z]) (?: \{\} | [ ] )?
      | (?P<after> [^\W\d_] ) )
    """,
    re.VERBOSE,
)
_MARKUP = re.compile(r"\\(?:[A-Za-z]+\*?\s?|-|/|,|;|!)")
_BREAK = re.compile(r"\\\\|\\ |~|\\\n")
_LIGATURES = (("---", "—"), ("--", "–"), ("``", "“"), ("''", "”"), ("?`", "¿"), ("!`", "¡"))
_MATH = re.compile(r"\$([^$]*)\$")
_BRACES = str.maketrans("", "", "{}")


def encode(text: str) -> str:
    r"""The text as LaTeX reads it back: special characters escaped, ligatures broken, every script as it is.

    >>> print(encode("Marx & Engels, 50% {sic}"))
    Marx \& Engels, 50\% \textbraceleft{}sic\textbraceright{}
    """
    whole = spaced(_UNPRINTABLE.sub("", text))
    return _LIGATURE.sub("{}", _NEEDS_ESCAPE.sub(lambda found: _SPECIAL[found.group()], whole))


def decode(latex: str) -> str:
    r"""The characters that LaTeX would print: accents composed, ligatures joined, braces and markup gone.

    >>> decode(r"{\L}{\'o}d{\'z}: \emph{Th{\'e}ories} -- {\"U}bersicht~I")
    'Łódź: Théories – Übersicht I'
    """
    if not _TYPESET.search(latex):
        return spaced(latex) if latex else ""
    latex = _UNPRINTABLE.sub("", latex)
    if "\\" in latex:
        latex = latex.replace(COMMA, ",")
        latex = _symbols(_ACCENT.sub(_composed, _ESCAPED.sub(_held, latex)))
    latex = _MATH.sub(r"\1", _BREAK.sub(" ", latex))
    for typed, printed in _LIGATURES:
        latex = latex.replace(typed, printed)
    return spaced(latex.translate(_BRACES).translate(_ARRIVED))


def _held(found: re.Match[str]) -> str:
    return _WAITING[_NAMED.get(found["named"] or "", found["mark"] or found["bare"])]


def _composed(found: re.Match[str]) -> str:
    letter = found["inside"] or found["dotless"] or found["after"]
    sign = _COMBINING[found["sign"] or found["letter"]]
    return unicodedata.normalize("NFC", letter + sign) + (found["rest"] or "")


def _symbols(latex: str) -> str:
    r"""Commands for single characters (``\ss``, ``\oe``, ``\textendash``) through latexcodec, the others left out."""
    if "\\" not in latex:
        return latex
    import latexcodec  # noqa: F401  (registers the codec; takes a tenth of a second)

    known = codecs.lookup("ulatex").decode(_BREAK.sub(" ", latex).rstrip("\\"), "ignore")[0]  # type: ignore[arg-type]
    return _MARKUP.sub("", known).replace("\\", "")


def verbatim(field: str) -> str:
    r"""A field that LaTeX does not interpret (a DOI, a URL), without the escapes that people write there all the same.

    >>> verbatim(r"\url{http://example.org/a\_b?c=\%20}")
    'http://example.org/a_b?c=%20'
    """
    bare = _ESCAPED.sub(lambda found: found["mark"] or found["bare"] or _NAMED[found["named"]], field)
    return re.sub(r"\\(?:url|string)", "", bare).translate(_BRACES).strip()


def as_verbatim(value: str) -> str:
    """The value for such a field; braces, backslashes and blanks are percent-encoded (RFC 3986, section 2.1)."""
    return re.sub(r"[{}\\\s]", lambda found: f"%{ord(found.group()):02X}", value)
