"""What the styles of an odt make of its text, and how it numbers its notes (OpenDocument 1.3 part 3, 16)."""

from __future__ import annotations

from dataclasses import dataclass

from citecheck.model import NoteKind
from citecheck.read.numbering import Restart, Scheme
from citecheck.read.package import Element

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"

_ITALIC = {"italic": True, "oblique": True, "normal": False}
_HIDDEN = {"none": True, "true": False}
_FORMATS = {"1": "decimal", "i": "lowerRoman", "I": "upperRoman", "a": "lowerColumn", "A": "upperColumn", "": "none"}
_LETTERS = {"a": "lowerLetter", "A": "upperLetter"}  # in step: a ... z, aa, bb
_RESTARTS = {"chapter": Restart.SECTION, "page": Restart.PAGE}
_USUAL = {NoteKind.FOOTNOTE: Scheme(), NoteKind.ENDNOTE: Scheme("lowerRoman")}


@dataclass(frozen=True, slots=True)
class Look:
    """How characters look, and whether a page begins with the paragraph; None: not said at this level."""

    italic: bool | None = None
    raised: bool | None = None
    hidden: bool | None = None
    page: bool | None = None

    def within(self, outer: Look) -> Look:
        """What both make of it: the outer look speaks where this one is silent."""
        return Look(
            outer.italic if self.italic is None else self.italic,
            outer.raised if self.raised is None else self.raised,
            outer.hidden if self.hidden is None else self.hidden,
            outer.page if self.page is None else self.page,
        )


PLAIN = Look()


class Styles:
    """The styles of one document, learned element by element as they come in its parts."""

    def __init__(self) -> None:
        self.language = ""
        self.schemes = dict(_USUAL)
        self._own: dict[tuple[str, str], tuple[Look, str]] = {}
        self._looks: dict[tuple[str, str], Look] = {}

    def learn(self, element: Element) -> None:
        """A child of a list of styles."""
        if element.tag == f"{STYLE}style":
            family, name = element.get(f"{STYLE}family", ""), element.get(f"{STYLE}name", "")
            self._own[family, name] = _look(element), element.get(f"{STYLE}parent-style-name", "")
        elif element.tag == f"{STYLE}default-style" and element.get(f"{STYLE}family") == "paragraph":
            properties = element.find(f"{STYLE}text-properties")
            self.language = "" if properties is None else properties.get(f"{_FO}language", "")
        elif element.tag == f"{TEXT}notes-configuration":
            kind = NoteKind.ENDNOTE if element.get(f"{TEXT}note-class") == "endnote" else NoteKind.FOOTNOTE
            self.schemes[kind] = _scheme(element)

    def look(self, family: str, name: str) -> Look:
        """What a style and those it comes from say; nothing for one that is not known."""
        found = self._looks.get((family, name))
        if found is None:
            found = self._looks[family, name] = self._inherited(family, name)
        return found

    def _inherited(self, family: str, name: str) -> Look:
        look, seen = PLAIN, set[str]()
        while (family, name) in self._own and name not in seen:
            seen.add(name)
            own, name = self._own[family, name]
            look = look.within(own)
        return look


def _look(style: Element) -> Look:
    page = True if style.get(f"{STYLE}master-page-name") else None
    paragraph = style.find(f"{STYLE}paragraph-properties")
    if paragraph is not None and paragraph.get(f"{_FO}break-before"):
        page = paragraph.get(f"{_FO}break-before") == "page"
    properties = style.find(f"{STYLE}text-properties")
    if properties is None:
        return Look(page=page)
    italic = _ITALIC.get(properties.get(f"{_FO}font-style", ""))
    hidden = _HIDDEN.get(properties.get(f"{TEXT}display", ""))
    return Look(italic, _raised(properties.get(f"{STYLE}text-position", "")), hidden, page)


def _raised(position: str) -> bool | None:
    """True of "super 58%" and "33% 58%"; False of "sub 58%", "-33% 58%" and "0% 100%"."""
    if not position:
        return None
    height = position.split(" ", 1)[0].rstrip("%")
    return height == "super" or (height.replace(".", "", 1).isdecimal() and float(height) > 0)


def _scheme(configuration: Element) -> Scheme:
    """ODF counts the start from 0."""
    form = configuration.get(f"{STYLE}num-format", "1")
    in_step = configuration.get(f"{STYLE}num-letter-sync") == "true"
    start = configuration.get(f"{TEXT}start-value", "0")
    return Scheme(
        _LETTERS[form] if in_step and form in _LETTERS else _FORMATS.get(form, "decimal"),
        int(start) + 1 if start.isdecimal() and len(start) < 6 else 1,
        _RESTARTS.get(configuration.get(f"{TEXT}start-numbering-at", ""), Restart.NEVER),
    )
