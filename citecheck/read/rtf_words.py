"""Control words of RTF that are mere tables: characters, code pages, languages, what is skipped, numbering of notes."""

from __future__ import annotations

import codecs
from itertools import product

from citecheck.model import NoteKind
from citecheck.read.numbering import Restart

CHARACTERS = {
    "tab": " ",
    "line": " ",
    "emdash": "\u2014",
    "endash": "\u2013",
    "lquote": "\u2018",
    "rquote": "\u2019",
    "ldblquote": "\u201c",
    "rdblquote": "\u201d",
    "bullet": "\u2022",
    "emspace": " ",
    "enspace": " ",
    "qmspace": " ",
    "zwj": "\u200d",
    "zwnj": "\u200c",
    "ltrmark": "",
    "rtlmark": "",
}

# Destinations that are no running text though nothing ("\*") marks them as optional.
SKIPPED = frozenset({
    "aftncn", "aftnsep", "aftnsepc", "annotation", "atnauthor", "atnid", "bxe", "colortbl", "comment", "filetbl",
    "footer", "footerf", "footerl", "footerr", "ftncn", "ftnsep", "ftnsepc", "header", "headerf", "headerl",
    "headerr", "info", "linkval", "listtext", "nextfile", "nonshppict", "objclass", "objdata", "pict", "pntext",
    "private", "revtbl", "rxe", "shprslt", "sp", "staticval", "tc", "tcn", "template", "txe", "upr", "xe",
})  # fmt: skip
TRANSPARENT = frozenset({"ud", "shpinst", "shptxt"})

# Primary language identifiers of [MS-LCID].
LANGUAGES = {
    0x05: "cs", 0x06: "da", 0x07: "de", 0x08: "el", 0x09: "en", 0x0A: "es", 0x0B: "fi", 0x0C: "fr", 0x0D: "he",
    0x0E: "hu", 0x10: "it", 0x11: "ja", 0x13: "nl", 0x14: "no", 0x15: "pl", 0x16: "pt", 0x18: "ro", 0x19: "ru",
    0x1D: "sv", 0x1F: "tr", 0x22: "uk",
}  # fmt: skip

# \fcharsetN: specification 1.9.1, "Font Table".
_CHARSETS = {
    2: "symbol", 77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "gb18030", 136: "cp950", 161: "cp1253",
    162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874",
    238: "cp1250", 254: "cp437", 255: "cp437",
}  # fmt: skip
_PAGES = {10000: "mac_roman", 10007: "mac_cyrillic", 10029: "mac_latin2", 936: "gb18030", 1361: "johab", 65001: "utf-8"}

_FORMS = {
    "nar": "decimal", "nalc": "lowerLetter", "nauc": "upperLetter", "nrlc": "lowerRoman", "nruc": "upperRoman",
    "nchi": "chicago",
}  # fmt: skip
_RESTARTS = {"restart": Restart.SECTION, "rstpg": Restart.PAGE, "rstcont": Restart.NEVER}


def charset(number: int, default: str) -> str:
    r"""The codec of a font's ``\fcharset``; `default` where it says no more than "ANSI"."""
    return _CHARSETS.get(number, default)


def codepage(number: int) -> str:
    r"""The codec of a code page; Western European where there is none of that number."""
    name = _PAGES.get(number, f"cp{number}")
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "cp1252"


def _numbering() -> dict[str, tuple[NoteKind, str, object]]:
    """Kind, setting and value for each word; a value of None is the word's own number."""
    said: dict[str, tuple[str, object]] = {"start": ("start", None)}
    said |= {end: ("format", form) for end, form in _FORMS.items()}
    said |= {end: ("restart", restart) for end, restart in _RESTARTS.items()}
    beginnings = (("ftn", NoteKind.FOOTNOTE), ("aftn", NoteKind.ENDNOTE))
    words = product(("", "s"), beginnings, said.items())
    return {f"{level}{begin}{end}": (kind, *setting) for level, (begin, kind), (end, setting) in words}


NUMBERING = _numbering()
