"""The tables of an RTF file, and its settings: fonts with their code pages, styles, language, numbering of notes."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from citecheck.model import NoteKind
from citecheck.read.numbering import Scheme
from citecheck.read.rtf_groups import Goal
from citecheck.read.rtf_words import LANGUAGES, NUMBERING, charset, codepage


@dataclass(slots=True)
class Tables:
    """Learned word by word. `codec`: the document's own; `styles`: whether a style ("s" or "cs", number) is italic."""

    codec: str = "cp1252"
    language: str | None = None
    styles: dict[tuple[str, int], bool] = field(default_factory=dict)
    _fonts: dict[int, str] = field(default_factory=dict)
    _font: int = 0
    _standard: int = 0
    _style: tuple[str, int] = ("s", 0)

    def font(self, number: int | None = None) -> str:
        """The codec of a font, by default of the document's standard font."""
        return self._fonts.get(self._standard if number is None else number, self.codec)

    def open(self) -> None:
        """An entry begins: one that names no style is the standard style."""
        self._style = ("s", 0)

    def learn(self, word: str, number: int | None, goal: Goal) -> None:
        """A word in the table of fonts or of styles."""
        if goal is Goal.STYLES:
            self._learn_style(word, number)
        elif word == "f":
            self._font = number or 0
        elif word == "fcharset":
            self._fonts[self._font] = charset(number or 0, self.codec)
        elif word == "cpg":
            self._fonts[self._font] = codepage(number or 0)

    def set(self, word: str, number: int | None) -> bool:
        """A setting of the document; False where the word is none."""
        if word in _PAGES:
            self.codec = codepage(_PAGES[word] or number or 0)
        elif word == "deff":
            self._standard = number or 0
        elif word == "deflang":
            self.language = LANGUAGES.get((number or 0) & 0x3FF)
        else:
            return False
        return True

    def _learn_style(self, word: str, number: int | None) -> None:
        if word in ("s", "cs"):
            self._style = (word, number or 0)
        elif word == "i":
            self.styles[self._style] = number != 0


_PAGES = {"ansicpg": 0, "mac": 10000, "pc": 437, "pca": 850}


class Numbering:
    """How notes are numbered, in the document and where a section says otherwise."""

    def __init__(self) -> None:
        self._general = {NoteKind.FOOTNOTE: Scheme(), NoteKind.ENDNOTE: Scheme("lowerRoman")}
        self._local: dict[tuple[NoteKind, int], list[dict[str, object]]] = {}

    def tell(self, word: str, number: int | None, section: int) -> None:
        """A word on numbering, of the document or (with an "s") of the section that begins here."""
        kind, setting, value = NUMBERING[word]
        change: dict[str, object] = {setting: max(0, number or 0) if value is None else value}
        if word.startswith("s"):
            self._local.setdefault((kind, section), []).append(change)
        else:
            self._general[kind] = replace(self._general[kind], **change)  # type: ignore[arg-type]

    def scheme(self, kind: NoteKind, section: int) -> Scheme:
        """What holds for a kind of notes in a section, counted from 0."""
        scheme = self._general[kind]
        for change in self._local.get((kind, section), ()):
            scheme = replace(scheme, **change)  # type: ignore[arg-type]
        return scheme
